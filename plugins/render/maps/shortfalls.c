/* Each message names its map: a run may draw dozens. */
#include "maps/shortfalls.h"
#include "maps/phrases.h"

static void tell(GHashTable *told, BcuDiagLog *log, const char *code, const char *hint, char *message)
{
    if (!g_hash_table_contains(told, message))
        bcu_report(log, BCU_WARNING, code, NULL, hint, "%s", message);
    g_hash_table_add(told, message);
}

/* "Abbey", "Grange" and 3 more */
static char *names_of(const GArray *unplaced, const GArray *wishes)
{
    enum { MOST_NAMES = 8 };
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < MIN(unplaced->len, MOST_NAMES); i++)
        g_string_append_printf(names, "%s\"%s\"", i ? ", " : "",
                               g_array_index(wishes, LabelWish, g_array_index(unplaced, guint, i)).text);
    if (unplaced->len > MOST_NAMES)
        g_string_append_printf(names, " and %u more", unplaced->len - MOST_NAMES);
    return g_string_free(names, FALSE);
}

/* "the map "locator west" leaves out the names of all 344 neighbourhoods" */
static void report_given_up(const BcuDataset *dataset, const Labels *labels, const char *map,
                            GHashTable *told, BcuDiagLog *log)
{
    for (guint i = 0; labels && i < labels->given_up->len; i++) {
        GivenUp level = g_array_index(labels->given_up, GivenUp, i);
        g_autofree char *names = phrase_count(dataset, level.level, level.names);
        tell(told, log, "RENDER025", "Set render.page to a larger page to have them.",
             g_strdup_printf("the map \"%s\" leaves out the names of %s: too few have room", map, names));
    }
}

static void report_labels(const Labels *labels, const char *map, const GArray *wishes, GHashTable *told,
                          BcuDiagLog *log)
{
    if (!labels || labels->unplaced->len == 0)
        return;
    g_autofree char *names = names_of(labels->unplaced, wishes);
    tell(
        told, log, "RENDER020",
        "Set render.page to a larger page, such as A3-landscape, or shorten the names in the project file or "
        "the layer.",
        g_strdup_printf("the map \"%s\" has no room for the label%s %s", map,
                        labels->unplaced->len > 1 ? "s" : "", names));
}

/* Such letters show as boxes. */
static void report_letters(const Labels *labels, const GArray *wishes, GHashTable *told, BcuDiagLog *log)
{
    g_autoptr(GArray) unwritten = g_array_new(false, false, sizeof(guint));
    for (guint i = 0; labels && i < labels->placed->len; i++) {
        const Label *label = &g_array_index(labels->placed, Label, i);
        if (pango_layout_get_unknown_glyphs_count(label->text->layout) > 0)
            g_array_append_val(unwritten, label->wish);
    }
    if (unwritten->len == 0)
        return;
    g_autofree char *names = names_of(unwritten, wishes);
    tell(told, log, "RENDER024",
         "Install a font that has them, such as fonts-noto-cjk for Chinese, Japanese and Korean.",
         g_strdup_printf("no font of this system has all letters of %s", names));
}

void shortfalls_report(const BcuDataset *dataset, const Layout *layout, const char *map, const GArray *wishes,
                       GHashTable *told, BcuDiagLog *log)
{
    if (layout->heading->cut)
        tell(told, log, "RENDER021", "Shorten it, or set render.page to a larger page.",
             g_strdup_printf("the title of the map \"%s\" is too long for the page and is cut off", map));
    if (layout->legend_cut > 0)
        tell(told, log, "RENDER022", "Set render.page to a larger page, or group what the legend lists.",
             g_strdup_printf("the legend of the map \"%s\" is too long for the page; its last %u entries are "
                             "left out",
                             map, layout->legend_cut));
    if (layout->bar_missing)
        tell(told, log, "RENDER023", "Set render.page to a larger page.",
             g_strdup_printf("the map \"%s\" has no room for a scale bar and a north arrow", map));
    report_given_up(dataset, layout->labels, map, told, log);
    report_labels(layout->labels, map, wishes, told, log);
    report_letters(layout->labels, wishes, told, log);
}
