/* Makes shapes in the CRS of an export.
 * Shapes on their way out: borders are moved into the CRS of the export once, all else when asked for. */
#include "kit/antimeridian.h"
#include "base/large_array.h"
#include "crs/session.h"
#include "geometry/rings.h"
#include "kit/export.h"
#include "kit/long_edges.h"
#include "text/thousands.h"
#include "topology/arcs.h"
#include <string.h>

/* ---- coordinates ----------------------------------------------------------------------- */

static bool report_no_place(const BcuExport *exported)
{
    BcuPlace place = {.key = "crs"};
    bcu_report(exported->log, BCU_ERROR, "EXP011", &place,
               "Choose a CRS that is meant for this part of the world.", "some vertices have no place in %s",
               bcu_crs_definition(exported->crs));
    return false;
}

/* Into degrees, edges may go either way around the globe. */
static bool goes_around(const BcuExport *exported)
{
    return exported->is_geographic && !bcu_transform_is_noop(exported->transform);
}

static BcuLongEdges long_edges(const BcuExport *exported)
{
    return bcu_long_edges_in(bcu_dataset_crs(exported->dataset), bcu_dataset_extent(exported->dataset), exported->transform);
}

/* \param to may be `from`. \return false when a point has no place in the CRS of the export. */
static bool move(const BcuExport *exported, const BcuPoint *from, BcuPoint *to, size_t count)
{
    if (exported->rounded)
        return bcu_transform_copy_rounded(exported->transform, from, to, count, exported->decimals);
    memmove(to, from, count * sizeof(BcuPoint));
    return bcu_transform_points(exported->transform, to, count);
}

static void mark_outlines(const BcuDataset *dataset, BcuLevel level, bool *used)
{
    for (uint32_t f = 0; f < bcu_feature_count(dataset, level); f++) {
        BcuArcShape outline = bcu_feature_arcs(dataset, level, f);
        uint32_t first = outline.part_start[0], end = outline.part_start[outline.part_count];
        for (uint32_t i = outline.ring_start[first]; i < outline.ring_start[end]; i++)
            used[outline.refs[i] < 0 ? ~outline.refs[i] : outline.refs[i]] = true;
    }
}

/* One entry per arc of the coverage: whether a chosen layer is made of it. */
static bool *used_arcs(const BcuExport *exported, uint32_t coverage)
{
    uint32_t count = bcu_arc_count(exported->dataset, coverage);
    bool *used = g_new0(bool, (size_t)count + 1);
    for (guint i = 0; i < exported->layers->len; i++) {
        const BcuExportEntry *layer = g_ptr_array_index(exported->layers, i);
        if (layer->shown.kind == BCU_EXPORT_BORDERS && layer->index == coverage)
            memset(used, true, count);
        else if (layer->shown.kind == BCU_EXPORT_LEVEL && layer->shown.geometry == BCU_POLYGONS &&
                 bcu_dataset_level(exported->dataset, layer->shown.level).coverage == coverage)
            mark_outlines(exported->dataset, layer->shown.level, used);
    }
    return used;
}

static size_t count_points(const bool *used, uint32_t count, const size_t *arc_start)
{
    size_t points = 0;
    for (uint32_t a = 0; a < count; a++)
        points += used[a] ? arc_start[a + 1] - arc_start[a] : 0;
    return points;
}

/* One behind the other. */
static void copy_used(const bool *used, uint32_t count, BcuExportLines *lines)
{
    size_t points = 0;
    for (uint32_t a = 0; a < count; a++) {
        size_t own = used[a] ? lines->arc_start[a + 1] - lines->arc_start[a] : 0;
        memcpy(lines->moved + points, lines->points + lines->arc_start[a], own * sizeof(BcuPoint));
        lines->moved_start[a] = points;
        points += own;
    }
    lines->moved_start[count] = points;
}

static BcuRing arc_of(const BcuExportLines *lines, uint32_t arc)
{
    return (BcuRing){lines->points + lines->arc_start[arc], lines->arc_start[arc + 1] - lines->arc_start[arc]};
}

static bool make_room(const BcuExport *exported, size_t points, size_t arcs, BcuPoint **room, size_t **starts)
{
    *room = bcu_large_array_new(points + 1, sizeof(BcuPoint));
    *starts = g_try_malloc_n(arcs + 1, sizeof(size_t));
    if (*room && *starts)
        return true;
    bcu_report(exported->log, BCU_ERROR, "EXP013", NULL, "Close other programs, or simplify.",
               "memory ran out for %s vertices", BCU_THOUSANDS(points, 0));
    return false;
}

/* Gives long edges the vertices that they need in degrees, the same for both neighbours. */
static bool split_lines(const BcuExport *exported, BcuLongEdges edges, uint32_t arcs, BcuExportLines *lines)
{
    size_t points = 0;
    for (uint32_t a = 0; a < arcs; a++)
        points += bcu_long_edges_copy(&edges, arc_of(lines, a), NULL);
    if (points == lines->arc_start[arcs] && !edges.reaches_rim)
        return true;
    if (!make_room(exported, points, arcs, &lines->split, &lines->split_start))
        return false;
    lines->split_start[0] = 0;
    for (uint32_t a = 0; a < arcs; a++)
        lines->split_start[a + 1] = lines->split_start[a] + bcu_long_edges_copy(&edges, arc_of(lines, a),
                                                                              lines->split + lines->split_start[a]);
    lines->points = lines->split;
    lines->arc_start = lines->split_start;
    return true;
}

