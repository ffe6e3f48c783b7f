/* From options to files: plans, sheets, formats. */
#include "maps/map.h"
#include "maps/alt.h"
#include "maps/deck.h"
#include "maps/kinds.h"
#include "maps/paint.h"
#include "maps/shortfalls.h"
#include "style/water.h"
#include <bcukit/provenance.h>

/* ---- one map in several files ------------------------------------------------------------ */

typedef struct Output {
    BcuStream *stream;
    CanvasFile file;
    Canvas *canvas;
} Output;

static Canvas *open_canvas(const PlanContext *context, const MapPlan *plan, const Page *page,
                           const char *format, BcuStream *stream, CanvasFile *file)
{
    *file =
        (CanvasFile){.width = page->width,
                     .height = page->height,
                     .dpi = page->dpi,
                     .font = context->style->font,
                     .text_as_paths = g_str_equal(bcu_options_text(context->options, "svg_text"), "paths"),
                     .title = plan->document_title,
                     .alt = plan->alt,
                     .author = bcu_options_text(context->options, "author"),
                     .provenance = context->provenance,
                     .shapes = bcu_feature_count(context->dataset, BCU_AREAS) +
                               bcu_feature_count(context->dataset, BCU_SUBAREAS)};
    return canvas_new(format, file, stream);
}

static bool open_output(const PlanContext *context, const BcuRun *run, const MapPlan *plan, const Page *page,
                        bool first, const char *format, Output *output)
{
    output->stream = plan_open_output(plan, first, format, run);
    if (!output->stream)
        return false;
    output->canvas = open_canvas(context, plan, page, format, output->stream, &output->file);
    output->canvas->begin_page(output->canvas, plan->title, context->style->paper);
    return true;
}

/* Lays the map out once for all files. */
static bool draw_outputs(const PlanContext *context, const MapPlan *plan, const Page *page, const Deck *deck,
                         Output *outputs, size_t count)
{
    Sheet sheet = {0};
    bool ok = true;
    sheet_init(&sheet, context, plan, page, deck);
    sheet_report(&sheet);
    for (size_t i = 0; i < count && ok; i++) {
        sheet_draw(&sheet, outputs[i].canvas);
        ok = outputs[i].canvas->finish(outputs[i].canvas);
        outputs[i].canvas = NULL;
        ok = bcu_stream_commit(g_steal_pointer(&outputs[i].stream), ok, context->log);
    }
    sheet_clear(&sheet);
    return ok;
}

static void drop_output(Output *output, BcuDiagLog *log)
{
    if (output->canvas)
        output->canvas->finish(output->canvas);
    if (output->stream)
        bcu_stream_commit(output->stream, false, log);
}

/* The files are begun before there is anything to draw: while pixels get their memory, the system finds its
 * fonts. */
static bool write_map(const PlanContext *context, const BcuRun *run, const Page *page, const Deck *deck,
                      const MapPlan *plan, bool first)
{
    size_t count = bcu_options_list_count(run->options, "formats");
    g_autofree Output *outputs = g_new0(Output, count);
    bool ok = true;
    for (size_t i = 0; i < count && ok; i++)
        ok = open_output(context, run, plan, page, first, bcu_options_list_at(run->options, "formats", i),
                         &outputs[i]);
    text_find_fonts(context->style->font);
    ok = ok && draw_outputs(context, plan, page, deck, outputs, count);
    for (size_t i = 0; i < count; i++)
        drop_output(&outputs[i], run->log);
    return ok && (!bcu_options_bool(run->options, "alt_text") || alt_write(plan, first, run));
}

/* ---- books ------------------------------------------------------------------------------- */

/* All plans from the first one on that belong to its book. */
static bool write_book(const PlanContext *context, const BcuRun *run, const Page *page, const Deck *deck,
                       const GPtrArray *plans, guint *next)
{
    const MapPlan *first = g_ptr_array_index(plans, *next), *plan = first;
    const char *params[] = {"kind", first->book, NULL};
    BcuStream *stream = bcu_sink_open(run->sink, "book", params, run->log);
    Canvas *canvas = NULL;
    CanvasFile file;
    while (stream && *next < plans->len && plan->book && g_str_equal(plan->book, first->book)) {
        Sheet sheet = {0};
        sheet_init(&sheet, context, plan, page, deck);
        sheet_report(&sheet);
        if (!canvas)
            canvas = open_canvas(context, first, page, "pdf", stream, &file);
        canvas->begin_page(canvas, plan->title, context->style->paper);
        sheet_draw(&sheet, canvas);
        sheet_clear(&sheet);
        if (++*next < plans->len)
            plan = g_ptr_array_index(plans, *next);
    }
    return stream && bcu_stream_commit(stream, canvas->finish(canvas), run->log);
}

/* ---- the run ----------------------------------------------------------------------------- */

