/** Coordinate reference systems: transforms and geodesics, without showing a PROJ type.
 *
 * A definition is anything PROJ understands: "EPSG:27700", WKT, a PROJ string. It is looked up once, by
 * bcu_dataset_crs_find(); what it means is a `const BcuCrs *` from then on, borrowed from the dataset.
 * Axis order is always x/longitude first, in the unit of the CRS.
 * Since 1.0. */
#ifndef BCUKIT_CRS_H
#define BCUKIT_CRS_H

#include <bcukit/diag.h>
#include <bcukit/geometry.h>

BCU_BEGIN_DECLS

typedef struct BcuCrs BcuCrs;
typedef struct BcuTransform BcuTransform;

/** Whether coordinates are angles. */
BCU_API bool bcu_crs_is_geographic(const BcuCrs *crs);
/** Length of a unit of its coordinates; 0 for angles. */
BCU_API double bcu_crs_metres_per_unit(const BcuCrs *crs);
/** The definition that it was looked up by, such as "EPSG:27700" or the text of a .prj; borrowed. */
BCU_API const char *bcu_crs_definition(const BcuCrs *crs);

/** Transform from one CRS to another, by the most accurate operation that can be carried out where the data
 * of the run lies; where that is not known, in the area of use of `from`. Ballpark operations (that leave the
 * datum step out) are refused.
 * \return caller frees; NULL on failure, reported. Not to be shared over fork. */
BCU_API BcuTransform *bcu_transform_new(const BcuCrs *from, const BcuCrs *to, BcuDiagLog *log);
/** Accepts NULL. */
BCU_API void bcu_transform_free(BcuTransform *transform);
/** In place. \return false when a point cannot be transformed (it becomes HUGE_VAL). */
BCU_API bool bcu_transform_points(BcuTransform *transform, BcuPoint *points, size_t count);
/** The same operation the other way, in place: what was written is brought back to be compared.
 * \return as bcu_transform_points. */
BCU_API bool bcu_transform_points_back(BcuTransform *transform, BcuPoint *points, size_t count);
/** As bcu_transform_points, then each coordinate rounded to `decimals` (0 to 9): the very values that
 * transforming each point and rounding it would give, found up to twenty times faster. Most are interpolated
 * between exact points; where the error of that, which is bounded, could turn the rounding, the point
 * is transformed. */
BCU_API bool bcu_transform_points_rounded(BcuTransform *transform, BcuPoint *points, size_t count, int decimals);
/** As bcu_transform_points and bcu_transform_points_back, where each coordinate may be off by `error`,
 * in units of the target.
 * \param bound by how much at most each is off: 0 when all were transformed exactly, as few points are
 *        and all points through grids of measured shifts. */
BCU_API bool bcu_transform_points_within(BcuTransform *transform, BcuPoint *points, size_t count, double error,
                                         double *bound);
/** The same the other way. \return as bcu_transform_points. */
BCU_API bool bcu_transform_points_back_within(BcuTransform *transform, BcuPoint *points, size_t count,
                                              double error, double *bound);
/** True when the points stay as they are. */
BCU_API bool bcu_transform_is_noop(const BcuTransform *transform);
/** Name of the operation in use, such as "OSGB36 to WGS 84 (6)"; borrowed. */
BCU_API const char *bcu_transform_operation(const BcuTransform *transform);
/** Stated accuracy in metres; 0 for exact, negative when unknown. */
BCU_API double bcu_transform_accuracy_m(const BcuTransform *transform);
/** Both in words, for messages and reports: by "OSGB36 to WGS 84 (6)", good to 2 m; where PROJ states none,
 * of unknown accuracy. \return caller frees with free(). */
BCU_API char *bcu_transform_text_dup(const BcuTransform *transform);

typedef enum BcuCrsText {
    BCU_CRS_NAME,       /**< "OSGB36 / British National Grid" */
    BCU_CRS_AUTHORITY,  /**< "EPSG:27700", or empty when no code fits */
    BCU_CRS_WKT2,       /**< WKT2:2019 on one line */
    BCU_CRS_WKT1_GDAL,  /**< WKT1 as GeoPackage 1.3 readers expect */
    BCU_CRS_WKT1_ESRI   /**< for a .prj file */
} BcuCrsText;

/** Describes a CRS. \return caller frees with free(); NULL on failure, reported. */
BCU_API char *bcu_crs_text_dup(const BcuCrs *crs, BcuCrsText what, BcuDiagLog *log);

typedef struct BcuGeodesic BcuGeodesic;
/** Geodesic measures on the ellipsoid of a CRS; works from that CRS' coordinates.
 * Straight lines in the CRS are kept straight: edges are split until the rest does not matter.
 * \return caller frees; NULL on failure, reported. */
BCU_API BcuGeodesic *bcu_geodesic_new(const BcuCrs *crs, BcuDiagLog *log);
/** Accepts NULL. */
BCU_API void bcu_geodesic_free(BcuGeodesic *geodesic);
/** Signed area (positive counter-clockwise) in m2 and length in m of a closed ring.
 * \note Source: Karney, 2013, "Algorithms for geodesics", as implemented in PROJ. */
BCU_API bool bcu_geodesic_ring(BcuGeodesic *geodesic, BcuRing ring, double *area_m2, double *length_m);
/** Points of the CRS to metres, in place: a projected CRS is scaled, degrees go to the Lambert
 * azimuthal equal-area plane about the centre. \return false when a point has no place there. */
BCU_API bool bcu_geodesic_flatten(BcuGeodesic *geodesic, BcuPoint centre, BcuPoint *points,
                                  size_t count);
/** Length in m of an open run of points. */
BCU_API bool bcu_geodesic_line(BcuGeodesic *geodesic, BcuRing line, double *length_m);

/** The plane of a CRS at one place, against the ground. Final for major 1. */
typedef struct BcuGrid {
    double metres_per_x, metres_per_y; /**< true metres that one unit along an axis stands for */
    double north_deg; /**< direction of true north, degrees clockwise from the y axis */
} BcuGrid;
/** \return false where the place has no counterpart on the ground. */
BCU_API bool bcu_geodesic_grid(BcuGeodesic *geodesic, BcuPoint at, BcuGrid *grid);

BCU_END_DECLS
#endif
