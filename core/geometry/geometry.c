/* Measures rings and shapes.
 * Measures of rings and shapes; see <bcukit/geometry.h>. */
#include <bcukit/geometry.h>
#include <glib.h>

void bcu_shape_free(BcuShape *shape)
{
    if (!shape)
        return;
    g_free(shape->points);
    g_free(shape->ring_start);
    g_free(shape->part_start);
    g_free(shape);
}

double bcu_ring_area(BcuRing ring)
{
    if (ring.count < 4)
        return 0;
    /* National grids have six or seven digits before the point: taken about the ring's own first
     * point, the products stay small and the sum keeps its digits. */
    BcuPoint origin = ring.points[0];
    double twice = 0;
    for (size_t i = 1; i + 1 < ring.count; i++) {
        double ax = ring.points[i].x - origin.x, ay = ring.points[i].y - origin.y;
        double bx = ring.points[i + 1].x - origin.x, by = ring.points[i + 1].y - origin.y;
        twice += ax * by - bx * ay;
    }
    return twice / 2;
}

double bcu_ring_length(BcuRing ring)
{
    double length = 0;
    for (size_t i = 0; i + 1 < ring.count; i++) {
        double dx = ring.points[i + 1].x - ring.points[i].x;
        double dy = ring.points[i + 1].y - ring.points[i].y;
        length += sqrt(dx * dx + dy * dy);
    }
    return length;
}

bool bcu_ring_contains(BcuRing ring, BcuPoint point)
{
    bool inside = false;
    for (size_t i = 0; i + 1 < ring.count; i++) {
        BcuPoint a = ring.points[i], b = ring.points[i + 1];
        if ((a.y > point.y) != (b.y > point.y)) {
            /* Which side of the edge: by a product, not a quotient, so that the same edge seen
             * from a neighbour gives the same answer. */
            double side = (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x);
            if ((b.y > a.y) ? side > 0 : side < 0)
                inside = !inside;
        }
    }
    return inside;
}

/* Comparisons that are false for what is not a number: fmin and fmax would be calls. */
void bcu_points_round(BcuPoint *points, size_t count, int decimals)
{
    double scale = pow(10, decimals); /* exact up to 22 */
    for (size_t i = 0; i < count; i++)
        points[i] = (BcuPoint){rint(points[i].x * scale) / scale, rint(points[i].y * scale) / scale};
}

BcuBox bcu_ring_extent(BcuRing ring)
{
    BcuBox box = BCU_BOX_EMPTY;
    for (size_t i = 0; i < ring.count; i++) {
        BcuPoint p = ring.points[i];
        box.min_x = p.x < box.min_x ? p.x : box.min_x;
        box.min_y = p.y < box.min_y ? p.y : box.min_y;
        box.max_x = p.x > box.max_x ? p.x : box.max_x;
        box.max_y = p.y > box.max_y ? p.y : box.max_y;
    }
    return box;
}

BcuBox bcu_box_union(BcuBox a, BcuBox b)
{
    BcuBox box = {fmin(a.min_x, b.min_x), fmin(a.min_y, b.min_y), fmax(a.max_x, b.max_x),
                  fmax(a.max_y, b.max_y)};
    return box;
}

bool bcu_box_intersects(BcuBox a, BcuBox b)
{
    return a.min_x <= b.max_x && b.min_x <= a.max_x && a.min_y <= b.max_y && b.min_y <= a.max_y;
}

double bcu_shape_area(const BcuShape *shape)
{
    double area = 0;
    for (size_t r = 0; r < shape->ring_count; r++)
        area += bcu_ring_area(bcu_shape_ring(shape, r));
    return area;
}

double bcu_shape_length(const BcuShape *shape)
{
    double length = 0;
    for (size_t r = 0; r < shape->ring_count; r++)
        length += bcu_ring_length(bcu_shape_ring(shape, r));
    return length;
}

bool bcu_shape_contains(const BcuShape *shape, BcuPoint point)
{
    bool inside = false;
    for (size_t r = 0; r < shape->ring_count; r++)
        inside ^= bcu_ring_contains(bcu_shape_ring(shape, r), point);
    return inside;
}

BcuBox bcu_shape_extent(const BcuShape *shape)
{
    BcuRing all = {shape->points, shape->point_count};
    return bcu_ring_extent(all);
}

static BcuPoint mean_of_points(const BcuShape *shape)
{
    BcuPoint mean = {0, 0};
    for (size_t i = 0; i < shape->point_count; i++) {
        mean.x += shape->points[i].x / (double)shape->point_count;
        mean.y += shape->points[i].y / (double)shape->point_count;
    }
    return mean;
}

BcuPoint bcu_shape_centroid(const BcuShape *shape)
{
    if (shape->point_count == 0)
        return (BcuPoint){NAN, NAN};
    BcuPoint origin = shape->points[0];
    double twice = 0, sum_x = 0, sum_y = 0;
    for (size_t r = 0; r < shape->ring_count; r++) {
        BcuRing ring = bcu_shape_ring(shape, r);
        for (size_t i = 0; i + 1 < ring.count; i++) {
            double ax = ring.points[i].x - origin.x, ay = ring.points[i].y - origin.y;
            double bx = ring.points[i + 1].x - origin.x, by = ring.points[i + 1].y - origin.y;
            double cross = ax * by - bx * ay;
            twice += cross;
            sum_x += (ax + bx) * cross;
            sum_y += (ay + by) * cross;
        }
    }
    if (twice == 0)
        return mean_of_points(shape);
    return (BcuPoint){origin.x + sum_x / (3 * twice), origin.y + sum_y / (3 * twice)};
}
