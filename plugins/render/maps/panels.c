/* Frames of panels, and what is written above them. */
#include "maps/panels.h"
#include "page/paragraphs.h"

static const double GUTTER_UNITS = 1.6, AIR_UNITS = 0.5, INSET_EDGE_UNITS = 0.5, BAR_UNITS = 0.4;

/* ---- headings ---------------------------------------------------------------------------- */

/* No heading is broken within a word: letters shrink before, down to those that can still be read. */
static Paragraphs *set_heading(const Panel *panel, const Style *style, double width, bool details)
{
    const Paragraph lines[] = {
        {panel->heading, fmax(1.05 * style->unit, style->floor), style->floor, WEIGHT_BOLD, style->ink},
        {panel->figure, fmax(1.35 * style->unit, style->floor), style->floor, WEIGHT_BOLD, style->ink},
        {details ? panel->detail : NULL, fmax(0.85 * style->unit, style->floor), style->floor, WEIGHT_NORMAL, style->muted}};
    return paragraphs_new(lines, G_N_ELEMENTS(lines), style->font, width, INFINITY, false);
}

static double bar_height(const Panel *panel, const Style *style)
{
    return isnan(panel->share) ? 0 : (BAR_UNITS + AIR_UNITS) * style->unit;
}

/* The height of the tallest in columns of that width; INFINITY: one has a word that is wider. \param widest that
 * is the width of the widest line. */
static double tallest_heading(const MapPlan *plan, guint count, const Style *style, double width, bool details,
                              double *widest)
{
    double tallest = *widest = 0;
    for (guint p = 0; p < count; p++) {
        const Panel *panel = g_ptr_array_index(plan->panels, p);
        if (!panel->heading)
            continue;
        Paragraphs *heading = set_heading(panel, style, width, details);
        double height = heading->height + bar_height(panel, style) + AIR_UNITS * style->unit;
        tallest = fmax(tallest, heading->widest_word > width + 1e-6 ? INFINITY : height);
        *widest = fmax(*widest, heading->widest_word);
        paragraphs_free(heading);
    }
    return tallest;
}

/* What share of the people is reached: a slim bar, filled from the left. */
static void draw_bar(const Panel *panel, const Style *style, double x, double y, double width, Canvas *canvas)
{
    double height = BAR_UNITS * style->unit;
    g_autoptr(Path) whole = path_new(), part = path_new();
    Mark mark = {.class_name = "coverage"};
    path_add_rectangle(whole, x, y, width, height);
    path_add_rectangle(part, x, y, width * panel->share, height);
    canvas->fill(canvas, whole, style->rest, NULL);
    canvas->fill(canvas, part, panel->bar, &mark);
}

void panels_draw_heading(const Panel *panel, const Page *page, const Style *style, bool details, Canvas *canvas)
{
    if (!panel->heading)
        return;
    Paragraphs *heading = set_heading(panel, style, page->body.width, details);
    double bar = bar_height(panel, style), width = fmin(page->body.width, 16 * style->unit);
    double y = page->map.y - heading->height - bar - AIR_UNITS * style->unit;
    canvas->begin_group(canvas, "heading");
    paragraphs_draw(heading, page->map.x, y, &(Mark){.class_name = "heading"}, canvas);
    if (bar > 0)
        draw_bar(panel, style, page->map.x, y + heading->height + AIR_UNITS * style->unit, width, canvas);
    canvas->end_group(canvas);
    paragraphs_free(heading);
}

/* ---- small multiples --------------------------------------------------------------------- */

typedef struct Grid {
    guint columns, rows;
    double width, height, heading; /* of a map's column, of a map, and of what stands above it */
    double pitch;                  /* from column to column */
} Grid;

/* What the panels of a page have in common. */
typedef struct Series {
    const MapPlan *plan;
    guint count;
    const Style *style;
    double aspect; /* of a map */
    bool details;
} Series;

/* Columns lie as close together as maps and headings allow: what is left over would be a gutter. */
static double pitch_of(const Grid *grid, const Series *series, double gutter, double widest)
{
    static const double AIR = 1.12; /* between maps, of their width */
    double map = grid->height * series->aspect;
    return fmin(grid->width + gutter, fmax(fmax(AIR * map, map + gutter), widest + gutter));
}

