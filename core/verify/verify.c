/* Verifies a results folder.
 * Tables are read first: layers are held against them. Lines stand in the order of the manifest. */
#include "base/digest.h"
#include "text/thousands.h"
#include "verify/dissolve.h"
#include "verify/features.h"
#include "verify/lines.h"
#include "verify/mark.h"
#include "verify/outline.h"
#include "verify/results.h"
#include "verify/tables.h"
#include "verify/verify.h"
#include <math.h>
#include <string.h>

enum { WIDTH = 8 };                                     /* of "differs" and its like */
static const uint64_t MOST_BYTES = UINT64_C(400) << 20; /* of a layer that is read into memory */

typedef struct Line {
    bool differs, is_missing;
    GString *text;
} Line;

typedef struct Verifier {
    const BcuResults *results;
    BcuCrsSession *session;
    BcuKnown *known;
    Line *lines;    /* one for each file of the manifest */
    bool has_place; /* where the data lies was said to the session */
} Verifier;

/* ---- a line ------------------------------------------------------------------------------------- */

G_GNUC_PRINTF(2, 3)
static void say(Line *line, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    g_string_append(line->text, line->text->len > 0 ? "; " : "");
    g_string_append_vprintf(line->text, format, values);
    va_end(values);
}

static void say_seen(Line *line, const BcuFindings *findings)
{
    const struct {
        const char *what;
        uint32_t count;
    } SEEN[] = {{"names", findings->names}, {"people", findings->people}, {"hectares", findings->areas}};
    g_autoptr(GString) seen = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(SEEN); i++)
        if (SEEN[i].count > 0)
            g_string_append_printf(seen, "%s %s", seen->len > 0 ? "," : "", SEEN[i].what);
    say(line, "%s feature%s read:%s%s", BCU_THOUSANDS(findings->features, 0),
        findings->features == 1 ? "" : "s", seen->str,
        findings->differences == 0 && findings->compared > 0 ? " as in other files" : "");
}

static void say_findings(Line *line, const BcuFindings *findings, const char *outlines)
{
    if (findings->differences > 0) {
        line->differs = true;
        say(line, "%s", findings->first->str);
        if (findings->differences > 1)
            say(line, "and %s more differences", BCU_THOUSANDS(findings->differences - 1, 0));
    }
    say_seen(line, findings);
    if (outlines)
        say(line, "%s", outlines);
    else if (findings->outlines > 0)
        say(line, "%s outlines measured", BCU_THOUSANDS(findings->outlines, 0));
    if (findings->cut > 0)
        say(line, "%s not measured, as they are cut at 180 degrees", BCU_THOUSANDS(findings->cut, 0));
}

static void say_sums(Line *line, const BcuFindings *findings)
{
    line->differs |= findings->differences > 0;
    if (findings->differences > 0)
        say(line, "%s", findings->first->str);
    else
        say(line, findings->compared > 0 ? "people of all clusters, as in other files; nothing else compared"
                                         : "nothing else compared");
}

/* ---- sums ---------------------------------------------------------------------------------------- */

static void check_sum(const BcuResultFile *file, const char *path, Line *line)
{
    uint64_t size = 0;
    g_autofree char *sha256 = bcu_file_sha256(path, &size);
    line->is_missing = !sha256;
    if (!sha256)
        say(line, g_file_test(path, G_FILE_TEST_EXISTS) ? "it cannot be read" : "it is not there");
    else if (!g_str_equal(sha256, file->sha256) || size != (uint64_t)file->bytes) {
        line->differs = true;
        say(line, "its sum is another: it was changed after the run");
    } else {
        say(line, "sum");
    }
}

static void check_mark(const Verifier *verifier, const char *path, Line *line)
{
    const char *expected = bcu_results_text(verifier->results, "provenance");
    g_autofree char *mark = bcu_mark_of(path);
    if (!mark)
        return;
    if (g_str_equal(mark, expected)) {
        say(line, "provenance");
        return;
    }
    line->differs = true;
    say(line, "its provenance is %s, that of the manifest %s", mark, *expected ? expected : "missing");
}

/* ---- layers --------------------------------------------------------------------------------------- */

static bool read_features(const char *path, const char *layer, BcuFeatures *features, char **problem)
{
    if (g_str_has_suffix(path, ".topojson"))
        return bcu_topojson_features(path, features, problem);
    if (g_str_has_suffix(path, ".html"))
        return bcu_page_features(path, features, problem);
    if (g_str_has_suffix(path, ".shp"))
        return bcu_shapefile_features(path, layer, features, problem);
    return bcu_geojson_features(path, layer, features, problem);
}

/* What coordinates are multiples of: a shapefile has them as they were computed. */
static double rounding(const Verifier *verifier, const BcuResultFile *file, const BcuFeatures *features,
                       const BcuCrs *crs)
{
    const char *decimals = bcu_results_option(verifier->results, file->plugin, "decimals");
    if (features->step > 0)
        return features->step;
    if (g_str_has_suffix(file->name, ".shp"))
        return 0;
    return pow(10, -(decimals ? g_ascii_strtod(decimals, NULL) : bcu_crs_is_geographic(crs) ? 7 : 3));
}