/* Each arc is moved once, so that neighbours stay identical. */
static bool move_lines(BcuExport *exported)
{
    for (uint32_t c = 0; c < bcu_coverage_count(exported->dataset); c++) {
        BcuExportLines *lines = &exported->lines[c];
        BcuRing all = bcu_coverage_points(exported->dataset, c, &lines->arc_start);
        uint32_t arcs = bcu_arc_count(exported->dataset, c);
        lines->points = all.points;
        if (bcu_transform_is_noop(exported->transform) && !exported->rounded)
            continue;
        if (goes_around(exported) && !split_lines(exported, long_edges(exported), arcs, lines))
            return false;
        all = (BcuRing){lines->points, lines->arc_start[arcs]};
        g_autofree bool *used = used_arcs(exported, c);
        size_t points = count_points(used, arcs, lines->arc_start);
        if (!make_room(exported, points, arcs, &lines->moved, &lines->moved_start))
            return false;
        if (points < all.count) {
            copy_used(used, arcs, lines);
            lines->arc_start = lines->moved_start;
            all = (BcuRing){lines->moved, points};
        }
        if (!move(exported, all.points, lines->moved, all.count))
            return report_no_place(exported);
        lines->points = lines->moved;
    }
    return true;
}

/* Layers that are not made of arcs: asked for one by one later, when nothing may fail any more. */
static bool check_places(BcuExport *exported)
{
    for (guint i = 0; i < exported->layers->len && !bcu_transform_is_noop(exported->transform); i++) {
        const BcuExportEntry *layer = g_ptr_array_index(exported->layers, i);
        bool loose = layer->shown.kind == BCU_EXPORT_CONTEXT ||
                     (layer->shown.kind == BCU_EXPORT_LEVEL && layer->shown.geometry == BCU_POINTS);
        for (uint32_t row = 0; loose && row < bcu_table_row_count(layer->shown.table); row++) {
            BcuShape *shape = bcu_export_shape_build(exported, i, row);
            bool ok = true;
            for (size_t p = 0; p < shape->point_count; p++)
                ok &= isfinite(shape->points[p].x) && isfinite(shape->points[p].y);
            bcu_shape_free(shape);
            if (!ok)
                return report_no_place(exported);
        }
    }
    return true;
}

bool bcu_export_move(BcuExport *exported)
{
    return move_lines(exported) && check_places(exported);
}

void bcu_export_lines_clear(BcuExport *exported)
{
    for (size_t c = 0; c < G_N_ELEMENTS(exported->lines); c++) {
        g_free(exported->lines[c].moved);
        g_free(exported->lines[c].moved_start);
        g_free(exported->lines[c].split);
        g_free(exported->lines[c].split_start);
    }
}

/* ---- shapes ---------------------------------------------------------------------------- */

static BcuShape *shape_new(size_t points, size_t rings, size_t parts)
{
    BcuShape *shape = g_new0(BcuShape, 1);
    shape->points = g_new(BcuPoint, points + 1);
    shape->ring_start = g_new0(size_t, rings + 1);
    shape->part_start = g_new0(size_t, parts + 1);
    return shape;
}

static void end_ring(BcuShape *shape)
{
    shape->ring_start[++shape->ring_count] = shape->point_count;
}

static void end_part(BcuShape *shape)
{
    shape->part_start[++shape->part_count] = shape->ring_count;
}

static BcuShape *shape_of_run(BcuRing run)
{
    BcuShape *shape = shape_new(run.count, 1, 1);
    memcpy(shape->points, run.points, run.count * sizeof(BcuPoint));
    shape->point_count = run.count;
    end_ring(shape);
    end_part(shape);
    return shape;
}

/* An operation may mirror, as into a CRS whose axes point west and south: the inside stays left. Rounding may turn
 * over what is thinner than a step; that stays so, and can be told from what has an inside. */
static void set_right(BcuShape *shape, bool rounded)
{
    bool is_mirrored = bcu_shape_area(shape) < 0;
    for (size_t p = 0; p < shape->part_count; p++)
        for (size_t r = shape->part_start[p]; r < shape->part_start[p + 1]; r++) {
            BcuRing ring = bcu_shape_ring(shape, r);
            bool is_hole = r > shape->part_start[p];
            if (rounded ? is_mirrored : (bcu_ring_area(ring) < 0) != is_hole)
                bcu_points_reverse(shape->points + shape->ring_start[r], ring.count);
        }
}

