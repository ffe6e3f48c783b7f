/** Whether coordinates can be what their CRS says they are, and which CRS they would fit. */
#ifndef BCU_CRS_FIT_H
#define BCU_CRS_FIT_H

#include <bcukit/crs.h>

/** Whether coordinates can be in a CRS; if not, reported as CRS060 to CRS062, with what they are likely in. Degrees may
 * run on to one and a half turns. No points fit every CRS.
 * \param place where the CRS was given. \return false when the CRS cannot be theirs. */
bool bcu_crs_holds(const BcuCrs *crs, const BcuPoint *points, size_t count, const BcuPlace *place, BcuDiagLog *log);

/** The code of the most usual CRS that coordinates of an extent would fit: "EPSG:27700"; NULL for none. Static. */
const char *bcu_crs_likely(BcuBox extent);
/** Up to three of them in words, "EPSG:27700 (British National Grid) or EPSG:32631 (a UTM zone)". \return g_free; NULL
 * for none. */
char *bcu_crs_likely_text(BcuBox extent);

#endif
