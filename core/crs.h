/** CRS work of the core beyond <bcukit/crs.h>: whole layers. crs_proj.h names the files that include proj.h. */
#ifndef BCU_CRS_PRIVATE_H
#define BCU_CRS_PRIVATE_H

#include "layer.h"
#include <bcukit/crs.h>

/** A degree of latitude, about: for tolerances and thresholds, never for measuring. */
#define BCU_METRES_PER_DEGREE 111320.0

/** How a layer got into the working CRS; for check, trace and the manifest. */
typedef struct BcuCrsStep {
    char *layer, *from, *to, *operation; /* names of the CRSs; operation "none" when nothing moved */
    double accuracy_m;                   /* 0 exact, negative unknown */
    double approximation_m; /* by how much at most interpolation moved a coordinate; 0 when all are exact */
} BcuCrsStep;
BCU_HOST void bcu_crs_step_free(BcuCrsStep *step);

/** Moves the layer's points into the working CRS, in place, and says how.
 * Reported as a note with operation and accuracy when points move.
 * \param approximate_deg by how much coordinates may be off, in degrees or what is as long; 0: exact. */
BCU_HOST bool bcu_crs_apply(BcuLayer *layer, const char *working_crs, double approximate_deg, BcuCrsStep **step,
                            BcuDiagLog *log);
/** As bcu_transform_points_rounded, from one array into another. \param to may be `from`. */
BCU_HOST bool bcu_transform_copy_rounded(BcuTransform *transform, const BcuPoint *from, BcuPoint *to, size_t count,
                                         int decimals);
/** Starts to open PROJ, beside what follows. */
BCU_HOST void bcu_crs_open_ahead(void);
/** Starts to look up, beside what follows, what definitions mean and how to measure on the ground of the first of
 * them, the working CRS. Whoever asks for one waits for that one. Nothing is reported before somebody asks. */
BCU_HOST void bcu_crs_look_ahead(GPtrArray *definitions);
/** Adds to that how to get from the working CRS to another. */
BCU_HOST void bcu_crs_look_ahead_to(const char *to);
/** Says where the data of a run lies, for what chooses operations that depend on it: NAD27 has one for the United
 * States and another for Canada, ten metres apart. Nothing is noted unless the CRS is in degrees. To be called
 * before transforms are made. */
BCU_HOST void bcu_crs_work_at(const char *crs, BcuBox extent);
/** Whether the definition means a CRS; if not, reported with the place where it was given. A log of NULL asks only. */
bool bcu_crs_require(const char *definition, const BcuPlace *place, BcuDiagLog *log);
/** Takes a CRS from a layer that is only looked at where it means none, with a warning. */
BCU_HOST void bcu_crs_drop_unknown(BcuLayer *layer, BcuDiagLog *log);
/** Whether two definitions mean the same CRS (axis order apart). */
BCU_HOST bool bcu_crs_same(const char *a, const char *b);
/** A projected CRS worth using for a layer in degrees with this extent: on its datum and in metres
 * ("EPSG:32631"); where none is made for such an area, an equal-area one about its middle, on WGS 84
 * ("+proj=laea ..."). NULL when the extent is nowhere. g_free. */
BCU_HOST char *bcu_crs_suggest_projected(const char *crs, BcuBox extent);
/** Ends what looks up ahead and closes the PROJ context of this process (it holds the database open): call
 * before fork. */
BCU_HOST void bcu_crs_release(void);
/** "9.1.1": the PROJ release in use. Static. */
BCU_HOST const char *bcu_crs_library_version(void);

#endif
