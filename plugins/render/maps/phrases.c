/* Pieces of sentences. */
#include "maps/phrases.h"
#include <bcukit/classes.h>
#include <string.h>

char *phrase_count(const BcuDataset *dataset, BcuLevel level, uint32_t count)
{
    BcuLevelInfo info = bcu_dataset_level(dataset, level);
    g_autofree char *number = bcu_figure_text(count, 0);
    return g_strdup_printf("%s %s", number, count == 1 ? info.noun : info.plural);
}

/* Whether some of it does: Unicode keeps these ranges for scripts that are written from right to left. */
static bool runs_to_the_left(const char *text)
{
    static const gunichar RANGES[][2] = {
        {0x590, 0x8ff}, {0xfb1d, 0xfdff}, {0xfe70, 0xfefe}, {0x10800, 0x10fff}, {0x1e800, 0x1efff}};
    for (const char *c = text; *c; c = g_utf8_next_char(c))
        for (size_t r = 0; r < G_N_ELEMENTS(RANGES); r++)
            if (g_utf8_get_char(c) >= RANGES[r][0] && g_utf8_get_char(c) <= RANGES[r][1])
                return true;
    return false;
}

/* Marks, since not all that shows an SVG knows isolates. */
char *phrase_name(const char *name)
{
    static const char *const LEFT_TO_RIGHT_MARK = "\u200e";
    return runs_to_the_left(name) ? g_strconcat(LEFT_TO_RIGHT_MARK, name, LEFT_TO_RIGHT_MARK, NULL)
                                  : g_strdup(name);
}

char *phrase_list(const GPtrArray *names)
{
    GString *list = g_string_new(NULL);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *name = phrase_name(g_ptr_array_index(names, i));
        g_string_append_printf(list, "%s%s", i == 0 ? "" : i + 1 == names->len ? " and " : ", ", name);
    }
    return g_string_free(list, FALSE);
}

char *phrase_members(const BcuDataset *dataset, uint32_t cluster)
{
    const uint32_t *areas;
    uint32_t count = bcu_cluster_members(dataset, cluster, &areas);
    GString *list = g_string_new(NULL);
    for (uint32_t i = 0; i < count; i++) {
        g_autofree char *name = phrase_name(bcu_feature_name(dataset, BCU_AREAS, areas[i]));
        g_string_append_printf(list, "%s%s", i == 0 ? "" : ", ", name);
    }
    return g_string_free(list, FALSE);
}