static BcuMeasurer *measurer_for(Verifier *verifier, const BcuResultFile *file, const BcuFeatures *features,
                                 BcuDiagLog *log)
{
    const char *stated =
        features->crs ? features->crs : bcu_results_option(verifier->results, file->plugin, "crs");
    const BcuCrs *crs =
        bcu_crs_find(verifier->session, stated ? stated : bcu_results_crs(verifier->results), log);
    if (!crs)
        return NULL;
    if (!verifier->has_place)
        bcu_crs_work_at(crs, bcu_features_extent(features));
    verifier->has_place = true;
    return bcu_measurer_new(verifier->session, crs, bcu_results_crs(verifier->results),
                            rounding(verifier, file, features, crs), log);
}

static bool is_simplified(const Verifier *verifier, const BcuResultFile *file)
{
    const char *simplify = bcu_results_option(verifier->results, file->plugin, "simplify");
    bool all_are = json_is_true(json_object_get(verifier->results->manifest, "simplified"));
    return all_are || (simplify && !g_str_equal(simplify, "0"));
}

static bool has_outlines(const BcuFeatures *features)
{
    bool any = false;
    for (guint i = 0; i < features->all->len && !any; i++)
        any = ((BcuFeature *)g_ptr_array_index(features->all, i))->shape != NULL;
    return any;
}

/* \return why outlines were not measured; NULL where they were, or there are none. */
static const char *compare_outlines(Verifier *verifier, const BcuResultFile *file,
                                    const BcuFeatures *features, BcuFindings *findings)
{
    if (!has_outlines(features))
        return NULL;
    if (is_simplified(verifier, file))
        return "outlines not measured, as they are simplified";
    BcuDiagLog *log = bcu_diag_log_new();
    BcuMeasurer *measurer = measurer_for(verifier, file, features, log);
    for (guint i = 0; measurer && i < features->all->len; i++) {
        BcuFeature *feature = g_ptr_array_index(features->all, i);
        if (feature->shape && !isnan(feature->area_ha))
            bcu_measurer_compare(measurer, feature->shape, feature->code, feature->area_ha, findings);
    }
    bool is_measured = measurer != NULL;
    bcu_measurer_free(measurer);
    bcu_diag_log_free(log);
    return is_measured ? NULL : "outlines not measured, as there is no way from their CRS to that of the run";
}

static void check_layer(Verifier *verifier, const BcuResultFile *file, const char *path, Line *line)
{
    g_auto(BcuFeatures) features = {0};
    g_autofree char *problem = NULL, *base = g_path_get_basename(file->name);
    g_autofree char *layer = g_strndup(base, strcspn(base, "."));
    BcuFindings findings = {.file = file->name, .first = g_string_new(NULL)};
    bool is_page = g_str_has_suffix(file->name, ".html");
    if ((uint64_t)file->bytes > MOST_BYTES) {
        say(line, "not read again: it is larger than 400 MB");
    } else if (!read_features(path, layer, &features, &problem)) {
        line->differs = true;
        say(line, "it cannot be read again: %s", problem);
    } else if (features.all->len == 0) {
        say(line, is_page ? "nothing else compared" : "read again; no feature in it has a code");
    } else {
        for (guint i = 0; i < features.all->len; i++) {
            const BcuFeature *feature = g_ptr_array_index(features.all, i);
            bcu_known_see(verifier->known,
                          &(BcuSighting){feature->layer, feature->code, feature->name, feature->people,
                                         feature->area_ha},
                          &findings);
        }
        const char *decimals = bcu_results_option(verifier->results, file->plugin, "decimals");
        const char *dissolved = bcu_dissolve_compare(&features, decimals, &findings);
        const char *outlines = is_page ? "what it draws is not compared"
                                       : compare_outlines(verifier, file, &features, &findings);
        say_findings(line, &findings, outlines);
        if (dissolved)
            say(line, "clusters dissolved again from their %s", dissolved);
    }
    g_string_free(findings.first, TRUE);
}

/* ---- files ---------------------------------------------------------------------------------------- */

static bool ends_in(const char *name, const char *const *endings)
{
    for (; *endings; endings++)
        if (g_str_has_suffix(name, *endings))
            return true;
    return false;
}

static const char *const LAYERS[] = {".geojson", ".geojsonl", ".topojson", ".shp", ".html", NULL};
static const char *const PARTS[] = {".shx", ".dbf", ".prj", ".cpg", NULL};

static void say_unread(const Verifier *verifier, const BcuResultFile *file, Line *line)
{
    const char *dot = strrchr(file->name, '.');
    g_autofree char *shape = dot ? g_strdup_printf("%.*s.shp", (int)(dot - file->name), file->name) : NULL;
    bool is_part = ends_in(file->name, PARTS) && shape && bcu_results_file(verifier->results, shape);
    if (is_part)
        say(line, "read with %s", shape);
    else if (g_str_has_suffix(file->name, ".gpkg"))
        say(line, "not read again: there is no reader of GeoPackage here");
    else
        say(line, "nothing else compared");
}

