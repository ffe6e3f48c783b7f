/* What groups the areas of a layer: a field of its own, or a look-up table. */
#include "begin/init_private.h"
#include "cluster/membership.h"
#include "cluster/name_match.h"
#include "text/cells.h"
#include "text/table_pick.h"
#include <string.h>

void bcu_init_result_clear(BcuInitResult *result)
{
    g_clear_pointer(&result->text, g_free);
    g_clear_pointer(&result->grouped_by, g_free);
}

/* ---- what groups the areas --------------------------------------------------------------- */

/* How many records have their code in a column of the look-up table, by the rules that a run goes by. */
static uint32_t matches(const BcuMatcher *matcher, uint32_t records, const BcuTable *table, uint32_t column)
{
    g_autofree bool *found = g_new0(bool, (size_t)records + 1);
    g_autoptr(GArray) fitting = g_array_new(false, false, sizeof(uint32_t));
    uint32_t count = 0;
    for (uint32_t r = 0; r < bcu_table_row_count(table); r++) {
        g_autofree char *text = bcu_cell_text_at(table, r, column);
        bcu_matcher_find(matcher, text, BCU_MATCH_NUMBER, fitting);
        uint32_t area = fitting->len == 1 ? g_array_index(fitting, uint32_t, 0) : BCU_NONE;
        count += area != BCU_NONE && !found[area];
        if (area != BCU_NONE)
            found[area] = true;
    }
    return count;
}

static uint32_t distinct(const BcuTable *table, uint32_t column)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (uint32_t r = 0; r < bcu_table_row_count(table); r++)
        g_hash_table_add(seen, bcu_cell_text_at(table, r, column));
    return g_hash_table_size(seen);
}

/* The pair of a unique field and a column that fits most records says which is the code of areas; of pairs that fit
 * as many, that whose field looks most like a code. Row numbers fit anything, and are left to the user. */
static uint32_t pair_lookup(BcuDraft *draft)
{
    uint32_t best = 0, records = draft->fields.record_count;
    int best_score = 0;
    for (uint32_t f = 0; f < draft->fields.profiles->len; f++) {
        const BcuFieldProfile *profile = &g_array_index(draft->fields.profiles, BcuFieldProfile, f);
        if (profile->distinct != records || profile->empty > 0 || bcu_field_counts_records(profile, draft->layer))
            continue;
        g_auto(GStrv) texts = bcu_layer_texts(draft->layer, profile->name);
        g_autoptr(BcuMatcher) matcher = bcu_matcher_new(texts, texts, records);
        int score = bcu_field_code_score(profile, records);
        for (uint32_t c = 0; c < bcu_table_column_count(draft->lookup); c++) {
            uint32_t found = matches(matcher, records, draft->lookup, c);
            if (found > best || (found == best && found > 0 && score > best_score)) {
                best = found;
                best_score = score;
                draft->lookup_field = f;
                draft->lookup_area = c;
            }
        }
    }
    return best;
}

/* A run matches rows by code and by name, so that a table of names leaves the layer its code. */
static void take_lookup_field(BcuDraft *draft)
{
    const BcuFields *fields = &draft->fields;
    const BcuFieldProfile *profiles = (const BcuFieldProfile *)(void *)fields->profiles->data;
    bool has_code = fields->code != BCU_NONE && !profiles[fields->code].is_wordy &&
                    !bcu_field_counts_records(&profiles[fields->code], draft->layer);
    if (has_code && profiles[draft->lookup_field].is_wordy)
        draft->fields.name = draft->lookup_field;
    else
        draft->fields.code = draft->lookup_field;
}

/* What the table says of each area, as a run reads it. \return how many areas have a cluster; false in ok where two
 * rows disagree. */
