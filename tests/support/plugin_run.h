/* One plugin run inside the test, into a folder of its own: what its host does, without the host. */
#ifndef TEST_PLUGIN_RUN_H
#define TEST_PLUGIN_RUN_H

#include "dataset/dataset_private.h"
#include "plugin/options.h"
#include "plugin/sink.h"
#include <glib/gstdio.h>

extern const BcuPlugin bcu_plugin; /* the one that is linked */

typedef struct PluginRun {
    BcuRun run;
    BcuOptions *options;
    char *folder;
} PluginRun;

static bool never_cancelled(void)
{
    return false;
}

/* \param settings key, value, key, value, …, NULL */
static inline void plugin_run_open(PluginRun *made, const BcuDataset *dataset, const char *const *settings)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; settings && settings[i]; i += 2) {
        BcuSetting setting = {(char *)bcu_plugin.id, (char *)settings[i], (char *)settings[i + 1], 0};
        g_ptr_array_add(list, g_memdup2(&setting, sizeof setting));
    }
    BcuDiagLog *log = bcu_diag_log_new();
    g_assert_true(bcu_options_parse(bcu_plugin.id, bcu_plugin.options, bcu_plugin.option_count,
                                    bcu_plugin.option_stride, list, ".", &made->options, log));
    made->folder = g_dir_make_tmp("bcukit-test-XXXXXX", NULL);
    made->run = (BcuRun){sizeof(BcuRun), dataset, made->options, bcu_sink_new(&bcu_plugin, made->folder), log,
                         never_cancelled};
}

static inline char *plugin_run_path(const PluginRun *made, const char *name)
{
    return g_build_filename(made->folder, name, NULL);
}

static inline void plugin_run_close(PluginRun *made)
{
    GDir *folder = g_dir_open(made->folder, 0, NULL);
    for (const char *name; (name = g_dir_read_name(folder));) {
        g_autofree char *path = plugin_run_path(made, name);
        g_unlink(path);
    }
    g_dir_close(folder);
    g_rmdir(made->folder);
    g_free(made->folder);
    bcu_sink_free(made->run.sink);
    bcu_options_free(made->options);
    bcu_diag_log_free(made->run.log);
}

#endif
