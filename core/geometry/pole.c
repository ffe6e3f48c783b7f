/* Finds the pole of inaccessibility of a shape.
 * The pole of inaccessibility of a shape: where a label has most room. */
#include "geometry/predicates.h"
#include <glib.h>

/* A square of the search: the best distance that any of its points can have bounds it. */
typedef struct Cell {
    BcuPoint centre;
    double half, distance, bound;
} Cell;

/* Rings without the vertices that lie closer together than matters: the search asks for the
 * distance to every edge, a hundred times over. */
static BcuShape *thin(const BcuShape *shape, double spacing)
{
    BcuShape *thinned = g_new0(BcuShape, 1);
    thinned->points = g_new(BcuPoint, shape->point_count);
    thinned->ring_start = g_new0(size_t, shape->ring_count + 1);
    thinned->ring_count = shape->ring_count;
    size_t count = 0;
    for (size_t r = 0; r < shape->ring_count; r++) {
        BcuRing ring = bcu_shape_ring(shape, r);
        thinned->ring_start[r] = count;
        for (size_t i = 0; i < ring.count; i++) {
            BcuPoint p = ring.points[i];
            bool end = i == 0 || i + 1 == ring.count;
            if (!end && hypot(p.x - thinned->points[count - 1].x,
                              p.y - thinned->points[count - 1].y) < spacing)
                continue;
            thinned->points[count++] = p;
        }
    }
    thinned->ring_start[shape->ring_count] = count;
    thinned->point_count = count;
    return thinned;
}

/* Positive inside, negative outside. */
static double distance_inside(const BcuShape *shape, BcuPoint p)
{
    double nearest2 = INFINITY, share;
    for (size_t r = 0; r < shape->ring_count; r++) {
        BcuRing ring = bcu_shape_ring(shape, r);
        for (size_t i = 0; i + 1 < ring.count; i++)
            nearest2 = fmin(nearest2, bcu_segment_distance2(p, ring.points[i], ring.points[i + 1], &share));
    }
    double distance = sqrt(nearest2);
    return bcu_shape_contains(shape, p) ? distance : -distance;
}

static Cell make_cell(const BcuShape *shape, double x, double y, double half)
{
    Cell cell = {{x, y}, half, distance_inside(shape, (BcuPoint){x, y}), 0};
    cell.bound = cell.distance + half * G_SQRT2;
    return cell;
}

/* A binary heap in a GArray, the most promising cell on top. */
static void heap_push(GArray *heap, Cell cell)
{
    g_array_append_val(heap, cell);
    Cell *cells = (Cell *)heap->data;
    for (size_t i = heap->len - 1; i > 0 && cells[(i - 1) / 2].bound < cells[i].bound;
         i = (i - 1) / 2) {
        Cell parent = cells[(i - 1) / 2];
        cells[(i - 1) / 2] = cells[i];
        cells[i] = parent;
    }
}

static Cell heap_pop(GArray *heap)
{
    Cell *cells = (Cell *)heap->data, top = cells[0];
    cells[0] = cells[heap->len - 1];
    g_array_set_size(heap, heap->len - 1);
    for (size_t i = 0;;) {
        size_t child = 2 * i + 1;
        if (child >= heap->len)
            break;
        if (child + 1 < heap->len && cells[child + 1].bound > cells[child].bound)
            child++;
        if (cells[i].bound >= cells[child].bound)
            break;
        Cell parent = cells[i];
        cells[i] = cells[child];
        cells[child] = parent;
        i = child;
    }
    return top;
}

static Cell search(const BcuShape *shape, BcuBox box, double precision)
{
    double side = fmin(box.max_x - box.min_x, box.max_y - box.min_y);
    double half = side / 2;
    BcuPoint centre = bcu_shape_centroid(shape);
    Cell best = make_cell(shape, centre.x, centre.y, 0);
    g_autoptr(GArray) heap = g_array_new(false, false, sizeof(Cell));
    for (double x = box.min_x; x < box.max_x; x += side)
        for (double y = box.min_y; y < box.max_y; y += side)
            heap_push(heap, make_cell(shape, x + half, y + half, half));
    while (heap->len > 0) {
        Cell cell = heap_pop(heap);
        if (cell.distance > best.distance)
            best = cell;
        if (cell.bound - best.distance <= precision)
            break;
        double h = cell.half / 2;
        for (int quarter = 0; quarter < 4; quarter++)
            heap_push(heap, make_cell(shape, cell.centre.x + (quarter & 1 ? h : -h),
                                      cell.centre.y + (quarter & 2 ? h : -h), h));
    }
    return best;
}

BcuPoint bcu_shape_pole(const BcuShape *shape, double precision, double *distance)
{
    BcuBox box = bcu_shape_extent(shape);
    double width = box.max_x - box.min_x, height = box.max_y - box.min_y;
    if (shape->point_count == 0 || !(width > 0) || !(height > 0)) {
        if (distance)
            *distance = 0;
        return bcu_shape_centroid(shape);
    }
    /* A very long and thin shape would start with too many squares. */
    double shortest = fmin(width, height), longest = fmax(width, height);
    if (precision <= 0)
        precision = fmin(longest / 200, shortest / 20);
    if (longest > 500 * shortest) {
        if (distance)
            *distance = 0;
        return shape->points[shape->point_count / 2];
    }
    BcuShape *thinned = thin(shape, precision / 4);
    Cell best = search(thinned, box, precision);
    /* Thinning may have moved the outline across the point of a sliver. */
    if (best.distance > 0 && !bcu_shape_contains(shape, best.centre))
        best = search(shape, box, precision);
    if (distance)
        *distance = fmax(0, distance_inside(shape, best.centre));
    bcu_shape_free(thinned);
    return best.centre;
}