static uint32_t count_clustered(BcuDraft *draft, bool *ok, BcuDiagLog *log)
{
    g_auto(GStrv) texts = bcu_layer_texts(draft->layer, bcu_fields_title(&draft->fields, draft->lookup_field));
    g_autoptr(BcuMatcher) matcher = bcu_matcher_new(texts, texts, draft->layer->record_count);
    g_autoptr(GArray) fitting = g_array_new(false, false, sizeof(uint32_t));
    g_autoptr(GHashTable) clusters = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    uint32_t count = 0;
    g_autofree char **owned = g_new0(char *, (size_t)draft->layer->record_count + 1);
    for (uint32_t r = 0; r < bcu_table_row_count(draft->lookup); r++) {
        g_autofree char *area = bcu_cell_text_at(draft->lookup, r, draft->lookup_area);
        g_autofree char *cluster = bcu_cell_text_at(draft->lookup, r, draft->lookup_cluster);
        bcu_matcher_find(matcher, area, BCU_MATCH_NUMBER, fitting);
        if (!*cluster || fitting->len != 1)
            continue;
        char **before = &owned[g_array_index(fitting, uint32_t, 0)];
        BcuPlace place = {.file = draft->request->by, .line = bcu_table_line(draft->lookup, r)};
        if (*before && !g_str_equal(*before, cluster)) {
            bcu_report(log, BCU_ERROR, "MEM052", &place, "Keep one row for each area.",
                       "area \"%s\" is in cluster \"%s\" already", area, *before);
            *ok = false;
        } else if (!*before) {
            *before = g_strdup(cluster);
            g_hash_table_add(clusters, g_strdup(cluster));
            count++;
        }
    }
    for (uint32_t i = 0; i < draft->layer->record_count; i++)
        g_free(owned[i]);
    draft->clusters = g_hash_table_size(clusters);
    return count;
}

/* Names of areas repeat now and then, so that a column groups only where most of its values do: the first of these; in
 * a short table, which may have none, that with the fewest values. */
static uint32_t choose_lookup_cluster(const BcuDraft *draft)
{
    uint32_t best = BCU_NONE, fewest = bcu_table_row_count(draft->lookup), many = fewest / 2;
    for (uint32_t c = 0; c < bcu_table_column_count(draft->lookup) && (best == BCU_NONE || fewest > many); c++) {
        uint32_t values = c == draft->lookup_area ? 0 : distinct(draft->lookup, c);
        if (values >= 2 && values < fewest) {
            best = c;
            fewest = values;
        }
    }
    return best;
}

/* Whether each value of one column stands beside one value of the other, and the other way round. */
static bool go_together(const BcuTable *table, uint32_t a, uint32_t b)
{
    g_autoptr(GHashTable) pairs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (uint32_t r = 0; r < bcu_table_row_count(table); r++) {
        g_autofree char *one = bcu_cell_text_at(table, r, a), *other = bcu_cell_text_at(table, r, b);
        g_hash_table_add(pairs, g_strdup_printf("%s\n%s", one, other));
    }
    return distinct(table, a) == g_hash_table_size(pairs) && distinct(table, b) == g_hash_table_size(pairs);
}

static size_t length_of(const BcuTable *table, uint32_t column)
{
    size_t length = 0;
    for (uint32_t r = 0; r < bcu_table_row_count(table); r++) {
        g_autofree char *text = bcu_cell_text_at(table, r, column);
        length += strlen(text);
    }
    return length;
}

/* Of two columns that go together the longer one holds names. */
static void choose_lookup_columns(BcuDraft *draft)
{
    const BcuTable *table = draft->lookup;
    uint32_t cluster = choose_lookup_cluster(draft), name = BCU_NONE;
    for (uint32_t c = cluster; cluster != BCU_NONE && name == BCU_NONE && ++c < bcu_table_column_count(table);)
        if (c != draft->lookup_area && go_together(table, cluster, c))
            name = c;
    bool swapped = name != BCU_NONE && length_of(table, name) < length_of(table, cluster);
    draft->clusters = cluster == BCU_NONE ? 0 : distinct(table, cluster);
    draft->lookup_cluster = swapped ? name : cluster;
    draft->lookup_name = swapped ? cluster : name;
}

static bool group_by_lookup(BcuDraft *draft, BcuDiagLog *log)
{
    const char *path = draft->request->by;
    BcuPlace place = {.file = path};
    draft->group = draft->group_name = BCU_NONE;
    if (!bcu_csv_read(path, &draft->lookup, log))
        return false;
    uint32_t found = pair_lookup(draft);
    choose_lookup_columns(draft);
    if (found == 0 || draft->lookup_cluster == BCU_NONE) {
        bcu_report(
            log, BCU_ERROR, "MEM053", &place,
            "Give a table with the code of each area in one column and that of its cluster in another; a table of row "
            "numbers can only be named by hand, with clusters.lookup and code.",
            found == 0 ? "no column holds codes of the layer \"%s\""
                       : "no column groups the areas of layer \"%s\"",
            draft->layer->id);
        return false;
    }
    bool ok = true;
    take_lookup_field(draft);
    draft->outside = draft->layer->record_count - count_clustered(draft, &ok, log);
    return ok;
}

