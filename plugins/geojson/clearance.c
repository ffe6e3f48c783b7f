/* A tree of boxes around runs of segments, compared with itself from the top.
 *
 * A run goes on in one direction, by more than the distance with each of its segments: then those of its
 * segments that do not follow each other are that far apart, and need not be compared. */
#include "clearance.h"
#include <glib.h>

enum { LONGEST_RUN = 12 }; /* more would widen the boxes for little */
enum { HIGHEST = 64 };     /* levels of a tree */

typedef struct Run {
    size_t first, end;            /* segments, each named by the point that it starts at */
    size_t ring_first, ring_last; /* of its ring */
} Run;

/* Level 0 are the runs; node i of a level has the nodes 2i and, if there is one, 2i + 1 of the level below. */
typedef struct Tree {
    const BcuPoint *points;
    double distance;
    Run *runs;
    BcuBox *boxes[HIGHEST]; /* by level, one behind the other */
    size_t count[HIGHEST];
    int top; /* the level that is one node */
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

/* All four at once: which of them fails is no pattern that a processor could guess. */
static inline bool boxes_near(const BcuBox *a, const BcuBox *b, double distance)
{
    return (a->min_x - b->max_x <= distance) & (b->min_x - a->max_x <= distance) &
           (a->min_y - b->max_y <= distance) & (b->min_y - a->max_y <= distance);
}

/* ---- building ---------------------------------------------------------------------------- */

/* The directions in which a segment goes farther than the distance. */
static inline unsigned directions_of(const BcuPoint *segment, double distance)
{
    double dx = segment[1].x - segment[0].x, dy = segment[1].y - segment[0].y;
    return (unsigned)(dx > distance) | (unsigned)(dx < -distance) << 1 | (unsigned)(dy > distance) << 2 |
           (unsigned)(dy < -distance) << 3;
}

static void add_runs(Tree *tree, size_t first, size_t end)
{
    for (size_t at = first, stop; at < end; at = stop) {
        BcuBox box = box_of(tree->points + at);
        unsigned directions = directions_of(tree->points + at, tree->distance);
        size_t limit = MIN(at + LONGEST_RUN, end);
        for (stop = at + 1; stop < limit; stop++) {
            directions &= directions_of(tree->points + stop, tree->distance);
            if (!directions)
                break;
            box = join(box, box_of(tree->points + stop));
        }
        tree->runs[tree->count[0]] = (Run){at, stop, first, end - 1};
        tree->boxes[0][tree->count[0]++] = box;
    }
}

static void add_levels(Tree *tree)
{
    for (; tree->count[tree->top] > 1; tree->top++) {
        const BcuBox *below = tree->boxes[tree->top];
        size_t count = tree->count[tree->top], pairs = count / 2;
        BcuBox *boxes = tree->boxes[tree->top + 1] = tree->boxes[tree->top] + count;
        for (size_t i = 0; i < pairs; i++)
            boxes[i] = join(below[2 * i], below[2 * i + 1]);
        if (count % 2 == 1)
            boxes[pairs] = below[count - 1];
        tree->count[tree->top + 1] = pairs + count % 2;
    }
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

static inline bool segments_near(const BcuPoint *a, const BcuBox *box, const BcuPoint *b, double distance)
{
    BcuBox other = box_of(b);
    return boxes_near(box, &other, distance) && !parts_from(a, b, distance) && !parts_from(b, a, distance);
}

/* One follows the other in its ring: they meet where they should. */
static inline bool follow(const Run *run, size_t earlier, size_t later)
{
    return later == earlier + 1 ? later <= run->ring_last
                                : earlier == run->ring_first && later == run->ring_last;
}

/* Two runs, a before b. */
static bool runs_near(const Tree *tree, size_t a, size_t b)
{
    const Run *earlier = &tree->runs[a], *later = &tree->runs[b];
    const BcuBox *all = &tree->boxes[0][b];
    for (size_t i = earlier->first; i < earlier->end; i++) {
        BcuBox box = box_of(tree->points + i);
        if (!boxes_near(&box, all, tree->distance))
            continue;
        for (size_t j = later->first; j < later->end; j++)
            if (segments_near(tree->points + i, &box, tree->points + j, tree->distance) && !follow(earlier, i, j))
                return true;
    }
    return false;
}

/* Of two nodes of a level, a not after b, that may be near each other. */
static bool nodes_near(const Tree *tree, int level, size_t a, size_t b)
{
    if (level == 0)
        return a != b && runs_near(tree, a, b);
    const BcuBox *boxes = tree->boxes[--level];
    size_t end = MIN(2 * b + 2, tree->count[level]);
    for (size_t i = 2 * a; i < 2 * a + 2; i++)
        for (size_t j = MAX(i, 2 * b); j < end; j++)
            if ((i == j || boxes_near(&boxes[i], &boxes[j], tree->distance)) && nodes_near(tree, level, i, j))
                return true;
    return false;
}

bool geo_shape_is_clear(const BcuShape *shape, double distance)
{
    Tree tree = {.points = shape->points, .distance = distance, .runs = g_new(Run, shape->point_count + 1)};
    BcuBox *boxes = tree.boxes[0] = g_new(BcuBox, 2 * shape->point_count + HIGHEST);
    for (size_t r = 0; r < shape->ring_count; r++)
        add_runs(&tree, shape->ring_start[r], shape->ring_start[r + 1] - 1);
    add_levels(&tree);
    bool clear = tree.count[0] == 0 || !nodes_near(&tree, tree.top, 0, 0);
    g_free(tree.runs);
    g_free(boxes);
    return clear;
}
