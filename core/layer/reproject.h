/** Layers into the working CRS. */
#ifndef BCU_REPROJECT_H
#define BCU_REPROJECT_H

#include "crs/session.h"
#include "layer/layer.h"

/** How a layer got into the working CRS; for check, trace and the manifest. */
typedef struct BcuCrsStep {
    char *layer, *from, *to, *operation; /* names of the CRSs; operation "none" when nothing moved */
    double accuracy_m;                   /* 0 exact, negative unknown */
    double approximation_m; /* by how much at most interpolation moved a coordinate; 0 when all are exact */
} BcuCrsStep;
void bcu_crs_step_free(BcuCrsStep *step);

/** Moves the layer's points into the working CRS, in place, and says how.
 * Reported as a note with operation and accuracy when points move.
 * \param approximate_deg by how much coordinates may be off, in degrees or what is as long; 0: exact. */
bool bcu_crs_apply(BcuLayer *layer, const BcuCrs *working, double approximate_deg, BcuCrsStep **step,
                   BcuDiagLog *log);
/** Looks up the CRS of a layer that is only looked at; with a warning where its text means none. */
void bcu_crs_look_up(BcuCrsSession *session, BcuLayer *layer, BcuDiagLog *log);

#endif
