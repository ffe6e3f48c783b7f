/* Finds banks that face one another.
 * Banks that face one another: outer borders cut into short stretches, and for each stretch the
 * nearest one of another part that it looks at. */
#include "topology/facing.h"
#include "base/pair_key.h"
#include "crs/session.h"
#include <math.h>
#include <string.h>

/* Stretches are this share of the reach at most, so that the nearest one is found closely. */
#define STRETCH_SHARE 0.1

/* Both must look at each other: the cosine between what a bank faces and where the other lies. */
#define FACING_COSINE 0.35

typedef struct Stretch {
    BcuPoint middle;           /* map units */
    double facing_x, facing_y; /* unit vector to the outer side, in metres */
    double length_m;
    uint32_t feature, part;
} Stretch;

typedef struct Banks {
    GArray *stretches; /* Stretch, in the order of the arcs */
    double reach_m;
    double metres_per_unit; /* 0 for degrees */
    double cell_x, cell_y;  /* map units: a stretch in reach is in one of nine cells */
    GHashTable *cells;      /* column and row to the index + 1 of the last stretch filed there */
    GArray *next;           /* uint32_t: the one filed before it */
} Banks;

/* ---- in metres ------------------------------------------------------------------------ */

/* The step from one point to another; short enough for the earth to be flat. */
static BcuPoint step_m(const Banks *banks, BcuPoint from, BcuPoint to)
{
    if (banks->metres_per_unit > 0)
        return (BcuPoint){(to.x - from.x) * banks->metres_per_unit, (to.y - from.y) * banks->metres_per_unit};
    double shrink = cos((from.y + to.y) / 2 * G_PI / 180);
    return (BcuPoint){(to.x - from.x) * BCU_METRES_PER_DEGREE * shrink, (to.y - from.y) * BCU_METRES_PER_DEGREE};
}

/* ---- stretches ------------------------------------------------------------------------- */

static void add_edge(Banks *banks, BcuPoint a, BcuPoint b, bool outside_left, uint32_t feature, uint32_t part)
{
    BcuPoint step = step_m(banks, a, b);
    double length = hypot(step.x, step.y);
    if (!(length > 0))
        return;
    double pieces = ceil(length / (banks->reach_m * STRETCH_SHARE)), side = outside_left ? 1 : -1;
    for (double k = 0; k < pieces; k++) {
        double t = (k + 0.5) / pieces;
        Stretch stretch = {{a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t},
                           -step.y / length * side,
                           step.x / length * side,
                           length / pieces,
                           feature,
                           part};
        g_array_append_val(banks->stretches, stretch);
    }
}

/* Banks are ragged: what a stretch faces is taken from the border to both sides of it. */
static void smooth(Banks *banks, guint first)
{
    Stretch *stretches = &g_array_index(banks->stretches, Stretch, first);
    guint count = banks->stretches->len - first;
    double window = banks->reach_m * STRETCH_SHARE;
    g_autofree BcuPoint *facing = g_new(BcuPoint, (size_t)count + 1);
    for (guint i = 0; i < count; i++) {
        BcuPoint sum = {0, 0};
        for (int way = -1; way <= 1; way += 2) {
            double walked = 0;
            for (gint64 j = way < 0 ? i : (gint64)i + 1; j >= 0 && j < count && walked <= window; j += way) {
                sum.x += stretches[j].facing_x * stretches[j].length_m;
                sum.y += stretches[j].facing_y * stretches[j].length_m;
                walked += stretches[j].length_m;
            }
        }
        double length = hypot(sum.x, sum.y);
        facing[i] = length > 0 ? (BcuPoint){sum.x / length, sum.y / length}
                               : (BcuPoint){stretches[i].facing_x, stretches[i].facing_y};
    }
    for (guint i = 0; i < count; i++) {
        stretches[i].facing_x = facing[i].x;
        stretches[i].facing_y = facing[i].y;
    }
}

