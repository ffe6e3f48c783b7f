/* Finds plugins and judges whether one may be used.
 * Plugins: where they are found, and whether one may be used. */
#include "host/find.h"
#include "base/own_folder.h"
#include <gmodule.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void file_free(void *data)
{
    BcuPluginFile *file = data;
    g_free(file->id);
    g_free(file->path);
    g_free(file);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const BcuPluginFile *bcu_plugin_find_id(const GPtrArray *files, const char *id)
{
    for (guint i = 0; i < files->len; i++) {
        const BcuPluginFile *file = g_ptr_array_index(files, i);
        if (g_str_equal(file->id, id))
            return file;
    }
    return NULL;
}

static void scan_folder(GPtrArray *files, const char *folder)
{
    GDir *dir = folder && *folder ? g_dir_open(folder, 0, NULL) : NULL;
    if (!dir)
        return;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; (name = g_dir_read_name(dir));)
        if (g_str_has_suffix(name, ".so") && name[0] != '.')
            g_ptr_array_add(names, g_strdup(name));
    g_dir_close(dir);
    g_ptr_array_sort(names, by_name);
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        BcuPluginFile *file = g_new0(BcuPluginFile, 1);
        file->id = g_strndup(name, strlen(name) - 3);
        file->path = g_build_filename(folder, name, NULL);
        file->hidden = bcu_plugin_find_id(files, file->id) != NULL;
        g_ptr_array_add(files, file);
    }
}

static void scan_list(GPtrArray *files, const char *list)
{
    g_auto(GStrv) folders = g_strsplit(list ? list : "", ":", -1);
    for (size_t i = 0; folders[i]; i++)
        scan_folder(files, folders[i]);
}

GPtrArray *bcu_plugin_find(const char *plugin_path)
{
    GPtrArray *files = g_ptr_array_new_with_free_func(file_free);
    g_autofree char *user = g_build_filename(g_get_user_data_dir(), "bcukit", "plugins", NULL);
    g_autofree char *private_folder = bcu_private_folder();
    g_autofree char *own = g_build_filename(private_folder, "plugins", NULL);
    scan_list(files, plugin_path);
    scan_list(files, g_getenv("BCUKIT_PLUGIN_PATH"));
    scan_folder(files, user);
    scan_folder(files, own);
    return files;
}

/* ---- opening ------------------------------------------------------------------------- */

static bool refuse(const char *path, const char *hint, BcuDiagLog *log, const char *why)
{
    BcuPlace place = {.file = path};
    bcu_report(log, BCU_ERROR, "PLG020", &place, hint, "the plugin cannot be used: %s", why);
    return false;
}

static bool check_version(const BcuPlugin *plugin, const char *path, BcuDiagLog *log)
{
    if (plugin->abi_major == BCU_ABI_MAJOR)
        return true;
    bool plugin_older = plugin->abi_major < BCU_ABI_MAJOR;
    g_autofree char *why =
        g_strdup_printf("it was built for plugin interface %u, this bcukit has %d",
                        plugin->abi_major, BCU_ABI_MAJOR);
    return refuse(path,
                  plugin_older ? "Build the plugin again with this bcukit's headers."
                               : "Use a newer bcukit.",
                  log, why);
}

/* What 1.0 had: a plugin built then is as good in a host whose structs have grown since. */
enum {
    SIZE_OF_PLUGIN = offsetof(BcuPlugin, run) + sizeof(bool (*)(const BcuRun *)),
    SIZE_OF_OPTION = offsetof(BcuOptionSpec, help) + sizeof(char *),
    SIZE_OF_OUTPUT = offsetof(BcuOutputSpec, help) + sizeof(char *)
};

static bool check_head(const BcuPlugin *plugin, const char *path, BcuDiagLog *log)
{
    if (plugin->magic != BCU_PLUGIN_MAGIC)
        return refuse(path, "Fill the descriptor with BCU_PLUGIN_HEAD.", log,
                      "its descriptor does not start with the magic number");
    if (!check_version(plugin, path, log))
        return false;
    if (plugin->struct_size < SIZE_OF_PLUGIN)
        return refuse(path, "Build it with the headers of bcukit.", log,
                      "its descriptor is too short");
    if (!plugin->id || !*plugin->id || !plugin->version || !plugin->summary || !plugin->licence)
        return refuse(path, "Set id, version, summary and licence.", log,
                      "its descriptor is incomplete");
    if (!plugin->run || !plugin->outputs || plugin->output_count == 0)
        return refuse(path, "Declare at least one output and set run.", log,
                      "it declares no output or no run");
    if ((plugin->option_count && plugin->option_stride < SIZE_OF_OPTION) ||
        plugin->output_stride < SIZE_OF_OUTPUT)
        return refuse(path, "Set the tables with BCU_PLUGIN_OPTIONS and BCU_PLUGIN_OUTPUTS.", log,
                      "a table has entries that are too short");
    return true;
}

/* Who may write to the file, or put another in the place of a folder on the way to it, could run anything as whoever
 * runs bcukit. In a folder such as /tmp only owners replace what lies there. */
static bool check_untouched(const char *path, BcuDiagLog *log)
{
    g_autofree char *at = g_canonicalize_filename(path, NULL);
    char *real = realpath(path, NULL);
    if (real) {
        g_free(at);
        at = g_strdup(real);
        free(real);
    }
    for (bool more = true; more;) {
        struct stat status;
        bool there = stat(at, &status) == 0, folder = there && S_ISDIR(status.st_mode);
        if (there && (status.st_mode & S_IWOTH) && !(folder && (status.st_mode & S_ISVTX))) {
            BcuPlace place = {.file = path};
            g_autofree char *hint = g_strdup_printf("Take that away: chmod o-w %s", at);
            bcu_report(log, BCU_ERROR, "PLG022", &place, hint, "the plugin cannot be used: everybody may write to %s", at);
            return false;
        }
        char *parent = g_path_get_dirname(at);
        more = !g_str_equal(parent, at);
        g_free(at);
        at = parent;
    }
    return true;
}

const BcuPlugin *bcu_plugin_open(const char *path, BcuDiagLog *log)
{
    if (!check_untouched(path, log))
        return NULL;
    GModule *module = g_module_open(path, G_MODULE_BIND_LOCAL);
    void *symbol = NULL;
    if (!module) {
        refuse(path, "Link it with libbcukit and with all libraries that it uses.", log,
               g_module_error());
        return NULL;
    }
    if (!g_module_symbol(module, "bcu_plugin", &symbol) || !symbol) {
        refuse(path, "Export its descriptor: BCU_PLUGIN_EXPORT const BcuPlugin bcu_plugin = { … }.",
               log, "it has no symbol bcu_plugin");
        return NULL;
    }
    return check_head(symbol, path, log) ? symbol : NULL;
}
