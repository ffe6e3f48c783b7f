/* Clusters to areas: by members, by a field, or by a look-up table. */
#include "cluster/membership.h"
#include "base/nearest.h"
#include "cluster/name_match.h"
#include <string.h>

/* The texts of a column; codes may be numbers. Freed with g_strfreev. */
static GStrv texts_of(const BcuLayer *layer, const char *field)
{
    uint32_t column = bcu_table_find(layer->fields, field);
    GStrv texts = g_new0(char *, (size_t)layer->record_count + 1);
    for (uint32_t i = 0; i < layer->record_count; i++) {
        BcuValue value = bcu_table_at(layer->fields, i, column);
        texts[i] = value.type == BCU_TEXT      ? g_strdup(value.as.text)
                   : value.type == BCU_INTEGER ? g_strdup_printf("%" G_GINT64_FORMAT, value.as.integer)
                   : value.type == BCU_REAL    ? g_strdup_printf("%.15g", value.as.real)
                                               : g_strdup("");
    }
    return texts;
}

bool bcu_layer_require_field(const BcuLayer *layer, const char *field, const char *key,
                             BcuDiagLog *log)
{
    if (!field || bcu_table_find(layer->fields, field) != BCU_NONE)
        return true;
    uint32_t count = bcu_table_column_count(layer->fields);
    g_autofree const char **names = g_new(const char *, count + 1);
    for (uint32_t c = 0; c < count; c++)
        names[c] = bcu_table_column(layer->fields, c)->name;
    names[count] = NULL;
    g_autofree char *near = bcu_did_you_mean(field, names, count);
    g_autofree char *list = g_strjoinv(", ", (char **)names);
    g_autofree char *hint = g_strdup_printf("%s%sThe layer has: %s.", near ? near : "", near ? " " : "",
                                            list);
    BcuPlace place = {.file = layer->path, .key = key};
    bcu_report(log, BCU_ERROR, "MEM005", &place, hint, "the layer has no field \"%s\"", field);
    return false;
}

static bool check_fields(const BcuProject *project, const BcuLayer *layer, BcuLayerRole role,
                         BcuDiagLog *log)
{
    const BcuLayerSpec *spec = bcu_project_layer(project, role);
    const struct { const char *key, *field; } asked[] = {
        {"code", spec->code}, {"name", spec->name}, {"parent", spec->parent},
        {"population", spec->population}, {"published_ha", spec->published_ha},
        {"water_ha", spec->water_ha},
    };
    bool ok = true;
    for (size_t i = 0; i < G_N_ELEMENTS(asked); i++) {
        g_autofree char *key = g_strdup_printf("layer %s.%s", spec->id, asked[i].key);
        ok &= bcu_layer_require_field(layer, asked[i].field, key, log);
    }
    return ok;
}

static bool check_codes(const BcuLayer *layer, char *const *codes, BcuDiagLog *log)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    bool ok = true;
    for (uint32_t i = 0; i < layer->record_count; i++) {
        BcuPlace place = {.file = layer->path, .record = i + 1};
        uint32_t before = GPOINTER_TO_UINT(g_hash_table_lookup(seen, codes[i]));
        if (!*codes[i]) {
            bcu_report(log, BCU_ERROR, "MEM011", &place, "Fill the code field, or name another.",
                       "the record has no code");
        } else if (before) {
            bcu_report(log, BCU_ERROR, "MEM010", &place,
                       "Codes must be unique; dissolve the layer by code first, or name another field.",
                       "code \"%s\" is used by record %u already", codes[i], before);
        } else {
            g_hash_table_insert(seen, codes[i], GUINT_TO_POINTER(i + 1));
            continue;
        }
        ok = false;
    }
    return ok;
}

/* ---- one written member -------------------------------------------------------------- */

static void report_ambiguous(const char *written, const GArray *all, char *const *names,
                             char *const *codes, const BcuPlace *place, BcuDiagLog *log)
{
    GString *hint = g_string_new("Write one of these codes instead:");
    for (guint i = 0; i < MIN(all->len, 6); i++) {
        uint32_t area = g_array_index(all, uint32_t, i);
        g_string_append_printf(hint, "%s %s (%s)", i ? "," : "", codes[area], names[area]);
    }
    bcu_report(log, BCU_ERROR, "MEM021", place, hint->str, "\"%s\" may mean %u areas", written, all->len);
    g_string_free(hint, TRUE);
}

