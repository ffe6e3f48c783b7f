/* Written names to areas; see name_match.h. */
#include "cluster/name_match.h"
#include <string.h>

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

/* MATCH_NAME when all words agree, MATCH_SHORT when the written ones are the first of the name's. */
static BcuMatch compare(const char *written, const char *name)
{
    if (g_str_equal(written, name))
        return BCU_MATCH_NAME;
    g_auto(GStrv) short_words = words_of(written), name_words = words_of(name);
    g_autofree char *wanted = g_strjoinv("", short_words);
    if (!*wanted)
        return BCU_MATCH_NONE;
    g_autoptr(GString) joined = g_string_new(NULL);
    for (size_t i = 0; name_words[i]; i++) {
        g_string_append(joined, name_words[i]);
        if (g_str_equal(joined->str, wanted))
            return name_words[i + 1] ? BCU_MATCH_SHORT : BCU_MATCH_NAME;
    }
    return BCU_MATCH_NONE;
}

static size_t collect(GArray *all, uint32_t *first, uint32_t index)
{
    if (all->len == 0)
        *first = index;
    g_array_append_val(all, index);
    return all->len;
}

size_t bcu_name_match(const char *written, char *const *codes, char *const *names, uint32_t count,
                      BcuMatch *kind, uint32_t *first, GArray *all)
{
    g_array_set_size(all, 0);
    *kind = BCU_MATCH_CODE;
    for (uint32_t i = 0; i < count; i++)
        if (g_str_equal(codes[i], written))
            collect(all, first, i);
    if (all->len > 0)
        return all->len;
    *kind = BCU_MATCH_NAME;
    for (uint32_t i = 0; i < count; i++)
        if (compare(written, names[i]) == BCU_MATCH_NAME)
            collect(all, first, i);
    if (all->len > 0)
        return all->len;
    *kind = BCU_MATCH_SHORT;
    for (uint32_t i = 0; i < count; i++)
        if (compare(written, names[i]) == BCU_MATCH_SHORT)
            collect(all, first, i);
    if (all->len == 0)
        *kind = BCU_MATCH_NONE;
    return all->len;
}
