/* Runs a plugin as the guest of another, in its process; see <bcukit/guest.h>. */
#include "base/diag.h"
#include "host/find.h"
#include "plugin/entries.h"
#include "plugin/options.h"
#include "plugin/output_name.h"
#include "plugin/sink.h"
#include <bcukit/guest.h>
#include <dlfcn.h>
#include <glib/gstdio.h>
#include <unistd.h>

struct BcuGuest {
    char *folder;
    BcuSink *sink;
};

/* Beside the file that the asking plugin's descriptor was loaded from. */
static char *path_beside(const BcuRun *run, const char *id)
{
    Dl_info info;
    if (!dladdr(bcu_sink_plugin(run->sink), &info) || !info.dli_fname)
        return NULL;
    g_autofree char *folder = g_path_get_dirname(info.dli_fname), *name = g_strconcat(id, ".so", NULL);
    return g_build_filename(folder, name, NULL);
}

bool bcu_guest_is_there(const BcuRun *run, const char *id)
{
    g_autofree char *path = path_beside(run, id);
    return path && g_file_test(path, G_FILE_TEST_IS_REGULAR);
}

static void pass_errors(const BcuDiag *diag, void *log)
{
    if (diag->severity == BCU_ERROR)
        bcu_report(log, BCU_ERROR, diag->code, &diag->place, diag->hint, "%s", diag->message);
}

static BcuOptions *read_settings(const BcuRun *run, const BcuPlugin *plugin, const char *const *settings, BcuDiagLog *log)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *folder = g_path_get_dirname(bcu_dataset_text(run->dataset, BCU_TEXT_PROJECT_FILE));
    BcuOptions *options = NULL;
    for (; settings && settings[0]; settings += 2) {
        BcuSetting *setting = g_new0(BcuSetting, 1);
        *setting = (BcuSetting){(char *)plugin->id, (char *)settings[0], (char *)settings[1], 0}; /* only read */
        g_ptr_array_add(list, setting);
    }
    bool ok = bcu_options_parse(plugin->id, plugin->options, plugin->option_count, plugin->option_stride, list, folder,
                                &options, log) &&
              (!plugin->check || plugin->check(options, log));
    if (!ok)
        g_clear_pointer(&options, bcu_options_free);
    return options;
}

static bool work(BcuGuest *guest, const BcuRun *run, const BcuPlugin *plugin, const BcuOptions *options, BcuDiagLog *log)
{
    guest->folder = g_build_filename(bcu_sink_folder(run->sink), "guest-XXXXXX", NULL);
    if (!g_mkdtemp(guest->folder)) {
        bcu_report(log, BCU_ERROR, "OUT020", &(BcuPlace){.file = guest->folder},
                   "Free some space, or write to another folder with -o.", "the folder cannot be made");
        g_clear_pointer(&guest->folder, g_free);
        return false;
    }
    guest->sink = bcu_sink_new(plugin, guest->folder);
    BcuRun own = {sizeof own, run->dataset, options, guest->sink, log, run->cancelled};
    return plugin->run(&own);
}

BcuGuest *bcu_guest_run(const BcuRun *run, const char *id, const char *const *settings)
{
    g_autofree char *path = path_beside(run, id);
    BcuDiagLog *log = bcu_diag_log_new();
    bcu_diag_log_relay(log, pass_errors, run->log);
    const BcuPlugin *plugin = path ? bcu_plugin_open(path, log) : NULL;
    g_autoptr(BcuOptions) options = plugin ? read_settings(run, plugin, settings, log) : NULL;
    BcuGuest *guest = g_new0(BcuGuest, 1);
    if (!options || !work(guest, run, plugin, options, log))
        g_clear_pointer(&guest, bcu_guest_free);
    bcu_diag_log_free(log);
    return guest;
}

static const char *pattern_of(const BcuPlugin *plugin, const char *output_id)
{
    for (uint32_t i = 0; i < plugin->output_count; i++) {
        const BcuOutputSpec *spec = bcu_plugin_output(plugin, i);
        if (g_str_equal(spec->id, output_id))
            return spec->pattern;
    }
    return NULL;
}

const char *bcu_guest_file(const BcuGuest *guest, const char *output_id, const char *const *params)
{
    const char *pattern = pattern_of(bcu_sink_plugin(guest->sink), output_id);
    g_autofree char *name = pattern ? bcu_output_name_fill(pattern, params) : NULL;
    const GPtrArray *files = bcu_sink_files(guest->sink);
    for (guint i = 0; name && i < files->len; i++) {
        const BcuSinkFile *file = g_ptr_array_index(files, i);
        if (g_str_equal(file->name, name))
            return file->staged;
    }
    return NULL;
}

void bcu_guest_free(BcuGuest *guest)
{
    if (!guest)
        return;
    const GPtrArray *files = guest->sink ? bcu_sink_files(guest->sink) : NULL;
    for (guint i = 0; files && i < files->len; i++)
        g_unlink(((const BcuSinkFile *)g_ptr_array_index(files, i))->staged);
    if (guest->folder)
        rmdir(guest->folder);
    bcu_sink_free(guest->sink);
    g_free(guest->folder);
    g_free(guest);
}
