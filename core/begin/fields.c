/* Fields by what their values are like first, and by what they are called second. */
#include "begin/fields.h"
#include "text/cells.h"
#include <string.h>

/* ---- values ------------------------------------------------------------------------------ */

static bool has_small_letters_or_blanks(const char *text)
{
    for (const char *c = text; *c; c = g_utf8_next_char(c))
        if (g_unichar_islower(g_utf8_get_char(c)) || *c == ' ')
            return true;
    return false;
}

/* "Ain", "ILE-DE-FRANCE", but neither "AL" nor "E09000007". */
static bool is_word(const char *text)
{
    return !strpbrk(text, "0123456789") &&
           (g_utf8_strlen(text, -1) > 3 || has_small_letters_or_blanks(text)) && *text != '\0';
}

static BcuFieldProfile profile_of(const BcuLayer *layer, uint32_t column)
{
    const BcuColumn *meaning = bcu_table_column(layer->fields, column);
    BcuFieldProfile profile = {.column = column, .name = meaning->name, .type = meaning->type};
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    glong shortest = G_MAXLONG, longest = 0;
    uint32_t words = 0, spaced = 0;
    for (uint32_t r = 0; r < layer->record_count; r++) {
        char *text = bcu_cell_text_at(layer->fields, r, column);
        glong length = g_utf8_strlen(text, -1);
        profile.empty += length == 0;
        words += is_word(text);
        spaced += has_small_letters_or_blanks(text);
        shortest = MIN(shortest, length);
        longest = MAX(longest, length);
        g_hash_table_add(seen, text);
    }
    profile.distinct = g_hash_table_size(seen);
    profile.is_wordy = profile.type == BCU_TEXT && words * 2 > layer->record_count - profile.empty;
    profile.is_short =
        profile.type == BCU_INTEGER || (profile.type == BCU_TEXT && !profile.is_wordy && spaced == 0 &&
                                        longest <= 16 && longest - shortest <= 2);
    return profile;
}

/* ---- names ------------------------------------------------------------------------------- */

/* Whether one of the words (separated by blanks) is a part of the field's name: parts end at
 * anything but letters, and at digits. */
static bool is_called(const char *field, const char *words)
{
    g_autofree char *lower = g_utf8_strdown(field, -1);
    g_auto(GStrv) wanted = g_strsplit(words, " ", -1);
    g_auto(GStrv) parts = g_strsplit_set(lower, "_-. 0123456789", -1);
    for (size_t i = 0; parts[i]; i++)
        if (*parts[i] && g_strv_contains((const char *const *)wanted, parts[i]))
            return true;
    return g_strv_contains((const char *const *)wanted, lower);
}

static const char CODE_WORDS[] =
    "code cd cod gss geoid fips insee nuts ags ars iso key kode kod codigo codice pcode bfsnr statefp countyfp";
static const char NUMBER_WORDS[] = "objectid fid gid ogc oid poly recno rownum row";
static const char NAME_WORDS[] =
    "name nam nm nom nome nombre naam namn navn nimi nazwa nazev label lib libelle bezeichnung gen title";
static const char PEOPLE_WORDS[] =
    "population pop popul usualres inhabitants residents persons people habitants "
    "einwohner bevolkerung poblacion popolazione";
static const char NOT_COUNT_WORDS[] = "den dens density densite dichte pct share rate km sqkm change";

/* ---- scores ------------------------------------------------------------------------------ */

/* 0: cannot be one. */
static int code_score(const BcuFieldProfile *p, uint32_t records)
{
    if (p->distinct != records || p->empty > 0 || (p->type != BCU_TEXT && p->type != BCU_INTEGER))
        return 0;
    int score = 2 + (p->type == BCU_TEXT) + 2 * p->is_short - 3 * p->is_wordy;
    score += is_called(p->name, CODE_WORDS) ? 5 : is_called(p->name, "id") ? 2 : 0;
    score -= is_called(p->name, NUMBER_WORDS) ? 4 : 0;
    score -= is_called(p->name, PEOPLE_WORDS) || is_called(p->name, NAME_WORDS) ? 3 : 0;
    return MAX(score, 1);
}

int bcu_field_code_score(const BcuFieldProfile *profile, uint32_t records)
{
    return code_score(profile, records);
}

bool bcu_field_counts_records(const BcuFieldProfile *profile, const BcuLayer *layer)
{
    if (is_called(profile->name, NUMBER_WORDS))
        return true;
    bool counts = profile->type == BCU_INTEGER && layer->record_count > 1 && !is_called(profile->name, CODE_WORDS);
    int64_t first = counts ? bcu_table_at(layer->fields, 0, profile->column).as.integer : 0;
    for (uint32_t r = 0; counts && r < layer->record_count; r++) {
        BcuValue value = bcu_table_at(layer->fields, r, profile->column);
        counts = (first == 0 || first == 1) && value.type == BCU_INTEGER && value.as.integer == first + r;
    }
    return counts;
}

static int name_score(const BcuFieldProfile *p, uint32_t records)
{
    if (p->type != BCU_TEXT || p->distinct < 2 || p->empty * 2 > records)
        return 0;
    int score = 3 * p->is_wordy + (is_called(p->name, NAME_WORDS) ? 4 : 0);
    if (score == 0)
        return 0;
    return score + (int)(8.0 * p->distinct / records);
}

