/* A panel as fills, borders, circles and labels. */
#include "maps/view.h"
#include "canvas/strokes.h"
#include "maps/context.h"
#include "maps/density.h"
#include "style/water.h"

/* ---- fills ------------------------------------------------------------------------------- */

static const char *const LEVEL_CLASSES[] = {"cluster", "area", "subarea"};

/* An id is unique in the file: all panels but the first have a number before theirs. */
static char *id_of(const View *view, const char *class_name, const char *code)
{
    return view->index > 0 ? g_strdup_printf("panel-%u-%s-%s", view->index + 1, class_name, code) : NULL;
}

static void begin_group(const View *view, Canvas *canvas, const char *id)
{
    g_autofree char *numbered =
        view->index > 0 ? g_strdup_printf("panel-%u-%s", view->index + 1, id) : g_strdup(id);
    canvas->begin_group(canvas, numbered);
}

static void fill_feature(const View *view, const Lines *lines, Canvas *canvas, BcuLevel level,
                         uint32_t feature, BcuColour colour, const char *title)
{
    uint32_t coverage = bcu_dataset_level(view->dataset, level).coverage;
    if (!bcu_box_intersects(view->shown, bcu_feature_extent(view->dataset, level, feature)))
        return;
    g_autoptr(Path) path = path_new();
    const char *code = bcu_feature_code(view->dataset, level, feature);
    g_autofree char *id = id_of(view, LEVEL_CLASSES[level], code);
    Mark mark = {LEVEL_CLASSES[level], code, title, id};
    lines_add_outline(&lines[coverage], bcu_feature_arcs(view->dataset, level, feature), view->smallest,
                      path);
    canvas->fill(canvas, path, colour, &mark);
}

static void fill_subject(const View *view, const Lines *lines, Canvas *canvas)
{
    static const char *const GROUPS[] = {"clusters", "areas", "subareas"};
    const Panel *panel = view->panel;
    begin_group(view, canvas, GROUPS[panel->level]);
    for (uint32_t f = 0; f < bcu_feature_count(view->dataset, panel->level); f++)
        fill_feature(view, lines, canvas, panel->level, f, panel->fills[f],
                     panel->titles ? panel->titles[f] : bcu_feature_name(view->dataset, panel->level, f));
    canvas->end_group(canvas);
}

/* Clusters leave out what is in none; areas and subareas are all there. */
static void fill_others(const View *view, const Lines *lines, Canvas *canvas)
{
    if (view->panel->level != BCU_CLUSTERS)
        return;
    begin_group(view, canvas, "no-cluster");
    for (uint32_t a = 0; a < bcu_feature_count(view->dataset, BCU_AREAS); a++)
        if (bcu_feature_cluster(view->dataset, BCU_AREAS, a) == BCU_NONE)
            fill_feature(view, lines, canvas, BCU_AREAS, a, view->style->none,
                         bcu_feature_name(view->dataset, BCU_AREAS, a));
    canvas->end_group(canvas);
}

/* ---- hatches ----------------------------------------------------------------------------- */

static bool is_colour(BcuColour a, BcuColour b)
{
    return a.r == b.r && a.g == b.g && a.b == b.b;
}

/* Details show what is not their subject in the grey of "no cluster": there it says nothing. */
static Missing missing_of(const View *view, BcuLevel level, uint32_t feature)
{
    const Style *style = view->style;
    if (level != view->panel->level)
        return MISSING_CLUSTER;
    BcuColour fill = view->panel->fills[feature];
    bool homeless = level != BCU_CLUSTERS && bcu_feature_cluster(view->dataset, level, feature) == BCU_NONE;
    if (homeless && view->plan->focus == BCU_NONE && is_colour(fill, style->none))
        return MISSING_CLUSTER;
    return is_colour(fill, style->no_data) ? MISSING_DATA : MISSING_NOTHING;
}

static void hatch_feature(const View *view, const Lines *lines, BcuLevel level, uint32_t feature, Canvas *canvas)
{
    Missing missing = missing_of(view, level, feature);
    if (missing == MISSING_NOTHING || !bcu_box_intersects(view->shown, bcu_feature_extent(view->dataset, level, feature)))
        return;
    g_autoptr(Path) rings = path_new();
    Hatch hatch = style_hatch(view->style, missing);
    lines_add_outline(&lines[bcu_dataset_level(view->dataset, level).coverage],
                      bcu_feature_arcs(view->dataset, level, feature), view->smallest, rings);
    g_autoptr(Path) path = hatch_lines(rings, &hatch);
    Mark mark = {.class_name = missing == MISSING_CLUSTER ? "no-cluster-hatch" : "no-data-hatch"};
    if (path->points->len > 0)
        canvas->stroke(canvas, path, &hatch.pen, false, &mark);
}

