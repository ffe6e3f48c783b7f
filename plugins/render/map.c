/* From options to files: plans, sheets, formats. */
#include "map.h"
#include "paint.h"
#include <string.h>

static Canvas *open_canvas(const Sheet *sheet, const char *format, BcuStream *stream)
{
    const MapPlan *plan = sheet->plan;
    const Page *page = &sheet->page;
    Description description = {plan->title, plan->alt, ""};
    if (strcmp(format, "png") == 0)
        return canvas_png_new(page->width, page->height, bcu_options_real(sheet->options, "dpi"),
                              &description, stream);
    if (strcmp(format, "pdf") == 0)
        return canvas_pdf_new(page->width, page->height, &description, stream);
    return canvas_svg_new(page->width, page->height, sheet->style->font, &description, stream);
}

static bool write_file(const Sheet *sheet, const BcuRun *run, bool first, const char *format)
{
    const MapPlan *plan = sheet->plan;
    const char *params[] = {"format",   format, "kind", plan->kind, plan->part ? "code" : NULL,
                            plan->part, NULL};
    const char *output = plan->part ? "map-part" : first ? "map" : "map-kind";
    BcuStream *stream = bcu_sink_open(run->sink, output, params, run->log);
    if (!stream)
        return false;
    Canvas *canvas = open_canvas(sheet, format, stream);
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
    page_lay_out(&page, bcu_options_text(run->options, "page"));
    style_read(run->options, page.unit, &style);
    PlanContext context = {run->dataset, run->options, &style, run->log};
    g_autoptr(GPtrArray) plans = g_ptr_array_new_with_free_func((GDestroyNotify)plan_free);
    bool ok = true;
    for (size_t m = 0; ok && m < bcu_options_list_count(run->options, "maps"); m++)
        ok = plan_maps(&context, bcu_options_list_at(run->options, "maps", m), plans);
    for (guint p = 0; ok && p < plans->len; p++)
        ok = write_map(&context, run, &page, g_ptr_array_index(plans, p), p == 0);
    return ok;
}
