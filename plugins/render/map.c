/* From options to files: plans, sheets, formats. */
#include "map.h"
#include "alt.h"
#include "paint.h"
#include "water.h"

/* ---- one file ---------------------------------------------------------------------------- */

static Canvas *open_canvas(const Sheet *sheet, const char *format, const char *title, BcuStream *stream,
                           CanvasFile *file)
{
    *file = (CanvasFile){.width = sheet->page.width,
                         .height = sheet->page.height,
                         .dpi = bcu_options_real(sheet->context->options, "dpi"),
                         .font = sheet->context->style->font,
                         .text_as_paths =
                             g_str_equal(bcu_options_text(sheet->context->options, "svg_text"), "paths"),
                         .title = title,
                         .alt = sheet->plan->alt,
                         .author = bcu_options_text(sheet->context->options, "author")};
    return canvas_new(format, file, stream);
}

static void draw_page(const Sheet *sheet, Canvas *canvas)
{
    canvas->begin_page(canvas, sheet->plan->title, sheet->context->style->paper);
    sheet_draw(sheet, canvas);
}

static bool write_file(const Sheet *sheet, const BcuRun *run, bool first, const char *format)
{
    const MapPlan *plan = sheet->plan;
    BcuStream *stream = plan_open_output(plan, first, format, run);
    if (!stream)
        return false;
    CanvasFile file;
    Canvas *canvas = open_canvas(sheet, format, plan->title, stream, &file);
    draw_page(sheet, canvas);
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
    if (ok && bcu_options_bool(run->options, "alt_text"))
        ok = alt_write(plan, first, run);
    sheet_clear(&sheet);
    return ok;
}

/* ---- books ------------------------------------------------------------------------------- */

/* All plans from the first one on that belong to its book. */
static bool write_book(const PlanContext *context, const BcuRun *run, const Page *page,
                       const GPtrArray *plans, guint *next)
{
    const MapPlan *first = g_ptr_array_index(plans, *next), *plan = first;
    const char *params[] = {"kind", first->book, NULL};
    BcuStream *stream = bcu_sink_open(run->sink, "book", params, run->log);
    Canvas *canvas = NULL;
    CanvasFile file;
    while (stream && *next < plans->len && plan->book && g_str_equal(plan->book, first->book)) {
        Sheet sheet = {0};
        sheet_init(&sheet, context, plan, page);
        if (!canvas)
            canvas = open_canvas(&sheet, "pdf", first->title, stream, &file);
        draw_page(&sheet, canvas);
        sheet_clear(&sheet);
        if (++*next < plans->len)
            plan = g_ptr_array_index(plans, *next);
    }
    return stream && bcu_stream_commit(stream, canvas->finish(canvas), run->log);
}

/* ---- the run ----------------------------------------------------------------------------- */

static bool write_plans(const PlanContext *context, const BcuRun *run, const Page *page,
                        const GPtrArray *plans)
{
    bool ok = true;
    for (guint p = 0; ok && p < plans->len;) {
        const MapPlan *plan = g_ptr_array_index(plans, p);
        if (plan->book) {
            ok = write_book(context, run, page, plans, &p);
        } else {
            ok = write_map(context, run, page, plan, p == 0);
            p++;
        }
    }
    return ok;
}

static void replace_text(char **text, const char *option)
{
    if (!option)
        return;
    g_free(*text);
    *text = g_strdup(option);
}

/* A kind that is asked for twice is drawn once. */
static bool plan_all(const PlanContext *context, GPtrArray *plans)
{
    const BcuOptions *options = context->options;
    bool ok = true;
    for (size_t m = 0; ok && m < bcu_options_list_count(options, "maps"); m++) {
        const char *kind = bcu_options_list_at(options, "maps", m);
        bool again = false;
        for (size_t before = 0; before < m; before++)
            again |= g_str_equal(kind, bcu_options_list_at(options, "maps", before));
        ok = again || plan_maps(context, kind, plans);
    }
    if (ok && plans->len > 0) {
        MapPlan *first = g_ptr_array_index(plans, 0);
        replace_text(&first->title, bcu_options_text(options, "title"));
        replace_text(&first->subtitle, bcu_options_text(options, "subtitle"));
    }
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
    style_check(&style, run->log);
    bool ok = plan_all(&context, plans) && write_plans(&context, run, &page, plans);
    bcu_shape_free(water);
    return ok;
}