/* Grey alone is not told from a pale class by a bad printer. */
static void draw_hatches(const View *view, const Lines *lines, Canvas *canvas)
{
    BcuLevel level = view->panel->level;
    begin_group(view, canvas, "hatches");
    for (uint32_t a = 0; level == BCU_CLUSTERS && a < bcu_feature_count(view->dataset, BCU_AREAS); a++)
        if (bcu_feature_cluster(view->dataset, BCU_AREAS, a) == BCU_NONE)
            hatch_feature(view, lines, BCU_AREAS, a, canvas);
    for (uint32_t f = 0; f < bcu_feature_count(view->dataset, level); f++)
        hatch_feature(view, lines, level, f, canvas);
    canvas->end_group(canvas);
}

/* ---- borders ----------------------------------------------------------------------------- */

static bool is_in_sight(const View *view, BcuArc arc)
{
    BcuRing run = {arc.points, arc.count};
    return !view->clipped || bcu_box_intersects(view->shown, bcu_ring_extent(run));
}

static Pen pen_for(const View *view, BcuBorder border)
{
    static const BcuLevel LEVELS[] = {[BCU_BORDER_CLUSTER] = BCU_CLUSTERS,
                                      [BCU_BORDER_AREA] = BCU_AREAS,
                                      [BCU_BORDER_SUBAREA] = BCU_SUBAREAS};
    Pen pen = view->style->borders[border];
    if (view->panel->small)
        pen.width *= 0.5;
    if (border != BCU_BORDER_OUTER && !view->style->fixed[border])
        pen.width = fmin(pen.width, density_line_mm(view->dataset, &view->page, LEVELS[border]));
    if (view->plan->pale_borders)
        pen.colour =
            border == BCU_BORDER_OUTER && !view->style->dark ? view->style->muted : view->style->paper;
    return pen;
}

/* Pale borders part deep fills, but cannot be seen between fills of paper: they get a thin dark line. */
static void stroke_core(const View *view, const Path *path, const Pen *pale, Canvas *canvas)
{
    const Pen *outer = &view->style->borders[BCU_BORDER_OUTER];
    Pen core = {.colour = view->style->dark ? outer->colour : view->style->muted,
                .width = fmin(0.5 * outer->width, 0.4 * pale->width)};
    canvas->stroke(canvas, path, &core, false, &(Mark){.class_name = "cluster-outline"});
}

/* Each arc once. */
static void stroke_border(const View *view, const Lines *lines, Canvas *canvas, BcuBorder border,
                          const char *class_name)
{
    uint32_t coverage = plan_coverage_of(view->dataset, view->panel, border);
    g_autoptr(GArray) arcs = g_array_new(false, false, sizeof(uint32_t));
    g_autoptr(Path) path = path_new();
    Mark mark = {class_name, NULL, NULL, NULL};
    Pen pen = pen_for(view, border);
    for (uint32_t a = 0; coverage != BCU_NONE && a < bcu_arc_count(view->dataset, coverage); a++) {
        BcuArc arc = bcu_arc_at(view->dataset, coverage, a);
        if (arc.border == border && is_in_sight(view, arc) &&
            plan_draws(view->dataset, view->plan, view->panel, coverage, arc))
            g_array_append_val(arcs, a);
    }
    if (arcs->len > 0 && pen.width > 0)
        strokes_add(&lines[coverage], arcs, view->smallest, path);
    if (path->points->len > 0)
        canvas->stroke(canvas, path, &pen, false, &mark);
    if (path->points->len > 0 && view->plan->outlined && border == BCU_BORDER_CLUSTER)
        stroke_core(view, path, &pen, canvas);
}

/* By kind, thin ones first. */
static void stroke_borders(const View *view, const Lines *lines, Canvas *canvas)
{
    static const BcuBorder ORDER[] = {BCU_BORDER_SUBAREA, BCU_BORDER_AREA, BCU_BORDER_OUTER,
                                      BCU_BORDER_CLUSTER};
    static const char *const CLASSES[] = {[BCU_BORDER_OUTER] = "outer-border",
                                          [BCU_BORDER_CLUSTER] = "cluster-border",
                                          [BCU_BORDER_AREA] = "area-border",
                                          [BCU_BORDER_SUBAREA] = "subarea-border"};
    begin_group(view, canvas, "borders");
    for (size_t k = 0; k < G_N_ELEMENTS(ORDER); k++)
        if (view->plan->borders[ORDER[k]])
            stroke_border(view, lines, canvas, ORDER[k], CLASSES[ORDER[k]]);
    canvas->end_group(canvas);
}