static uint32_t find_area(const char *written, char *const *codes, char *const *names, uint32_t count,
                          const BcuPlace *place, BcuMatch *match, BcuDiagLog *log)
{
    g_autoptr(GArray) all = g_array_new(false, false, sizeof(uint32_t));
    uint32_t first = BCU_NONE;
    size_t fitting = bcu_name_match(written, codes, names, count, match, &first, all);
    if (fitting == 1)
        return first;
    if (fitting > 1) {
        report_ambiguous(written, all, names, codes, place, log);
        return BCU_NONE;
    }
    g_autofree char *near = bcu_did_you_mean(written, (const char *const *)names, count);
    bcu_report(log, BCU_ERROR, "MEM020", place, near ? near : "Write the area's code or name.",
               "no area is called \"%s\"", written);
    return BCU_NONE;
}

uint32_t bcu_membership_find_area(const BcuProject *project, const BcuLayer *areas,
                                  const char *written, const BcuPlace *place, BcuMatch *match,
                                  BcuDiagLog *log)
{
    const BcuLayerSpec *spec = bcu_project_layer(project, BCU_LAYER_AREAS);
    g_auto(GStrv) codes = texts_of(areas, spec->code);
    g_auto(GStrv) names = texts_of(areas, spec->name ? spec->name : spec->code);
    return find_area(written, codes, names, areas->record_count, place, match, log);
}

/* ---- the table ----------------------------------------------------------------------- */

static BcuMembership *membership_new(uint32_t area_count)
{
    BcuMembership *made = g_new0(BcuMembership, 1);
    made->area_count = area_count;
    made->cluster_of = g_new(uint32_t, (size_t)area_count + 1);
    made->match = g_new0(BcuMatch, (size_t)area_count + 1);
    made->written = g_new0(char *, (size_t)area_count + 1);
    for (uint32_t i = 0; i < area_count; i++)
        made->cluster_of[i] = BCU_NONE;
    return made;
}

void bcu_membership_free(BcuMembership *membership)
{
    if (!membership)
        return;
    for (uint32_t i = 0; i < membership->area_count; i++)
        g_free(membership->written[i]);
    g_free(membership->written);
    g_free(membership->cluster_of);
    g_free(membership->match);
    g_strfreev(membership->cluster_code);
    g_strfreev(membership->cluster_name);
    g_free(membership->spec);
    g_free(membership);
}

static uint32_t add_cluster(BcuMembership *membership, const char *code, const char *name,
                            const BcuClusterSpec *spec)
{
    uint32_t index = membership->cluster_count++;
    size_t size = (size_t)membership->cluster_count + 1;
    membership->cluster_code = g_realloc_n(membership->cluster_code, size, sizeof(char *));
    membership->cluster_name = g_realloc_n(membership->cluster_name, size, sizeof(char *));
    membership->spec = g_realloc_n(membership->spec, size, sizeof *membership->spec);
    membership->cluster_code[index] = g_strdup(code);
    membership->cluster_name[index] = g_strdup(name);
    membership->spec[index] = spec;
    membership->cluster_code[index + 1] = membership->cluster_name[index + 1] = NULL;
    return index;
}

/* ---- by members ---------------------------------------------------------------------- */

static bool place_member(BcuMembership *membership, uint32_t cluster, const char *written,
                         char *const *codes, char *const *names, const BcuPlace *place,
                         BcuDiagLog *log)
{
    BcuMatch match;
    uint32_t area = find_area(written, codes, names, membership->area_count, place, &match, log);
    if (area == BCU_NONE)
        return false;
    if (membership->cluster_of[area] != BCU_NONE) {
        bcu_report(log, BCU_ERROR, "MEM022", place, "Keep the area in one cluster only.",
                   "\"%s\" (%s) is a member of cluster \"%s\" already", written, codes[area],
                   membership->cluster_code[membership->cluster_of[area]]);
        return false;
    }
    membership->cluster_of[area] = cluster;
    membership->match[area] = match;
    membership->written[area] = g_strdup(written);
    return true;
}

static bool resolve_members(const BcuProject *project, BcuMembership *membership, char *const *codes,
                            char *const *names, BcuDiagLog *log)
{
    bool ok = true;
    for (guint c = 0; c < project->clusters->len; c++) {
        const BcuClusterSpec *spec = g_ptr_array_index(project->clusters, c);
        uint32_t cluster = add_cluster(membership, spec->code, spec->name, spec);
        g_autofree char *key = g_strdup_printf("cluster %s.members", spec->code);
        BcuPlace place = {.file = project->path, .line = spec->line, .key = key};
        for (size_t i = 0; spec->members && spec->members[i]; i++)
            ok &= place_member(membership, cluster, spec->members[i], codes, names, &place, log);
    }
    return ok;
}

/* ---- by a field or a table ----------------------------------------------------------- */

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const BcuClusterSpec *spec_of(const BcuProject *project, const char *code)
{
    for (guint c = 0; c < project->clusters->len; c++) {
        const BcuClusterSpec *spec = g_ptr_array_index(project->clusters, c);
        if (g_str_equal(spec->code, code))
            return spec;
    }
    return NULL;
}

/* Groups areas by a text each; clusters come in the order of their codes, so that the order of
 * records does not matter. An empty text means no cluster. */
