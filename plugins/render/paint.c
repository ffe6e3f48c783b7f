/* Panels and furniture of a sheet. */
#include "paint.h"
#include "panels.h"

static const View *view_at(const Sheet *sheet, guint index)
{
    return &g_array_index(sheet->views, View, index);
}

static const Panel *panel_at(const Sheet *sheet, guint index)
{
    return g_ptr_array_index(sheet->plan->panels, index);
}

/* ---- layout ------------------------------------------------------------------------------ */

static Furniture furniture_of(const MapPlan *plan, const PlanContext *context)
{
    return (Furniture){
        .title = plan->title,
        .subtitle = plan->subtitle,
        .note = bcu_dataset_text(context->dataset, BCU_TEXT_NOTE),
        .source = bcu_dataset_text(context->dataset, BCU_TEXT_SOURCE),
        .attribution = bcu_dataset_text(context->dataset, BCU_TEXT_ATTRIBUTION),
        .licence = bcu_dataset_text(context->dataset, BCU_TEXT_LICENCE),
        .legend = &plan->legend,
        .miles = g_str_equal(bcu_options_text(context->options, "scale_bar"), "miles"),
        .filled = plan->panels->len > 1,
    };
}

/* Circles and insets are in the way of labels, which then are placed with the view, not the page. */
static bool labels_go_with_page(const MapPlan *plan)
{
    const Panel *first = g_ptr_array_index(plan->panels, 0);
    return plan->panels->len == 1 && first->circles->len == 0;
}

static void add_view(Sheet *sheet, const Panel *panel, Frame frame, const Frame *taken, guint taken_count)
{
    View view = {0};
    view_init(&view, sheet->context, sheet->plan, panel, &sheet->page, frame);
    if (!sheet->layout->labels)
        view_place_labels(&view, taken, taken_count, sheet->context->log);
    g_array_append_val(sheet->views, view);
}

/* The main map and its inset share the frame; small multiples divide it. */
static void add_views(Sheet *sheet)
{
    const BcuDataset *dataset = sheet->context->dataset;
    guint count = sheet->plan->panels->len;
    bool inset = panel_at(sheet, count - 1)->inset;
    Frame taken[] = {sheet->layout->legend_frame, sheet->layout->bar_frame, {0, 0, 0, 0}};
    if (inset)
        taken[2] = panels_inset(dataset, sheet->plan, &sheet->page);
    g_autofree Frame *frames =
        panels_divide(&sheet->page, dataset, panel_at(sheet, 0)->extent, inset ? count - 1 : count);
    for (guint p = 0; p < count; p++)
        add_view(sheet, panel_at(sheet, p), panel_at(sheet, p)->inset ? taken[2] : frames[p], taken,
                 inset && p == 0 ? 3 : 2);
}

void sheet_init(Sheet *sheet, const PlanContext *context, const MapPlan *plan, const Page *page)
{
    const Panel *first = g_ptr_array_index(plan->panels, 0);
    Furniture furniture = furniture_of(plan, context);
    sheet->context = context;
    sheet->plan = plan;
    sheet->layout = layout_new(context->dataset, &furniture, labels_go_with_page(plan) ? first->wishes : NULL,
                               first->extent, context->style, page, context->log);
    sheet->page = sheet->layout->page;
    sheet->views = g_array_new(false, false, sizeof(View));
    add_views(sheet);
    if (plan->panels->len > 1)
        layout_scale_bar(sheet->layout, context->dataset, &view_at(sheet, 0)->page, furniture.miles);
}

void sheet_clear(Sheet *sheet)
{
    for (guint v = 0; v < sheet->views->len; v++)
        view_clear(&g_array_index(sheet->views, View, v));
    g_array_unref(sheet->views);
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
        panels_draw_heading(view->panel, &view->page, style, canvas);
    }
    if (sheet->layout->labels)
        labels_draw(sheet->layout->labels, sheet->context->dataset, panel_at(sheet, 0)->wishes, style,
                    canvas);
    layout_draw(sheet->layout, canvas);
}
