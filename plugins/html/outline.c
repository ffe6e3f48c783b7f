/* Puts arcs onto a grid of whole numbers and writes them as steps, which are shorter than places. */
#include "outline.h"

Grid grid_of(const BcuDataset *dataset)
{
    Grid grid = {.extent = bcu_dataset_extent(dataset)};
    BcuGrid plane = bcu_dataset_grid(dataset);
    double width_m = (grid.extent.max_x - grid.extent.min_x) * plane.metres_per_x;
    double height_m = (grid.extent.max_y - grid.extent.min_y) * plane.metres_per_y;
    double longer = fmax(width_m, height_m);
    grid.step_m = longer > 0 ? longer / GRID_POSITIONS : 1;
    grid.units_x = plane.metres_per_x / grid.step_m;
    grid.units_y = plane.metres_per_y / grid.step_m;
    grid.width = MAX((int)ceil(width_m / grid.step_m), 1);
    grid.height = MAX((int)ceil(height_m / grid.step_m), 1);
    return grid;
}

BcuPoint grid_place(const Grid *grid, BcuPoint point)
{
    return (BcuPoint){round((point.x - grid->extent.min_x) * grid->units_x),
                      round((grid->extent.max_y - point.y) * grid->units_y)};
}

/* ---- steps ------------------------------------------------------------------------------- */

typedef struct Pen {
    GString *path;
    const Grid *grid;
    BcuPoint at;
    bool is_down, has_stepped; /* within a run; it has its letter l */
} Pen;

/* A minus sign parts numbers by itself. */
static void append_number(Pen *pen, double value, bool first)
{
    g_string_append_printf(pen->path, first || value < 0 ? "%d" : " %d", (int)value);
}

static void pen_move(Pen *pen, BcuPoint point)
{
    BcuPoint to = grid_place(pen->grid, point);
    if (pen->is_down && to.x == pen->at.x && to.y == pen->at.y)
        return;
    if (!pen->is_down) {
        g_string_append_c(pen->path, 'M');
        append_number(pen, to.x, true);
        append_number(pen, to.y, false);
    } else {
        if (!pen->has_stepped)
            g_string_append_c(pen->path, 'l');
        append_number(pen, to.x - pen->at.x, !pen->has_stepped);
        append_number(pen, to.y - pen->at.y, false);
        pen->has_stepped = true;
    }
    pen->is_down = true;
    pen->at = to;
}

/* ---- outlines ---------------------------------------------------------------------------- */

static void append_ring(Pen *pen, const BcuDataset *dataset, uint32_t coverage, const BcuArcShape *shape,
                        uint32_t ring)
{
    pen->is_down = pen->has_stepped = false;
    for (uint32_t i = shape->ring_start[ring]; i < shape->ring_start[ring + 1]; i++) {
        int32_t ref = shape->refs[i];
        BcuArc arc = bcu_arc_at(dataset, coverage, (uint32_t)(ref < 0 ? ~ref : ref));
        for (size_t p = 0; p + 1 < arc.count; p++)
            pen_move(pen, arc.points[ref < 0 ? arc.count - 1 - p : p]);
    }
    if (pen->is_down)
        g_string_append_c(pen->path, 'z');
}

void outline_append(GString *path, const Grid *grid, const BcuDataset *dataset, BcuLevel level,
                    uint32_t feature)
{
    BcuLevelInfo info = bcu_dataset_level(dataset, level);
    if (info.geometry != BCU_POLYGONS)
        return;
    BcuArcShape shape = bcu_feature_arcs(dataset, level, feature);
    Pen pen = {.path = path, .grid = grid};
    for (uint32_t p = 0; p < shape.part_count; p++)
        for (uint32_t r = shape.part_start[p]; r < shape.part_start[p + 1]; r++)
            append_ring(&pen, dataset, info.coverage, &shape, r);
}

void outline_append_arc(GString *path, const Grid *grid, BcuArc arc)
{
    Pen pen = {.path = path, .grid = grid};
    for (size_t p = 0; p < arc.count; p++)
        pen_move(&pen, arc.points[p]);
}