static void group_by(const BcuProject *project, BcuMembership *membership, char *const *code_of_area,
                     char *const *name_of_area, BcuMatch match)
{
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    for (uint32_t i = 0; i < membership->area_count; i++)
        if (code_of_area[i] && *code_of_area[i] && !g_hash_table_contains(names, code_of_area[i]))
            g_hash_table_insert(names, code_of_area[i], name_of_area[i]);
    guint count;
    g_autofree char **codes = (char **)g_hash_table_get_keys_as_array(names, &count);
    qsort(codes, count, sizeof codes[0], by_text);
    g_autoptr(GHashTable) index = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint c = 0; c < count; c++) {
        const BcuClusterSpec *spec = spec_of(project, codes[c]);
        const char *name = g_hash_table_lookup(names, codes[c]);
        add_cluster(membership, codes[c], spec && spec->name ? spec->name : name && *name ? name : codes[c],
                    spec);
        g_hash_table_insert(index, codes[c], GUINT_TO_POINTER(c));
    }
    for (uint32_t i = 0; i < membership->area_count; i++) {
        if (!code_of_area[i] || !*code_of_area[i])
            continue;
        membership->cluster_of[i] = GPOINTER_TO_UINT(g_hash_table_lookup(index, code_of_area[i]));
        membership->match[i] = match;
        membership->written[i] = g_strdup(code_of_area[i]);
    }
}

static bool resolve_field(const BcuProject *project, const BcuLayer *areas, BcuMembership *membership,
                          BcuDiagLog *log)
{
    if (!bcu_layer_require_field(areas, project->clusters_field, "clusters.field", log) ||
        !bcu_layer_require_field(areas, project->clusters_name_field, "clusters.name_field", log))
        return false;
    g_auto(GStrv) codes = texts_of(areas, project->clusters_field);
    g_auto(GStrv) names = texts_of(areas, project->clusters_name_field ? project->clusters_name_field
                                                                      : project->clusters_field);
    group_by(project, membership, codes, names, BCU_MATCH_FIELD);
    return true;
}

static uint32_t lookup_column(const BcuTable *table, const char *name, uint32_t otherwise,
                              const char *key, const char *path, BcuDiagLog *log)
{
    if (!name)
        return otherwise < bcu_table_column_count(table) ? otherwise : BCU_NONE;
    uint32_t found = bcu_table_find(table, name);
    BcuPlace place = {.file = path, .key = key};
    if (found == BCU_NONE)
        bcu_report(log, BCU_ERROR, "MEM050", &place, "Use a name of its header row.",
                   "the look-up table has no column \"%s\"", name);
    return found;
}

/* Spreadsheets take codes for numbers: "08001" comes back as 8001. */
static void report_unknown_code(const char *code, GHashTable *codes, const BcuPlace *place, BcuDiagLog *log)
{
    enum { ZEROS_MAX = 8 };
    g_autofree char *hint = NULL;
    for (int zeros = 1; !hint && zeros <= ZEROS_MAX && g_ascii_isdigit(*code); zeros++) {
        g_autofree char *longer = g_strdup_printf("%.*s%s", zeros, "00000000", code);
        if (g_hash_table_contains(codes, longer))
            hint = g_strdup_printf("Write \"%s\": spreadsheets drop leading zeros unless the column is text.", longer);
    }
    bcu_report(log, BCU_WARNING, "MEM051", place, hint ? hint : "Check the code, or remove the row.",
               "no area has code \"%s\"", code);
}

static bool fill_from_lookup(const BcuProject *project, const BcuTable *table, char *const *codes,
                             BcuMembership *membership, BcuDiagLog *log)
{
    const char *path = project->lookup_file;
    uint32_t area = lookup_column(table, project->lookup_area, 0, "clusters.lookup_area", path, log);
    uint32_t cluster =
        lookup_column(table, project->lookup_cluster, 1, "clusters.lookup_cluster", path, log);
    uint32_t name = project->lookup_name
                        ? lookup_column(table, project->lookup_name, 0, "clusters.lookup_name", path, log)
                        : cluster;
    if (area == BCU_NONE || cluster == BCU_NONE || name == BCU_NONE)
        return false;
    g_autoptr(GHashTable) index = g_hash_table_new(g_str_hash, g_str_equal);
    for (uint32_t i = 0; i < membership->area_count; i++)
        g_hash_table_insert(index, codes[i], GUINT_TO_POINTER(i + 1));
    g_autofree char **code_of = g_new0(char *, (size_t)membership->area_count + 1);
    g_autofree char **name_of = g_new0(char *, (size_t)membership->area_count + 1);
    bool ok = true;
    for (uint32_t r = 0; r < bcu_table_row_count(table); r++) {
        BcuValue key = bcu_table_at(table, r, area), group = bcu_table_at(table, r, cluster);
        if (key.type != BCU_TEXT || group.type != BCU_TEXT)
            continue;
        BcuPlace place = {.file = path, .line = r + 2};
        uint32_t found = GPOINTER_TO_UINT(g_hash_table_lookup(index, key.as.text));
        if (!found) {
            report_unknown_code(key.as.text, index, &place, log);
        } else if (code_of[found - 1] && !g_str_equal(code_of[found - 1], group.as.text)) {
            bcu_report(log, BCU_ERROR, "MEM052", &place, "Keep one row for each area.",
                       "area \"%s\" is in cluster \"%s\" already", key.as.text, code_of[found - 1]);
            ok = false;
        } else {
            BcuValue label = bcu_table_at(table, r, name);
            code_of[found - 1] = (char *)group.as.text;
            name_of[found - 1] = (char *)(label.type == BCU_TEXT ? label.as.text : group.as.text);
        }
    }
    if (ok)
        group_by(project, membership, code_of, name_of, BCU_MATCH_LOOKUP);
    return ok;
}

