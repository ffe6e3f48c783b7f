/* Arcs on their way out: snapped once, each numbered if it is more than a point. */
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

static uint32_t coverage_of(const TopoArcs *arcs, const TopoLayer *layer)
{
    return bcu_dataset_level(bcu_export_dataset(arcs->exported), layer->shown.level).coverage;
}

/* ---- what is used ------------------------------------------------------------------------ */

static void mark(const TopoArcs *arcs, const TopoLayer *layer, uint32_t row, bool *const *used)
{
    const BcuDataset *dataset = bcu_export_dataset(arcs->exported);
    bool *own = used[coverage_of(arcs, layer)];
    if (layer->shown.kind == BCU_EXPORT_BORDERS) {
        own[row] = true;
        return;
    }
    BcuArcShape outline = bcu_feature_arcs(dataset, layer->shown.level, row);
    uint32_t first = outline.part_start[0], end = outline.part_start[outline.part_count];
    for (uint32_t i = outline.ring_start[first]; i < outline.ring_start[end]; i++)
        own[outline.refs[i] < 0 ? ~outline.refs[i] : outline.refs[i]] = true;
}

static bool has_own(const TopoArcs *arcs, uint32_t index, uint32_t row)
{
    BcuExportLayer shown = arcs->layers[index].shown;
    return shown.kind == BCU_EXPORT_CONTEXT || shown.geometry == BCU_POINTS ||
           bcu_export_is_cut(arcs->exported, index, row);
}

/* Finds out how each row is made; marks borders, keeps other shapes, and extends the box by these.
 * \return points and rings of shapes with arcs of their own. */
static void look_at_layer(TopoArcs *arcs, uint32_t index, bool *const *used, size_t *points, size_t *rings)
{
    TopoLayer *layer = &arcs->layers[index];
    layer->shown = bcu_export_layer_at(arcs->exported, index);
    uint32_t rows = bcu_table_row_count(layer->shown.table);
    layer->own = g_new0(BcuShape *, (size_t)rows + 1);
    layer->own_first = g_new0(size_t, (size_t)rows + 1);
    layer->mended = g_new0(bool, (size_t)rows + 1);
    for (uint32_t row = 0; row < rows; row++) {
        if (!has_own(arcs, index, row)) {
            mark(arcs, layer, row, used);
            continue;
        }
        BcuShape *shape = layer->own[row] = bcu_export_shape_build(arcs->exported, index, row);
        arcs->extent = bcu_box_union(arcs->extent, bcu_shape_extent(shape));
        *points += shape->point_count;
        *rings += shape->ring_count;
    }
}

static void look_at_borders(TopoArcs *arcs, uint32_t coverage, const bool *used, size_t *points,
                            size_t *count)
{
    for (uint32_t a = 0; a < bcu_arc_count(bcu_export_dataset(arcs->exported), coverage); a++) {
        BcuRing arc = bcu_export_arc(arcs->exported, coverage, a);
        if (!used[a])
            continue;
        arcs->extent = bcu_box_union(arcs->extent, bcu_ring_extent(arc));
        *points += arc.count;
        *count += 1;
    }
}

/* ---- on the grid ----------------------------------------------------------------------- */

static double step(double low, double high, double positions)
{
    return high > low ? (high - low) / (positions - 1) : 1;
}

static void lay_grid(TopoArcs *arcs, double positions, int decimals)
{
    BcuBox box = arcs->extent;
    arcs->grid.decimals = decimals;
    arcs->grid.quantised = positions > 0 && box.min_x <= box.max_x;
    arcs->grid.translate = (BcuPoint){box.min_x, box.min_y};
    arcs->grid.scale = (BcuPoint){1, 1};
    if (arcs->grid.quantised)
        arcs->grid.scale =
            (BcuPoint){step(box.min_x, box.max_x, positions), step(box.min_y, box.max_y, positions)};
}

/* Snaps a run to the end of what there is, without repeated points. \return its number; -1: a point. */
static int32_t add_run(TopoArcs *arcs, BcuRing run)
{
    BcuPoint *to = arcs->points + arcs->start[arcs->count];
    size_t count = 0;
    for (size_t i = 0; i < run.count; i++) {
        BcuPoint p = topo_grid_snap(&arcs->grid, run.points[i]);
        if (count == 0 || to[count - 1].x != p.x || to[count - 1].y != p.y)
            to[count++] = p;
    }
    if (count < 2)
        return -1;
    arcs->start[arcs->count + 1] = arcs->start[arcs->count] + count;
    return (int32_t)arcs->count++;
}

static void add_borders(TopoArcs *arcs, uint32_t coverage, const bool *used)
{
    uint32_t count = bcu_arc_count(bcu_export_dataset(arcs->exported), coverage);
    arcs->number[coverage] = g_new(int32_t, (size_t)count + 1);
    for (uint32_t a = 0; a < count; a++)
        arcs->number[coverage][a] = used[a] ? add_run(arcs, bcu_export_arc(arcs->exported, coverage, a)) : -1;
}

static void add_own(TopoArcs *arcs, TopoLayer *layer)
{
    for (uint32_t row = 0; row < bcu_table_row_count(layer->shown.table); row++) {
        const BcuShape *shape = layer->own[row];
        layer->own_first[row] = arcs->own_numbers->len;
        for (size_t r = 0; shape && r < shape->ring_count; r++) {
            int32_t number = add_run(arcs, bcu_shape_ring(shape, r));
            g_array_append_val(arcs->own_numbers, number);
        }
    }
}

