/* From a project file to a recording, by the plugin's own stages. */
#include "base/diag.h"
#include "crs_session.h"
#include "dataset/dataset_private.h"
#include "maps/kinds.h"
#include "maps/paint.h"
#include "maps/shortfalls.h"
#include "plugin/options.h"
#include "recorded_maps.h"
#include "style/water.h"
#include <bcukit/plugin.h>

extern const BcuPlugin bcu_plugin;

static BcuOptions *options_of(const BcuProject *project, BcuDiagLog *log)
{
    g_autoptr(GPtrArray) settings = g_ptr_array_new();
    for (guint i = 0; i < project->settings->len; i++) {
        BcuSetting *setting = g_ptr_array_index(project->settings, i);
        if (g_str_equal(setting->plugin, bcu_plugin.id))
            g_ptr_array_add(settings, setting);
    }
    BcuOptions *options = NULL;
    bcu_options_parse(bcu_plugin.id, bcu_plugin.options, bcu_plugin.option_count, bcu_plugin.option_stride,
                      settings, project->folder, &options, log);
    return options;
}

static char *messages_of(const BcuDiagLog *log)
{
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < bcu_diag_log_size(log); i++)
        if (bcu_diag_log_at(log, i)->severity >= BCU_WARNING)
            g_string_append_printf(text, "%s\n", bcu_diag_log_at(log, i)->message);
    return g_string_free(text, false);
}

static void draw_plans(const PlanContext *context, const char *kind, const Page *page, Recording *recording)
{
    g_autoptr(GPtrArray) plans = g_ptr_array_new_with_free_func((GDestroyNotify)plan_free);
    g_assert_true(plan_maps(context, kind, plans));
    Canvas *canvas = canvas_record_new(recording, page->width, page->height);
    for (guint p = 0; p < plans->len; p++) {
        const MapPlan *plan = g_ptr_array_index(plans, p);
        Sheet sheet = {0};
        sheet_init(&sheet, context, plan, page, NULL);
        sheet_report(&sheet);
        canvas->begin_page(canvas, plan->title, context->style->paper);
        sheet_draw(&sheet, canvas);
        sheet_clear(&sheet);
    }
    g_assert_true(canvas->finish(canvas));
}

Recording *recorded_maps(const char *path, const char *kind, const char *const *settings, char **messages)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuProjectFlags flags = {.set = (GStrv)settings};
    BcuProject *project = NULL;
    BcuDataset *dataset = NULL;
    bool read = bcu_dataset_read(test_session(), path, &flags, &project, &dataset, log);
    g_autoptr(BcuOptions) options = read ? options_of(project, log) : NULL;
    if (!options)
        g_error("%s", messages_of(log));
    Page page = {0};
    Style style;
    page_init(&page, bcu_options_text(options, "page"), bcu_options_real(options, "dpi"),
              bcu_options_real(options, "margin"));
    style_read(options, &page, &style);
    BcuShape *water = water_build(dataset, &page, water_reach_m(dataset, options));
    g_autoptr(GHashTable) told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    PlanContext context = {dataset, options, &style, log, told, water, &page, NULL};
    Recording *recording = recording_new();
    draw_plans(&context, kind, &page, recording);
    if (messages)
        *messages = messages_of(log);
    bcu_shape_free(water);
    bcu_dataset_free(dataset);
    bcu_project_free(project);
    return recording;
}

Recording *recorded_shipped(const char *kind, const char *const *settings)
{
    g_autofree char *messages = NULL;
    Recording *recording = recorded_maps(TEST_SHAPES_DIR "/met_bcu.ini", kind, settings, &messages);
    g_assert_cmpstr(messages, ==, "");
    return recording;
}