static bool resolve_lookup(const BcuProject *project, char *const *codes, BcuMembership *membership,
                           BcuDiagLog *log)
{
    BcuTable *table = NULL;
    if (!bcu_csv_read(project->lookup_file, &table, log))
        return false;
    bool ok = fill_from_lookup(project, table, codes, membership, log);
    bcu_table_free(table);
    return ok;
}

/* ---- what the result says ------------------------------------------------------------ */

static bool check_empty(const BcuProject *project, const BcuMembership *membership, BcuDiagLog *log)
{
    bool ok = true;
    g_autofree bool *used = g_new0(bool, (size_t)membership->cluster_count + 1);
    for (uint32_t i = 0; i < membership->area_count; i++)
        used[MIN(membership->cluster_of[i], membership->cluster_count)] = true;
    for (uint32_t c = 0; c < membership->cluster_count; c++) {
        BcuPlace place = {.file = project->path,
                          .line = membership->spec[c] ? membership->spec[c]->line : 0};
        if (!used[c])
            bcu_report(log, BCU_ERROR, "MEM030", &place, "List its members, or remove the cluster.",
                       "cluster \"%s\" has no members", membership->cluster_code[c]);
        ok &= used[c];
    }
    if (membership->cluster_count == 0) {
        BcuPlace place = {.file = project->path};
        bcu_report(log, BCU_ERROR, "MEM031", &place,
                   "Add groups [cluster CODE] with members, or set clusters.field or clusters.lookup.",
                   "the project has no clusters");
        ok = false;
    }
    return ok;
}

static void note_left_out(const BcuProject *project, const BcuMembership *membership,
                          char *const *names, BcuDiagLog *log)
{
    GString *list = g_string_new(NULL);
    uint32_t count = 0;
    for (uint32_t i = 0; i < membership->area_count; i++) {
        if (membership->cluster_of[i] != BCU_NONE)
            continue;
        if (count++ < 10)
            g_string_append_printf(list, "%s%s", list->len ? ", " : "", names[i]);
    }
    if (count > 10)
        g_string_append_printf(list, " and %u more", count - 10);
    const BcuLayerSpec *spec = bcu_project_layer(project, BCU_LAYER_AREAS);
    if (count)
        bcu_report(log, BCU_NOTE, "MEM040", NULL, NULL, "in no %s: %s (%u of %u %s)",
                   project->clusters_noun, list->str, count, membership->area_count, spec->plural);
    g_string_free(list, TRUE);
}

bool bcu_membership_resolve(const BcuProject *project, const BcuLayer *areas,
                            BcuMembership **membership, BcuDiagLog *log)
{
    if (!check_fields(project, areas, BCU_LAYER_AREAS, log))
        return false;
    const BcuLayerSpec *spec = bcu_project_layer(project, BCU_LAYER_AREAS);
    g_auto(GStrv) codes = texts_of(areas, spec->code);
    g_auto(GStrv) names = texts_of(areas, spec->name ? spec->name : spec->code);
    g_autoptr(BcuMembership) made = membership_new(areas->record_count);
    bool ok = check_codes(areas, codes, log);
    if (project->clusters_field)
        ok &= resolve_field(project, areas, made, log);
    else if (project->lookup_file)
        ok &= resolve_lookup(project, codes, made, log);
    else
        ok &= resolve_members(project, made, codes, names, log);
    ok = ok && check_empty(project, made, log);
    if (!ok)
        return false;
    note_left_out(project, made, names, log);
    *membership = g_steal_pointer(&made);
    return true;
}

bool bcu_parents_check_fields(const BcuProject *project, const BcuLayer *subareas, BcuDiagLog *log)
{
    return check_fields(project, subareas, BCU_LAYER_SUBAREAS, log);
}
