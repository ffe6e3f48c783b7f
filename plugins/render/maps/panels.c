/* Frames of panels, and what is written above them. */
#include "maps/panels.h"

static const double HEADING_UNITS = 5.2, GUTTER_UNITS = 1.2, INSET_EDGE_UNITS = 0.5;

/* ---- small multiples --------------------------------------------------------------------- */

static Frame cell(const Page *page, guint index, guint columns, guint rows)
{
    double gutter = GUTTER_UNITS * page->unit, heading = HEADING_UNITS * page->unit;
    double width = (page->map.width - gutter * (columns - 1)) / columns;
    double height = (page->map.height - gutter * (rows - 1)) / rows;
    return (Frame){page->map.x + (index % columns) * (width + gutter),
                   page->map.y + (index / columns) * (height + gutter) + heading, width, height - heading};
}

/* Where a cell is higher than its map, that stands close to its heading nevertheless. */
static Frame without_spare(Frame frame, double aspect)
{
    double spare = fmax(frame.height - frame.width / aspect, 0);
    return (Frame){frame.x, frame.y + spare / 2, frame.width, frame.height - spare};
}

Frame *panels_divide(const Page *page, const BcuDataset *dataset, BcuBox extent, guint count)
{
    Frame *frames = g_new(Frame, count + 1);
    double aspect = page_aspect(extent, dataset), largest = -INFINITY;
    guint best = 1;
    for (guint columns = 1; columns <= count; columns++) {
        Frame frame = cell(page, 0, columns, (count + columns - 1) / columns);
        double width = fmin(frame.width, frame.height * aspect);
        if (width > largest) {
            largest = width;
            best = columns;
        }
    }
    for (guint p = 0; p < count; p++)
        frames[p] =
            count == 1 ? page->map : without_spare(cell(page, p, best, (count + best - 1) / best), aspect);
    return frames;
}

void panels_draw_heading(const Panel *panel, const Page *page, const Style *style, Canvas *canvas)
{
    if (!panel->heading)
        return;
    const struct {
        const char *content;
        double size;
        Weight weight;
        BcuColour colour;
    } lines[] = {{panel->heading, 1.05, WEIGHT_BOLD, style->ink},
                 {panel->figure, 1.35, WEIGHT_BOLD, style->ink},
                 {panel->detail, 0.85, WEIGHT_NORMAL, style->muted}};
    double y = page->map.y - HEADING_UNITS * page->unit;
    double half = (panel->extent.max_x - panel->extent.min_x) / 2 * page->scale_x;
    double left = fmax(page->map.x, page->origin.x - half), width = page->map.x + page->map.width - left;
    canvas->begin_group(canvas, "heading");
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        if (!lines[i].content)
            continue;
        g_autoptr(Text) text = text_new(lines[i].content, style->font, lines[i].size * page->unit,
                                        lines[i].weight, width, ALIGN_LEFT);
        Lettering lettering = {lines[i].colour, NULL, 0};
        Mark mark = {.class_name = "heading"};
        canvas->text(canvas, text, left, y, &lettering, &mark);
        y += text->height;
    }
    canvas->end_group(canvas);
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
