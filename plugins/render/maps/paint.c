/* Panels and furniture of a sheet. */
#include "maps/paint.h"
#include "maps/panels.h"
#include "maps/shortfalls.h"

static const View *view_at(const Sheet *sheet, guint index)
{
    return &g_array_index(sheet->views, View, index);
}

static const Panel *panel_at(const Sheet *sheet, guint index)
{
    return g_ptr_array_index(sheet->plan->panels, index);
}

static bool has_inset(const Sheet *sheet)
{
    return panel_at(sheet, sheet->plan->panels->len - 1)->inset;
}

/* ---- layout ------------------------------------------------------------------------------ */

static ScaleBarForm bar_form(const PlanContext *context)
{
    static const double LEAST_SEEN_DEG = 2;
    const BcuOptions *options = context->options;
    const char *scale = bcu_options_text(options, "scale"), *arrow = bcu_options_text(options, "arrow");
    bool leans = fabs(bcu_dataset_grid(context->dataset).north_deg) >= LEAST_SEEN_DEG;
    return (ScaleBarForm){.miles = g_str_equal(bcu_options_text(options, "scale_bar"), "miles"),
                          .no_bar = g_str_equal(scale, "off"),
                          .arrow = g_str_equal(arrow, "on") || (leans && g_str_equal(arrow, "auto"))};
}

static Furniture furniture_of(const MapPlan *plan, const PlanContext *context)
{
    return (Furniture){
        .what_if = plan->what_if,
        .title = plan->title,
        .subtitle = plan->subtitle,
        .note = bcu_dataset_text(context->dataset, BCU_TEXT_NOTE),
        .source = bcu_dataset_text(context->dataset, BCU_TEXT_SOURCE),
        .attribution = bcu_dataset_text(context->dataset, BCU_TEXT_ATTRIBUTION),
        .licence = bcu_dataset_text(context->dataset, BCU_TEXT_LICENCE),
        .legend = &plan->legend,
        .bar = bar_form(context),
        .filled = plan->panels->len > 1,
    };
}

/* The lines of subareas are everywhere and thin: only among names of their own do they count. */
static bool has_line(const void *closure, uint32_t coverage, BcuArc arc)
{
    const Sheet *sheet = closure;
    return (arc.border != BCU_BORDER_SUBAREA || sheet->plan->focus != BCU_NONE) &&
           plan_draws(sheet->context->dataset, sheet->plan, panel_at(sheet, 0), coverage, arc);
}

/* What is in the way of the first panel's names. Dots are not: their names stand beside them. */
static void add_obstacles(const void *closure, const Page *page, GArray *frames)
{
    const Sheet *sheet = closure;
    const Panel *first = panel_at(sheet, 0);
    for (guint i = 0; i < first->circles->len; i++) {
        const Circle *circle = &g_array_index(first->circles, Circle, i);
        if (circle->diameter_mm > page->unit)
            frames_add_circle(frames, page_point(page, circle->centre), circle->diameter_mm / 2);
    }
    if (has_inset(sheet)) {
        Frame inset = panels_inset_edge(page, panels_inset(sheet->context->dataset, sheet->plan, page));
        inset = frame_grown(inset, LABEL_AIR_UNITS * page->unit);
        g_array_append_val(frames, inset);
    }
}

static void add_view(Sheet *sheet, const Panel *panel, Frame frame, BcuBox extent)
{
    View view = {0};
    view_init(&view, sheet->context, sheet->plan, panel, &sheet->page, frame, extent);
    g_array_append_val(sheet->views, view);
}

/* The main map and its inset share the frame; small multiples divide it. */
static void add_views(Sheet *sheet)
{
    const BcuDataset *dataset = sheet->context->dataset;
    guint count = sheet->plan->panels->len - has_inset(sheet);
    g_autofree Frame *frames = panels_divide(&sheet->page, dataset, sheet->plan, count,
                                              sheet->context->style, sheet->details);
    for (guint p = 0; p < count; p++) {
        const Panel *panel = panel_at(sheet, p);
        Frame frame = count == 1 ? frames[p] : panels_map(dataset, panel, frames[p]);
        add_view(sheet, panel, frame, p == 0 ? sheet->extent : panel->extent);
        if (count > 1) /* its column, which its heading may fill */
            g_array_index(sheet->views, View, p).page.body = frames[p];
    }
    if (has_inset(sheet))
        add_view(sheet, panel_at(sheet, count), panels_inset(dataset, sheet->plan, &sheet->page),
                 panel_at(sheet, count)->extent);
}

/* ---- room for symbols -------------------------------------------------------------------- */

static BcuBox box_of_circle(const Page *page, const Circle *circle)
{
    double x = circle->diameter_mm / 2 / page->scale_x, y = circle->diameter_mm / 2 / page->scale_y;
    return (BcuBox){circle->centre.x - x, circle->centre.y - y, circle->centre.x + x, circle->centre.y + y};
}

static BcuBox united(BcuBox a, BcuBox b)
{
    return (BcuBox){fmin(a.min_x, b.min_x), fmin(a.min_y, b.min_y), fmax(a.max_x, b.max_x),
                    fmax(a.max_y, b.max_y)};
}

