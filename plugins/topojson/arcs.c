/* Arcs on their way out: transformed once, snapped once, each numbered if it is more than a point. */
#include "arcs.h"
#include <string.h>

BcuPoint topo_grid_snap(const TopoGrid *grid, BcuPoint point)
{
    static const double POWERS[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    if (grid->quantised)
        return (BcuPoint){rint((point.x - grid->translate.x) / grid->scale.x),
                          rint((point.y - grid->translate.y) / grid->scale.y)};
    double power = POWERS[grid->decimals];
    return (BcuPoint){rint(point.x * power) / power, rint(point.y * power) / power};
}

/* ---- in degrees ------------------------------------------------------------------------ */

/* Copies the used arcs of a coverage behind those of the one before and numbers them. */
static void copy_used(const BcuRun *run, const BcuDataset *dataset, uint32_t coverage, TopoArcs *arcs)
{
    bool *used = bcu_layers_used_arcs_build(run, dataset, coverage);
    uint32_t count = bcu_arc_count(dataset, coverage);
    arcs->number[coverage] = g_new(int32_t, (size_t)count + 1);
    for (uint32_t a = 0; a < count; a++) {
        arcs->number[coverage][a] = -1;
        if (!used[a])
            continue;
        BcuArc arc = bcu_arc_at(dataset, coverage, a);
        memcpy(arcs->points + arcs->start[arcs->count], arc.points, arc.count * sizeof(BcuPoint));
        arcs->start[arcs->count + 1] = arcs->start[arcs->count] + arc.count;
        arcs->number[coverage][a] = (int32_t)arcs->count++;
    }
    free(used);
}

static bool copy_all(const BcuRun *run, const BcuDataset *dataset, TopoArcs *arcs)
{
    size_t points = 0, count = 0;
    for (uint32_t c = 0; c < bcu_coverage_count(dataset); c++) {
        points += bcu_coverage_points(dataset, c, NULL).count;
        count += bcu_arc_count(dataset, c);
    }
    arcs->points = g_try_malloc_n(points + 1, sizeof(BcuPoint));
    arcs->start = g_try_malloc0_n(count + 1, sizeof(size_t));
    if (!arcs->points || !arcs->start || count > INT32_MAX) {
        bcu_report(run->log, BCU_ERROR, "TOPOJSON010", NULL, "Close other programs, or simplify.",
                   "memory ran out for %zu vertices", points);
        return false;
    }
    for (uint32_t c = 0; c < bcu_coverage_count(dataset); c++)
        copy_used(run, dataset, c, arcs);
    return true;
}

static void extend_by_points(const BcuRun *run, const BcuDataset *dataset, TopoArcs *arcs)
{
    for (BcuLevel level = BCU_CLUSTERS; level < BCU_LEVEL_COUNT; level++) {
        if (!bcu_layers_wants(run, level) || bcu_dataset_level(dataset, level).geometry != BCU_POINTS)
            continue;
        for (uint32_t f = 0; f < bcu_feature_count(dataset, level); f++) {
            BcuPoint p = bcu_feature_label_point(dataset, level, f);
            if (isfinite(p.x) && bcu_transform_points(arcs->transform, &p, 1))
                arcs->extent = bcu_box_union(arcs->extent, (BcuBox){p.x, p.y, p.x, p.y});
        }
    }
}

/* ---- on the grid ----------------------------------------------------------------------- */

static double step(double low, double high, double positions)
{
    return high > low ? (high - low) / (positions - 1) : 1;
}

static void lay_grid(const BcuRun *run, TopoArcs *arcs)
{
    double positions = (double)bcu_options_integer(run->options, "quantization");
    BcuBox box = arcs->extent;
    arcs->grid.decimals = (int)bcu_options_integer(run->options, "decimals");
    arcs->grid.quantised = positions > 0 && box.min_x <= box.max_x;
    arcs->grid.translate = (BcuPoint){box.min_x, box.min_y};
    arcs->grid.scale = (BcuPoint){1, 1};
    if (arcs->grid.quantised)
        arcs->grid.scale =
            (BcuPoint){step(box.min_x, box.max_x, positions), step(box.min_y, box.max_y, positions)};
}

/* Snaps an arc to the end of what is kept so far, without repeated points; returns how many. */
static size_t snap_arc(const TopoArcs *arcs, size_t first, size_t end, size_t to)
{
    size_t count = 0;
    for (size_t i = first; i < end; i++) {
        BcuPoint p = topo_grid_snap(&arcs->grid, arcs->points[i]);
        if (count > 0 && arcs->points[to + count - 1].x == p.x && arcs->points[to + count - 1].y == p.y)
            continue;
        arcs->points[to + count++] = p;
    }
    return count;
}

/* In place: the kept arcs never overtake those still to be read. */
static void snap_all(const BcuDataset *dataset, TopoArcs *arcs)
{
    size_t end = 0;
    uint32_t kept = 0;
    for (uint32_t c = 0; c < bcu_coverage_count(dataset); c++)
        for (uint32_t a = 0; a < bcu_arc_count(dataset, c); a++) {
            int32_t arc = arcs->number[c][a];
            if (arc < 0)
                continue;
            size_t from = arcs->start[arc], to = arcs->start[arc + 1];
            size_t count = snap_arc(arcs, from, to, end);
            arcs->number[c][a] = count > 1 ? (int32_t)kept : -1;
            if (count < 2)
                continue;
            arcs->start[kept++] = end;
            end += count;
        }
    arcs->start[kept] = end;
    arcs->count = kept;
}

bool topo_arcs_build(const BcuRun *run, const BcuDataset *dataset, TopoArcs *arcs)
{
    arcs->extent = BCU_BOX_EMPTY;
    arcs->transform = bcu_transform_new(bcu_dataset_text(dataset, BCU_TEXT_CRS), "EPSG:4326", run->log);
    if (!arcs->transform || !copy_all(run, dataset, arcs))
        return false;
    size_t count = arcs->start[arcs->count];
    if (!bcu_transform_points(arcs->transform, arcs->points, count)) {
        bcu_report(run->log, BCU_ERROR, "TOPOJSON011", NULL, "Check the working CRS.",
                   "some vertices have no place in WGS 84");
        return false;
    }
    if (count > 0)
        arcs->extent = bcu_ring_extent((BcuRing){arcs->points, count});
    extend_by_points(run, dataset, arcs);
    lay_grid(run, arcs);
    snap_all(dataset, arcs);
    return true;
}

void topo_arcs_clear(TopoArcs *arcs)
{
    g_clear_pointer(&arcs->transform, bcu_transform_free);
    g_clear_pointer(&arcs->points, g_free);
    g_clear_pointer(&arcs->start, g_free);
    for (int c = 0; c < BCU_LEVEL_COUNT; c++)
        g_clear_pointer(&arcs->number[c], g_free);
}

/* ---- rings ------------------------------------------------------------------------------- */

static void append_arc(const TopoArcs *arcs, int32_t number, bool backwards, GArray *points, guint ring_start)
{
    size_t first = arcs->start[number], count = arcs->start[number + 1] - first;
    /* The end of one arc is the start of the next. */
    for (size_t i = points->len > ring_start ? 1 : 0; i < count; i++)
        g_array_append_val(points, arcs->points[first + (backwards ? count - 1 - i : i)]);
}

void topo_arcs_append_ring(const TopoArcs *arcs, uint32_t coverage, const int32_t *refs, size_t count,
                           GArray *points)
{
    guint ring_start = points->len;
    for (size_t i = 0; i < count; i++) {
        int32_t number = arcs->number[coverage][refs[i] < 0 ? ~refs[i] : refs[i]];
        if (number >= 0)
            append_arc(arcs, number, refs[i] < 0, points, ring_start);
    }
}

double topo_ring_area(BcuRing ring, double globe)
{
    double twice = 0, x = 0, y = 0;
    for (size_t i = 1; i < ring.count; i++) {
        double dx = ring.points[i].x - ring.points[i - 1].x, dy = ring.points[i].y - ring.points[i - 1].y;
        /* A step of a whole turn is the edge of a map of the world and stays. */
        if (fabs(dx) > globe / 2 && fabs(dx) < globe * (1 - 1e-9))
            dx -= copysign(globe, dx);
        twice += x * (y + dy) - (x + dx) * y;
        x += dx;
        y += dy;
    }
    return fabs(x) > globe / 2 ? NAN : twice / 2;
}
