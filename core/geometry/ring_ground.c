/* Decides whether a ring encloses ground.
 * The sum of a ring's lobes tells at once; where it is 0, the ring is taken apart. */
#include "geometry/ring_ground.h"
#include "geometry/faces.h"

bool bcu_ring_has_ground(BcuRing ring)
{
    if (ring.count < 4)
        return false;
    if (bcu_ring_area(ring) != 0)
        return true;
    size_t ring_start[] = {0, ring.count}, part_start[] = {0, 1};
    BcuShape drawn = {.points = (BcuPoint *)ring.points, .point_count = ring.count, .ring_start = ring_start,
                      .ring_count = 1, .part_start = part_start, .part_count = 1};
    GEOSContextHandle_t context = GEOS_init_r();
    GEOSGeometry *ground = bcu_faces_ground(context, &drawn, 0);
    double area = 0;
    bool told = ground && GEOSArea_r(context, ground, &area);
    GEOSGeom_destroy_r(context, ground);
    GEOS_finish_r(context);
    return !told || area > 0;
}
