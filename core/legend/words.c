/* Puts columns and shares into words. */
#include <bcukit/number.h>
#include <bcukit/words.h>
#include <glib.h>
#include <string.h>

char *bcu_words_capital(const char *text)
{
    GString *capital = g_string_new(NULL);
    if (*text)
        g_string_append_unichar(capital, g_unichar_toupper(g_utf8_get_char(text)));
    g_string_append(capital, *text ? g_utf8_next_char(text) : "");
    return g_string_free(capital, FALSE);
}

const char *bcu_words_people(const BcuDataset *dataset)
{
    const char *people = bcu_dataset_text(dataset, BCU_TEXT_PEOPLE);
    return *people ? people : "people";
}

/* "BCUs" for "clusters", with the comma that follows. */
static bool append_noun(const BcuDataset *dataset, GString *words, const char *word)
{
    BcuLevelInfo clusters = bcu_dataset_level(dataset, BCU_CLUSTERS), subareas = bcu_dataset_level(dataset, BCU_SUBAREAS);
    const char *const NOUNS[][2] = {{"clusters", clusters.plural},
                                    {"cluster", clusters.noun},
                                    {"subareas", subareas.plural},
                                    {"subarea", subareas.noun}};
    size_t length = strcspn(word, ",;.:)");
    for (size_t n = 0; n < G_N_ELEMENTS(NOUNS); n++)
        if (length > 0 && strlen(NOUNS[n][0]) == length && strncmp(word, NOUNS[n][0], length) == 0) {
            g_string_append_printf(words, "%s%s", NOUNS[n][1], word + length);
            return true;
        }
    return false;
}

/* "km2" to "km²"; DWO for the resource dwo; other words in capitals, as old formats write them, to
 * small letters. */
static void append_word(const BcuDataset *dataset, GString *words, const char *word)
{
    static const char *const UNITS[][2] = {{"km2", "km\u00b2"}, {"m2", "m\u00b2"}};
    for (size_t u = 0; u < G_N_ELEMENTS(UNITS); u++)
        if (g_str_equal(UNITS[u][0], word)) {
            g_string_append(words, UNITS[u][1]);
            return;
        }
    if (append_noun(dataset, words, word))
        return;
    bool resource = false;
    for (uint32_t r = 0; r < bcu_resource_count(dataset); r++)
        resource |= g_str_equal(bcu_resource_at(dataset, r).key, word);
    g_autofree char *small = g_utf8_strdown(word, -1), *large = g_utf8_strup(word, -1);
    bool shouted = g_str_equal(large, word) && strlen(word) > 4;
    g_string_append(words, resource && strlen(word) <= 4 ? large : shouted ? small : word);
}

char *bcu_words_of_text(const BcuDataset *dataset, const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, " ", -1);
    GString *words = g_string_new(NULL);
    for (guint i = 0; parts[i]; i++) {
        if (i > 0)
            g_string_append_c(words, ' ');
        append_word(dataset, words, parts[i]);
    }
    return g_string_free(words, FALSE);
}

char *bcu_words_of_column(const BcuDataset *dataset, const BcuColumn *column)
{
    g_auto(GStrv) parts = g_strsplit_set(column->name, "_ ", -1);
    guint count = g_strv_length(parts);
    GString *words = g_string_new(NULL);
    bool ends_in_unit = column->unit && g_str_equal(parts[count - 1], column->unit);
    if (count > 1 && ends_in_unit && !g_str_equal(column->unit, BCU_UNIT_SHARE)) /* which is what it is, too */
        count--;
    for (guint i = 0; i < count; i++) {
        if (words->len > 0 && *parts[i])
            g_string_append_c(words, ' ');
        append_word(dataset, words, parts[i]);
    }
    g_autofree char *text = g_string_free(words, FALSE);
    return bcu_words_capital(text);
}

char *bcu_words_percent(double share)
{
    double percent = 100 * share;
    bool nearly_all = share < 1 && percent >= 99.95, nearly_none = share > 0 && percent < 0.05;
    char number[BCU_NUMBER_SIZE];
    bcu_number_fixed(number, nearly_all ? 99.9 : nearly_none ? 0.1 : percent, 1, share == 0 || share == 1);
    return g_strdup_printf("%s%s%%", nearly_none ? "less than " : "", number);
}