static BcuShape *shape_of_arcs(const BcuExportLines *lines, BcuArcShape outline)
{
    uint32_t first = outline.part_start[0], end = outline.part_start[outline.part_count];
    size_t points = end - first;
    for (uint32_t i = outline.ring_start[first]; i < outline.ring_start[end]; i++) {
        uint32_t arc = (uint32_t)(outline.refs[i] < 0 ? ~outline.refs[i] : outline.refs[i]);
        points += lines->arc_start[arc + 1] - lines->arc_start[arc];
    }
    BcuShape *shape = shape_new(points, end - first, outline.part_count);
    for (uint32_t p = 0; p < outline.part_count; p++) {
        for (uint32_t r = outline.part_start[p]; r < outline.part_start[p + 1]; r++) {
            size_t start = shape->point_count;
            for (uint32_t i = outline.ring_start[r]; i < outline.ring_start[r + 1]; i++)
                bcu_arc_append(shape, lines->points, lines->arc_start, outline.refs[i]);
            shape->points[shape->point_count] = shape->points[start];
            shape->point_count++;
            end_ring(shape);
        }
        end_part(shape);
    }
    return shape;
}

/* Polygons of a context layer come as shells, each followed by its holes. */
static BcuShape *shape_of_context(const BcuExport *exported, const BcuExportEntry *layer, uint32_t row)
{
    uint32_t runs = bcu_context_run_count(exported->dataset, layer->index, row);
    bool around = goes_around(exported) && layer->shown.geometry != BCU_POINTS;
    BcuLongEdges edges = around ? long_edges(exported) : (BcuLongEdges){.least = INFINITY};
    size_t points = 0;
    for (uint32_t r = 0; r < runs; r++)
        points += bcu_long_edges_copy(&edges, bcu_context_run(exported->dataset, layer->index, row, r), NULL);
    BcuShape *shape = shape_new(points, runs, runs);
    for (uint32_t r = 0; r < runs; r++) {
        BcuRing run = bcu_context_run(exported->dataset, layer->index, row, r);
        bool is_hole = layer->shown.geometry == BCU_POLYGONS && r > 0 && bcu_ring_area(run) < 0;
        shape->point_count += bcu_long_edges_copy(&edges, run, shape->points + shape->point_count);
        if (r > 0 && !is_hole)
            end_part(shape);
        end_ring(shape);
    }
    if (runs > 0)
        end_part(shape);
    move(exported, shape->points, shape->points, shape->point_count);
    return shape;
}

static BcuShape *shape_of_level(const BcuExport *exported, BcuExportLayer layer, uint32_t row)
{
    if (layer.geometry == BCU_POLYGONS)
        return shape_of_arcs(&exported->lines[bcu_dataset_level(exported->dataset, layer.level).coverage],
                             bcu_feature_arcs(exported->dataset, layer.level, row));
    BcuPoint point = bcu_feature_label_point(exported->dataset, layer.level, row);
    if (!isfinite(point.x))
        return shape_new(0, 0, 0);
    move(exported, &point, &point, 1);
    return shape_of_run((BcuRing){&point, 1});
}

static BcuShape *shape_of_row(const BcuExport *exported, const BcuExportEntry *layer, uint32_t row)
{
    switch (layer->shown.kind) {
    case BCU_EXPORT_LEVEL: return shape_of_level(exported, layer->shown, row);
    case BCU_EXPORT_CONTEXT: return shape_of_context(exported, layer, row);
    case BCU_EXPORT_BORDERS: {
        const BcuExportLines *lines = &exported->lines[layer->index];
        return shape_of_run((BcuRing){lines->points + lines->arc_start[row],
                                      lines->arc_start[row + 1] - lines->arc_start[row]});
    }
    case BCU_EXPORT_FIGURES: break;
    }
    return shape_new(0, 0, 0);
}

static bool is_crossed(const BcuExport *exported, const BcuShape *shape)
{
    bool crossed = false, moved = !bcu_transform_is_noop(exported->transform);
    if (!exported->is_geographic)
        return false;
    for (size_t r = 0; r < shape->ring_count && !crossed; r++) {
        BcuRing run = bcu_shape_ring(shape, r);
        crossed = bcu_antimeridian_is_crossed(run.points, run.count, moved);
    }
    return crossed;
}

BcuShape *bcu_export_shape_build(const BcuExport *exported, uint32_t index, uint32_t row)
{
    const BcuExportEntry *layer = g_ptr_array_index(exported->layers, index);
    BcuShape *shape = shape_of_row(exported, layer, row);
    bool moved = !bcu_transform_is_noop(exported->transform);
    if (is_crossed(exported, shape)) {
        BcuShape *cut = bcu_antimeridian_cut(shape, layer->shown.geometry, moved);
        if (cut) {
            bcu_shape_free(shape);
            if (exported->rounded) /* the cut made vertices of its own */
                bcu_points_round(cut->points, cut->point_count, exported->decimals);
            return cut;
        }
    }
    if (moved && layer->shown.geometry == BCU_POLYGONS)
        set_right(shape, exported->rounded);
    return shape;
}

bool bcu_export_is_cut(const BcuExport *exported, uint32_t index, uint32_t row)
{
    if (!exported->is_geographic)
        return false;
    BcuShape *shape = shape_of_row(exported, g_ptr_array_index(exported->layers, index), row);
    bool crossed = is_crossed(exported, shape);
    bcu_shape_free(shape);
    return crossed;
}
