/** CRS work of the core beyond <bcukit/crs.h>. crs_proj.h names the files that include proj.h. */
#ifndef BCU_CRS_SESSION_H
#define BCU_CRS_SESSION_H

#include <bcukit/crs.h>
#include <glib.h>

/** A degree of latitude, about: for tolerances and thresholds, never for measuring. */
#define BCU_METRES_PER_DEGREE 111320.0

/** As bcu_transform_points_rounded, from one array into another. \param to may be `from`. */
bool bcu_transform_copy_rounded(BcuTransform *transform, const BcuPoint *from, BcuPoint *to, size_t count,
                                         int decimals);
/** Starts to open PROJ, beside what follows. */
void bcu_crs_open_ahead(void);
/** Starts to look up, beside what follows, what definitions mean and how to measure on the ground of the first of
 * them, the working CRS. Whoever asks for one waits for that one. Nothing is reported before somebody asks. */
void bcu_crs_look_ahead(GPtrArray *definitions);
/** Adds to that how to get from the working CRS to another. */
void bcu_crs_look_ahead_to(const char *to);
/** Says where the data of a run lies, for what chooses operations that depend on it: NAD27 has one for the United
 * States and another for Canada, ten metres apart. Nothing is noted unless the CRS is in degrees. To be called
 * before transforms are made. */
void bcu_crs_work_at(const char *crs, BcuBox extent);
/** Whether the definition means a CRS; if not, reported with the place where it was given. A log of NULL asks only. */
bool bcu_crs_require(const char *definition, const BcuPlace *place, BcuDiagLog *log);
/** Whether two definitions mean the same CRS (axis order apart). */
bool bcu_crs_same(const char *a, const char *b);
/** A projected CRS worth using for a layer in degrees with this extent: on its datum and in metres
 * ("EPSG:32631"); where none is made for such an area, an equal-area one about its middle, on WGS 84
 * ("+proj=laea ..."). NULL when the extent is nowhere. g_free. */
char *bcu_crs_suggest_projected(const char *crs, BcuBox extent);
/** Ends what looks up ahead and closes the PROJ context of this process (it holds the database open): call
 * before fork. */
void bcu_crs_release(void);
/** "9.1.1": the PROJ release in use. Static. */
const char *bcu_crs_library_version(void);

#endif
