/** Whether coordinates can be what their CRS says they are, and which CRS they would fit. */
#ifndef BCU_CRS_FIT_H
#define BCU_CRS_FIT_H

#include <bcukit/crs.h>

/** A full turn in units of a CRS in degrees or other angles; 0 for lengths. */
double bcu_crs_turn(const BcuCrs *crs);

/** Whether coordinates can be in a CRS; if not, reported as CRS060 to CRS062, with what they are likely in. Degrees may
 * run on to one and a half turns. No points fit every CRS. Where they can, but lie far from where the CRS is used, that
 * is a warning (CRS063).
 * \param place where the CRS was given. \return false when the CRS cannot be theirs. */
bool bcu_crs_holds(const BcuCrs *crs, const BcuPoint *points, size_t count, const BcuPlace *place, BcuDiagLog *log);

/** Where a CRS is used, in degrees, as its definition says; min_x > max_x across 180. \return false: nothing is said. */
bool bcu_crs_area_of_use(const BcuCrs *crs, BcuBox *area);
/** Warns of points that lie far from where their CRS is used, with the likely cause (CRS063). \param place where the CRS
 * was given. */
void bcu_crs_look_far(const BcuCrs *crs, const BcuPoint *points, size_t count, const BcuPlace *place, BcuDiagLog *log);
/** The same of points that were brought into a working CRS, with a better one. */
void bcu_crs_look_far_working(const BcuCrs *crs, const BcuPoint *points, size_t count, const BcuPlace *place,
                              BcuDiagLog *log);

/** The code of the most usual CRS that coordinates of an extent would fit: "EPSG:27700"; NULL for none. Static. */
const char *bcu_crs_likely(BcuBox extent);
/** Up to three of them in words, "EPSG:27700 (British National Grid) or EPSG:32631 (a UTM zone)". \return g_free; NULL
 * for none. */
char *bcu_crs_likely_text(BcuBox extent);

#endif
