/* Looks at what would be replaced. A folder that a user made, or a pipe, is theirs, whatever its name. */
#include "outputs/places.h"
#include "plugin/output_name.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static const char *kind_of(mode_t mode, bool is_link)
{
    return S_ISDIR(mode)    ? is_link ? "a link to a folder" : "a folder"
           : S_ISFIFO(mode) ? "a pipe"
           : S_ISSOCK(mode) ? "a socket"
           : S_ISLNK(mode)  ? "a link to nothing"
                            : "a device";
}

static bool report_kind(const char *place, mode_t mode, bool is_link, BcuDiagLog *log)
{
    bcu_report(log, BCU_ERROR, "OUT034", &(BcuPlace){.file = place},
               "Move it away, or write to another folder with -o.",
               "%s stands where a file would be written; only files are replaced", kind_of(mode, is_link));
    return false;
}

static bool report_protected(const char *place, BcuDiagLog *log)
{
    bcu_report(log, BCU_ERROR, "OUT035", &(BcuPlace){.file = place},
               "Allow writing to it, or write to another folder with -o.",
               "the file that is there is protected against writing, and stays as it is");
    return false;
}

/* \return false when what is there is none of a file, a link to one, and nothing. */
static bool is_file_or_nothing(int folder, const char *name, struct stat *status, bool *is_link)
{
    *is_link = false;
    *status = (struct stat){0};
    if (fstatat(folder, name, status, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT;
    *is_link = S_ISLNK(status->st_mode);
    struct stat target;
    if (*is_link && fstatat(folder, name, &target, 0) == 0)
        *status = target;
    return S_ISREG(status->st_mode);
}

/* Nobody's bit for writing is a wish of whoever set it so, also before root, whom nothing stops. */
bool bcu_place_is_free(int folder, const char *name, const char *path, struct stat *status, BcuDiagLog *log)
{
    bool is_link;
    g_autofree char *place = g_build_filename(path, name, NULL);
    if (!is_file_or_nothing(folder, name, status, &is_link))
        return report_kind(place, status->st_mode, is_link, log);
    if (status->st_mode && (!(status->st_mode & 0222) || faccessat(folder, name, W_OK, AT_EACCESS) != 0))
        return report_protected(place, log);
    return true;
}

/* ---- before anything runs ------------------------------------------------------------------ */

/* A word of a pattern is often an option of the plugin, in the singular: {format} of formats = csv,json. */
static GStrv values_of_option(const char *word, const void *closure)
{
    const BcuPluginInfo *plugin = closure;
    g_autofree char *several = g_strconcat(word, "s", NULL);
    for (guint i = 0; i < plugin->options->len; i++) {
        const BcuOptionInfo *option = g_ptr_array_index(plugin->options, i);
        if (!option->value || !*option->value || (g_strcmp0(option->key, word) != 0 && g_strcmp0(option->key, several) != 0))
            continue;
        GStrv values = g_strsplit_set(option->value, ",;", -1);
        for (char **value = values; *value; value++)
            g_strstrip(*value);
        return values;
    }
    return NULL;
}

static bool may_be_written(const char *name, const GPtrArray *plugins)
{
    for (guint i = 0; i < plugins->len; i++) {
        const BcuPluginInfo *plugin = g_ptr_array_index(plugins, i);
        for (guint o = 0; o < plugin->outputs->len; o++) {
            const BcuOutputInfo *output = g_ptr_array_index(plugin->outputs, o);
            if (bcu_output_name_fits(output->pattern, name, values_of_option, plugin))
                return true;
        }
    }
    return false;
}

bool bcu_places_are_free(int folder, const char *path, const GPtrArray *plugins, BcuDiagLog *log)
{
    struct stat status;
    bool is_link, ok = bcu_place_is_free(folder, "manifest.json", path, &status, log);
    int again = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = again >= 0 ? fdopendir(again) : NULL;
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        if (entry->d_name[0] == '.' || entry->d_type == DT_REG || !may_be_written(entry->d_name, plugins) ||
            is_file_or_nothing(folder, entry->d_name, &status, &is_link))
            continue;
        g_autofree char *place = g_build_filename(path, entry->d_name, NULL);
        ok = report_kind(place, status.st_mode, is_link, log);
    }
    if (dir)
        closedir(dir);
    return ok;
}
