/* What a plugin's process found out about the plugin, from its line of JSON. */
#include "host/worker_task.h"
#include <jansson.h>

static char *get(json_t *object, const char *key)
{
    return g_strdup(json_string_value(json_object_get(object, key)));
}

static void option_info_free(void *data)
{
    BcuOptionInfo *info = data;
    char *const owned[] = {info->key,     info->type, info->unit, info->fallback,
                           info->choices, info->help, info->value};
    for (size_t i = 0; i < G_N_ELEMENTS(owned); i++)
        g_free(owned[i]);
    g_free(info);
}

static void output_info_free(void *data)
{
    BcuOutputInfo *info = data;
    g_free(info->id);
    g_free(info->pattern);
    g_free(info->media_type);
    g_free(info->help);
    g_free(info);
}

void bcu_plugin_info_free(BcuPluginInfo *info)
{
    if (!info)
        return;
    g_free(info->id);
    g_free(info->path);
    g_free(info->version);
    g_free(info->summary);
    g_free(info->licence);
    g_ptr_array_unref(info->options);
    g_ptr_array_unref(info->outputs);
    g_free(info);
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

BcuPluginInfo *bcu_plugin_info_read(const BcuPluginFile *file, const char *line)
{
    json_t *answer = json_loads(line, 0, NULL);
    if (!answer)
        return NULL;
    BcuPluginInfo *info = g_new0(BcuPluginInfo, 1);
    info->id = get(answer, "id");
    info->path = g_strdup(file->path);
    info->version = get(answer, "version");
    info->summary = get(answer, "summary");
    info->licence = get(answer, "licence");
    info->needs = (uint32_t)json_integer_value(json_object_get(answer, "needs"));
    info->abi_major = (unsigned)json_integer_value(json_object_get(answer, "abi_major"));
    info->abi_minor = (unsigned)json_integer_value(json_object_get(answer, "abi_minor"));
    info->options = g_ptr_array_new_with_free_func(option_info_free);
    info->outputs = g_ptr_array_new_with_free_func(output_info_free);
    read_options(answer, info->options);
    read_outputs(answer, info->outputs);
    json_decref(answer);
    return info;
}
