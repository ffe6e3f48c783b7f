/* Writes what a run was made from; see <bcukit/provenance.h>. */
#include "base/digest.h"
#include "dataset/dataset_private.h"
#include "layer/reproject.h"
#include "text/json_text.h"
#include <bcukit/provenance.h>
#include <bcukit/version.h>
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

bool bcu_provenance_time(int64_t *seconds)
{
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    char *end = NULL;
    *seconds = epoch ? g_ascii_strtoll(epoch, &end, 10) : 0;
    return epoch && *epoch && *end == '\0';
}

static void put_date(BcuJson *json)
{
    int64_t seconds;
    GDateTime *date = bcu_provenance_time(&seconds) ? g_date_time_new_from_unix_utc(seconds) : NULL;
    if (!date)
        return;
    g_autofree char *text = g_date_time_format_iso8601(date);
    bcu_json_put_text(json, "created", text);
    g_date_time_unref(date);
}

/* Relative to the project file where it lies in its folder: the same on every machine. */
static const char *relative(const char *folder, const char *path)
{
    size_t length = strlen(folder);
    if (strncmp(path, folder, length) == 0 && path[length] == '/')
        return path + length + 1;
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

void bcu_provenance_note(BcuProvenance *provenance, char *path)
{
    if (g_ptr_array_find_with_equal_func(provenance->inputs, path, g_str_equal, NULL)) {
        g_free(path); /* an archive that several layers are from */
        return;
    }
    g_ptr_array_add(provenance->inputs, path);
    if (provenance->sums)
        bcu_file_sums_add(provenance->sums, path);
}

static void put_input(BcuJson *json, const char *name, const BcuFileSum *sum)
{
    if (!sum->sha256)
        return;
    bcu_json_begin_object(json);
    bcu_json_put_text(json, "file", name);
    bcu_json_put_integer(json, "bytes", (int64_t)sum->size);
    bcu_json_put_text(json, "sha256", sum->sha256);
    bcu_json_end_object(json);
}

static void put_inputs(BcuJson *json, const BcuDataset *dataset)
{
    const BcuProvenance *provenance = bcu_dataset_provenance(dataset);
    g_autofree char *folder = g_path_get_dirname(bcu_dataset_text(dataset, BCU_TEXT_PROJECT_FILE));
    bcu_json_key(json, "inputs");
    bcu_json_begin_array(json);
    for (guint i = 0; i < provenance->inputs->len; i++) {
        const char *path = g_ptr_array_index(provenance->inputs, i);
        BcuFileSum *now = provenance->sums ? NULL : bcu_file_sum_of(path);
        put_input(json, relative(folder, path), now ? now : bcu_file_sums_find(provenance->sums, path));
        g_clear_pointer(&now, bcu_file_sum_free);
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
        if (step->approximation_m > 0) {
            bcu_json_key(json, "approximation_m");
            bcu_json_real(json, step->approximation_m, -1);
        }
        bcu_json_end_object(json);
    }
    bcu_json_end_array(json);
    bcu_json_end_object(json);
}

static void put_made_from(BcuJson *json, const BcuDataset *dataset)
{
    bcu_json_put_text(json, "title", bcu_dataset_text(dataset, BCU_TEXT_TITLE));
    bcu_json_put_text(json, "licence", bcu_dataset_text(dataset, BCU_TEXT_LICENCE));
    bcu_json_put_text(json, "attribution", bcu_dataset_text(dataset, BCU_TEXT_ATTRIBUTION));
    bcu_what_if_put_json(dataset, json);
    put_inputs(json, dataset);
    put_crs(json, dataset);
}

void bcu_provenance_put_json(const BcuDataset *dataset, BcuJson *json)
{
    put_versions(json);
    put_date(json);
    put_made_from(json, dataset);
}

/* The clock has no part in it: the same is made from the same at any time. */
char *bcu_provenance_hash(const BcuDataset *dataset)
{
    enum { DIGITS = 10 };
    g_autoptr(GString) text = g_string_new(NULL);
    BcuJson *json = bcu_json_new_text(0, text);
    bcu_json_begin_object(json);
    put_versions(json);
    put_made_from(json, dataset);
    bcu_json_end_object(json);
    bcu_json_close(json);
    BcuDigest *digest = bcu_digest_new();
    bcu_digest_add(digest, text->str, text->len);
    char *hash = bcu_digest_end(digest);
    hash[DIGITS] = '\0';
    return hash;
}