/* ---- circles ----------------------------------------------------------------------------- */

static void draw_circles(const View *view, Canvas *canvas)
{
    const GArray *circles = view->panel->circles;
    if (circles->len == 0)
        return;
    Pen outline = {view->style->dark ? view->style->paper : view->style->muted, 0.04 * view->style->unit, 0,
                   0};
    begin_group(view, canvas, "circles");
    for (guint i = 0; i < circles->len; i++) {
        const Circle *circle = &g_array_index(circles, Circle, i);
        Mark mark = {"circle", bcu_feature_code(view->dataset, circle->level, circle->feature), circle->title,
                     NULL};
        canvas->circle(canvas, page_point(&view->page, circle->centre), circle->diameter_mm / 2,
                       circle->colour, &outline, &mark);
    }
    canvas->end_group(canvas);
}

/* ---- the whole --------------------------------------------------------------------------- */

/* What the frame shows around the extent that was asked for. */
static BcuBox grown_to_frame(const Page *page)
{
    double width = page->map.width / page->scale_x / 2, height = page->map.height / page->scale_y / 2;
    return (BcuBox){page->centre.x - width, page->centre.y - height, page->centre.x + width,
                    page->centre.y + height};
}

void view_init(View *view, const PlanContext *context, const MapPlan *plan, const Panel *panel,
               const Page *page, Frame frame, BcuBox extent)
{
    view->dataset = context->dataset;
    view->style = context->style;
    view->plan = plan;
    view->water = context->water;
    view->panel = panel;
    g_ptr_array_find(plan->panels, panel, &view->index);
    view->page = *page;
    view->page.map = frame;
    view->smallest = PAGE_UNSEEN_UNITS * page->unit;
    view->extent = extent;
    page_fit(&view->page, extent, context->dataset);
    BcuBox shown = grown_to_frame(&view->page), all = bcu_dataset_extent(context->dataset);
    double unseen = 1e-6 * fmax(all.max_x - all.min_x, all.max_y - all.min_y); /* by rounding */
    view->shown = shown;
    view->clipped = shown.min_x > all.min_x + unseen || shown.min_y > all.min_y + unseen ||
                    shown.max_x < all.max_x - unseen || shown.max_y < all.max_y - unseen;
}

/* Context may reach far beyond the map: nothing of it is to lie beneath titles and legends. */
static void draw_context(const View *view, Canvas *canvas, bool below)
{
    BcuBox extent = view->extent;
    BcuPoint a = page_point(&view->page, (BcuPoint){extent.min_x, extent.max_y});
    BcuPoint b = page_point(&view->page, (BcuPoint){extent.max_x, extent.min_y});
    bool clip = !view->clipped && bcu_context_count(view->dataset) > 0;
    if (clip)
        canvas->begin_clip(canvas, (BcuBox){a.x, a.y, b.x, b.y});
    context_draw(view->dataset, &view->page, view->style, canvas, below);
    if (clip)
        canvas->end_clip(canvas);
}

void view_draw(const View *view, Canvas *canvas)
{
    const Frame *frame = &view->page.map;
    if (view->clipped)
        canvas->begin_clip(canvas,
                           (BcuBox){frame->x, frame->y, frame->x + frame->width, frame->y + frame->height});
    draw_context(view, canvas, true);
    water_draw(view->water, &view->page, view->style->water, canvas);
    Lines lines[2]; /* by coverage */
    for (uint32_t c = 0; c < bcu_coverage_count(view->dataset); c++)
        lines_build(view->dataset, c, &view->page, canvas->fineness, &lines[c]);
    canvas->begin_mosaic(canvas);
    fill_others(view, lines, canvas);
    fill_subject(view, lines, canvas);
    canvas->end_mosaic(canvas);
    draw_hatches(view, lines, canvas);
    stroke_borders(view, lines, canvas);
    for (uint32_t c = 0; c < bcu_coverage_count(view->dataset); c++)
        lines_clear(&lines[c]);
    draw_context(view, canvas, false);
    draw_circles(view, canvas);
    if (view->clipped)
        canvas->end_clip(canvas);
}
