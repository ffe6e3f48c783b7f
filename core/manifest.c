/* The manifest: same run, same bytes. No clock unless SOURCE_DATE_EPOCH asks for a date. */
#include "manifest.h"
#include "digest.h"
#include "json_text.h"
#include <bcukit/version.h>
#include <stdlib.h>
#include <string.h>

static void put_versions(BcuJson *json)
{
    bcu_json_put_text(json, "bcukit", BCU_VERSION);
    bcu_json_key(json, "libraries");
    bcu_json_begin_object(json);
    g_autofree char *glib =
        g_strdup_printf("%u.%u.%u", glib_major_version, glib_minor_version, glib_micro_version);
    bcu_json_put_text(json, "GLib", glib);
    bcu_json_put_text(json, "PROJ", bcu_crs_library_version());
    bcu_json_end_object(json);
}

static void put_date(BcuJson *json)
{
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    if (!epoch || !*epoch)
        return;
    GDateTime *date = g_date_time_new_from_unix_utc(g_ascii_strtoll(epoch, NULL, 10));
    g_autofree char *text = date ? g_date_time_format_iso8601(date) : NULL;
    bcu_json_put_text(json, "created", text);
    if (date)
        g_date_time_unref(date);
}

/* Relative to the project file where it lies in its folder: the same on every machine. */
static const char *relative(const BcuProject *project, const char *path)
{
    size_t length = strlen(project->folder);
    if (strncmp(path, project->folder, length) == 0 && path[length] == '/')
        return path + length + 1;
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static void put_inputs(BcuJson *json, const BcuDataset *dataset, const BcuProject *project)
{
    const GPtrArray *inputs = bcu_dataset_provenance(dataset)->inputs;
    bcu_json_key(json, "inputs");
    bcu_json_begin_array(json);
    for (guint i = 0; i < inputs->len; i++) {
        const char *path = g_ptr_array_index(inputs, i);
        uint64_t size;
        g_autofree char *sum = bcu_file_sha256(path, &size);
        if (!sum)
            continue;
        bcu_json_begin_object(json);
        bcu_json_put_text(json, "file", relative(project, path));
        bcu_json_put_integer(json, "bytes", (int64_t)size);
        bcu_json_put_text(json, "sha256", sum);
        bcu_json_end_object(json);
    }
    bcu_json_end_array(json);
}

static void put_crs(BcuJson *json, const BcuDataset *dataset)
{
    const GPtrArray *steps = bcu_dataset_provenance(dataset)->crs_steps;
    bcu_json_key(json, "crs");
    bcu_json_begin_object(json);
    bcu_json_put_text(json, "working", bcu_dataset_text(dataset, BCU_TEXT_CRS));
    bcu_json_key(json, "layers");
    bcu_json_begin_array(json);
    for (guint i = 0; i < steps->len; i++) {
        const BcuCrsStep *step = g_ptr_array_index(steps, i);
        bcu_json_begin_object(json);
        bcu_json_put_text(json, "layer", step->layer);
        bcu_json_put_text(json, "from", step->from);
        bcu_json_put_text(json, "to", step->to);
        bcu_json_put_text(json, "operation", step->operation);
        bcu_json_key(json, "accuracy_m");
        if (step->accuracy_m < 0)
            bcu_json_null(json);
        else
            bcu_json_real(json, step->accuracy_m, -1);
        bcu_json_end_object(json);
    }
    bcu_json_end_array(json);
    bcu_json_end_object(json);
}

static void put_plugins(BcuJson *json, const GPtrArray *plugins)
{
    bcu_json_key(json, "plugins");
    bcu_json_begin_array(json);
    for (guint i = 0; i < plugins->len; i++) {
        const BcuPluginInfo *info = g_ptr_array_index(plugins, i);
        bcu_json_begin_object(json);
        bcu_json_put_text(json, "id", info->id);
        bcu_json_put_text(json, "version", info->version);
        bcu_json_key(json, "options");
        bcu_json_begin_object(json);
        for (guint o = 0; o < info->options->len; o++) {
            const BcuOptionInfo *option = g_ptr_array_index(info->options, o);
            bcu_json_put_text(json, option->key, option->value);
        }
        bcu_json_end_object(json);
        bcu_json_end_object(json);
    }
    bcu_json_end_array(json);
}

static void put_outputs(BcuJson *json, const BcuLedger *ledger)
{
    const GPtrArray *files = bcu_ledger_files(ledger);
    bcu_json_key(json, "outputs");
    bcu_json_begin_array(json);
    for (guint i = 0; i < files->len; i++) {
        const BcuLedgerFile *file = g_ptr_array_index(files, i);
        bcu_json_begin_object(json);
        bcu_json_put_text(json, "file", file->name);
        bcu_json_put_text(json, "plugin", file->plugin);
        bcu_json_put_integer(json, "bytes", (int64_t)file->size);
        bcu_json_put_text(json, "sha256", file->sha256);
        if (file->verified)
            bcu_json_put_text(json, "verified", file->verified);
        bcu_json_end_object(json);
    }
    bcu_json_end_array(json);
}

bool bcu_manifest_write(const BcuDataset *dataset, const BcuProject *project,
                        const GPtrArray *plugins, BcuLedger *ledger, BcuDiagLog *log)
{
    g_autoptr(GString) text = g_string_new(NULL);
    BcuJson *json = bcu_json_new_text(2, text);
    bcu_json_begin_object(json);
    put_versions(json);
    put_date(json);
    bcu_json_put_text(json, "title", bcu_dataset_text(dataset, BCU_TEXT_TITLE));
    bcu_json_put_text(json, "licence", bcu_dataset_text(dataset, BCU_TEXT_LICENCE));
    bcu_json_put_text(json, "attribution", bcu_dataset_text(dataset, BCU_TEXT_ATTRIBUTION));
    put_inputs(json, dataset, project);
    put_crs(json, dataset);
    put_plugins(json, plugins);
    put_outputs(json, ledger);
    bcu_json_end_object(json);
    bcu_json_newline(json);
    bcu_json_close(json);
    return bcu_ledger_put(ledger, "manifest.json", text->str, text->len, log);
}