/* The first kind that is asked for has the short name, also where it could not be planned: no other takes it. */
static bool is_first(const PlanContext *context, const MapPlan *plan, guint index)
{
    return index == 0 && g_str_equal(plan->book ? plan->book : plan->kind,
                                     bcu_options_list_at(context->options, "maps", 0));
}

static bool write_plans(const PlanContext *context, const BcuRun *run, const Page *page,
                        const GPtrArray *plans)
{
    Deck deck = deck_of(context, page, plans);
    bool ok = true;
    for (guint p = 0; ok && p < plans->len;) {
        const MapPlan *plan = g_ptr_array_index(plans, p);
        if (plan->book) {
            ok = write_book(context, run, page, &deck, plans, &p);
        } else {
            ok = write_map(context, run, page, &deck, plan, is_first(context, plan, p));
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

/* The kinds in their order, one that is asked for twice once, and the locator that is asked for by an area. */
static GPtrArray *kinds_asked(const BcuOptions *options)
{
    GPtrArray *kinds = g_ptr_array_new();
    for (size_t m = 0; m < bcu_options_list_count(options, "maps"); m++) {
        const char *kind = bcu_options_list_at(options, "maps", m);
        if (!g_ptr_array_find_with_equal_func(kinds, kind, g_str_equal, NULL))
            g_ptr_array_add(kinds, (void *)kind);
    }
    if (bcu_options_has(options, "locator") &&
        !g_ptr_array_find_with_equal_func(kinds, "locator", g_str_equal, NULL))
        g_ptr_array_add(kinds, (void *)"locator");
    return kinds;
}

/* Only several maps side by side can be too small for their page. */
static bool have_room(const PlanContext *context, const GPtrArray *plans, guint first)
{
    bool room = true;
    for (guint p = first; p < plans->len; p++) {
        const MapPlan *plan = g_ptr_array_index(plans, p);
        room &= !plan_is_series(plan) || sheet_has_room(context, plan, context->page);
    }
    return room;
}

/* One that cannot be drawn says why, and does not stop the others. */
static bool plan_all(const PlanContext *context, GPtrArray *plans)
{
    const BcuOptions *options = context->options;
    g_autoptr(GPtrArray) kinds = kinds_asked(options);
    bool ok = true;
    for (guint k = 0; k < kinds->len; k++) {
        guint planned = plans->len;
        if (plan_maps(context, g_ptr_array_index(kinds, k), plans) && have_room(context, plans, planned))
            continue;
        g_ptr_array_set_size(plans, (int)planned);
        ok = false;
    }
    if (plans->len > 0 && is_first(context, g_ptr_array_index(plans, 0), 0)) {
        MapPlan *first = g_ptr_array_index(plans, 0);
        replace_text(&first->title, bcu_options_text(options, "title"));
        replace_text(&first->subtitle, bcu_options_text(options, "subtitle"));
    }
    for (guint p = 0; p < plans->len; p++)
        plan_mark_what_if(context->dataset, g_ptr_array_index(plans, p));
    return ok;
}

static bool draw_maps(const BcuRun *run)
{
    Page page = {0};
    Style style;
    text_start();
    page_init(&page, bcu_options_text(run->options, "page"), bcu_options_real(run->options, "dpi"),
              bcu_options_real(run->options, "margin"));
    style_read(run->options, &page, &style);
    BcuShape *water = water_build(run->dataset, &page, water_reach_m(run->dataset, run->options));
    g_autoptr(GHashTable) told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *hash = bcu_provenance_hash(run->dataset), *provenance = g_strconcat("provenance ", hash, NULL);
    PlanContext context = {run->dataset, run->options, &style, run->log, told, water, &page, provenance};
    g_autoptr(GPtrArray) plans = g_ptr_array_new_with_free_func((GDestroyNotify)plan_free);
    style_check(&style, run->log);
    bool all = plan_all(&context, plans);
    bool ok = (all || plans->len > 0) && write_plans(&context, run, &page, plans);
    bcu_shape_free(water);
    return ok;
}

/* A map has to lie somewhere. */
static bool require_ground(const BcuRun *run)
{
    BcuBox extent = bcu_dataset_extent(run->dataset);
    if (extent.min_x <= extent.max_x)
        return true;
    bcu_report(run->log, BCU_ERROR, "RENDER002", NULL, "Give the records of the areas layer shapes, or leave render out.",
               "no area has a shape, so that there is nothing to draw");
    return false;
}

bool map_render(const BcuRun *run)
{
    BcuDataset *simplified;
    if (!require_ground(run))
        return false;
    if (!bcu_run_simplify(run, &simplified))
        return false;
    BcuRun drawn = *run;
    if (simplified)
        drawn.dataset = simplified;
    bool ok = draw_maps(&drawn);
    bcu_dataset_free(simplified);
    return ok;
}