/* The part that an arc with a feature on one side only belongs to. */
static uint32_t *parts_of_arcs(const BcuTopology *topology)
{
    const BcuArcShapes *features = &topology->features;
    uint32_t *part_of = g_new0(uint32_t, (size_t)topology->arc_count + 1);
    for (uint32_t p = 0; p < features->part_count; p++) {
        uint32_t first = features->ring_start[features->part_start[p]];
        uint32_t end = features->ring_start[features->part_start[p + 1]];
        for (uint32_t i = first; i < end; i++)
            part_of[features->refs[i] < 0 ? ~features->refs[i] : features->refs[i]] = p;
    }
    return part_of;
}

static void add_outer_arcs(Banks *banks, const BcuTopology *topology)
{
    g_autofree uint32_t *part_of = parts_of_arcs(topology);
    for (uint32_t a = 0; a < topology->arc_count; a++) {
        bool outside_left = topology->left[a] == BCU_NONE;
        uint32_t feature = outside_left ? topology->right[a] : topology->left[a];
        if (outside_left == (topology->right[a] == BCU_NONE))
            continue;
        guint first = banks->stretches->len;
        for (size_t i = topology->arc_start[a]; i + 1 < topology->arc_start[a + 1]; i++)
            add_edge(banks, topology->points[i], topology->points[i + 1], outside_left, feature, part_of[a]);
        if (banks->stretches->len > first)
            smooth(banks, first);
    }
}

/* ---- who is in sight ------------------------------------------------------------------- */

static gint64 cell_key(gint64 column, gint64 row)
{
    return bcu_pair_key((guint32)column, (guint32)row);
}

static void file_stretches(Banks *banks)
{
    double widest = 0;
    for (guint i = 0; i < banks->stretches->len; i++)
        widest = fmax(widest, fabs(g_array_index(banks->stretches, Stretch, i).middle.y));
    double unit = banks->metres_per_unit > 0 ? banks->metres_per_unit : BCU_METRES_PER_DEGREE;
    double shrink = banks->metres_per_unit > 0 ? 1 : fmax(cos(fmin(widest, 89) * G_PI / 180), 0.01);
    banks->cell_y = banks->reach_m / unit;
    banks->cell_x = banks->cell_y / shrink;
    banks->cells = g_hash_table_new_full(bcu_pair_hash, g_int64_equal, g_free, NULL);
    banks->next = g_array_sized_new(FALSE, FALSE, sizeof(uint32_t), banks->stretches->len);
    for (guint i = 0; i < banks->stretches->len; i++) {
        BcuPoint p = g_array_index(banks->stretches, Stretch, i).middle;
        gint64 key = cell_key((gint64)floor(p.x / banks->cell_x), (gint64)floor(p.y / banks->cell_y));
        uint32_t before = GPOINTER_TO_UINT(g_hash_table_lookup(banks->cells, &key));
        g_array_append_val(banks->next, before);
        g_hash_table_insert(banks->cells, g_memdup2(&key, sizeof key), GUINT_TO_POINTER(i + 1));
    }
}

static bool face(const Banks *banks, const Stretch *own, const Stretch *other, double *distance)
{
    if (own->part == other->part)
        return false;
    BcuPoint step = step_m(banks, own->middle, other->middle);
    double length = *distance = hypot(step.x, step.y);
    return length > 0 && length <= banks->reach_m &&
           step.x * own->facing_x + step.y * own->facing_y > FACING_COSINE * length &&
           -step.x * other->facing_x - step.y * other->facing_y > FACING_COSINE * length;
}

/* The nearest stretch in sight; NULL for none. */
static const Stretch *opposite(const Banks *banks, const Stretch *own, double *gap)
{
    const Stretch *found = NULL;
    gint64 column = (gint64)floor(own->middle.x / banks->cell_x);
    gint64 row = (gint64)floor(own->middle.y / banks->cell_y);
    for (gint64 c = column - 1; c <= column + 1; c++)
        for (gint64 r = row - 1; r <= row + 1; r++) {
            gint64 key = cell_key(c, r);
            uint32_t i = GPOINTER_TO_UINT(g_hash_table_lookup(banks->cells, &key));
            for (; i; i = g_array_index(banks->next, uint32_t, i - 1)) {
                const Stretch *other = &g_array_index(banks->stretches, Stretch, i - 1);
                double distance;
                if (face(banks, own, other, &distance) && (!found || distance < *gap)) {
                    found = other;
                    *gap = distance;
                }
            }
        }
    return found;
}

