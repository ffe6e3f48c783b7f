/* Reads the manifest of a results folder. */
#include "base/digest.h"
#include "text/json_text.h"
#include "verify/results.h"
#include <string.h>

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

static bool take_files(BcuResults *results)
{
    const json_t *outputs = json_object_get(results->manifest, "outputs");
    size_t index;
    json_t *output;
    json_array_foreach (outputs, index, output) {
        BcuResultFile file = {text_of(output, "file"), text_of(output, "plugin"), text_of(output, "sha256"),
                              json_string_value(json_object_get(output, "verified")),
                              json_integer_value(json_object_get(output, "bytes"))};
        if (!*file.name || !*file.sha256 || g_path_is_absolute(file.name) || strstr(file.name, ".."))
            return false;
        g_array_append_val(results->files, file);
    }
    return json_is_array(outputs);
}

BcuResults *bcu_results_read(const char *folder, BcuDiagLog *log)
{
    BcuResults *results = g_new0(BcuResults, 1);
    g_autofree char *path = g_build_filename(folder, "manifest.json", NULL);
    json_error_t error = {0};
    results->folder = g_strdup(folder);
    results->files = g_array_new(FALSE, FALSE, sizeof(BcuResultFile));
    results->manifest = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
    if (results->manifest && take_files(results))
        return results;
    BcuPlace place = {.file = path};
    bcu_report(log, BCU_ERROR, "OUT071", &place,
               "Name a folder that bcukit run has written to, or a file in one.",
               "there is no manifest of a run%s%s", results->manifest ? "" : ": ",
               results->manifest ? "" : error.text);
    bcu_results_free(results);
    return NULL;
}

void bcu_results_free(BcuResults *results)
{
    if (!results)
        return;
    json_decref(results->manifest);
    g_array_unref(results->files);
    g_free(results->folder);
    g_free(results);
}

const char *bcu_results_text(const BcuResults *results, const char *key)
{
    return text_of(results->manifest, key);
}

const BcuResultFile *bcu_results_file(const BcuResults *results, const char *name)
{
    for (guint i = 0; i < results->files->len; i++) {
        const BcuResultFile *file = &g_array_index(results->files, BcuResultFile, i);
        if (g_str_equal(file->name, name))
            return file;
    }
    return NULL;
}

const char *bcu_results_option(const BcuResults *results, const char *plugin, const char *key)
{
    size_t index;
    json_t *one;
    json_array_foreach (json_object_get(results->manifest, "plugins"), index, one)
        if (g_str_equal(text_of(one, "id"), plugin))
            return json_string_value(json_object_get(json_object_get(one, "options"), key));
    return NULL;
}

const char *bcu_results_crs(const BcuResults *results)
{
    return text_of(json_object_get(results->manifest, "crs"), "working");
}

bool bcu_results_has_layer(const BcuResults *results, const char *id)
{
    size_t index;
    json_t *layer;
    json_array_foreach (json_object_get(json_object_get(results->manifest, "crs"), "layers"), index, layer)
        if (g_str_equal(text_of(layer, "layer"), id))
            return true;
    return false;
}

/* ---- provenance ------------------------------------------------------------------------------- */

static void put_value(BcuJson *json, json_t *value);

static void put_members(BcuJson *json, json_t *object)
{
    const char *key;
    json_t *member;
    bcu_json_begin_object(json);
    json_object_foreach (object, key, member) {
        bcu_json_key(json, key);
        put_value(json, member);
    }
    bcu_json_end_object(json);
}

/* By the writer that wrote it, so that digits and escapes are the same. Manifests are as deep as bcukit makes
 * them; jansson reads no deeper than 2048. */
static void put_value(BcuJson *json, json_t *value)
{
    size_t index;
    json_t *item;
    switch (json_typeof(value)) {
    case JSON_OBJECT: put_members(json, value); break;
    case JSON_ARRAY:
        bcu_json_begin_array(json);
        json_array_foreach (value, index, item)
            put_value(json, item);
        bcu_json_end_array(json);
        break;
    case JSON_STRING: bcu_json_text(json, json_string_value(value)); break;
    case JSON_INTEGER: bcu_json_integer(json, json_integer_value(value)); break;
    case JSON_REAL: bcu_json_real(json, json_real_value(value), -1); break;
    case JSON_NULL: bcu_json_null(json); break;
    default: bcu_json_bool(json, json_is_true(value));
    }
}

/* As bcu_provenance_hash(): of what was read and how, not of what was made of it. */
char *bcu_results_provenance(const BcuResults *results)
{
    static const char *const OTHERS[] = {"provenance", "created", "simplified", "plugins", "outputs", NULL};
    json_t *from = json_copy(results->manifest);
    g_autoptr(GString) text = g_string_new(NULL);
    BcuJson *json = bcu_json_new_text(0, text);
    for (size_t i = 0; OTHERS[i]; i++)
        json_object_del(from, OTHERS[i]);
    put_members(json, from);
    bcu_json_close(json);
    json_decref(from);
    BcuDigest *digest = bcu_digest_new();
    bcu_digest_add(digest, text->str, text->len);
    char *hash = bcu_digest_end(digest);
    hash[strnlen(hash, strlen(bcu_results_text(results, "provenance")))] = '\0';
    return hash;
}