static bool group_by_field(BcuDraft *draft, BcuDiagLog *log)
{
    const char *by = draft->request->by;
    g_autofree char *candidates = bcu_fields_groupings(&draft->fields);
    g_autofree char *hint = g_strdup_printf("Name a field with --by%s%s.",
                                            *candidates ? "; these group the areas: " : "", candidates);
    BcuPlace place = {.file = draft->layer->path, .key = "--by"};
    if (by && !bcu_layer_require_field(draft->layer, by, "--by", log))
        return false;
    draft->group = by ? bcu_table_find(draft->layer->fields, by) : draft->fields.parent;
    if (draft->group == BCU_NONE) {
        bcu_report(log, BCU_ERROR, "MEM032", &place, hint, "no field looks as if it grouped the areas");
        return false;
    }
    const BcuFieldProfile *profile = &g_array_index(draft->fields.profiles, BcuFieldProfile, draft->group);
    if (profile->distinct == draft->fields.record_count && profile->distinct > 1)
        bcu_report(log, BCU_WARNING, "MEM033", &place, hint,
                   "field \"%s\" differs in every record, so that each cluster is one area", profile->name);
    draft->group_name = bcu_fields_name_of(&draft->fields, draft->layer, draft->group);
    draft->outside = profile->empty;
    draft->clusters = profile->distinct - (profile->empty > 0);
    if (draft->fields.name == draft->group)
        draft->fields.name = BCU_NONE;
    return true;
}

static bool require_code(const BcuDraft *draft, BcuDiagLog *log)
{
    if (draft->fields.code != BCU_NONE)
        return true;
    uint32_t best = 0;
    const char *nearest = NULL;
    for (uint32_t f = 0; f < draft->fields.profiles->len; f++) {
        const BcuFieldProfile *p = &g_array_index(draft->fields.profiles, BcuFieldProfile, f);
        if (p->distinct > best && p->type != BCU_REAL) {
            best = p->distinct;
            nearest = p->name;
        }
    }
    BcuPlace place = {.file = draft->layer->path};
    g_autofree char *hint = g_strdup_printf("Give each record a code of its own, or dissolve the layer by "
                                            "\"%s\" (%u values in %u records) first.",
                                            nearest ? nearest : "its code", best, draft->fields.record_count);
    bcu_report(log, BCU_ERROR, "MEM012", &place, hint, "no field has a different value in every record");
    return false;
}

char *bcu_init_layer_id(const char *path)
{
    g_autofree char *name = g_path_get_basename(path);
    char *dot = strrchr(name, '.');
    if (dot)
        *dot = '\0';
    g_autofree char *lower = g_utf8_strdown(name, -1);
    GString *id = g_string_new(NULL);
    for (const char *c = lower; *c; c = g_utf8_next_char(c))
        if (g_unichar_isalnum(g_utf8_get_char(c)))
            g_string_append_unichar(id, g_utf8_get_char(c));
        else if (id->len && id->str[id->len - 1] != '-')
            g_string_append_c(id, '-');
    if (id->len == 0)
        g_string_append(id, "areas");
    return g_string_free(id, FALSE);
}

/* ---- the whole --------------------------------------------------------------------------- */

static bool require_usable(const BcuLayer *layer, BcuDiagLog *log)
{
    BcuPlace place = {.file = layer->path};
    if (layer->geometry == BCU_POLYGONS && layer->record_count > 0)
        return true;
    bcu_report(log, BCU_ERROR, layer->record_count ? "SHP091" : "SHP090", &place, "Name a layer of polygons.",
               layer->record_count ? "the layer holds no polygons, but areas must be polygons"
                                   : "the layer has no features");
    return false;
}

bool bcu_init(const BcuLayer *layer, const BcuInitRequest *request, BcuInitResult *result, BcuDiagLog *log)
{
    if (!require_usable(layer, log))
        return false;
    BcuDraft draft = {.layer = layer, .request = request, .fields = *request->fields};
    bool is_file = request->by && bcu_table_find(layer->fields, request->by) == BCU_NONE &&
                   g_file_test(request->by, G_FILE_TEST_IS_REGULAR);
    bool ok = is_file ? group_by_lookup(&draft, log) : group_by_field(&draft, log);
    ok = require_code(&draft, log) && ok;
    if (ok) {
        *result =
            (BcuInitResult){bcu_draft_write(&draft, log),
                            g_strdup(is_file ? request->by : bcu_fields_title(&draft.fields, draft.group)),
                            layer->record_count, draft.clusters, draft.outside};
    }
    bcu_table_free(draft.lookup);
    return ok;
}