/* ---- what was made valid ---------------------------------------------------------------- */

static bool make_room(TopoArcs *arcs, const BcuShape *shape)
{
    size_t end = arcs->start[arcs->count];
    BcuPoint *points = g_try_realloc_n(arcs->points, end + shape->point_count + 1, sizeof(BcuPoint));
    arcs->points = points ? points : arcs->points;
    size_t *start = g_try_realloc_n(arcs->start, arcs->count + shape->ring_count + 1, sizeof(size_t));
    arcs->start = start ? start : arcs->start;
    return points && start;
}

bool topo_arcs_give_own(TopoArcs *arcs, uint32_t index, uint32_t row, BcuShape *shape)
{
    TopoLayer *layer = &arcs->layers[index];
    bcu_shape_free(layer->own[row]);
    layer->own[row] = shape;
    layer->own_first[row] = arcs->own_numbers->len;
    layer->mended[row] = true;
    if (!make_room(arcs, shape))
        return false;
    for (size_t r = 0; r < shape->ring_count; r++) {
        BcuRing ring = bcu_shape_ring(shape, r);
        int32_t number = (int32_t)arcs->count++;
        memcpy(arcs->points + arcs->start[number], ring.points, ring.count * sizeof(BcuPoint));
        arcs->start[arcs->count] = arcs->start[number] + ring.count;
        g_array_append_val(arcs->own_numbers, number);
    }
    return true;
}

/* ---- building ---------------------------------------------------------------------------- */

static bool reserve(const BcuRun *run, TopoArcs *arcs, size_t points, size_t count)
{
    arcs->points = g_try_malloc_n(points + 1, sizeof(BcuPoint));
    arcs->start = g_try_malloc0_n(count + 1, sizeof(size_t));
    if (arcs->points && arcs->start && count <= INT32_MAX)
        return true;
    bcu_report(run->log, BCU_ERROR, "TOPOJSON010", NULL, "Close other programs, or simplify.",
               "memory ran out for %zu vertices", points);
    return false;
}

/* Whether an operation turns rings over, as from a CRS whose axes point west and south. */
static bool mirrors(const BcuExport *exported)
{
    const BcuDataset *dataset = bcu_export_dataset(exported);
    BcuBox box = bcu_dataset_extent(dataset);
    BcuPoint corner = {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
    double reach = fmax(box.max_x - box.min_x, box.max_y - box.min_y) * 1e-3;
    BcuPoint p[] = {corner, {corner.x + reach, corner.y}, {corner.x, corner.y + reach}};
    if (!bcu_transform_points(bcu_export_transform(exported), p, 3))
        return false;
    return (p[1].x - p[0].x) * (p[2].y - p[0].y) < (p[1].y - p[0].y) * (p[2].x - p[0].x);
}

bool topo_arcs_build(const BcuRun *run, const BcuExport *exported, int decimals, TopoArcs *arcs)
{
    const BcuDataset *dataset = bcu_export_dataset(exported);
    uint32_t layers = bcu_export_layer_count(exported), coverages = bcu_coverage_count(dataset);
    bool *used[G_N_ELEMENTS(arcs->number)] = {NULL};
    size_t points = 0, count = 0;
    *arcs = (TopoArcs){.exported = exported, .extent = BCU_BOX_EMPTY, .mirrored = mirrors(exported)};
    arcs->own_numbers = g_array_new(FALSE, FALSE, sizeof(int32_t));
    arcs->layers = g_new0(TopoLayer, (size_t)layers + 1);
    for (uint32_t c = 0; c < coverages; c++)
        used[c] = g_new0(bool, (size_t)bcu_arc_count(dataset, c) + 1);
    for (uint32_t i = 0; i < layers; i++)
        look_at_layer(arcs, i, used, &points, &count);
    for (uint32_t c = 0; c < coverages; c++)
        look_at_borders(arcs, c, used[c], &points, &count);
    bool ok = reserve(run, arcs, points, count);
    if (ok) {
        lay_grid(arcs, (double)bcu_options_integer(run->options, "quantization"), decimals);
        for (uint32_t c = 0; c < coverages; c++)
            add_borders(arcs, c, used[c]);
        for (uint32_t i = 0; i < layers; i++)
            if (arcs->layers[i].shown.geometry != BCU_POINTS)
                add_own(arcs, &arcs->layers[i]);
    }
    for (uint32_t c = 0; c < coverages; c++)
        g_free(used[c]);
    return ok;
}

void topo_arcs_clear(TopoArcs *arcs)
{
    for (uint32_t i = 0; arcs->layers && i < bcu_export_layer_count(arcs->exported); i++) {
        TopoLayer *layer = &arcs->layers[i];
        for (uint32_t row = 0; row < bcu_table_row_count(layer->shown.table); row++)
            bcu_shape_free(layer->own[row]);
        g_free(layer->own);
        g_free(layer->own_first);
        g_free(layer->mended);
    }
    g_clear_pointer(&arcs->layers, g_free);
    g_clear_pointer(&arcs->own_numbers, g_array_unref);
    g_clear_pointer(&arcs->points, g_free);
    g_clear_pointer(&arcs->start, g_free);
    for (size_t c = 0; c < G_N_ELEMENTS(arcs->number); c++)
        g_clear_pointer(&arcs->number[c], g_free);
}
