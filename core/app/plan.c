/* Chooses plugins and checks their options.
 * Plugins chosen, and their options checked, before anything is read. */
#include "app/plan.h"
#include "base/nearest.h"
#include "project/keys.h"
#include <bcukit/plugin.h>

/* The plugins named on the command line, else by the project, else all. */
static GPtrArray *choose_plugins(const BcuCommandLine *line, const BcuProject *project,
                                 const GPtrArray *files, BcuDiagLog *log)
{
    GPtrArray *chosen = g_ptr_array_new();
    char **names = line->arguments[0] ? line->arguments : project->run;
    g_autofree const char **known = g_new(const char *, files->len + 1);
    for (guint i = 0; i < files->len; i++) {
        known[i] = ((BcuPluginFile *)g_ptr_array_index(files, i))->id;
        if (!names && !((BcuPluginFile *)g_ptr_array_index(files, i))->hidden)
            g_ptr_array_add(chosen, g_ptr_array_index(files, i));
    }
    for (size_t i = 0; names && names[i]; i++) {
        const BcuPluginFile *file = bcu_plugin_find_id(files, names[i]);
        g_autofree char *near = bcu_did_you_mean(names[i], known, files->len);
        if (!file)
            bcu_report(log, BCU_ERROR, "PRJ060", NULL, near ? near : "\"bcukit plugins\" lists them.",
                       "there is no plugin \"%s\"", names[i]);
        else if (!g_ptr_array_find(chosen, file, NULL))
            g_ptr_array_add(chosen, (void *)file);
    }
    return chosen;
}

/* Options for a plugin that nobody has are a slip of the pen: what they ask for would not be done. */
static void report_stray_settings(const BcuProject *project, const GPtrArray *files, BcuDiagLog *log)
{
    size_t key_count;
    const BcuProjectKey *keys = bcu_project_keys(&key_count);
    g_autofree const char **known = g_new(const char *, files->len + key_count);
    for (guint i = 0; i < files->len; i++)
        known[i] = ((BcuPluginFile *)g_ptr_array_index(files, i))->id;
    for (size_t i = 0; i < key_count; i++)
        known[files->len + i] = keys[i].group;
    const char *last = "";
    for (guint i = 0; i < project->settings->len; i++) {
        const BcuSetting *setting = g_ptr_array_index(project->settings, i);
        if (bcu_plugin_find_id(files, setting->plugin) || g_str_equal(last, setting->plugin))
            continue;
        last = setting->plugin;
        g_autofree char *near = bcu_did_you_mean(last, known, files->len + key_count);
        BcuPlace place = {.file = setting->line ? project->path : NULL, .line = setting->line, .key = last};
        bcu_report(log, BCU_ERROR, "PRJ061", &place, near ? near : "\"man bcukit-project\" lists the groups.",
                   "\"%s\" is neither a group of the project file nor a plugin", last);
    }
}

/* Starts the checks from the given one on, as many as can be under way. */
static void start_checks(const BcuCommandLine *line, const BcuProject *project, BcuPlan *plan, guint first,
                         BcuDiagLog *log)
{
    guint until = MIN(plan->chosen->len, first + bcu_worker_most());
    while (plan->checks->len < until)
        g_ptr_array_add(plan->checks,
                        bcu_worker_start_check(g_ptr_array_index(plan->chosen, plan->checks->len),
                                               project->settings, project->folder, &line->limits, log));
}

static const char *missing_need(const BcuPluginInfo *info, const BcuProject *project)
{
    bool people = project->populations->len > 0;
    for (guint i = 0; i < project->layers->len; i++)
        people |= ((const BcuLayerSpec *)g_ptr_array_index(project->layers, i))->population != NULL;
    if ((info->needs & BCU_NEED_SUBAREAS) && !bcu_project_layer(project, BCU_LAYER_SUBAREAS))
        return "a layer of subareas";
    return (info->needs & BCU_NEED_POPULATION) && !people ? "a population" : NULL;
}

bool bcu_plan_needs_met(const BcuPluginInfo *info, const BcuDataset *dataset, BcuDiagLog *log)
{
    const char *missing = NULL;
    if ((info->needs & BCU_NEED_SUBAREAS) && bcu_feature_count(dataset, BCU_SUBAREAS) == 0)
        missing = "a layer of subareas";
    if ((info->needs & BCU_NEED_POPULATION) && bcu_people_source_count(dataset) == 0)
        missing = "a population";
    if (missing)
        bcu_report(log, BCU_ERROR, "PLG040", NULL, "Add it to the project file, or leave the plugin out.",
                   "plugin %s needs %s, which the project does not have", info->id, missing);
    return !missing;
}