/* As large as the body lets the maps be in so many columns. \return height below zero: not at all. */
static Grid grid_of(const Page *page, const Series *series, guint columns)
{
    guint count = series->count;
    double widest;
    Grid grid = {.columns = columns, .rows = (count + columns - 1) / columns};
    double gutter = GUTTER_UNITS * page->unit;
    grid.width = (page->map.width - gutter * (columns - 1)) / columns;
    grid.heading = tallest_heading(series->plan, count, series->style, grid.width, series->details, &widest);
    grid.height = (page->map.height - gutter * (grid.rows - 1)) / grid.rows - grid.heading;
    grid.height = fmin(grid.height, grid.width / series->aspect);
    grid.pitch = pitch_of(&grid, series, gutter, widest);
    return grid;
}

/* Headings are measured first: the grid that then leaves the largest maps. Its left edge is that of the title,
 * and what is left over lies to the right and below. */
static Grid best_grid(const Page *page, const Series *series)
{
    double aspect = series->aspect;
    Grid best = grid_of(page, series, 1);
    for (guint columns = 2; columns <= series->count; columns++) {
        Grid grid = grid_of(page, series, columns);
        if (fmin(grid.width, grid.height * aspect) > fmin(best.width, best.height * aspect))
            best = grid;
    }
    return best;
}

Frame panels_map(const BcuDataset *dataset, const Panel *panel, Frame column)
{
    column.width = fmin(column.width, column.height * page_aspect(panel->extent, dataset));
    return column;
}

static Series series_of(const BcuDataset *dataset, const MapPlan *plan, guint count, const Style *style, bool details)
{
    const Panel *first = g_ptr_array_index(plan->panels, 0);
    return (Series){plan, count, style, page_aspect(first->extent, dataset), details};
}

double panels_width(const Page *page, const BcuDataset *dataset, const MapPlan *plan, guint count, const Style *style,
                    bool details)
{
    Series series = series_of(dataset, plan, count, style, details);
    Grid grid = best_grid(page, &series);
    return fmin(grid.width, grid.height * series.aspect);
}

Frame *panels_divide(const Page *page, const BcuDataset *dataset, const MapPlan *plan, guint count,
                     const Style *style, bool details)
{
    Frame *frames = g_new(Frame, count + 1);
    Series series = series_of(dataset, plan, count, style, details);
    double gutter = GUTTER_UNITS * page->unit;
    Grid grid = count > 1 ? best_grid(page, &series) : (Grid){.columns = 1, .rows = 1};
    double row = grid.height + grid.heading, spare = page->map.height - grid.rows * row;
    double down = row + fmin(spare / grid.rows, 2 * gutter);
    for (guint p = 0; p < count; p++)
        frames[p] = count == 1 ? page->map
                               : (Frame){page->map.x + (p % grid.columns) * grid.pitch,
                                         page->map.y + (p / grid.columns) * down + grid.heading, grid.width,
                                         fmax(grid.height, 1)};
    return frames;
}

/* ---- obstacles --------------------------------------------------------------------------- */

void frames_add_circle(GArray *frames, BcuPoint centre, double radius)
{
    static const double ACROSS[] = {1, 0.8, 0.4}, DOWN[] = {0.4, 0.8, 1};
    for (gsize i = 0; i < G_N_ELEMENTS(ACROSS); i++) {
        double x = ACROSS[i] * radius, y = DOWN[i] * radius;
        Frame frame = {centre.x - x, centre.y - y, 2 * x, 2 * y};
        g_array_append_val(frames, frame);
    }
}

/* ---- inset ------------------------------------------------------------------------------- */

/* Lower right, as readers expect, on all maps: who turns the pages of an atlas finds it where it was. */
Frame panels_inset(const BcuDataset *dataset, const MapPlan *plan, const Page *page)
{
    static const double WIDEST = 0.18, HIGHEST = 0.3; /* of the map, with its edge */
    const Panel *inset = g_ptr_array_index(plan->panels, plan->panels->len - 1);
    double edge = INSET_EDGE_UNITS * page->unit, aspect = page_aspect(inset->extent, dataset);
    double width = WIDEST * page->map.width - 2 * edge;
    double height = fmin(width / aspect, HIGHEST * page->map.height - 2 * edge);
    width = height * aspect;
    return (Frame){page->map.x + page->map.width - width - edge,
                   page->map.y + page->map.height - height - edge, width, height};
}