/* ---- pairs ------------------------------------------------------------------------------ */

static int by_pair(const void *a, const void *b)
{
    const BcuFacing *p = a, *q = b;
    if (p->feature != q->feature)
        return p->feature < q->feature ? -1 : 1;
    return p->other < q->other ? -1 : p->other > q->other;
}

/* Sorts, then adds up entries of the same pair. */
static void merge_pairs(GArray *pairs)
{
    guint kept = 0;
    g_array_sort(pairs, by_pair);
    for (guint i = 0; i < pairs->len; i++) {
        const BcuFacing *pair = &g_array_index(pairs, BcuFacing, i);
        BcuFacing *last = kept ? &g_array_index(pairs, BcuFacing, kept - 1) : NULL;
        if (last && by_pair(last, pair) == 0) {
            last->length_m += pair->length_m;
            last->gap_m = fmin(last->gap_m, pair->gap_m);
        } else {
            g_array_index(pairs, BcuFacing, kept++) = *pair;
        }
    }
    g_array_set_size(pairs, kept);
}

GArray *bcu_topology_facing(const BcuTopology *topology, double reach_m, double metres_per_unit)
{
    GArray *pairs = g_array_new(FALSE, FALSE, sizeof(BcuFacing));
    if (!(reach_m > 0))
        return pairs;
    Banks banks = {.stretches = g_array_new(FALSE, FALSE, sizeof(Stretch)),
                   .reach_m = reach_m,
                   .metres_per_unit = metres_per_unit};
    add_outer_arcs(&banks, topology);
    file_stretches(&banks);
    for (guint i = 0; i < banks.stretches->len; i++) {
        const Stretch *own = &g_array_index(banks.stretches, Stretch, i);
        double gap = 0;
        const Stretch *other = opposite(&banks, own, &gap);
        if (!other)
            continue;
        BcuFacing pair = {own->feature, other->feature, own->length_m, gap};
        g_array_append_val(pairs, pair);
    }
    merge_pairs(pairs);
    g_array_unref(banks.stretches);
    g_array_unref(banks.next);
    g_hash_table_unref(banks.cells);
    return pairs;
}

GArray *bcu_facing_regroup(const GArray *facing, const uint32_t *group_of)
{
    GArray *groups = g_array_new(FALSE, FALSE, sizeof(BcuFacing));
    for (guint i = 0; i < facing->len; i++) {
        BcuFacing pair = g_array_index(facing, BcuFacing, i);
        pair.feature = group_of[pair.feature];
        pair.other = group_of[pair.other];
        if (pair.feature != BCU_NONE)
            g_array_append_val(groups, pair);
    }
    merge_pairs(groups);
    return groups;
}

/* The banks of a river differ in length: the pair has the mean of both. */
GArray *bcu_facing_pairs(const GArray *facing)
{
    GArray *both = g_array_new(FALSE, FALSE, sizeof(BcuFacing));
    for (guint i = 0; i < facing->len; i++) {
        BcuFacing pair = g_array_index(facing, BcuFacing, i);
        if (pair.feature == pair.other || pair.other == BCU_NONE)
            continue;
        BcuFacing sorted = {MIN(pair.feature, pair.other), MAX(pair.feature, pair.other), pair.length_m / 2,
                            pair.gap_m};
        g_array_append_val(both, sorted);
    }
    merge_pairs(both);
    GArray *pairs = g_array_new(FALSE, FALSE, sizeof(BcuBridge));
    for (guint i = 0; i < both->len; i++) {
        const BcuFacing *pair = &g_array_index(both, BcuFacing, i);
        BcuBridge bridge = {pair->feature, pair->other, pair->length_m, pair->gap_m};
        g_array_append_val(pairs, bridge);
    }
    g_array_unref(both);
    return pairs;
}
