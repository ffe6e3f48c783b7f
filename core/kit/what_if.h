/** Marks the rows of a what-if: a table of it is not taken for the official one, whatever becomes of the others. */
#ifndef BCU_WHAT_IF_H
#define BCU_WHAT_IF_H

#include <bcukit/dataset.h>
#include <bcukit/table.h>

/** Adds the column "what_if", which says in each row what is supposed; where a column has that name already, it gets a
 * number. Nothing where nothing is supposed. */
void bcu_what_if_mark(const BcuDataset *dataset, BcuTable *table);

#endif
