/* Drops small parts of a simplified topology.
 * Line work falls into pieces that are connected by nodes. A piece is as large as its largest ring, which is
 * its limit to the outside: the shell of an island, also one of several features, the hole around an enclave.
 * What lies within a piece is smaller, and so goes with it; the sides of the arcs that are left stay right.
 */
#include "topology/small_parts.h"
#include "topology/dissolve.h"
#include <string.h>

void bcu_small_parts_clear(BcuSmallParts *vanished)
{
    g_clear_pointer(&vanished->kept, g_free);
    g_clear_pointer(&vanished->number_of, g_free);
}

static inline uint32_t arc_of(int32_t ref)
{
    return (uint32_t)(ref < 0 ? ~ref : ref);
}

/* ---- pieces ----------------------------------------------------------------------------- */

static uint32_t root_of(uint32_t *above, uint32_t node)
{
    while (above[node] != node)
        node = above[node] = above[above[node]];
    return node;
}

/* Per node one node of its piece, the same for all of it. */
static uint32_t *find_pieces(const BcuTopology *topology)
{
    uint32_t *above = g_new(uint32_t, (size_t)topology->node_count + 1);
    for (uint32_t node = 0; node < topology->node_count; node++)
        above[node] = node;
    for (uint32_t arc = 0; arc < topology->arc_count; arc++)
        above[root_of(above, topology->from[arc])] = root_of(above, topology->to[arc]);
    for (uint32_t node = 0; node < topology->node_count; node++)
        above[node] = root_of(above, node);
    return above;
}

static double *arc_moments(const BcuTopology *topology)
{
    double *moments = g_new0(double, (size_t)topology->arc_count + 1);
    BcuPoint origin = topology->point_count ? topology->points[0] : (BcuPoint){0, 0};
    for (uint32_t arc = 0; arc < topology->arc_count; arc++)
        for (size_t i = topology->arc_start[arc]; i + 1 < topology->arc_start[arc + 1]; i++) {
            BcuPoint a = topology->points[i], b = topology->points[i + 1];
            moments[arc] += ((a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y)) / 2;
        }
    return moments;
}

static void measure(const BcuTopology *topology, const BcuArcShapes *shapes, const double *moments,
                    const uint32_t *piece_of, double *size)
{
    for (uint32_t r = 0; r < shapes->ring_count; r++) {
        double area = 0;
        const int32_t *refs = shapes->refs + shapes->ring_start[r];
        for (uint32_t i = 0; i < shapes->ring_start[r + 1] - shapes->ring_start[r]; i++)
            area += refs[i] < 0 ? -moments[~refs[i]] : moments[refs[i]];
        uint32_t piece = piece_of[topology->from[arc_of(refs[0])]];
        size[piece] = fmax(size[piece], fabs(area));
    }
}

/* Per piece, under its node. The limits of land, of one or several features, are those of all together. */
static double *measure_pieces(const BcuTopology *topology, const uint32_t *piece_of, BcuDiagLog *log)
{
    BcuArcShapes land;
    g_autofree uint32_t *together = g_new0(uint32_t, (size_t)topology->features.feature_count + 1);
    if (!bcu_dissolve(topology, together, 1, &land, log))
        return NULL;
    g_autofree double *moments = arc_moments(topology);
    double *size = g_new0(double, (size_t)topology->node_count + 1);
    measure(topology, &land, moments, piece_of, size);
    measure(topology, &topology->features, moments, piece_of, size);
    bcu_arc_shapes_clear(&land);
    return size;
}

/* ---- taking out --------------------------------------------------------------------------- */

static void choose(const BcuTopology *topology, double area, const uint32_t *piece_of, const double *size,
                   BcuSmallParts *vanished)
{
    uint32_t left = 0;
    vanished->kept = g_new(uint32_t, (size_t)topology->arc_count + 1);
    vanished->number_of = g_new(uint32_t, (size_t)topology->arc_count + 1);
    for (uint32_t arc = 0; arc < topology->arc_count; arc++) {
        uint32_t piece = piece_of[topology->from[arc]];
        vanished->number_of[arc] = size[piece] < area ? BCU_NONE : left;
        if (size[piece] >= area)
            vanished->kept[left++] = arc;
    }
    for (uint32_t node = 0; node < topology->node_count; node++)
        vanished->pieces += piece_of[node] == node && size[node] < area;
}

static bool find_largest(const BcuTopology *full, const uint32_t *piece_of, BcuSmallParts *vanished,
                         BcuDiagLog *log)
{
    g_autofree double *size = measure_pieces(full, piece_of, log);
    for (uint32_t arc = 0; size && arc < full->arc_count; arc++) {
        uint32_t piece = piece_of[full->from[arc]];
        if (vanished->number_of[arc] != BCU_NONE || size[piece] <= vanished->largest)
            continue;
        vanished->largest = size[piece];
        vanished->at = full->points[full->arc_start[arc]];
    }
    return size != NULL;
}

static void drop_arcs(BcuTopology *topology, const BcuSmallParts *vanished)
{
    size_t points = 0;
    uint32_t count = 0;
    for (uint32_t arc = 0; arc < topology->arc_count; arc++) {
        size_t first = topology->arc_start[arc], length = topology->arc_start[arc + 1] - first;
        if (vanished->number_of[arc] == BCU_NONE)
            continue;
        memmove(topology->points + points, topology->points + first, length * sizeof(BcuPoint));
        topology->arc_start[count] = points;
        topology->left[count] = topology->left[arc];
        topology->right[count] = topology->right[arc];
        topology->from[count] = topology->from[arc];
        topology->to[count] = topology->to[arc];
        points += length;
        count++;
    }
    topology->arc_count = count;
    topology->arc_start[count] = topology->point_count = points;
}

void bcu_small_parts_apply(const BcuSmallParts *vanished, BcuArcShapes *shapes)
{
    uint32_t refs = 0, rings = 0, parts = 0, part = 0, ring = 0, first = 0, end = 0;
    for (uint32_t feature = 0; feature < shapes->feature_count; feature++) {
        for (; part < shapes->feature_start[feature + 1]; part++) {
            uint32_t before = rings;
            for (; ring < shapes->part_start[part + 1]; ring++, first = end) {
                end = shapes->ring_start[ring + 1];
                if (vanished->number_of[arc_of(shapes->refs[first])] == BCU_NONE)
                    continue;
                for (uint32_t i = first; i < end; i++, refs++) {
                    uint32_t arc = vanished->number_of[arc_of(shapes->refs[i])];
                    shapes->refs[refs] = shapes->refs[i] < 0 ? ~(int32_t)arc : (int32_t)arc;
                }
                shapes->ring_start[++rings] = refs;
            }
            if (rings > before)
                shapes->part_start[++parts] = rings;
        }
        shapes->feature_start[feature + 1] = parts;
    }
    shapes->ring_count = rings;
    shapes->part_count = parts;
}

bool bcu_small_parts_find(BcuTopology *topology, const BcuTopology *full, double area, BcuSmallParts *vanished,
                         BcuDiagLog *log)
{
    *vanished = (BcuSmallParts){0};
    g_autofree uint32_t *piece_of = find_pieces(topology);
    g_autofree double *size = measure_pieces(topology, piece_of, log);
    if (!size)
        return false;
    choose(topology, area, piece_of, size, vanished);
    if (vanished->pieces > 0 && !find_largest(full, piece_of, vanished, log)) {
        bcu_small_parts_clear(vanished);
        return false;
    }
    drop_arcs(topology, vanished);
    bcu_small_parts_apply(vanished, &topology->features);
    return true;
}
