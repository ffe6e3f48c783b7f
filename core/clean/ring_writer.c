/* Writes rings of a layer anew.
 * Rings vertex by vertex onto a stack, from which what leads nowhere is taken off again. */
#include "clean/ring_writer.h"
#include "clean/near_edges.h"
#include "geometry/predicates.h"
#include <string.h>

typedef struct Writer {
    BcuPoint *points; /* written so far; what the layer's arrays will be */
    size_t point_count;
    size_t *ring_start, ring_count;
    size_t *record_start;
    const BcuMending *mending;
    BcuTopologyReport *report;
    uint32_t *slots; /* index plus one of the first junction of an edge, by the edge's ends */
    size_t mask;
    uint32_t record;
    size_t first;    /* where the open ring starts */
    size_t capacity; /* of points */
    bool changed;
} Writer;

/* ---- junctions by edge --------------------------------------------------------------- */

static size_t slot_of(const Writer *writer, BcuPoint a, BcuPoint b)
{
    uint64_t bits[4], hash = 0;
    const double values[] = {a.x + 0.0, a.y + 0.0, b.x + 0.0, b.y + 0.0};
    memcpy(bits, values, sizeof bits);
    for (int i = 0; i < 4; i++)
        hash = (hash ^ bits[i]) * UINT64_C(0xd6e8feb86659fd93), hash ^= hash >> 32;
    return (size_t)hash & writer->mask;
}

static bool of_edge(const BcuJunction *junction, BcuPoint a, BcuPoint b)
{
    return bcu_points_equal(junction->a, a) && bcu_points_equal(junction->b, b);
}

static void index_junctions(Writer *writer)
{
    const GArray *junctions = writer->mending->junctions;
    size_t count = junctions ? junctions->len : 0;
    for (writer->mask = 15; writer->mask < 2 * count;)
        writer->mask = writer->mask * 2 + 1;
    writer->slots = g_new0(uint32_t, writer->mask + 1);
    for (uint32_t i = 0; i < count; i++) {
        const BcuJunction *junction = &g_array_index(junctions, BcuJunction, i);
        if (i > 0 && of_edge(junction - 1, junction->a, junction->b))
            continue;
        size_t slot = slot_of(writer, junction->a, junction->b);
        while (writer->slots[slot])
            slot = (slot + 1) & writer->mask;
        writer->slots[slot] = i + 1;
    }
}

/* The junctions of the edge between two points, with a before b; their number. */
static size_t junctions_of(const Writer *writer, BcuPoint a, BcuPoint b, const BcuJunction **first)
{
    const GArray *junctions = writer->mending->junctions;
    if (!junctions || junctions->len == 0)
        return 0;
    for (size_t slot = slot_of(writer, a, b); writer->slots[slot]; slot = (slot + 1) & writer->mask) {
        guint at = writer->slots[slot] - 1, end = at;
        *first = &g_array_index(junctions, BcuJunction, at);
        while (end < junctions->len && of_edge(&g_array_index(junctions, BcuJunction, end), a, b))
            end++;
        if (end > at)
            return end - at;
    }
    return 0;
}

/* ---- one ring ------------------------------------------------------------------------ */

static void find(Writer *writer, BcuFlaw flaw, BcuPoint at)
{
    bcu_flaws_add(writer->report, (BcuFinding){flaw, writer->record, BCU_NONE, at, 0, 0});
    writer->changed = true;
}

static size_t length(const Writer *writer)
{
    return writer->point_count - writer->first;
}

static void push(Writer *writer, BcuPoint point)
{
    /* Room for this one and the one that closes the ring; an edge that several rings have gets its
     * junctions in each of them. */
    if (writer->point_count + 2 > writer->capacity) {
        writer->capacity += writer->capacity / 2;
        writer->points = g_realloc_n(writer->points, writer->capacity, sizeof(BcuPoint));
    }
    BcuPoint *ring = writer->points + writer->first;
    size_t count = length(writer);
    if (count > 0 && bcu_points_equal(ring[count - 1], point)) {
        find(writer, BCU_FLAW_ZERO_EDGE, point);
    } else if (count > 1 && bcu_points_equal(ring[count - 2], point)) {
        find(writer, BCU_FLAW_SPIKE, ring[count - 1]);
        writer->point_count--;
    } else {
        ring[count] = point;
        writer->point_count++;
    }
}

/* The same where the end of the ring meets its start. */
static void close_ring(Writer *writer)
{
    BcuPoint *ring = writer->points + writer->first;
    for (size_t count = length(writer); count > 1; count = length(writer)) {
        if (bcu_points_equal(ring[0], ring[count - 1])) {
            find(writer, BCU_FLAW_ZERO_EDGE, ring[0]);
            writer->point_count--;
        } else if (count > 2 && bcu_points_equal(ring[0], ring[count - 2])) {
            find(writer, BCU_FLAW_SPIKE, ring[count - 1]);
            writer->point_count -= 2;
        } else if (count > 2 && bcu_points_equal(ring[1], ring[count - 1])) {
            find(writer, BCU_FLAW_SPIKE, ring[0]);
            memmove(ring, ring + 1, (count - 2) * sizeof(BcuPoint));
            writer->point_count -= 2;
        } else {
            break;
        }
    }
    if (length(writer) < 3) {
        writer->point_count = writer->first;
        return;
    }
    ring[length(writer)] = ring[0];
    writer->point_count++;
}