/* A field that groups has at least two groups, of two records on average. */
static int parent_score(const BcuFields *fields, const BcuLayer *layer, const BcuFieldProfile *p)
{
    bool is_code = p->is_short && (p->type == BCU_TEXT || is_called(p->name, CODE_WORDS));
    if (p->distinct < 2 || p->distinct * 2 > fields->record_count || p->empty * 10 > fields->record_count ||
        (!is_code && !p->is_wordy))
        return 0;
    int score = 1 + (is_called(p->name, CODE_WORDS) ? 2 : 0) + is_code;
    return score + (bcu_fields_name_of(fields, layer, p->column) != BCU_NONE ? 4 : 0);
}

static int population_score(const BcuFieldProfile *p, uint32_t records)
{
    bool is_number = p->type == BCU_INTEGER || p->type == BCU_REAL;
    if (!is_number || p->empty * 2 > records || !is_called(p->name, PEOPLE_WORDS) ||
        is_called(p->name, NOT_COUNT_WORDS))
        return 0;
    return 1 + (p->type == BCU_INTEGER);
}

static int hectares_score(const BcuFieldProfile *p)
{
    return p->type == BCU_REAL && is_called(p->name, "hectares ha") && !is_called(p->name, "people pop per")
               ? 1
               : 0;
}

/* ---- the best of each -------------------------------------------------------------------- */

static const BcuFieldProfile *profile_at(const BcuFields *fields, uint32_t column)
{
    return &g_array_index(fields->profiles, BcuFieldProfile, column);
}

/* Of equal scores the first field wins. */
static void take_better(uint32_t *best, int *best_score, uint32_t column, int score)
{
    if (score <= *best_score)
        return;
    *best = column;
    *best_score = score;
}

void bcu_fields_detect(const BcuLayer *layer, BcuFields *fields)
{
    uint32_t count = bcu_table_column_count(layer->fields);
    int code = 0, name = 0, parent = 0, population = 0, hectares = 0;
    *fields = (BcuFields){g_array_new(FALSE, FALSE, sizeof(BcuFieldProfile)),
                          layer->record_count,
                          BCU_NONE,
                          BCU_NONE,
                          BCU_NONE,
                          BCU_NONE,
                          BCU_NONE};
    for (uint32_t c = 0; c < count; c++) {
        BcuFieldProfile profile = profile_of(layer, c);
        g_array_append_val(fields->profiles, profile);
        take_better(&fields->code, &code, c, code_score(&profile, layer->record_count));
    }
    for (uint32_t c = 0; c < count; c++) {
        const BcuFieldProfile *profile = profile_at(fields, c);
        if (c != fields->code) {
            take_better(&fields->name, &name, c, name_score(profile, layer->record_count));
            take_better(&fields->parent, &parent, c, parent_score(fields, layer, profile));
        }
        take_better(&fields->population, &population, c, population_score(profile, layer->record_count));
        take_better(&fields->published_ha, &hectares, c, hectares_score(profile));
    }
}

void bcu_fields_clear(BcuFields *fields)
{
    g_clear_pointer(&fields->profiles, g_array_unref);
}

/* Whether two columns go together one to one. */
static bool go_together(const BcuLayer *layer, uint32_t a, uint32_t b)
{
    g_autoptr(GHashTable) of = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (uint32_t r = 0; r < layer->record_count; r++) {
        g_autofree char *key = bcu_cell_text_at(layer->fields, r, a), *value = bcu_cell_text_at(layer->fields, r, b);
        const char *before = g_hash_table_lookup(of, key);
        if (before && !g_str_equal(before, value))
            return false;
        if (!before)
            g_hash_table_insert(of, g_steal_pointer(&key), g_steal_pointer(&value));
    }
    return true;
}

uint32_t bcu_fields_name_of(const BcuFields *fields, const BcuLayer *layer, uint32_t grouping)
{
    const BcuFieldProfile *group = profile_at(fields, grouping);
    for (uint32_t c = 0; c < fields->profiles->len; c++) {
        const BcuFieldProfile *other = profile_at(fields, c);
        if (c != grouping && !group->is_wordy && other->is_wordy && other->distinct == group->distinct &&
            go_together(layer, grouping, c))
            return c;
    }
    return BCU_NONE;
}

const char *bcu_fields_title(const BcuFields *fields, uint32_t column)
{
    return column == BCU_NONE ? NULL : profile_at(fields, column)->name;
}

char *bcu_fields_groupings(const BcuFields *fields)
{
    GString *list = g_string_new(NULL);
    for (uint32_t f = 0; f < fields->profiles->len; f++) {
        const BcuFieldProfile *p = &g_array_index(fields->profiles, BcuFieldProfile, f);
        if (p->distinct > 1 && p->distinct * 2 <= fields->record_count && p->type == BCU_TEXT)
            g_string_append_printf(list, "%s%s (%u)", list->len ? ", " : "", p->name, p->distinct);
    }
    return g_string_free(list, FALSE);
}
