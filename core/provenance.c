/* What a run was made from; see <bcukit/provenance.h>. */
#include "dataset_private.h"
#include "digest.h"
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

typedef struct FileSum {
    char *sha256; /* NULL when the file could not be read again */
    uint64_t size;
} FileSum;

static void file_sum_free(void *data)
{
    FileSum *sum = data;
    g_free(sum->sha256);
    g_free(sum);
}

static FileSum *sum_of(const char *path)
{
    FileSum *sum = g_new0(FileSum, 1);
    sum->sha256 = bcu_file_sha256(path, &sum->size);
    return sum;
}

static void *sum_files(void *data)
{
    BcuProvenance *provenance = data;
    for (guint i = 0; i < provenance->summed->len; i++)
        g_ptr_array_add(provenance->sums, sum_of(g_ptr_array_index(provenance->summed, i)));
    return NULL;
}

void bcu_provenance_sum_ahead(BcuProvenance *provenance)
{
    provenance->sums = g_ptr_array_new_with_free_func(file_sum_free);
    provenance->summed = g_ptr_array_new(); /* more inputs come while the thread is at it */
    g_ptr_array_extend(provenance->summed, provenance->inputs, NULL, NULL);
    provenance->summing = g_thread_try_new("sums", sum_files, provenance, NULL);
}

void bcu_provenance_sum_wait(BcuProvenance *provenance)
{
    if (provenance->summing)
        g_thread_join(provenance->summing);
    provenance->summing = NULL;
    g_clear_pointer(&provenance->summed, g_ptr_array_unref);
}

static void put_input(BcuJson *json, const char *name, const FileSum *sum)
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
    guint ahead = provenance->sums ? provenance->sums->len : 0;
    g_autofree char *folder = g_path_get_dirname(bcu_dataset_text(dataset, BCU_TEXT_PROJECT_FILE));
    bcu_json_key(json, "inputs");
    bcu_json_begin_array(json);
    for (guint i = 0; i < provenance->inputs->len; i++) {
        const char *path = g_ptr_array_index(provenance->inputs, i);
        FileSum *sum = i < ahead ? g_ptr_array_index(provenance->sums, i) : sum_of(path);
        put_input(json, relative(folder, path), sum);
        if (i >= ahead)
            file_sum_free(sum);
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

void bcu_provenance_put_json(const BcuDataset *dataset, BcuJson *json)
{
    put_versions(json);
    put_date(json);
    bcu_json_put_text(json, "title", bcu_dataset_text(dataset, BCU_TEXT_TITLE));
    bcu_json_put_text(json, "licence", bcu_dataset_text(dataset, BCU_TEXT_LICENCE));
    bcu_json_put_text(json, "attribution", bcu_dataset_text(dataset, BCU_TEXT_ATTRIBUTION));
    put_inputs(json, dataset);
    put_crs(json, dataset);
}
