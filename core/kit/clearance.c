/* A tree of boxes around runs of segments, compared with itself from the top.
 *
 * A chain of segments may go on in one direction, by more than the distance with each of them: then those
 * that do not follow each other are that far apart, and need not be compared. Runs are made of such segments,
 * and each node knows in which directions its runs go on together. */
#include <bcukit/validity.h>
#include <glib.h>

enum { LONGEST_RUN = 8 }; /* more would widen the boxes for little */
enum { HIGHEST = 64 };    /* levels of a tree */

/* Directions that a chain goes on in; and whether it starts a ring, so that it does not follow the one
 * before. */
enum { EAST = 1, WEST = 2, NORTH = 4, SOUTH = 8, DIRECTIONS = 15, STARTS_RING = 16 };

typedef struct Run {
    size_t first, end;            /* segments, each named by the point that it starts at */
    size_t ring_first, ring_last; /* of its ring */
} Run;

typedef struct Node {
    BcuBox box;
    unsigned chain;
} Node;

/* Level 0 are the runs; node i of a level has the nodes 2i and, if it is there, 2i + 1 of the level below. */
typedef struct Tree {
    const BcuPoint *points;
    double distance;
    Run *runs;
    Node *nodes[HIGHEST]; /* by level, one behind the other */
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
    return (dx > distance ? EAST : 0u) | (dx < -distance ? WEST : 0u) | (dy > distance ? NORTH : 0u) |
           (dy < -distance ? SOUTH : 0u);
}

/* The directions that two chains go on in as one. */
static inline unsigned common_directions(unsigned earlier, unsigned later)
{
    return later & STARTS_RING ? 0 : earlier & later & DIRECTIONS;
}

static void add_runs(Tree *tree, size_t first, size_t end)
{
    for (size_t at = first, stop; at < end; at = stop) {
        BcuBox box = box_of(tree->points + at);
        unsigned directions = directions_of(tree->points + at, tree->distance);
        size_t limit = MIN(at + LONGEST_RUN, end);
        for (stop = at + 1; stop < limit; stop++) {
            unsigned common = directions & directions_of(tree->points + stop, tree->distance);
            if (!common)
                break;
            directions = common;
            box = join(box, box_of(tree->points + stop));
        }
        tree->runs[tree->count[0]] = (Run){at, stop, first, end - 1};
        tree->nodes[0][tree->count[0]++] = (Node){box, directions | (at == first ? STARTS_RING : 0u)};
    }
}

static inline Node joined(const Node *earlier, const Node *later)
{
    return (Node){join(earlier->box, later->box),
                  (earlier->chain & STARTS_RING) | common_directions(earlier->chain, later->chain)};
}

static void add_levels(Tree *tree)
{
    for (; tree->count[tree->top] > 1; tree->top++) {
        const Node *below = tree->nodes[tree->top];
        size_t count = tree->count[tree->top], pairs = count / 2;
        Node *nodes = tree->nodes[tree->top + 1] = tree->nodes[tree->top] + count;
        for (size_t i = 0; i < pairs; i++)
            nodes[i] = joined(&below[2 * i], &below[2 * i + 1]);
        if (count % 2 == 1)
            nodes[pairs] = below[count - 1];
        tree->count[tree->top + 1] = pairs + count % 2;
    }
}

/* ---- comparing --------------------------------------------------------------------------- */

/* The line through a segment has all of another one on one side, and farther off than the distance. */
static bool parts_from(const BcuPoint *line, const BcuPoint *other, double distance)
{
    double dx = line[1].x - line[0].x, dy = line[1].y - line[0].y, limit = distance * sqrt(dx * dx + dy * dy);
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
    const BcuBox *all = &tree->nodes[0][b].box;
    for (size_t i = earlier->first; i < earlier->end; i++) {
        BcuBox box = box_of(tree->points + i);
        if (!boxes_near(&box, all, tree->distance))
            continue;
        for (size_t j = later->first; j < later->end; j++)
            if (segments_near(tree->points + i, &box, tree->points + j, tree->distance) &&
                !follow(earlier, i, j))
                return true;
    }
    return false;
}

/* Whether two nodes of a level, a not after b, may hold segments that are near each other. */
static inline bool may_be_near(const Tree *tree, int level, size_t a, size_t b)
{
    const Node *earlier = &tree->nodes[level][a], *later = &tree->nodes[level][b];
    if (a == b)
        return level > 0 && !(earlier->chain & DIRECTIONS);
    return boxes_near(&earlier->box, &later->box, tree->distance) &&
           (b > a + 1 || !common_directions(earlier->chain, later->chain));
}

/* Of two such nodes. */
static bool nodes_near(const Tree *tree, int level, size_t a, size_t b)
{
    if (level == 0)
        return runs_near(tree, a, b);
    level--;
    size_t end = MIN(2 * b + 2, tree->count[level]);
    for (size_t i = 2 * a; i < 2 * a + 2; i++)
        for (size_t j = MAX(i, 2 * b); j < end; j++)
            if (may_be_near(tree, level, i, j) && nodes_near(tree, level, i, j))
                return true;
    return false;
}

bool bcu_shape_is_clear(const BcuShape *shape, double distance)
{
    Tree tree = {.points = shape->points, .distance = distance, .runs = g_new(Run, shape->point_count + 1)};
    Node *nodes = tree.nodes[0] = g_new(Node, 2 * shape->point_count + HIGHEST);
    for (size_t r = 0; r < shape->ring_count; r++)
        add_runs(&tree, shape->ring_start[r], shape->ring_start[r + 1] - 1);
    add_levels(&tree);
    bool clear = tree.top == 0 || !nodes_near(&tree, tree.top, 0, 0);
    g_free(tree.runs);
    g_free(nodes);
    return clear;
}
