/* Lists what a move or comparison changes: areas with their people and hectares, then clusters. */
#include "escape.h"
#include "page.h"

static const char *name_before(const BcuDataset *dataset, uint32_t area)
{
    uint32_t before = bcu_area_baseline(dataset, area);
    return before == BCU_NONE ? NULL : bcu_baseline_name(dataset, before);
}

static const char *name_after(const BcuDataset *dataset, uint32_t area)
{
    uint32_t after = bcu_feature_cluster(dataset, BCU_AREAS, area);
    return after == BCU_NONE ? NULL : bcu_feature_name(dataset, BCU_CLUSTERS, after);
}

/* ---- the lists ---------------------------------------------------------------------------- */

static void append_number_cell(GString *html, double value, int decimals)
{
    g_autofree char *text = isnan(value) ? g_strdup("") : bcu_figure_text(value, decimals);
    g_string_append_printf(html, "<td class=\"number\">%s</td>", text);
}

static void append_name_cell(GString *html, const char *name)
{
    g_string_append(html, "<td>");
    html_append_name(html, name ? name : "none");
    g_string_append(html, "</td>");
}

static void append_moved(GString *html, const BcuDataset *dataset)
{
    g_autofree char *noun = bcu_words_capital(bcu_dataset_level(dataset, BCU_AREAS).noun);
    g_string_append(
        html,
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"What moves\"><table><caption>"
        "What moves</caption><thead><tr><th scope=\"col\">");
    html_append_text(html, noun);
    g_string_append(
        html, "</th><th scope=\"col\">From</th><th scope=\"col\">To</th><th scope=\"col\" class=\"number\">"
              "People</th><th scope=\"col\" class=\"number\">Hectares</th></tr></thead><tbody>\n");
    for (uint32_t area = 0; area < bcu_feature_count(dataset, BCU_AREAS); area++) {
        if (!bcu_area_is_moved(dataset, area))
            continue;
        g_string_append(html, "<tr><th scope=\"row\">");
        html_append_name(html, bcu_feature_name(dataset, BCU_AREAS, area));
        g_string_append(html, "</th>");
        append_name_cell(html, name_before(dataset, area));
        append_name_cell(html, name_after(dataset, area));
        append_number_cell(html, bcu_area_people(dataset, area), 0);
        append_number_cell(html, bcu_feature_area_m2(dataset, BCU_AREAS, area) / 1e4, 2);
        g_string_append(html, "</tr>\n");
    }
    g_string_append(html, "</tbody></table></div>\n");
}

static double cell(const BcuTable *table, uint32_t row, const char *name)
{
    double value;
    uint32_t column = bcu_table_find(table, name);
    return column != BCU_NONE && bcu_table_number(table, row, column, &value) ? value : NAN;
}

/* Nothing is said where there is no figure. */
static bool is_change(double value)
{
    return !isnan(value) && value != 0;
}

static void append_changed_row(GString *html, const BcuTable *change, uint32_t row)
{
    static const char *const SHOWN[] = {"areas_before",     "areas_after",       "population_before",
                                        "population_after", "population_change", "area_change_ha"};
    g_string_append(html, "<tr><th scope=\"row\">");
    html_append_name(html, bcu_table_at(change, row, 1).as.text);
    g_string_append(html, "</th>");
    for (size_t i = 0; i < G_N_ELEMENTS(SHOWN); i++)
        append_number_cell(html, cell(change, row, SHOWN[i]), i + 1 == G_N_ELEMENTS(SHOWN) ? 2 : 0);
    g_string_append(html, "</tr>\n");
}

static void append_changed(GString *html, const BcuDataset *dataset)
{
    BcuTable *change = bcu_measure_change(dataset, NULL);
    g_autofree char *noun = bcu_words_capital(bcu_dataset_level(dataset, BCU_CLUSTERS).noun);
    g_string_append(html,
                    "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"What changes\"><table>"
                    "<caption>What changes</caption><thead><tr><th scope=\"col\">");
    html_append_text(html, noun);
    g_string_append(html, "</th>");
    static const char *const HEADS[] = {"before", "after",  "People before",
                                        "after",  "change", "Hectares, change"};
    g_autofree char *areas = bcu_words_capital(bcu_dataset_level(dataset, BCU_AREAS).plural);
    for (size_t i = 0; i < G_N_ELEMENTS(HEADS); i++) {
        g_string_append(html, "<th scope=\"col\" class=\"number\">");
        html_append_text(html, i == 0 ? areas : "");
        g_string_append_printf(html, "%s%s</th>", i == 0 ? " " : "", HEADS[i]);
    }
    g_string_append(html, "</tr></thead><tbody>\n");
    for (uint32_t row = 0; row < bcu_table_row_count(change); row++)
        if (cell(change, row, "areas_before") != cell(change, row, "areas_after") ||
            is_change(cell(change, row, "population_change")) || is_change(cell(change, row, "area_change_ha")))
            append_changed_row(html, change, row);
    g_string_append(html, "</tbody></table></div>\n");
    bcu_table_free(change);
}

void changes_append(GString *html, const Page *page)
{
    if (!bcu_dataset_has_baseline(page->dataset))
        return;
    g_string_append(html, "<section id=\"changes\" aria-labelledby=\"changes-title\">\n"
                          "<h2 id=\"changes-title\">What changes</h2>\n");
    append_moved(html, page->dataset);
    append_changed(html, page->dataset);
    g_string_append(html, "</section>\n");
}
