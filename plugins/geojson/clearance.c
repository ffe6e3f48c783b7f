/* A tree of boxes around runs of segments, compared with itself from the top. */
#include "clearance.h"
#include <glib.h>

enum { RUN = 4 }; /* segments in a leaf */

typedef struct Leaf {
    size_t first, end;            /* segments, each named by the point that it starts at */
    size_t ring_first, ring_last; /* of its ring */
} Leaf;

typedef struct Tree {
    const BcuPoint *points;
    Leaf *leaves;
    BcuBox *boxes; /* of node n, with children 2n and 2n + 1; the root is 1 */
    size_t width;  /* nodes on the lowest level, the first of which is node `width` */
    double distance;
} Tree;

/* ---- boxes ------------------------------------------------------------------------------- */

/* Not fmin and fmax, which are calls for the sake of what is no number. */
static inline BcuBox join(BcuBox a, BcuBox b)
{
    return (BcuBox){a.min_x < b.min_x ? a.min_x : b.min_x, a.min_y < b.min_y ? a.min_y : b.min_y,
                    a.max_x > b.max_x ? a.max_x : b.max_x, a.max_y > b.max_y ? a.max_y : b.max_y};
}

static inline BcuBox box_of(const BcuPoint *segment)
{
    return join((BcuBox){segment[0].x, segment[0].y, segment[0].x, segment[0].y},
                (BcuBox){segment[1].x, segment[1].y, segment[1].x, segment[1].y});
}

static inline bool boxes_near(BcuBox a, BcuBox b, double distance)
{
    return a.min_x - b.max_x <= distance && b.min_x - a.max_x <= distance && a.min_y - b.max_y <= distance &&
           b.min_y - a.max_y <= distance;
}

/* ---- building ---------------------------------------------------------------------------- */

static size_t count_leaves(const BcuShape *shape)
{
    size_t count = 0;
    for (size_t r = 0; r < shape->ring_count; r++)
        count += (bcu_shape_ring(shape, r).count - 1 + RUN - 1) / RUN;
    return count;
}

static void add_leaves(Tree *tree, const BcuShape *shape)
{
    size_t leaf = 0;
    for (size_t r = 0; r < shape->ring_count; r++) {
        size_t first = shape->ring_start[r], end = shape->ring_start[r + 1] - 1;
        for (size_t at = first; at < end; at += RUN, leaf++) {
            size_t stop = MIN(at + RUN, end);
            tree->leaves[leaf] = (Leaf){at, stop, first, end - 1};
            BcuBox *box = &tree->boxes[tree->width + leaf];
            *box = box_of(shape->points + at);
            for (size_t i = at + 1; i < stop; i++)
                *box = join(*box, box_of(shape->points + i));
        }
    }
    for (; leaf < tree->width; leaf++)
        tree->boxes[tree->width + leaf] = BCU_BOX_EMPTY;
    for (size_t node = tree->width; --node > 0;)
        tree->boxes[node] = join(tree->boxes[2 * node], tree->boxes[2 * node + 1]);
}

/* ---- comparing --------------------------------------------------------------------------- */

/* The line through a segment has all of another one on one side, and farther off than the distance. */
static bool parts_from(const BcuPoint *line, const BcuPoint *other, double distance)
{
    double dx = line[1].x - line[0].x, dy = line[1].y - line[0].y, limit = distance * hypot(dx, dy);
    double a = dx * (other[0].y - line[0].y) - dy * (other[0].x - line[0].x);
    double b = dx * (other[1].y - line[0].y) - dy * (other[1].x - line[0].x);
    return (a > limit && b > limit) || (a < -limit && b < -limit);
}

static bool segments_near(const BcuPoint *a, const BcuPoint *b, double distance)
{
    return boxes_near(box_of(a), box_of(b), distance) && !parts_from(a, b, distance) &&
           !parts_from(b, a, distance);
}

/* One follows the other in its ring: they meet where they should. */
static inline bool follow(const Leaf *leaf, size_t earlier, size_t later)
{
    return later == earlier + 1 ? later <= leaf->ring_last
                                : earlier == leaf->ring_first && later == leaf->ring_last;
}

static bool leaves_near(const Tree *tree, size_t a, size_t b)
{
    const Leaf *earlier = &tree->leaves[a], *later = &tree->leaves[b];
    BcuBox all = tree->boxes[tree->width + b];
    for (size_t i = earlier->first; i < earlier->end; i++) {
        if (a != b && !boxes_near(box_of(tree->points + i), all, tree->distance))
            continue;
        for (size_t j = a == b ? i + 2 : later->first; j < later->end; j++)
            if (!follow(earlier, i, j) && segments_near(tree->points + i, tree->points + j, tree->distance))
                return true;
    }
    return false;
}

/* Both on the same level, a not after b. */
static bool nodes_near(const Tree *tree, size_t a, size_t b)
{
    if (!boxes_near(tree->boxes[a], tree->boxes[b], tree->distance))
        return false;
    if (a >= tree->width)
        return leaves_near(tree, a - tree->width, b - tree->width);
    return nodes_near(tree, 2 * a, 2 * b) || nodes_near(tree, 2 * a, 2 * b + 1) ||
           (a != b && nodes_near(tree, 2 * a + 1, 2 * b)) || nodes_near(tree, 2 * a + 1, 2 * b + 1);
}

bool geo_shape_is_clear(const BcuShape *shape, double distance)
{
    Tree tree = {.points = shape->points, .width = 1, .distance = distance};
    size_t count = count_leaves(shape);
    while (tree.width < count)
        tree.width *= 2;
    tree.leaves = g_new(Leaf, count + 1);
    tree.boxes = g_new(BcuBox, 2 * tree.width);
    add_leaves(&tree, shape);
    bool clear = count == 0 || !nodes_near(&tree, 1, 1);
    g_free(tree.leaves);
    g_free(tree.boxes);
    return clear;
}
