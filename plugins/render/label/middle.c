/* Distances from the border on a coarse grid: the pole alone jumps from one end of a long area to the other.
 */
#include "label/middle.h"
#include <glib.h>

enum { ENOUGH = 80, CELLS = 196 }; /* points of the ring; cells of the grid, about */

/* How far from the border counts as nearly as far as the farthest. */
static const double PLATEAU = 0.7;

typedef struct Spot {
    BcuPoint at;
    double clearance;
} Spot;

static size_t largest_ring(const BcuShape *outline)
{
    size_t largest = 0;
    for (size_t r = 1; r < outline->ring_count; r++)
        if (fabs(bcu_ring_area(bcu_shape_ring(outline, r))) >
            fabs(bcu_ring_area(bcu_shape_ring(outline, largest))))
            largest = r;
    return largest;
}

static double squared_distance(BcuPoint p, BcuPoint a, BcuPoint b)
{
    double x = b.x - a.x, y = b.y - a.y, squared = x * x + y * y;
    double t = squared > 0 ? CLAMP(((p.x - a.x) * x + (p.y - a.y) * y) / squared, 0, 1) : 0;
    double dx = a.x + t * x - p.x, dy = a.y + t * y - p.y;
    return dx * dx + dy * dy;
}

static double clearance_of(const BcuShape *ring, BcuPoint p)
{
    double nearest = INFINITY;
    for (size_t i = 0; i + 1 < ring->point_count; i++)
        nearest = fmin(nearest, squared_distance(p, ring->points[i], ring->points[i + 1]));
    return sqrt(nearest);
}

/* \return how many spots lie inside. */
static size_t survey(const BcuShape *ring, Spot *spots)
{
    BcuBox box = bcu_shape_extent(ring);
    double width = box.max_x - box.min_x, height = box.max_y - box.min_y, cell = sqrt(width * height / CELLS);
    bool is_there = cell > 0 && isfinite(cell); /* what has vanished has an extent of nothing, which is endless */
    int columns = is_there ? (int)CLAMP(width / cell, 1, CELLS) : 0;
    int rows = is_there ? (int)CLAMP(height / cell, 1, CELLS) : 0;
    size_t count = 0;
    for (int i = 0; i < rows * columns; i++) {
        BcuPoint p = {box.min_x + (i % columns + 0.5) * width / columns,
                      box.min_y + (i / columns + 0.5) * height / rows};
        if (bcu_shape_contains(ring, p))
            spots[count++] = (Spot){p, clearance_of(ring, p)};
    }
    return count;
}

/* Of the spots on the plateau that lie within a reach of one of them. */
static BcuPoint mean_of(const Spot *spots, size_t count, const Spot *pole, double reach)
{
    double x = 0, y = 0, sum = 0;
    for (size_t i = 0; i < count; i++) {
        double weight = fmax(spots[i].clearance / pole->clearance - PLATEAU, 0);
        if (hypot(spots[i].at.x - pole->at.x, spots[i].at.y - pole->at.y) > reach)
            continue;
        x += weight * spots[i].at.x;
        y += weight * spots[i].at.y;
        sum += weight;
    }
    return (BcuPoint){x / sum, y / sum};
}

/* That of all of the plateau, unless it lies too near the border, as that of a horseshoe or of two lobes;
 * then that of what surrounds the pole. */
static BcuPoint settle(const BcuShape *ring, const Spot *spots, size_t count)
{
    const Spot *pole = spots;
    for (size_t i = 1; i < count; i++)
        if (spots[i].clearance > pole->clearance)
            pole = &spots[i];
    BcuPoint mean = mean_of(spots, count, pole, INFINITY);
    bool clear = bcu_shape_contains(ring, mean) && clearance_of(ring, mean) >= PLATEAU * pole->clearance;
    return clear ? mean : mean_of(spots, count, pole, pole->clearance);
}

BcuPoint middle_of(const BcuShape *outline)
{
    BcuRing ring = bcu_shape_ring(outline, largest_ring(outline));
    BcuPoint points[ENOUGH + 2];
    size_t step = ring.count / ENOUGH + 1, count = 0;
    for (size_t i = 0; i + 1 < ring.count; i += step)
        points[count++] = ring.points[i];
    points[count++] = points[0];
    size_t ring_start[] = {0, count}, part_start[] = {0, 1};
    BcuShape coarse = {points, count, ring_start, 1, part_start, 1};
    Spot spots[CELLS + 1];
    size_t inside = survey(&coarse, spots);
    if (inside == 0)
        return bcu_shape_pole(&coarse, 0, NULL);
    BcuPoint middle = settle(&coarse, spots, inside);
    return bcu_shape_contains(outline, middle) ? middle : bcu_shape_pole(&coarse, 0, NULL);
}
