/** Bounding boxes as RFC 7946 (5.2) has them: where a feature lies on both sides of the meridian of 180,
 * the western edge is greater than the eastern one. */
#ifndef GEOJSON_BBOX_H
#define GEOJSON_BBOX_H

#include <bcukit/bcukit.h>
#include <glib.h>

/** Grows by shapes. */
typedef struct GeoBbox {
    BcuBox box;
    GArray *spans; /* from and to in longitude of each part: BcuPoint; NULL where no part is in degrees */
} GeoBbox;

GeoBbox geo_bbox_new(bool is_geographic);
void geo_bbox_clear(GeoBbox *bbox);
void geo_bbox_add(GeoBbox *bbox, const BcuShape *shape);
void geo_bbox_join(GeoBbox *bbox, const GeoBbox *other);
/** \return the box to write; empty (min_y > max_y) when nothing was added. */
BcuBox geo_bbox_result(const GeoBbox *bbox);

#endif
