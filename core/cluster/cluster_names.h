/** Names of clusters from a table of codes and names. */
#ifndef BCU_CLUSTER_NAMES_H
#define BCU_CLUSTER_NAMES_H

#include "cluster/membership.h"

/** Names clusters as the project's table of names has them, where no group [cluster CODE] does. Rows that fit no cluster
 * are no matter: a table may name all regions of a country. Clusters that no row names keep their names, with a warning
 * (MEM056). Nothing where the project has no such table.
 * \return false where the table cannot be read, lacks a column, fits no cluster or names one twice, reported. */
bool bcu_cluster_names_apply(const BcuProject *project, BcuMembership *membership, BcuDiagLog *log);

#endif