/* What stands on the map and may reach beyond the territory, as it lies on that page. */
static void list_symbols(const Panel *panel, const Page *page, GArray *symbols)
{
    g_array_set_size(symbols, 0);
    for (guint i = 0; i < panel->circles->len; i++) {
        BcuBox box = box_of_circle(page, &g_array_index(panel->circles, Circle, i));
        g_array_append_val(symbols, box);
    }
}

/* Circles are as large on any map: how much of it they need beyond the territory depends on its scale, which
 * depends on what it is to show. */
static void make_room(Sheet *sheet, Furniture *furniture, GArray *symbols, const Page *page)
{
    enum { ROUNDS = 4 };
    const PlanContext *context = sheet->context;
    const Panel *first = panel_at(sheet, 0);
    bool symbolic = first->circles->len > 0 && !furniture->filled;
    sheet->extent = first->extent;
    for (int round = 0; round < ROUNDS && (symbolic || has_inset(sheet)); round++) {
        Layout *trial = layout_new(context->dataset, furniture, NULL, sheet->extent, context->style, page);
        if (has_inset(sheet))
            sheet->extent = panels_clear_of_inset(context->dataset, sheet->plan, &trial->page);
        else
            sheet->extent = first->extent;
        if (symbolic)
            list_symbols(first, &trial->page, symbols);
        for (guint i = 0; i < symbols->len; i++)
            sheet->extent = united(sheet->extent, g_array_index(symbols, BcuBox, i));
        furniture->symbols = symbols;
        layout_free(trial);
        if (has_inset(sheet))
            return;
    }
}

/* Whether all that stands on the map lies on the page's body. */
static bool has_symbols_within(const Page *page, const GArray *symbols)
{
    const Frame *body = &page->body;
    double unseen = 1e-6 * page->width;
    bool within = true;
    for (guint i = 0; i < symbols->len; i++) {
        BcuBox box = g_array_index(symbols, BcuBox, i);
        BcuPoint a = page_point(page, (BcuPoint){box.min_x, box.max_y}),
                 b = page_point(page, (BcuPoint){box.max_x, box.min_y});
        within &= a.x >= body->x - unseen && a.y >= body->y - unseen && b.x <= body->x + body->width + unseen &&
                  b.y <= body->y + body->height + unseen;
    }
    return within;
}

/* The place is given: what stands on the map has to do with the extent that lies there. */
static void take_place(Sheet *sheet, Furniture *furniture, GArray *symbols, const Page *page, const Deck *deck)
{
    Page placed = *page;
    placed.map = deck->place;
    page_fit(&placed, deck->extent, sheet->context->dataset);
    sheet->extent = deck->extent;
    furniture->place = &deck->place;
    list_symbols(panel_at(sheet, 0), &placed, symbols);
    furniture->symbols = symbols;
}

double sheet_heading_mm(const PlanContext *context, const MapPlan *plan, const Page *page)
{
    Furniture furniture = furniture_of(plan, context);
    return layout_heading_mm(&furniture, context->style, page);
}

void sheet_report(const Sheet *sheet)
{
    const MapPlan *plan = sheet->plan;
    g_autofree char *map =
        plan->part ? g_strdup_printf("%s %s", plan->kind, plan->part) : g_strdup(plan->kind);
    shortfalls_report(sheet->context->dataset, sheet->layout, map, panel_at(sheet, 0)->wishes, sheet->context->told,
                      sheet->context->log);
}

/* ---- small multiples --------------------------------------------------------------------- */

static bool has_line_of_view(const void *closure, uint32_t coverage, BcuArc arc)
{
    const View *view = closure;
    return plan_draws(view->dataset, view->plan, view->panel, coverage, arc);
}

/* Names of a panel keep within its column and below its heading. */
static Labels *place_names(const View *view, const Style *style)
{
    Page page = view->page;
    page.body = page.map;
    LabelGround around = {&page, {has_line_of_view, view}, NULL, 0};
    return labels_place(view->dataset, &around, style->font, view->panel->wishes, 0);
}

/* \return whether all have room. */
static bool name_views(Sheet *sheet)
{
    bool all = true;
    g_ptr_array_set_size(sheet->labels, 0);
    for (guint v = 0; v < sheet->views->len; v++) {
        Labels *labels = place_names(view_at(sheet, v), sheet->context->style);
        all &= labels->unplaced->len == 0 && labels->given_up->len == 0 && labels->placed->len > 0;
        g_ptr_array_add(sheet->labels, labels);
    }
    return all;
}

/* The legend on the side that leaves the larger maps. */
static Layout *best_layout(const Sheet *sheet, Furniture *furniture, const Page *page)
{
    static const Side SIDES[] = {SIDE_ABOVE_OR_BELOW, SIDE_BESIDE};
    const PlanContext *context = sheet->context;
    Layout *best = NULL;
    double largest = 0;
    for (gsize s = 0; s < G_N_ELEMENTS(SIDES); s++) {
        furniture->side = SIDES[s];
        Layout *layout = layout_new(context->dataset, furniture, NULL, sheet->extent, context->style, page);
        double width = layout->misfit ? 0
                                      : panels_width(&layout->page, context->dataset, sheet->plan, sheet->plan->panels->len,
                                                     context->style, sheet->details);
        bool better = !best || width > largest;
        Layout *worse = better ? best : layout;
        best = better ? layout : best;
        largest = better ? width : largest;
        g_clear_pointer(&worse, layout_free);
    }
    return best;
}