static void check_table(Verifier *verifier, const BcuResultFile *file, const char *path, const char *layer,
                        Line *line)
{
    g_autofree char *problem = NULL;
    BcuFindings findings = {.file = file->name, .first = g_string_new(NULL)};
    bool ok = layer ? bcu_figures_see(path, layer, verifier->known, &findings, &problem)
                    : bcu_sums_see(path, verifier->known, &findings, &problem);
    if (ok && layer) {
        say_findings(line, &findings, NULL);
    } else if (ok) {
        say_sums(line, &findings);
    } else {
        line->differs = true;
        say(line, "it cannot be read again: %s", problem);
    }
    g_string_free(findings.first, TRUE);
}

static void check_file(Verifier *verifier, guint index, bool are_tables)
{
    const BcuResultFile *file = &g_array_index(verifier->results->files, BcuResultFile, index);
    g_autofree char *path = g_build_filename(verifier->results->folder, file->name, NULL);
    g_autofree char *layer = bcu_figures_layer(verifier->results, file->name);
    Line *line = &verifier->lines[index];
    if ((layer != NULL) != are_tables)
        return;
    line->text = g_string_new(NULL);
    check_sum(file, path, line);
    if (line->is_missing)
        return;
    check_mark(verifier, path, line);
    if (layer)
        check_table(verifier, file, path, layer, line);
    else if (ends_in(file->name, LAYERS))
        check_layer(verifier, file, path, line);
    else if (bcu_sums_are_in(file->name))
        check_table(verifier, file, path, NULL, line);
    else
        say_unread(verifier, file, line);
}

/* ---- the folder ------------------------------------------------------------------------------------- */

static bool has_provenance(const BcuResults *results)
{
    return *bcu_results_text(results, "provenance");
}

/* The manifest against itself: its digits follow from the inputs that it lists. */
static uint32_t put_head(const BcuResults *results, GString *text)
{
    const char *stated = bcu_results_text(results, "provenance");
    g_autofree char *computed = has_provenance(results) ? bcu_results_provenance(results) : NULL;
    bool differs = computed && !g_str_equal(computed, stated);
    g_autoptr(GString) said = g_string_new(NULL);
    if (!computed)
        g_string_append(said, "it has no provenance");
    else if (differs)
        g_string_append_printf(said, "provenance %s does not follow from what it lists, which gives %s",
                               stated, computed);
    else
        g_string_append_printf(said, "provenance %s follows from the inputs, project and CRSs that it lists",
                               stated);
    bcu_line_put(text, WIDTH, differs ? "differs" : "ok", "manifest.json: of bcukit %s, \"%s\"; %s",
                 bcu_results_text(results, "bcukit"), bcu_results_text(results, "title"), said->str);
    return differs;
}

static gint by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void put_others(const BcuResults *results, GString *text)
{
    GDir *folder = g_dir_open(results->folder, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const char *name;
    while (folder && (name = g_dir_read_name(folder)))
        if (*name != '.' && !g_str_equal(name, "manifest.json") && !bcu_results_file(results, name))
            g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, by_name);
    for (guint i = 0; i < names->len; i++)
        bcu_line_put(text, WIDTH, "other", "%s: not of this run, and not looked at",
                     (char *)g_ptr_array_index(names, i));
    if (folder)
        g_dir_close(folder);
}

char *bcu_verify_folder(const char *folder, BcuCrsSession *session, BcuDiagLog *log)
{
    g_autoptr(BcuResults) results = bcu_results_read(folder, log);
    if (!results)
        return NULL;
    guint count = results->files->len;
    g_autofree Line *lines = g_new0(Line, (gsize)count + 1);
    Verifier verifier = {.results = results, .session = session, .known = bcu_known_new(), .lines = lines};
    GString *text = g_string_new(NULL);
    uint32_t differing = put_head(results, text);
    for (int pass = 0; pass < 2; pass++)
        for (guint i = 0; i < count; i++)
            check_file(&verifier, i, pass == 0);
    for (guint i = 0; i < count; i++) {
        const char *state = lines[i].is_missing ? "missing" : lines[i].differs ? "differs" : "ok";
        bcu_line_put(text, WIDTH, state, "%s: %s", g_array_index(results->files, BcuResultFile, i).name,
                     lines[i].text->str);
        differing += lines[i].is_missing || lines[i].differs;
        g_string_free(lines[i].text, TRUE);
    }
    put_others(results, text);
    BcuPlace place = {.file = folder};
    if (differing > 0)
        bcu_report(log, BCU_ERROR, "OUT070", &place, "Run bcukit again for files that can be relied on.",
                   "%s of %s files are not as the run left them, or do not fit one another",
                   BCU_THOUSANDS(differing, 0), BCU_THOUSANDS(count + 1, 0));
    bcu_known_free(verifier.known);
    return g_string_free(text, FALSE);
}