/* Where nobody named plugins, one that cannot do anything with this project is no reason to fail. */
static void leave_out(const BcuProject *project, BcuPlan *plan, BcuDiagLog *log)
{
    for (guint i = plan->infos->len; i-- > 0;) {
        const BcuPluginInfo *info = g_ptr_array_index(plan->infos, i);
        const char *missing = missing_need(info, project);
        if (!missing)
            continue;
        bcu_report(log, BCU_NOTE, "PLG041", NULL, "Add it to the project file, or list the plugins to run under run.",
                   "plugin %s is left out: it needs %s, which the project does not have", info->id, missing);
        g_ptr_array_remove_index(plan->chosen, i);
        g_ptr_array_remove_index(plan->infos, i);
    }
}

void bcu_plan_start(const BcuCommandLine *line, const BcuProject *project, BcuPlan *plan, BcuDiagLog *log)
{
    plan->files = bcu_plugin_find(line->plugin_path);
    plan->chosen = choose_plugins(line, project, plan->files, log);
    plan->infos = g_ptr_array_new_with_free_func((GDestroyNotify)bcu_plugin_info_free);
    plan->checks = g_ptr_array_new();
    report_stray_settings(project, plan->files, log);
    start_checks(line, project, plan, 0, log);
}

void bcu_plan_finish(const BcuCommandLine *line, const BcuProject *project, BcuCrsSession *session, BcuPlan *plan,
                     BcuDiagLog *log)
{
    for (guint i = 0; i < plan->chosen->len; i++) {
        if (plan->checks->len < plan->chosen->len)
            bcu_crs_session_release(session); /* before more processes are forked */
        start_checks(line, project, plan, i, log);
        BcuPluginInfo *info = bcu_worker_finish_check(g_ptr_array_index(plan->checks, i), log);
        if (info)
            g_ptr_array_add(plan->infos, info);
    }
    if (!line->arguments[0] && !project->run && plan->infos->len == plan->chosen->len)
        leave_out(project, plan, log);
}

const char *bcu_plan_common_crs(const BcuPlan *plan)
{
    for (guint i = 0; i < plan->infos->len; i++)
        if (((const BcuPluginInfo *)g_ptr_array_index(plan->infos, i))->needs & BCU_NEED_WGS84)
            return "EPSG:4326";
    return NULL;
}

static void add_paths(const BcuOptionInfo *option, const char *folder, GPtrArray *paths)
{
    g_auto(GStrv) texts = g_strsplit_set(option->value, option->list ? ",;" : "", -1);
    for (char **text = texts; *text; text++)
        if (*g_strstrip(*text))
            g_ptr_array_add(paths, g_path_is_absolute(*text) || !folder ? g_strdup(*text)
                                                                        : g_build_filename(folder, *text, NULL));
}

GPtrArray *bcu_plan_files_read(const BcuPlan *plan, const char *folder)
{
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < plan->infos->len; i++) {
        const GPtrArray *options = ((const BcuPluginInfo *)g_ptr_array_index(plan->infos, i))->options;
        for (guint o = 0; o < options->len; o++) {
            const BcuOptionInfo *option = g_ptr_array_index(options, o);
            if (option->value && g_strcmp0(option->type, "path") == 0)
                add_paths(option, folder, paths);
        }
    }
    return paths;
}

void bcu_plan_clear(BcuPlan *plan)
{
    g_clear_pointer(&plan->files, g_ptr_array_unref);
    g_clear_pointer(&plan->chosen, g_ptr_array_unref);
    g_clear_pointer(&plan->infos, g_ptr_array_unref);
    g_clear_pointer(&plan->checks, g_ptr_array_unref);
}

static bool runs_as_it_is(const BcuPluginInfo *info, bool has_population)
{
    bool ready =
        !(info->needs & BCU_NEED_SUBAREAS) && (has_population || !(info->needs & BCU_NEED_POPULATION));
    for (guint i = 0; i < info->options->len; i++) {
        const BcuOptionInfo *option = g_ptr_array_index(info->options, i);
        ready &= !option->required || option->fallback;
    }
    return ready;
}

BcuPluginInfo *bcu_plan_describe(const BcuCommandLine *line, const BcuPluginFile *file, BcuDiagLog *log)
{
    return bcu_worker_finish_check(bcu_worker_start_check(file, NULL, NULL, &line->limits, log), log);
}

GPtrArray *bcu_plan_ready(const BcuCommandLine *line, bool has_population, BcuDiagLog *log)
{
    g_autoptr(GPtrArray) files = bcu_plugin_find(line->plugin_path);
    GPtrArray *ready = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < files->len; i++) {
        const BcuPluginFile *file = g_ptr_array_index(files, i);
        BcuPluginInfo *info = file->hidden ? NULL : bcu_plan_describe(line, file, log);
        if (!info)
            continue;
        if (runs_as_it_is(info, has_population))
            g_ptr_array_add(ready, g_strdup(info->id));
        bcu_plugin_info_free(info);
    }
    return ready;
}