/* \return whether all names have room. */
static bool try_series(Sheet *sheet, Furniture *furniture, const Page *page, bool details)
{
    g_clear_pointer(&sheet->layout, layout_free);
    g_array_set_size(sheet->views, 0);
    sheet->details = details;
    sheet->layout = best_layout(sheet, furniture, page);
    sheet->page = sheet->layout->page;
    add_views(sheet);
    return name_views(sheet);
}

static double series_width(const Sheet *sheet)
{
    return view_at(sheet, 0)->page.map.width;
}

/* What is new stands on the maps; where it has no room there, in the headings, unless these would then leave little
 * of the maps. */
static void lay_out_series(Sheet *sheet, Furniture *furniture, const Page *page)
{
    static const double KEEPS = 0.7;
    if (try_series(sheet, furniture, page, false))
        return;
    double width = series_width(sheet);
    try_series(sheet, furniture, page, true);
    if (series_width(sheet) < KEEPS * width)
        try_series(sheet, furniture, page, false);
}

bool sheet_has_room(const PlanContext *context, const MapPlan *plan, const Page *page)
{
    static const double LEAST_UNITS = 4.5; /* of one of several maps */
    Sheet sheet = {0};
    sheet_init(&sheet, context, plan, page, NULL);
    bool room = !plan_is_series(plan) || series_width(&sheet) >= LEAST_UNITS * page->unit;
    sheet_clear(&sheet);
    if (!room)
        bcu_report(context->log, BCU_ERROR, "RENDER027", &(BcuPlace){.key = "render.page"},
                   "Set render.page to a larger page, such as A4-landscape, or leave this map out of render.maps.",
                   "the page has no room for the %u maps of \"%s\"", plan->panels->len, plan->kind);
    return room;
}

/* Names go on the first panel, and on each of small multiples. */
void sheet_init(Sheet *sheet, const PlanContext *context, const MapPlan *plan, const Page *page, const Deck *deck)
{
    const Panel *first = g_ptr_array_index(plan->panels, 0);
    Furniture furniture = furniture_of(plan, context);
    sheet->context = context;
    sheet->plan = plan;
    sheet->views = g_array_new(false, false, sizeof(View));
    sheet->labels = g_ptr_array_new_with_free_func((GDestroyNotify)labels_free);
    Names names = {first->wishes, has_inset(sheet), has_line, add_obstacles, sheet};
    g_autoptr(GArray) symbols = g_array_new(false, false, sizeof(BcuBox));
    furniture.heading_mm = deck ? deck->heading_mm : 0;
    if (deck && deck->placed && plan_shows_whole(plan))
        take_place(sheet, &furniture, symbols, page, deck);
    else
        make_room(sheet, &furniture, symbols, page);
    if (plan_is_series(plan)) {
        lay_out_series(sheet, &furniture, page);
        layout_scale_bar(sheet->layout, context->dataset, &view_at(sheet, 0)->page, furniture.bar);
        return;
    }
    sheet->layout = layout_new(context->dataset, &furniture, first->wishes->len > 0 ? &names : NULL,
                               sheet->extent, context->style, page);
    sheet->page = sheet->layout->page;
    sheet->misfit = sheet->layout->misfit || !has_symbols_within(&sheet->page, symbols);
    add_views(sheet);
    if (plan->panels->len > 1)
        layout_scale_bar(sheet->layout, context->dataset, &view_at(sheet, 0)->page, furniture.bar);
}

void sheet_clear(Sheet *sheet)
{
    g_array_unref(sheet->views);
    g_ptr_array_unref(sheet->labels);
    layout_free(sheet->layout);
}

/* ---- drawing ----------------------------------------------------------------------------- */

void sheet_draw(const Sheet *sheet, Canvas *canvas)
{
    const Style *style = sheet->context->style;
    for (guint v = 0; v < sheet->views->len; v++) {
        const View *view = view_at(sheet, v);
        if (view->panel->inset)
            panels_draw_inset_frame(&view->page, style, canvas);
        view_draw(view, canvas);
        if (view->panel->inset)
            panels_draw_inset_extent(&view->page, view_at(sheet, 0)->shown, style, canvas);
        panels_draw_heading(view->panel, &view->page, style, sheet->details, canvas);
        if (v < sheet->labels->len)
            labels_draw(g_ptr_array_index(sheet->labels, v), view->dataset, view->panel->wishes, style, canvas);
    }
    if (sheet->layout->labels)
        labels_draw(sheet->layout->labels, sheet->context->dataset, panel_at(sheet, 0)->wishes, style,
                    canvas);
    layout_draw(sheet->layout, canvas);
}
