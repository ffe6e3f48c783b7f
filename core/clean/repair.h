/** What cannot be a coverage, made one by GEOS. */
#ifndef BCU_REPAIR_H
#define BCU_REPAIR_H

#include "topology/topology.h"

typedef struct BcuRepair {
    const BcuLayer *layer;
    const GArray *suspects; /* uint32_t: records to look at, in any order, also more than once */
    double tolerance;       /* map units: overlaps below its square are noise */
    double limit;           /* share of a feature's area that may change */
    bool regardless;        /* more is done, too, although it is reported */
} BcuRepair;

/** Makes the suspects valid, and takes ground that two features cover from the larger of them; those
 * that overlap a suspect become suspects themselves. Adds bow-ties and overlaps to the report.
 * \param shapes record number to BcuShape, freed by bcu_shape_free: what changed; may be empty.
 * \return false, reported, where a feature would change by more than the limit, unless that is to be done
 * regardless, or GEOS fails. */
bool bcu_repair(const BcuRepair *repair, BcuTopologyReport *report, GHashTable **shapes, BcuDiagLog *log);

#endif
