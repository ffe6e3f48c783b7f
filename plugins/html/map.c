/* Draws the map as SVG that shows without scripts, and that scripts take over: a group per level, then each
 * border once. Only the clusters are seen at first. */
#include "escape.h"
#include "page.h"

static const char *const GROUPS[BCU_LEVEL_COUNT] = {"clusters", "areas", "subareas"};

static void append_fill(GString *html, BcuColour colour)
{
    g_string_append_printf(html, " fill=\"#%02x%02x%02x\"", colour.r, colour.g, colour.b);
}

/* What is not seen at first has no colour yet: scripts paint it. */
static void append_look(GString *html, const Page *page, BcuLevel level, uint32_t feature)
{
    if (level == BCU_CLUSTERS)
        append_fill(html, page->colours[feature]);
}

static void append_feature(GString *html, const Page *page, BcuLevel level, uint32_t feature)
{
    bool points = bcu_dataset_level(page->dataset, level).geometry == BCU_POINTS;
    if (points) {
        BcuPoint at = grid_place(&page->grid, bcu_feature_label_point(page->dataset, level, feature));
        g_string_append_printf(html, "<circle cx=\"%d\" cy=\"%d\" r=\"%d\"", (int)at.x, (int)at.y,
                               GRID_POSITIONS / 160);
        append_look(html, page, level, feature);
        g_string_append(html, "/>\n");
        return;
    }
    g_string_append(html, "<path d=\"");
    outline_append(html, &page->grid, page->drawn, level, feature);
    g_string_append_c(html, '"');
    append_look(html, page, level, feature);
    g_string_append(html, "/>\n");
}

static void append_level(GString *html, const Page *page, BcuLevel level)
{
    g_string_append_printf(html, "<g id=\"%s\"%s>\n", GROUPS[level],
                           level == BCU_CLUSTERS ? "" : " class=\"off\"");
    for (uint32_t f = 0; f < bcu_feature_count(page->dataset, level); f++)
        append_feature(html, page, level, f);
    g_string_append(html, "</g>\n");
}

/* Areas in no cluster lie below all levels: clusters leave them out. */
static void append_ground(GString *html, const Page *page)
{
    g_string_append(html, "<path id=\"ground\" class=\"none\" d=\"");
    for (uint32_t a = 0; a < bcu_feature_count(page->dataset, BCU_AREAS); a++)
        if (bcu_feature_cluster(page->dataset, BCU_AREAS, a) == BCU_NONE)
            outline_append(html, &page->grid, page->drawn, BCU_AREAS, a);
    g_string_append(html, "\"/>\n");
}

/* ---- borders ------------------------------------------------------------------------------ */

/* The baseline cluster on one side of an arc. */
static uint32_t baseline_beside(const Page *page, BcuLevel level, uint32_t feature)
{
    uint32_t area = feature == BCU_NONE || level == BCU_AREAS
                        ? feature
                        : bcu_feature_parent(page->dataset, level, feature);
    return area == BCU_NONE ? BCU_NONE : bcu_area_baseline(page->dataset, area);
}

static bool is_wanted(const Page *page, BcuLevel level, BcuArc arc, int border)
{
    if (border <= BCU_BORDER_SUBAREA)
        return (int)arc.border == border;
    return arc.border != BCU_BORDER_OUTER &&
           baseline_beside(page, level, arc.left) != baseline_beside(page, level, arc.right);
}

/* \param border a BcuBorder; one more: between two clusters of the baseline. */
static void append_borders(GString *html, const Page *page, uint32_t coverage, int border, const char *id)
{
    if (coverage == BCU_NONE)
        return;
    BcuLevel level = bcu_coverage_level(page->drawn, coverage);
    g_string_append_printf(html, "<path id=\"%s\" d=\"", id);
    for (uint32_t a = 0; a < bcu_arc_count(page->drawn, coverage); a++) {
        BcuArc arc = bcu_arc_at(page->drawn, coverage, a);
        if (is_wanted(page, level, arc, border))
            outline_append_arc(html, &page->grid, arc);
    }
    g_string_append(html, "\"/>\n");
}

static void append_all_borders(GString *html, const Page *page)
{
    uint32_t of_clusters = bcu_dataset_level(page->drawn, BCU_CLUSTERS).coverage;
    uint32_t of_areas = bcu_dataset_level(page->drawn, BCU_AREAS).coverage;
    uint32_t of_subareas = bcu_dataset_level(page->drawn, BCU_SUBAREAS).coverage;
    g_string_append(html, "<g id=\"borders\">\n");
    if (page->has_level[BCU_SUBAREAS])
        append_borders(html, page, of_subareas, BCU_BORDER_SUBAREA, "border-subareas");
    append_borders(html, page, of_areas, BCU_BORDER_AREA, "border-areas");
    append_borders(html, page, of_clusters, BCU_BORDER_OUTER, "border-outer");
    append_borders(html, page, of_clusters, BCU_BORDER_CLUSTER, "border-clusters");
    if (bcu_dataset_has_baseline(page->dataset))
        append_borders(html, page, of_areas, BCU_BORDER_SUBAREA + 1, "border-before");
    g_string_append(html, "</g>\n");
}

/* ---- names -------------------------------------------------------------------------------- */

static void append_names(GString *html, const Page *page)
{
    g_string_append(html, "<g id=\"names\">\n");
    for (uint32_t c = 0; c < bcu_feature_count(page->dataset, BCU_CLUSTERS); c++) {
        BcuPoint at = grid_place(&page->grid, bcu_feature_label_point(page->dataset, BCU_CLUSTERS, c));
        g_string_append_printf(html, "<text x=\"%d\" y=\"%d\">", (int)at.x, (int)at.y);
        html_append_text(html, bcu_feature_name(page->dataset, BCU_CLUSTERS, c));
        g_string_append(html, "</text>\n");
    }
    g_string_append(html, "</g>\n");
}

void map_append(GString *html, const Page *page)
{
    enum { EDGE = GRID_POSITIONS / 50 };
    g_string_append_printf(
        html, "<svg id=\"map\" viewBox=\"%d %d %d %d\" role=\"img\" aria-labelledby=\"map-title\">\n", -EDGE,
        -EDGE, page->grid.width + 2 * EDGE, page->grid.height + 2 * EDGE);
    g_string_append(html, "<title id=\"map-title\">Map: ");
    g_autofree char *title = page_title_dup(page->dataset);
    html_append_text(html, title);
    g_string_append(html, "</title>\n<g id=\"levels\">\n");
    append_ground(html, page);
    for (int level = BCU_SUBAREAS; level >= BCU_CLUSTERS; level--)
        if (page->has_level[level])
            append_level(html, page, (BcuLevel)level);
    g_string_append(html, "</g>\n");
    append_all_borders(html, page);
    g_string_append(html, "<path id=\"mark\"/>\n<path id=\"pin\"/>\n");
    append_names(html, page);
    g_string_append(html, "</svg>\n");
}
