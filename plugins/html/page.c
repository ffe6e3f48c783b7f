/* Fills the slots of page.html: what lies between two signs @ names a part. */
#include "page.h"
#include "escape.h"
#include "sources.h"
#include <string.h>

typedef void (*Append)(GString *html, const Page *page);

/* ---- security ----------------------------------------------------------------------------- */

/* Source: W3C, "Content Security Policy Level 3": a block is allowed by the hash of its text. */
static void append_hash(GString *html, const char *text)
{
    guint8 digest[32];
    gsize length = sizeof digest;
    GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(sum, (const guchar *)text, (gssize)strlen(text));
    g_checksum_get_digest(sum, digest, &length);
    g_checksum_free(sum);
    g_autofree char *base64 = g_base64_encode(digest, length);
    g_string_append_printf(html, "'sha256-%s'", base64);
}

/* Nothing is loaded; of scripts and styles, only those of the page run. */
static void append_policy(GString *html, const Page *page)
{
    (void)page;
    g_string_append(html, "default-src 'none'; script-src ");
    append_hash(html, HTML_SCRIPT);
    g_string_append(html, "; style-src ");
    append_hash(html, HTML_STYLE);
    g_string_append(html, "; base-uri 'none'; form-action 'none'");
}

static void append_style(GString *html, const Page *page)
{
    (void)page;
    g_string_append(html, HTML_STYLE);
}

static void append_script(GString *html, const Page *page)
{
    (void)page;
    g_string_append(html, HTML_SCRIPT);
}

/* ---- texts -------------------------------------------------------------------------------- */

static void append_title(GString *html, const Page *page)
{
    g_autofree char *title = page_title_dup(page->dataset);
    html_append_text(html, title);
}

static void append_paragraph(GString *html, const char *lead, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    if (!*text)
        return;
    g_string_append_printf(html, "<p>%s", lead);
    for (guint i = 0; lines[i]; i++) {
        g_string_append(html, i > 0 ? "<br>" : "");
        html_append_text(html, lines[i]);
    }
    g_string_append(html, "</p>\n");
}

static void append_subtitle(GString *html, const Page *page)
{
    append_paragraph(html, "", bcu_dataset_text(page->dataset, BCU_TEXT_SUBTITLE));
}

static void append_sources(GString *html, const Page *page)
{
    const BcuDataset *dataset = page->dataset;
    g_autofree char *provenance = bcu_provenance_hash(dataset);
    append_paragraph(html, "", bcu_dataset_text(dataset, BCU_TEXT_ATTRIBUTION));
    append_paragraph(html, "", bcu_dataset_text(dataset, BCU_TEXT_SOURCE));
    append_paragraph(html, "Licence of the data: ", bcu_dataset_text(dataset, BCU_TEXT_LICENCE));
    append_paragraph(html, "", bcu_dataset_text(dataset, BCU_TEXT_NOTE));
    g_string_append_printf(html,
                           "<p>Borders are simplified for the screen; figures are of the full borders. "
                           "Made with bcukit %s; provenance %s, as in manifest.json, which lists the inputs.</p>\n",
                           BCU_VERSION, provenance);
}

/* ---- the document ------------------------------------------------------------------------- */

static const struct {
    const char *name;
    Append append;
} SLOTS[] = {
    {"policy", append_policy},     {"title", append_title},     {"style", append_style},
    {"subtitle", append_subtitle}, {"map", map_append},         {"data", data_append},
    {"script", append_script},     {"sources", append_sources}, {"changes", changes_append},
    {"tables", tables_append},
};

static void fill_slot(GString *html, const Page *page, const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(SLOTS); i++)
        if (g_str_equal(SLOTS[i].name, name)) {
            SLOTS[i].append(html, page);
            return;
        }
    g_assert_not_reached();
}

static GString *document_new(const Page *page)
{
    g_auto(GStrv) parts = g_strsplit(HTML_PAGE, "@", -1);
    GString *html = g_string_new(NULL);
    for (guint i = 0; parts[i]; i++)
        if (i % 2 == 0)
            g_string_append(html, parts[i]);
        else
            fill_slot(html, page, parts[i]);
    return html;
}

static bool write_document(const Page *page)
{
    BcuStream *stream = bcu_sink_open(page->run->sink, "page", NULL, page->run->log);
    if (!stream)
        return false;
    g_autofree char *report = NULL;
    GString *html = document_new(page);
    const char *wrong = page_verify(page, html->str, &report);
    if (wrong)
        bcu_report(page->run->log, BCU_ERROR, "HTML020", NULL, "Report this; the file was not written.",
                   "the page failed its own check: %s", wrong);
    bool ok = !wrong && bcu_stream_write(stream, html->str, html->len);
    if (report)
        bcu_stream_verified(stream, report);
    g_string_free(html, TRUE);
    return bcu_stream_commit(stream, ok, page->run->log);
}

/* ---- what it is made from ------------------------------------------------------------------ */

/* A pixel of a wide screen is about four thousandths of the map: half of that is not seen. */
static bool simplify(Page *page, BcuDataset **simplified)
{
    enum { POSITIONS_OF_A_SCREEN = 2000 };
    BcuBox extent = bcu_dataset_extent(page->dataset);
    BcuGrid plane = bcu_dataset_grid(page->dataset);
    double longer = fmax((extent.max_x - extent.min_x) * plane.metres_per_x,
                         (extent.max_y - extent.min_y) * plane.metres_per_y);
    if (bcu_options_has(page->run->options, "simplify"))
        return bcu_run_simplify(page->run, simplified);
    BcuSimplification how = {.tolerance_m = longer / POSITIONS_OF_A_SCREEN};
    *simplified =
        how.tolerance_m > 0 ? bcu_dataset_simplify_dup(page->dataset, how, NULL, page->run->log) : NULL;
    return *simplified || !(how.tolerance_m > 0);
}

static bool take_level(Page *page, BcuLevel level)
{
    BcuLevelInfo info = bcu_dataset_level(page->dataset, level);
    uint32_t count = bcu_feature_count(page->dataset, level);
    if (info.geometry == BCU_GEOMETRY_NONE || count == 0 ||
        (level == BCU_SUBAREAS && !bcu_options_bool(page->run->options, "subareas")))
        return true;
    if (count > PAGE_MOST_FEATURES) {
        bcu_report(page->run->log, BCU_WARNING, "HTML010", NULL,
                   "Open the layer in a GIS, or map a part of it.",
                   "the page leaves out the %u %s: a browser is slow beyond %u", count, info.plural,
                   PAGE_MOST_FEATURES);
        return true;
    }
    page->has_level[level] = true;
    return figures_read(page->run, level, &page->figures[level]);
}

bool page_write(const BcuRun *run)
{
    Page page = {.run = run, .dataset = run->dataset, .drawn = run->dataset, .grid = grid_of(run->dataset)};
    BcuDataset *simplified = NULL;
    page.colours = g_new0(BcuColour, (size_t)bcu_feature_count(run->dataset, BCU_CLUSTERS) + 1);
    bcu_colour_clusters(run->dataset, page.colours);
    bool ok = simplify(&page, &simplified);
    if (simplified)
        page.drawn = simplified;
    for (int level = BCU_CLUSTERS; level < BCU_LEVEL_COUNT && ok; level++)
        ok = take_level(&page, (BcuLevel)level);
    ok = ok && write_document(&page);
    for (int level = BCU_CLUSTERS; level < BCU_LEVEL_COUNT; level++)
        figures_clear(&page.figures[level]);
    g_free(page.colours);
    bcu_dataset_free(simplified);
    return ok;
}
