/* Writes the manifest.
 * The manifest: same run, same bytes. No clock unless SOURCE_DATE_EPOCH asks for a date. */
#include "host/manifest.h"
#include "text/json_text.h"
#include <bcukit/provenance.h>

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

/* Areas are those of the outlines as they were read, so that who measures a layer has to know that it is another. */
static void put_simplified(const BcuDataset *dataset, BcuJson *json)
{
    if (bcu_dataset_whole(dataset) == dataset)
        return;
    bcu_json_key(json, "simplified");
    bcu_json_bool(json, true);
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

bool bcu_manifest_write(const BcuDataset *dataset, const GPtrArray *plugins, BcuLedger *ledger,
                        BcuDiagLog *log)
{
    g_autoptr(GString) text = g_string_new(NULL);
    BcuJson *json = bcu_json_new_text(2, text);
    bcu_json_begin_object(json);
    g_autofree char *hash = bcu_provenance_hash(dataset);
    bcu_json_put_text(json, "provenance", hash);
    bcu_provenance_put_json(dataset, json);
    put_simplified(dataset, json);
    put_plugins(json, plugins);
    put_outputs(json, ledger);
    bcu_json_end_object(json);
    bcu_json_newline(json);
    bcu_json_close(json);
    return bcu_ledger_put(ledger, "manifest.json", text->str, text->len, log);
}
