/** Shapes as GeoPackage binary. Source: OGC 12-128r17, 2.1.3; well-known binary of OGC 06-103r4. */
#ifndef GPKG_GEOMETRY_H
#define GPKG_GEOMETRY_H

#include <bcukit/bcukit.h>
#include <glib.h>

/** "MULTIPOLYGON", "LINESTRING" …; polygons are always multi, so that one type fits all. */
const char *geometry_type_name(BcuExportLayer layer);
/** Replaces the contents of blob; leaves it empty for a shape without parts.
 * \param extent set to that of the shape. */
void geometry_encode(GByteArray *blob, const BcuShape *shape, BcuExportLayer layer, int srs_id,
                     BcuBox *extent);

#endif
