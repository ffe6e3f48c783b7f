/* Matches written codes and names to areas; see name_match.h. */
#include "cluster/name_match.h"
#include <string.h>

struct BcuMatcher {
    char *const *codes;
    GHashTable *code, *folded_code, *number, *name; /* text to GArray of areas */
    GHashTable *start, *inside; /* runs of words of names, from their start and elsewhere, to GArray of areas */
};

const char *bcu_match_phrase(BcuMatch match)
{
    static const char *const PHRASES[] = {"",           "by code",       "by code but for case", "by name",
                                          "by number",  "by short form", "by field",             "by look-up"};
    return PHRASES[match];
}

/* ---- texts made comparable ------------------------------------------------------------- */

/* The words of a name: lower case, accents off, without "and". Freed with g_strfreev. */
static GStrv words_of(const char *name)
{
    g_autofree char *folded = g_utf8_casefold(name, -1);
    g_autofree char *split = g_utf8_normalize(folded, -1, G_NORMALIZE_ALL);
    GString *plain = g_string_new(NULL);
    for (const char *c = split ? split : ""; *c; c = g_utf8_next_char(c)) {
        gunichar letter = g_utf8_get_char(c);
        if (g_unichar_isalnum(letter))
            g_string_append_unichar(plain, letter);
        else if (!g_unichar_ismark(letter) && letter != '\'' && letter != 0x2019)
            g_string_append_c(plain, ' ');
    }
    g_auto(GStrv) raw = g_strsplit(plain->str, " ", -1);
    g_string_free(plain, TRUE);
    GStrvBuilder *builder = g_strv_builder_new();
    for (size_t i = 0; raw[i]; i++)
        if (*raw[i] && !g_str_equal(raw[i], "and"))
            g_strv_builder_add(builder, raw[i]);
    GStrv words = g_strv_builder_end(builder);
    g_strv_builder_unref(builder);
    return words;
}

static char *fold_name(const char *name)
{
    g_auto(GStrv) words = words_of(name);
    return g_strjoinv("", words);
}

static char *fold_code(const char *code)
{
    g_autofree char *folded = g_utf8_casefold(code, -1);
    return g_strstrip(g_utf8_normalize(folded, -1, G_NORMALIZE_ALL));
}

/* What is left of a code once a spreadsheet took it for a number; NULL for one that it would not. */
static char *fold_number(const char *code)
{
    g_autofree char *folded = fold_code(code);
    size_t digits = strspn(folded, "0123456789");
    if (digits == 0)
        return NULL;
    if (folded[digits] == '.' && strspn(folded + digits + 1, "0") == strlen(folded + digits + 1))
        folded[digits] = '\0';
    size_t zeros = MIN(strspn(folded, "0"), digits - 1);
    return g_strdup(folded + zeros);
}

/* ---- the index ----------------------------------------------------------------------------- */

static GHashTable *new_table(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
}

/* \param key taken; NULL and "" stand for nothing. */
static void note(GHashTable *table, char *key, uint32_t area)
{
    GArray *areas = key ? g_hash_table_lookup(table, key) : NULL;
    if (!key || !*key) {
        g_free(key);
        return;
    }
    if (!areas) {
        areas = g_array_new(false, false, sizeof area);
        g_hash_table_insert(table, key, areas);
    } else {
        g_free(key);
    }
    if (areas->len == 0 || g_array_index(areas, uint32_t, areas->len - 1) != area)
        g_array_append_val(areas, area);
}

static void note_runs(BcuMatcher *matcher, const char *name, uint32_t area)
{
    enum { WORDS_MAX = 12 };
    g_auto(GStrv) words = words_of(name);
    uint32_t count = MIN(g_strv_length(words), WORDS_MAX);
    for (uint32_t first = 0; first < count; first++) {
        g_autoptr(GString) run = g_string_new(NULL);
        for (uint32_t last = first; last < count; last++) {
            g_string_append(run, words[last]);
            if (first > 0 || words[last + 1])
                note(first ? matcher->inside : matcher->start, g_strdup(run->str), area);
        }
    }
}

BcuMatcher *bcu_matcher_new(char *const *codes, char *const *names, uint32_t count)
{
    BcuMatcher *matcher = g_new0(BcuMatcher, 1);
    GHashTable **const tables[] = {&matcher->code, &matcher->folded_code, &matcher->number,
                                   &matcher->name, &matcher->start,       &matcher->inside};
    matcher->codes = codes;
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++)
        *tables[i] = new_table();
    for (uint32_t i = 0; i < count; i++) {
        note(matcher->code, g_strdup(codes[i]), i);
        note(matcher->folded_code, fold_code(codes[i]), i);
        note(matcher->number, fold_number(codes[i]), i);
        note(matcher->name, fold_name(names[i]), i);
        note_runs(matcher, names[i], i);
    }
    return matcher;
}

void bcu_matcher_free(BcuMatcher *matcher)
{
    if (!matcher)
        return;
    GHashTable *const tables[] = {matcher->code, matcher->folded_code, matcher->number,
                                  matcher->name, matcher->start,       matcher->inside};
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++)
        g_hash_table_unref(tables[i]);
    g_free(matcher);
}

/* ---- the rules ------------------------------------------------------------------------------- */

/* \param key taken. */
static bool take(GHashTable *table, char *key, GArray *fitting)
{
    const GArray *areas = key ? g_hash_table_lookup(table, key) : NULL;
    g_free(key);
    if (areas)
        g_array_append_vals(fitting, areas->data, areas->len);
    return areas != NULL;
}

static bool take_short(const BcuMatcher *matcher, const char *written, GArray *fitting)
{
    if (!take(matcher->start, fold_name(written), fitting))
        return false;
    guint starting = fitting->len;
    g_autoptr(GArray) inside = g_array_new(false, false, sizeof(uint32_t));
    take(matcher->inside, fold_name(written), inside);
    for (guint i = 0; i < inside->len; i++) {
        uint32_t area = g_array_index(inside, uint32_t, i);
        bool known = false;
        for (guint s = 0; s < starting; s++)
            known |= g_array_index(fitting, uint32_t, s) == area;
        if (!known)
            g_array_append_val(fitting, area);
    }
    return true;
}

BcuMatch bcu_matcher_find(const BcuMatcher *matcher, const char *written, BcuMatch weakest, GArray *fitting)
{
    g_array_set_size(fitting, 0);
    if (take(matcher->code, g_strdup(written), fitting))
        return BCU_MATCH_CODE;
    if (take(matcher->folded_code, fold_code(written), fitting))
        return BCU_MATCH_CASE;
    if (take(matcher->name, fold_name(written), fitting))
        return BCU_MATCH_NAME;
    if (weakest != BCU_MATCH_NAME && take(matcher->number, fold_number(written), fitting))
        return BCU_MATCH_NUMBER;
    if (weakest == BCU_MATCH_SHORT && take_short(matcher, written, fitting))
        return BCU_MATCH_SHORT;
    return BCU_MATCH_NONE;
}
