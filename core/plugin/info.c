/* Makes and frees what is known of a plugin. */
#include "plugin/info.h"

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

BcuPluginInfo *bcu_plugin_info_new(void)
{
    BcuPluginInfo *info = g_new0(BcuPluginInfo, 1);
    info->options = g_ptr_array_new_with_free_func(option_info_free);
    info->outputs = g_ptr_array_new_with_free_func(output_info_free);
    return info;
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
