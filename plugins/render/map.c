/* From options to files: plans, sheets, formats. */
#include "map.h"
#include "paint.h"
#include "water.h"

static bool write_file(const Sheet *sheet, const BcuRun *run, bool first, const char *format)
{
    const MapPlan *plan = sheet->plan;
    const char *params[] = {"format",   format, "kind", plan->kind, plan->part ? "code" : NULL,
                            plan->part, NULL};
    const char *output = plan->part ? "map-part" : first ? "map" : "map-kind";
    BcuStream *stream = bcu_sink_open(run->sink, output, params, run->log);
    if (!stream)
        return false;
    CanvasFile file = {.width = sheet->page.width,
                       .height = sheet->page.height,
                       .dpi = bcu_options_real(sheet->options, "dpi"),
                       .font = sheet->style->font,
                       .title = plan->title,
                       .alt = plan->alt};
    Canvas *canvas = canvas_new(format, &file, stream);
    canvas->begin_page(canvas, plan->title, sheet->style->paper);
    sheet_draw(sheet, canvas);
    return bcu_stream_commit(stream, canvas->finish(canvas), run->log);
}

static bool write_map(const PlanContext *context, const BcuRun *run, const Page *page, const MapPlan *plan,
                      bool first)
{
    Sheet sheet = {0};
    sheet_init(&sheet, context, plan, page);
    bool ok = true;
    for (size_t i = 0; ok && i < bcu_options_list_count(run->options, "formats"); i++)
        ok = write_file(&sheet, run, first, bcu_options_list_at(run->options, "formats", i));
    sheet_clear(&sheet);
    return ok;
}

bool map_render(const BcuRun *run)
{
    Page page = {0};
    Style style;
    page_init(&page, bcu_options_text(run->options, "page"), bcu_options_real(run->options, "dpi"),
              bcu_options_real(run->options, "margin"));
    style_read(run->options, page.unit, &style);
    BcuShape *water = water_build(run->dataset, &page, water_reach_m(run->dataset, run->options));
    PlanContext context = {run->dataset, run->options, &style, run->log, water};
    g_autoptr(GPtrArray) plans = g_ptr_array_new_with_free_func((GDestroyNotify)plan_free);
    bool ok = true;
    for (size_t m = 0; ok && m < bcu_options_list_count(run->options, "maps"); m++)
        ok = plan_maps(&context, bcu_options_list_at(run->options, "maps", m), plans);
    for (guint p = 0; ok && p < plans->len; p++)
        ok = write_map(&context, run, &page, g_ptr_array_index(plans, p), p == 0);
    bcu_shape_free(water);
    return ok;
}
