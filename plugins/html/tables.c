/* Writes the tables for readers without scripts: clusters and areas, with the columns that the page opens
 * with. */
#include "escape.h"
#include "page.h"

/* Text columns are few words: those of cover, and of clusters the members and free keys. */
static bool is_shown(const Column *column, BcuLevel level)
{
    if (column->texts)
        return level == BCU_CLUSTERS && !g_str_equal(column->key, "neighbours") &&
               !g_str_equal(column->key, "population_from");
    return column->is_main;
}

static void append_head(GString *html, const Page *page, BcuLevel level)
{
    const GPtrArray *columns = page->figures[level].columns;
    g_string_append(html, "<thead><tr><th scope=\"col\">Name</th>");
    for (guint i = 0; i < columns->len; i++) {
        const Column *column = g_ptr_array_index(columns, i);
        if (!is_shown(column, level))
            continue;
        g_string_append(html, column->texts ? "<th scope=\"col\">" : "<th scope=\"col\" class=\"number\">");
        html_append_text(html, column->words);
        g_string_append(html, "</th>");
    }
    g_string_append(html, "</tr></thead>\n");
}

/* A phase by what it is called. */
static char *shown_dup(const Page *page, const Figures *figures, const Column *column, uint32_t feature)
{
    uint32_t phase = figures->level == BCU_CLUSTERS ? bcu_cluster_phase(page->dataset, feature) : BCU_NONE;
    if (column->texts && g_str_equal(column->key, "phase") && phase != BCU_NONE)
        return g_strdup(bcu_phase_at(page->dataset, phase).label);
    return figures_text(page->dataset, figures, column, feature);
}

static void append_row(GString *html, const Page *page, BcuLevel level, uint32_t feature)
{
    const Figures *figures = &page->figures[level];
    g_string_append(html, "<tr><th scope=\"row\">");
    html_append_name(html, bcu_feature_name(page->dataset, level, feature));
    g_string_append(html, "</th>");
    for (guint i = 0; i < figures->columns->len; i++) {
        const Column *column = g_ptr_array_index(figures->columns, i);
        if (!is_shown(column, level))
            continue;
        g_autofree char *text = shown_dup(page, figures, column, feature);
        g_string_append(html, column->texts ? "<td>" : "<td class=\"number\">");
        html_append_text(html, text);
        g_string_append(html, "</td>");
    }
    g_string_append(html, "</tr>\n");
}

static void append_table(GString *html, const Page *page, BcuLevel level)
{
    g_autofree char *caption = bcu_words_capital(bcu_dataset_level(page->dataset, level).plural);
    g_string_append(html, "<table><caption>");
    html_append_text(html, caption);
    g_string_append(html, "</caption>");
    append_head(html, page, level);
    g_string_append(html, "<tbody>\n");
    for (uint32_t f = 0; f < bcu_feature_count(page->dataset, level); f++)
        append_row(html, page, level, f);
    g_string_append(html, "</tbody></table>\n");
}

void tables_append(GString *html, const Page *page)
{
    for (int level = BCU_CLUSTERS; level <= BCU_AREAS; level++)
        if (page->has_level[level])
            append_table(html, page, (BcuLevel)level);
}