/* Whether an outline keeps clear of the inset when that extent is fitted. */
static bool leaves_inset(const BcuDataset *dataset, const MapPlan *plan, const Page *page,
                         const BcuShape *subject, BcuBox extent)
{
    Page fitted = *page;
    page_fit(&fitted, extent, dataset);
    Frame inset = panels_inset(dataset, plan, page);
    inset = frame_grown(inset, 3 * INSET_EDGE_UNITS * page->unit);
    for (size_t i = 0; i < subject->point_count; i++) {
        BcuPoint p = page_point(&fitted, subject->points[i]);
        if (p.x > inset.x && p.x < inset.x + inset.width && p.y > inset.y && p.y < inset.y + inset.height)
            return false;
    }
    return true;
}

/* Grown to the right or downwards by as little as leaves the corner free. */
static BcuBox grown_from_corner(const BcuDataset *dataset, const MapPlan *plan, const Page *page,
                                const BcuShape *subject, bool right)
{
    enum { STEPS = 24 };
    BcuBox extent = ((const Panel *)g_ptr_array_index(plan->panels, 0))->extent, grown = extent;
    for (int step = 0; step <= STEPS; step++) {
        double share = (double)step / STEPS;
        grown.max_x = extent.max_x + (right ? share * (extent.max_x - extent.min_x) : 0);
        grown.min_y = extent.min_y - (right ? 0 : share * (extent.max_y - extent.min_y));
        if (leaves_inset(dataset, plan, page, subject, grown))
            break;
    }
    return grown;
}

static double scale_of(const BcuDataset *dataset, const Page *page, BcuBox extent)
{
    Page fitted = *page;
    page_fit(&fitted, extent, dataset);
    return fitted.scale_y;
}

BcuBox panels_clear_of_inset(const BcuDataset *dataset, const MapPlan *plan, const Page *page)
{
    BcuShape *subject = bcu_feature_shape_build(dataset, BCU_CLUSTERS, plan->focus);
    BcuBox right = grown_from_corner(dataset, plan, page, subject, true);
    BcuBox down = grown_from_corner(dataset, plan, page, subject, false);
    bcu_shape_free(subject);
    return scale_of(dataset, page, right) >= scale_of(dataset, page, down) ? right : down;
}

Frame panels_inset_edge(const Page *page, Frame inset)
{
    return frame_grown(inset, INSET_EDGE_UNITS * page->unit);
}

void panels_draw_inset_extent(const Page *page, BcuBox shown, const Style *style, Canvas *canvas)
{
    BcuPoint a = page_point(page, (BcuPoint){shown.min_x, shown.max_y});
    BcuPoint b = page_point(page, (BcuPoint){shown.max_x, shown.min_y});
    Frame edge = panels_inset_edge(page, page->map);
    double left = fmax(a.x, edge.x), right = fmin(b.x, edge.x + edge.width);
    double top = fmax(a.y, edge.y), bottom = fmin(b.y, edge.y + edge.height);
    g_autoptr(Path) box = path_new();
    path_add_rectangle(box, left, top, right - left, bottom - top);
    Mark mark = {.class_name = "shown"};
    canvas->stroke(canvas, box, &(Pen){.colour = style->ink, .width = 0.08 * page->unit}, true, &mark);
}

void panels_draw_inset_frame(const Page *page, const Style *style, Canvas *canvas)
{
    Frame edge = panels_inset_edge(page, page->map);
    g_autoptr(Path) box = path_new();
    path_add_rectangle(box, edge.x, edge.y, edge.width, edge.height);
    Pen pen = {style->muted, 0.06 * page->unit, 0, 0};
    canvas->fill(canvas, box, style->paper, NULL);
    canvas->stroke(canvas, box, &pen, true, NULL);
}
