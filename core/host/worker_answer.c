/* Reads what a plugin's process answers, a line of JSON. A plugin can write anything into its pipe: what is no answer
 * is said to be none, and of an answer only what fits the plugin's own declaration is taken. */
#include "outputs/file_at.h"
#include "host/worker_task.h"
#include "plugin/output_name.h"
#include <jansson.h>
#include <math.h>

static char *get(json_t *object, const char *key)
{
    return g_strdup(json_string_value(json_object_get(object, key)));
}

static double get_bound(json_t *object, const char *key, double none)
{
    json_t *value = json_object_get(object, key);
    return json_is_number(value) ? json_number_value(value) : none;
}

static void read_options(json_t *answer, GPtrArray *options)
{
    size_t i;
    json_t *item;
    json_array_foreach(json_object_get(answer, "options"), i, item)
    {
        BcuOptionInfo *option = g_new0(BcuOptionInfo, 1);
        *option = (BcuOptionInfo){.key = get(item, "key"),
                                  .type = get(item, "type"),
                                  .unit = get(item, "unit"),
                                  .fallback = get(item, "fallback"),
                                  .min = get_bound(item, "min", -INFINITY),
                                  .max = get_bound(item, "max", INFINITY),
                                  .required = json_is_true(json_object_get(item, "required")),
                                  .choices = get(item, "choices"),
                                  .help = get(item, "help"),
                                  .value = get(item, "value"),
                                  .by_user = json_is_true(json_object_get(item, "by_user")),
                                  .list = json_is_true(json_object_get(item, "list"))};
        g_ptr_array_add(options, option);
    }
}

static void read_outputs(json_t *answer, GPtrArray *outputs)
{
    size_t i;
    json_t *item;
    json_array_foreach(json_object_get(answer, "outputs"), i, item)
    {
        BcuOutputInfo *output = g_new0(BcuOutputInfo, 1);
        *output =
            (BcuOutputInfo){get(item, "id"), get(item, "pattern"), get(item, "media_type"), get(item, "help"),
                            (uint32_t)json_integer_value(json_object_get(item, "flags"))};
        g_ptr_array_add(outputs, output);
    }
}

static bool refuse(const BcuPluginFile *file, const char *code, const char *name, const char *what, BcuDiagLog *log)
{
    BcuPlace place = {.file = name ? name : file->path};
    bcu_report(log, BCU_ERROR, code, &place, "Report it to the plugin's author.", "plugin %s %s", file->id, what);
    return false;
}

/* All that is read further on may be NULL, but for what stands in the lists. */
static bool is_description(json_t *answer)
{
    size_t i;
    json_t *item, *options = json_object_get(answer, "options"), *outputs = json_object_get(answer, "outputs");
    bool ok = json_is_array(options) && json_is_array(outputs);
    static const char *const WHOLE[] = {"id", "version", "summary", "licence"};
    for (i = 0; i < G_N_ELEMENTS(WHOLE); i++)
        ok &= json_is_string(json_object_get(answer, WHOLE[i]));
    json_array_foreach(options, i, item) ok &=
        json_is_string(json_object_get(item, "key")) && json_is_string(json_object_get(item, "type"));
    json_array_foreach(outputs, i, item) ok &=
        json_is_string(json_object_get(item, "id")) && json_is_string(json_object_get(item, "pattern"));
    return ok;
}

BcuPluginInfo *bcu_plugin_info_read(const BcuPluginFile *file, const char *line, BcuDiagLog *log)
{
    json_t *answer = json_loads(line, 0, NULL);
    if (!is_description(answer)) {
        json_decref(answer);
        refuse(file, "PLG036", NULL, "gave an answer that is none", log);
        return NULL;
    }
    BcuPluginInfo *info = bcu_plugin_info_new();
    info->id = get(answer, "id");
    info->path = g_strdup(file->path);
    info->version = get(answer, "version");
    info->summary = get(answer, "summary");
    info->licence = get(answer, "licence");
    info->needs = (uint32_t)json_integer_value(json_object_get(answer, "needs"));
    info->abi_major = (unsigned)json_integer_value(json_object_get(answer, "abi_major"));
    info->abi_minor = (unsigned)json_integer_value(json_object_get(answer, "abi_minor"));
    read_options(answer, info->options);
    read_outputs(answer, info->outputs);
    json_decref(answer);
    return info;
}

/* ---- what a run has staged ----------------------------------------------------------------- */

static const BcuOutputInfo *output_of(const BcuPluginInfo *info, const char *id)
{
    for (guint i = 0; info && id && i < info->outputs->len; i++) {
        const BcuOutputInfo *output = g_ptr_array_index(info->outputs, i);
        if (g_str_equal(output->id, id))
            return output;
    }
    return NULL;
}

static bool is_listed(const GPtrArray *files, const char *name)
{
    for (guint i = 0; i < files->len; i++)
        if (g_str_equal(((const BcuSinkFile *)g_ptr_array_index(files, i))->name, name))
            return true;
    return false;
}

static GStrv texts_of(json_t *array)
{
    size_t i;
    json_t *item;
    g_autoptr(GStrvBuilder) texts = g_strv_builder_new();
    json_array_foreach(array, i, item) if (json_is_string(item)) g_strv_builder_add(texts, json_string_value(item));
    return g_strv_builder_end(texts);
}

static bool read_staged(const BcuTask *task, json_t *item, GPtrArray *files, BcuDiagLog *log)
{
    const char *name = json_string_value(json_object_get(item, "name"));
    const char *id = json_string_value(json_object_get(item, "output_id"));
    const BcuOutputInfo *output = output_of(task->info, id);
    if (!name || !id)
        return refuse(task->file, "PLG036", NULL, "gave an answer that is none", log);
    if (!output)
        return refuse(task->file, "PLG037", name, "has written a file for an output that it does not declare", log);
    if (!bcu_file_name_is_plain(name) || name[0] == '.' || !bcu_output_name_fits(output->pattern, name, NULL, NULL))
        return refuse(task->file, "PLG037", name, "names a file that its output does not have", log);
    if (is_listed(files, name))
        return refuse(task->file, "PLG037", name, "names a file twice", log);
    BcuSinkFile *file = g_new0(BcuSinkFile, 1);
    file->output_id = g_strdup(id);
    file->name = g_strdup(name);
    file->verified = get(item, "verified");
    file->forbidden = texts_of(json_object_get(item, "forbidden"));
    g_ptr_array_add(files, file);
    return true;
}

GPtrArray *bcu_staged_files_read(const BcuTask *task, const char *line, BcuDiagLog *log)
{
    size_t i;
    json_t *item, *answer = json_loads(line, 0, NULL), *list = json_object_get(answer, "files");
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func((GDestroyNotify)bcu_sink_file_free);
    bool ok = json_is_array(list) || refuse(task->file, "PLG036", NULL, "gave an answer that is none", log);
    json_array_foreach(list, i, item) ok = ok && read_staged(task, item, files, log);
    json_decref(answer);
    return ok ? g_steal_pointer(&files) : NULL;
}
