/* Resolves which area is in which cluster.
 * Clusters to areas: by members, by a field, or by a look-up table. */
#include "cluster/membership.h"
#include "base/nearest.h"
#include "cluster/cluster_names.h"
#include "cluster/named_column.h"
#include "cluster/row_match.h"
#include "text/cells.h"
#include "text/table_pick.h"
#include <string.h>

GStrv bcu_layer_texts(const BcuLayer *layer, const char *field)
{
    uint32_t column = bcu_table_find(layer->fields, field);
    GStrv texts = g_new0(char *, (size_t)layer->record_count + 1);
    for (uint32_t i = 0; i < layer->record_count; i++)
        texts[i] = bcu_cell_text_at(layer->fields, i, column);
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

bool bcu_layer_check_fields(const BcuLayerSpec *spec, const BcuLayer *layer, BcuDiagLog *log)
{
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

static uint32_t find_area(const BcuMatcher *matcher, const char *written, char *const *codes, char *const *names,
                          uint32_t count, const BcuPlace *place, BcuMatch *match, BcuDiagLog *log)
{
    g_autoptr(GArray) fitting = g_array_new(false, false, sizeof(uint32_t));
    *match = bcu_matcher_find(matcher, written, BCU_MATCH_SHORT, fitting);
    if (fitting->len == 1)
        return g_array_index(fitting, uint32_t, 0);
    if (fitting->len > 1) {
        report_ambiguous(written, fitting, names, codes, place, log);
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
    g_auto(GStrv) codes = bcu_layer_texts(areas, spec->code);
    g_auto(GStrv) names = bcu_layer_texts(areas, spec->name ? spec->name : spec->code);
    g_autoptr(BcuMatcher) matcher = bcu_matcher_new(codes, names, areas->record_count);
    return find_area(matcher, written, codes, names, areas->record_count, place, match, log);
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

static bool place_member(BcuMembership *membership, const BcuMatcher *matcher, uint32_t cluster, const char *written,
                         char *const *codes, char *const *names, const BcuPlace *place,
                         BcuDiagLog *log)
{
    BcuMatch match;
    uint32_t area = find_area(matcher, written, codes, names, membership->area_count, place, &match, log);
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

/* Short forms, and numbers for codes, are what somebody else might read otherwise. */
static void note_loose_members(const BcuMembership *membership, char *const *names, BcuDiagLog *log)
{
    g_autoptr(GString) list = g_string_new(NULL);
    uint32_t count = 0;
    for (uint32_t i = 0; i < membership->area_count; i++)
        if ((membership->match[i] == BCU_MATCH_SHORT || membership->match[i] == BCU_MATCH_NUMBER) && count++ < 10)
            g_string_append_printf(list, "%s\"%s\" for %s", list->len ? ", " : "", membership->written[i], names[i]);
    if (count > 10)
        g_string_append_printf(list, " and %u more", count - 10);
    if (count)
        bcu_report(log, BCU_NOTE, "MEM023", NULL, NULL, "members in a short form: %s", list->str);
}

static bool resolve_members(const BcuProject *project, BcuMembership *membership, char *const *codes,
                            char *const *names, BcuDiagLog *log)
{
    g_autoptr(BcuMatcher) matcher = bcu_matcher_new(codes, names, membership->area_count);
    bool ok = true;
    for (guint c = 0; c < project->clusters->len; c++) {
        const BcuClusterSpec *spec = g_ptr_array_index(project->clusters, c);
        uint32_t cluster = add_cluster(membership, spec->code, spec->name ? spec->name : spec->code, spec);
        g_autofree char *key = g_strdup_printf("cluster %s.members", spec->code);
        BcuPlace place = {.file = project->path, .line = spec->line, .key = key};
        for (size_t i = 0; spec->members && spec->members[i]; i++)
            ok &= place_member(membership, matcher, cluster, spec->members[i], codes, names, &place, log);
    }
    note_loose_members(membership, names, log);
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

/* Groups [cluster CODE] add a colour, a phase or a name to clusters of a field or a look-up table. */
static void warn_of_unused_groups(const BcuProject *project, const char *const *codes, guint count, BcuDiagLog *log)
{
    for (guint c = 0; c < project->clusters->len; c++) {
        const BcuClusterSpec *spec = g_ptr_array_index(project->clusters, c);
        bool used = false;
        for (guint i = 0; i < count; i++)
            used |= g_str_equal(codes[i], spec->code);
        g_autofree char *near = used ? NULL : bcu_did_you_mean(spec->code, codes, count);
        g_autofree char *key = g_strdup_printf("cluster %s", spec->code);
        BcuPlace place = {.file = project->path, .line = spec->line, .key = key};
        if (!used)
            bcu_report(log, BCU_WARNING, "MEM034", &place, near ? near : "bcukit check lists the codes of clusters.",
                       "no area is in a cluster of code \"%s\": the group has no effect", spec->code);
        else if (spec->members)
            bcu_report(log, BCU_WARNING, "MEM035", &place, "Remove the members, or clusters.field and clusters.lookup.",
                       "the members have no effect, since %s groups the areas",
                       project->clusters_field ? "clusters.field" : "clusters.lookup");
    }
}

/* Groups areas by a text each; clusters come in the order of their codes, so that the order of
 * records does not matter. An empty text means no cluster. */
static void group_by(const BcuProject *project, BcuMembership *membership, char *const *code_of_area,
                     char *const *name_of_area, BcuMatch match, BcuDiagLog *log)
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
    warn_of_unused_groups(project, (const char *const *)codes, count, log);
}

static bool resolve_field(const BcuProject *project, const BcuLayer *areas, BcuMembership *membership,
                          BcuDiagLog *log)
{
    if (!bcu_layer_require_field(areas, project->clusters_field, "clusters.field", log) ||
        !bcu_layer_require_field(areas, project->clusters_name_field, "clusters.name_field", log))
        return false;
    g_auto(GStrv) codes = bcu_layer_texts(areas, project->clusters_field);
    g_auto(GStrv) names = bcu_layer_texts(areas, project->clusters_name_field ? project->clusters_name_field
                                                                      : project->clusters_field);
    group_by(project, membership, codes, names, BCU_MATCH_FIELD, log);
    return true;
}

/* The columns of the look-up table. */
typedef struct Lookup {
    const BcuTable *table;
    uint32_t area, cluster, name;
} Lookup;

static bool find_columns(const BcuProject *project, Lookup *lookup, BcuDiagLog *log)
{
    const BcuNamedColumn wanted[] = {
        {project->lookup_area, 0, "clusters.lookup_area", "look-up table"},
        {project->lookup_cluster, 1, "clusters.lookup_cluster", "look-up table"},
        {project->lookup_name, 0, "clusters.lookup_name", "look-up table"},
    };
    const char *path = project->lookup_file;
    lookup->area = bcu_named_column_require(lookup->table, path, &wanted[0], log);
    lookup->cluster = bcu_named_column_require(lookup->table, path, &wanted[1], log);
    lookup->name = project->lookup_name ? bcu_named_column_require(lookup->table, path, &wanted[2], log) : lookup->cluster;
    return lookup->area != BCU_NONE && lookup->cluster != BCU_NONE && lookup->name != BCU_NONE;
}

static const char *lookup_text(const Lookup *lookup, uint32_t row, uint32_t column)
{
    BcuValue value = bcu_table_at(lookup->table, row, column);
    return value.type == BCU_TEXT && *value.as.text ? value.as.text : NULL;
}

/* Clusters of areas, row by row; a row without a cluster puts its area into none. */
static bool read_rows(const Lookup *lookup, const BcuRowMatch *match, const char *path, const char **code_of,
                      const char **name_of, BcuMembership *membership, BcuDiagLog *log)
{
    bool ok = true;
    for (uint32_t r = 0; r < match->row_count; r++) {
        const char *area = lookup_text(lookup, r, lookup->area), *cluster = lookup_text(lookup, r, lookup->cluster);
        uint32_t found = match->area_of[r];
        BcuPlace place = {.file = path, .line = bcu_table_line(lookup->table, r)};
        if (area && found == BCU_NONE) {
            bcu_report(log, BCU_WARNING, "MEM051", &place, "Check the code, or remove the row.",
                       "no area has the code or name \"%s\"", area);
            membership->lost_members = true;
        } else if (area && cluster && code_of[found] && !g_str_equal(code_of[found], cluster)) {
            bcu_report(log, BCU_ERROR, "MEM052", &place, "Keep one row for each area.",
                       "area \"%s\" is in cluster \"%s\" already", area, code_of[found]);
            ok = false;
        } else if (area && cluster) {
            const char *label = lookup_text(lookup, r, lookup->name);
            code_of[found] = cluster;
            name_of[found] = label ? label : cluster;
        }
    }
    return ok;
}

static bool fill_from_lookup(const BcuProject *project, const BcuTable *table, char *const *codes,
                             char *const *names, BcuMembership *membership, BcuDiagLog *log)
{
    const BcuLayerSpec *spec = bcu_project_layer(project, BCU_LAYER_AREAS);
    Lookup lookup = {.table = table};
    if (!find_columns(project, &lookup, log))
        return false;
    BcuRowTarget target = {project->lookup_file, spec->id, table, lookup.area, codes, names,
                           membership->area_count, spec->ignore_zeros};
    g_auto(BcuRowMatch) match = {0};
    g_autofree const char **code_of = g_new0(const char *, (size_t)membership->area_count + 1);
    g_autofree const char **name_of = g_new0(const char *, (size_t)membership->area_count + 1);
    bool ok = bcu_rows_match(&target, &match, log) &&
              read_rows(&lookup, &match, project->lookup_file, code_of, name_of, membership, log);
    if (ok)
        group_by(project, membership, (char *const *)code_of, (char *const *)name_of, BCU_MATCH_LOOKUP, log);
    return ok;
}

static bool resolve_lookup(const BcuProject *project, char *const *codes, char *const *names,
                           BcuMembership *membership, BcuDiagLog *log)
{
    BcuTable *table = NULL;
    if (!bcu_csv_read(project->lookup_file, &table, log))
        return false;
    bool ok = fill_from_lookup(project, table, codes, names, membership, log);
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

/* A phase that nothing is in would stand in tables and panels as if it were planned. */
static void warn_of_unused_phases(const BcuProject *project, const BcuMembership *membership, BcuDiagLog *log)
{
    for (guint p = 0; p < project->phases->len; p++) {
        const BcuPhaseSpec *phase = g_ptr_array_index(project->phases, p);
        bool used = false;
        for (uint32_t c = 0; c < membership->cluster_count; c++)
            used |= membership->spec[c] && g_strcmp0(membership->spec[c]->phase, phase->key) == 0;
        g_autofree char *key = g_strdup_printf("phase %s", phase->key);
        g_autofree char *hint =
            g_strdup_printf("Set phase = %s in the groups [cluster CODE] that are meant, or remove the group.", phase->key);
        BcuPlace place = {.file = project->path, .line = phase->line, .key = key};
        if (!used)
            bcu_report(log, BCU_WARNING, "MEM036", &place, hint, "no %s is in the phase \"%s\"",
                       project->clusters_noun, phase->key);
    }
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
    bool lost = membership->lost_members;
    if (count)
        bcu_report(log, lost ? BCU_WARNING : BCU_NOTE, lost ? "MEM041" : "MEM040", NULL,
                   lost ? "Correct the codes of the rows that fit no area: the clusters are not whole." : NULL,
                   "in no %s: %s (%u of %u %s)", project->clusters_noun, list->str, count, membership->area_count,
                   spec->plural);
    g_string_free(list, TRUE);
}

bool bcu_membership_resolve(const BcuProject *project, const BcuLayer *areas,
                            BcuMembership **membership, BcuDiagLog *log)
{
    const BcuLayerSpec *spec = bcu_project_layer(project, BCU_LAYER_AREAS);
    if (!bcu_layer_check_fields(spec, areas, log))
        return false;
    g_auto(GStrv) codes = bcu_layer_texts(areas, spec->code);
    g_auto(GStrv) names = bcu_layer_texts(areas, spec->name ? spec->name : spec->code);
    g_autoptr(BcuMembership) made = membership_new(areas->record_count);
    bool ok = check_codes(areas, codes, log);
    if (project->clusters_field)
        ok &= resolve_field(project, areas, made, log);
    else if (project->lookup_file)
        ok &= resolve_lookup(project, codes, names, made, log);
    else
        ok &= resolve_members(project, made, codes, names, log);
    ok = ok && check_empty(project, made, log) && bcu_cluster_names_apply(project, made, log);
    if (!ok)
        return false;
    note_left_out(project, made, names, log);
    warn_of_unused_phases(project, made, log);
    *membership = g_steal_pointer(&made);
    return true;
}