/* What lies on the edge, without its ends. */
static void push_junctions(Writer *writer, BcuPoint from, BcuPoint to)
{
    const BcuJunction *first = NULL;
    bool forwards = bcu_point_before(from, to);
    size_t count = junctions_of(writer, forwards ? from : to, forwards ? to : from, &first);
    for (size_t i = 0; i < count; i++)
        push(writer, first[forwards ? i : count - 1 - i].at);
    writer->changed |= count > 0;
}

static void write_ring(Writer *writer, BcuRing ring, bool with_junctions)
{
    writer->first = writer->point_count;
    for (size_t i = 0; i + 1 < ring.count; i++) {
        push(writer, ring.points[i]);
        if (with_junctions)
            push_junctions(writer, ring.points[i], ring.points[i + 1]);
    }
    close_ring(writer);
}

static bool lost_its_area(const Writer *writer, BcuRing before)
{
    BcuRing after = {writer->points + writer->first, length(writer)};
    double area = bcu_ring_area(before), now = after.count ? bcu_ring_area(after) : 0;
    return area > 0 ? now <= area / 2 : now >= area / 2;
}

static void append_ring(Writer *writer, BcuRing ring)
{
    const BcuTopologyReport report = *writer->report;
    guint findings = report.findings->len;
    bool changed = writer->changed, junctions = writer->mending->junctions != NULL;
    BcuPoint start = ring.count > 0 ? ring.points[0] : (BcuPoint){0, 0}; /* may be written over */
    write_ring(writer, ring, junctions);
    if (junctions && bcu_ring_area(ring) != 0 && lost_its_area(writer, ring)) {
        writer->point_count = writer->first;
        writer->changed = changed;
        *writer->report = report;
        g_array_set_size(report.findings, findings);
        write_ring(writer, ring, false);
    }
    if (writer->point_count > writer->first)
        writer->ring_start[++writer->ring_count] = writer->point_count;
    else if (ring.count > 0)
        find(writer, BCU_FLAW_EMPTY_RING, start);
}

/* ---- all ----------------------------------------------------------------------------- */

static bool puts_in(const BcuMending *mending)
{
    return mending->junctions || mending->shapes;
}

/* Room for all there is and what is put in. Vertices that only go leave room where they were: what is written
 * never gets ahead of what is read. */
static bool allocate(Writer *writer, const BcuLayer *layer)
{
    const BcuMending *mending = writer->mending;
    size_t points = layer->point_count + (mending->junctions ? mending->junctions->len : 0);
    size_t ring_count = layer->ring_count;
    GHashTableIter iter;
    gpointer shape;
    if (mending->shapes) {
        g_hash_table_iter_init(&iter, mending->shapes);
        while (g_hash_table_iter_next(&iter, NULL, &shape)) {
            points += ((BcuShape *)shape)->point_count;
            ring_count += ((BcuShape *)shape)->ring_count;
        }
    }
    writer->capacity = points + (puts_in(mending) ? 4 : 0);
    writer->points = puts_in(mending) ? g_try_malloc_n(writer->capacity, sizeof(BcuPoint)) : layer->points;
    writer->ring_start = g_try_malloc0_n(ring_count + 1, sizeof(size_t));
    writer->record_start = g_try_malloc0_n((size_t)layer->record_count + 1, sizeof(size_t));
    return writer->points && writer->ring_start && writer->record_start;
}

static void write_record(Writer *writer, const BcuLayer *layer, const BcuShape *shape)
{
    if (shape) {
        for (size_t r = 0; r < shape->ring_count; r++)
            append_ring(writer, bcu_shape_ring(shape, r));
        writer->changed = true;
        return;
    }
    for (size_t r = layer->record_start[writer->record]; r < layer->record_start[writer->record + 1]; r++)
        append_ring(writer, (BcuRing){layer->points + layer->ring_start[r],
                                      layer->ring_start[r + 1] - layer->ring_start[r]});
}

static void write_all(Writer *writer, const BcuLayer *layer)
{
    GHashTable *shapes = writer->mending->shapes;
    index_junctions(writer);
    for (writer->record = 0; writer->record < layer->record_count; writer->record++) {
        write_record(writer, layer,
                     shapes ? g_hash_table_lookup(shapes, GUINT_TO_POINTER(writer->record)) : NULL);
        writer->record_start[writer->record + 1] = writer->ring_count;
    }
    g_free(writer->slots);
}

/* Frees what the layer had and the writer has anew. */
static void hand_over(const Writer *writer, BcuLayer *layer)
{
    if (layer->points != writer->points)
        g_free(layer->points);
    g_free(layer->ring_start);
    g_free(layer->record_start);
    layer->points = writer->points;
    layer->point_count = writer->point_count;
    layer->ring_start = writer->ring_start;
    layer->ring_count = writer->ring_count;
    layer->record_start = writer->record_start;
}

bool bcu_rings_rewrite(BcuLayer *layer, const BcuMending *mending, BcuTopologyReport *report, bool *changed)
{
    Writer writer = {.mending = mending, .report = report};
    if (!allocate(&writer, layer)) {
        if (writer.points != layer->points)
            g_free(writer.points);
        g_free(writer.ring_start);
        g_free(writer.record_start);
        return false;
    }
    write_all(&writer, layer);
    hand_over(&writer, layer);
    *changed = writer.changed;
    return true;
}
