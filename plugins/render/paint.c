/* From a plan to strokes and fills. */
#include "paint.h"
#include "context.h"
#include "water.h"

static const Panel *only_panel(const Sheet *sheet)
{
    return g_ptr_array_index(sheet->plan->panels, 0);
}

/* ---- fills ------------------------------------------------------------------------------- */

static void fill_feature(const Sheet *sheet, Canvas *canvas, BcuLevel level, uint32_t feature,
                         BcuColour colour)
{
    static const char *const CLASSES[] = {"cluster", "area", "subarea"};
    uint32_t coverage = bcu_dataset_level(sheet->dataset, level).coverage;
    g_autoptr(Path) path = path_new();
    Mark mark = {CLASSES[level], bcu_feature_code(sheet->dataset, level, feature),
                 bcu_feature_name(sheet->dataset, level, feature), NULL};
    lines_add_outline(&sheet->lines[coverage], bcu_feature_arcs(sheet->dataset, level, feature),
                      sheet->smallest, path);
    canvas->fill(canvas, path, colour, &mark);
}

static void fill_subject(const Sheet *sheet, Canvas *canvas)
{
    const Panel *panel = only_panel(sheet);
    canvas->begin_group(canvas, "clusters");
    canvas->begin_mosaic(canvas);
    for (uint32_t f = 0; f < bcu_feature_count(sheet->dataset, panel->level); f++)
        fill_feature(sheet, canvas, panel->level, f, panel->fills[f]);
    canvas->end_mosaic(canvas);
    canvas->end_group(canvas);
}

static void fill_others(const Sheet *sheet, Canvas *canvas)
{
    canvas->begin_group(canvas, "no-cluster");
    for (uint32_t a = 0; a < bcu_feature_count(sheet->dataset, BCU_AREAS); a++)
        if (bcu_feature_cluster(sheet->dataset, BCU_AREAS, a) == BCU_NONE)
            fill_feature(sheet, canvas, BCU_AREAS, a, sheet->style->none);
    canvas->end_group(canvas);
}

/* ---- borders ----------------------------------------------------------------------------- */

/* Each arc once, by the kind of border; thin ones first. */
static void stroke_borders(const Sheet *sheet, Canvas *canvas)
{
    static const BcuBorder ORDER[] = {BCU_BORDER_SUBAREA, BCU_BORDER_AREA, BCU_BORDER_OUTER,
                                      BCU_BORDER_CLUSTER};
    static const char *const CLASSES[] = {[BCU_BORDER_OUTER] = "outer-border",
                                          [BCU_BORDER_CLUSTER] = "cluster-border",
                                          [BCU_BORDER_AREA] = "area-border",
                                          [BCU_BORDER_SUBAREA] = "subarea-border"};
    uint32_t coverage = bcu_dataset_level(sheet->dataset, only_panel(sheet)->level).coverage;
    canvas->begin_group(canvas, "borders");
    for (size_t k = 0; k < G_N_ELEMENTS(ORDER); k++) {
        g_autoptr(Path) path = path_new();
        Mark mark = {CLASSES[ORDER[k]], NULL, NULL, NULL};
        for (uint32_t a = 0; sheet->plan->borders[ORDER[k]] && a < bcu_arc_count(sheet->dataset, coverage);
             a++)
            if (bcu_arc_at(sheet->dataset, coverage, a).border == ORDER[k])
                lines_add_arc(&sheet->lines[coverage], a, sheet->smallest, path);
        if (path->points->len > 0)
            canvas->stroke(canvas, path, &sheet->style->borders[ORDER[k]], false, &mark);
    }
    canvas->end_group(canvas);
}

/* ---- the whole --------------------------------------------------------------------------- */

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
    };
}

void sheet_init(Sheet *sheet, const PlanContext *context, const MapPlan *plan, const Page *page)
{
    sheet->dataset = context->dataset;
    sheet->options = context->options;
    sheet->plan = plan;
    sheet->style = context->style;
    Furniture furniture = furniture_of(plan, context);
    sheet->layout = layout_new(context->dataset, &furniture, only_panel(sheet)->wishes, plan->extent,
                               context->style, page, context->log);
    sheet->page = sheet->layout->page;
    sheet->water = context->water;
    sheet->smallest = 0.05 * page->unit;
    for (uint32_t c = 0; c < bcu_coverage_count(context->dataset); c++)
        lines_build(context->dataset, c, &sheet->page, 0.01 * page->unit, &sheet->lines[c]);
}

void sheet_clear(Sheet *sheet)
{
    layout_free(sheet->layout);
    for (uint32_t c = 0; c < bcu_coverage_count(sheet->dataset); c++)
        lines_clear(&sheet->lines[c]);
}

void sheet_draw(const Sheet *sheet, Canvas *canvas)
{
    context_draw(sheet->dataset, &sheet->page, sheet->style, canvas, true);
    water_draw(sheet->water, &sheet->page, sheet->style->water, canvas);
    fill_others(sheet, canvas);
    fill_subject(sheet, canvas);
    stroke_borders(sheet, canvas);
    context_draw(sheet->dataset, &sheet->page, sheet->style, canvas, false);
    labels_draw(sheet->layout->labels, sheet->dataset, only_panel(sheet)->wishes, sheet->style, canvas);
    layout_draw(sheet->layout, canvas);
}
