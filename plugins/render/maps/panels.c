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

/* How many points of the subject's outlines lie in the frame. */
static size_t points_within(const BcuDataset *dataset, const MapPlan *plan, const Page *page, Frame frame)
{
    size_t count = 0;
    double edge = 2 * INSET_EDGE_UNITS * page->unit;
    BcuShape *shape = bcu_feature_shape_build(dataset, BCU_CLUSTERS, plan->focus);
    for (size_t i = 0; i < shape->point_count; i++) {
        BcuPoint p = page_point(page, shape->points[i]);
        count += p.x > frame.x - edge && p.x < frame.x + frame.width + edge && p.y > frame.y - edge &&
                 p.y < frame.y + frame.height + edge;
    }
    bcu_shape_free(shape);
    return count;
}

static Frame in_corner(const Page *page, int corner, double width, double height)
{
    double edge = INSET_EDGE_UNITS * page->unit;
    return (Frame){corner % 2 ? page->map.x + edge : page->map.x + page->map.width - width - edge,
                   corner < 2 ? page->map.y + page->map.height - height - edge : page->map.y + edge, width,
                   height};
}

Frame panels_inset(const BcuDataset *dataset, const MapPlan *plan, const Page *page)
{
    const Panel *inset = g_ptr_array_index(plan->panels, plan->panels->len - 1);
    double width = 0.26 * page->map.width, aspect = page_aspect(inset->extent, dataset);
    double height = fmin(width / aspect, 0.34 * page->map.height);
    width = height * aspect;
    Frame best = {0};
    size_t least = SIZE_MAX;
    for (double size = 1; size > 0.6 && least > 0; size -= 0.12)
        for (int corner = 0; corner < 4; corner++) { /* lower right first, as readers expect */
            Frame frame = in_corner(page, corner, size * width, size * height);
            size_t covered = points_within(dataset, plan, page, frame);
            if (covered < least) {
                least = covered;
                best = frame;
            }
        }
    return best;
}

Frame panels_inset_edge(const Page *page, Frame inset)
{
    return frame_grown(inset, INSET_EDGE_UNITS * page->unit);
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
