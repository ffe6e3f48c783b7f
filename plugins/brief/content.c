/* Fills the document with the sections that are asked for. */
#include "brief.h"
#include "words.h"
#include <bcukit/words.h>
#include <string.h>

/* ---- what there is to say -------------------------------------------------------------------- */

static bool is_of_phase(const Brief *brief, uint32_t row)
{
    return g_str_equal(bcu_table_at(brief->sentences, row, 0).as.text, "phase");
}

static void say(Brief *brief, bool of_phases)
{
    for (uint32_t row = 0; row < bcu_table_row_count(brief->sentences); row++)
        if (is_of_phase(brief, row) == of_phases)
            document_paragraph(brief->document, false, bcu_table_at(brief->sentences, row, 1).as.text);
}

static bool has_sentences(const Brief *brief)
{
    for (uint32_t row = 0; row < bcu_table_row_count(brief->sentences); row++)
        if (!is_of_phase(brief, row))
            return true;
    return false;
}

/* ---- sections --------------------------------------------------------------------------------- */

static void add_summary(Brief *brief)
{
    if (has_sentences(brief))
        document_heading(brief->document, 1, false, word(WORD_HEADLINES));
    say(brief, false);
}

static void add_map(Brief *brief)
{
    if (!brief->has_pictures)
        return;
    document_heading(brief->document, 1, false, word(WORD_MAP));
    picture_overview(brief);
}

static void add_clusters(Brief *brief)
{
    g_autofree char *title = bcu_words_capital(bcu_dataset_level(brief->dataset, BCU_CLUSTERS).plural);
    document_heading(brief->document, 1, false, title);
    clusters_table(brief);
}

static void add_changes(Brief *brief)
{
    if (!bcu_dataset_has_baseline(brief->dataset))
        return;
    document_heading(brief->document, 1, false, word(WORD_CHANGES));
    changes_tables(brief);
}

static void add_rollout(Brief *brief)
{
    if (!brief->rollout)
        return;
    document_heading(brief->document, 1, false, word(WORD_ROLLOUT));
    say(brief, true);
    rollout_table(brief);
    if (brief->has_pictures)
        picture_panels(brief);
}

static void add_pages(Brief *brief)
{
    const BcuDataset *dataset = brief->dataset;
    uint32_t count = bcu_feature_count(dataset, BCU_CLUSTERS);
    if (count > BRIEF_MOST_PAGES) {
        bcu_report(brief->run->log, BCU_NOTE, "BRIEF011", NULL,
                   "Draw them with the map kind \"atlas\" of the plugin render.",
                   "the briefing has no page for each of the %u %s: %d are the most it has", count,
                   bcu_dataset_level(dataset, BCU_CLUSTERS).plural, BRIEF_MOST_PAGES);
        return;
    }
    BcuGuest *locators = brief->has_pictures ? pictures_locators(brief) : NULL;
    for (uint32_t c = 0; c < count; c++) {
        document_heading(brief->document, 1, true, bcu_feature_name(dataset, BCU_CLUSTERS, c));
        cluster_facts(brief, c);
        if (locators)
            picture_locator(brief, locators, c);
    }
}

/* ---- where it comes from ----------------------------------------------------------------------- */

static void say_source(Brief *brief)
{
    const BcuDataset *dataset = brief->dataset;
    const char *of_people = bcu_dataset_text(dataset, BCU_TEXT_POPULATION_SOURCE),
               *year = bcu_dataset_text(dataset, BCU_TEXT_POPULATION_YEAR);
    document_paragraph(brief->document, false, bcu_dataset_text(dataset, BCU_TEXT_SOURCE));
    g_autofree char *people = g_strdup_printf("Population%s%s: %s.", *year ? " of " : "", year, of_people);
    document_paragraph(brief->document, false, *of_people ? people : NULL);
    document_paragraph(brief->document, false, bcu_dataset_text(dataset, BCU_TEXT_NOTE));
}

/* Definitions in WKT are pages long. */
static void say_method(Brief *brief)
{
    enum { SHORT = 40 };
    const BcuDataset *dataset = brief->dataset;
    const char *crs = bcu_dataset_text(dataset, BCU_TEXT_CRS);
    g_autofree char *where = strlen(crs) <= SHORT ? g_strdup_printf(" The working CRS is %s.", crs) : g_strdup("");
    g_autofree char *method = g_strdup_printf(
        "Borders that neighbours share are one line, and each %s is joined from whole %s. Areas are true to the ground; "
        "they are those of the outlines, so water counts as far as these hold it. Shares of people are of all people, "
        "also of those outside of all %s.%s",
        bcu_dataset_level(dataset, BCU_CLUSTERS).noun, bcu_dataset_level(dataset, BCU_AREAS).plural,
        bcu_dataset_level(dataset, BCU_CLUSTERS).plural, where);
    document_paragraph(brief->document, false, method);
}

static void add_sources(Brief *brief)
{
    const BcuDataset *dataset = brief->dataset;
    document_heading(brief->document, 1, false, word(WORD_SOURCES));
    say_source(brief);
    say_method(brief);
    g_auto(GStrv) lines = g_strsplit(bcu_dataset_text(dataset, BCU_TEXT_ATTRIBUTION), "\n", -1);
    for (gsize i = 0; lines[i]; i++)
        document_paragraph(brief->document, true, lines[i]);
    document_paragraph(brief->document, true, bcu_dataset_text(dataset, BCU_TEXT_LICENCE));
    g_autofree char *provenance = g_strdup_printf("%s %s, as in manifest.json, which lists the inputs with their checksums.",
                                                  word(WORD_PROVENANCE), brief->document->provenance);
    document_paragraph(brief->document, true, provenance);
}

/* ---- the outline -------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    void (*add)(Brief *brief);
} SECTIONS[] = {{"summary", add_summary}, {"map", add_map},     {"clusters", add_clusters}, {"changes", add_changes},
                {"rollout", add_rollout}, {"pages", add_pages}, {"sources", add_sources}};

static void add_named(Brief *brief, const char *name)
{
    for (gsize s = 0; s < G_N_ELEMENTS(SECTIONS); s++)
        if (!name || g_str_equal(SECTIONS[s].name, name))
            SECTIONS[s].add(brief);
}

/* Attribution is no choice: the licences ask for it. */
static void add_chosen(Brief *brief, size_t count)
{
    bool has_sources = false;
    for (size_t i = 0; i < count; i++) {
        const char *name = bcu_options_list_at(brief->run->options, "sections", i);
        has_sources |= g_str_equal(name, "sources");
        add_named(brief, name);
    }
    if (!has_sources)
        add_sources(brief);
}

void content_fill(Brief *brief)
{
    size_t count = bcu_options_list_count(brief->run->options, "sections");
    brief->has_pictures = bcu_guest_is_there(brief->run, "render");
    if (!brief->has_pictures)
        bcu_report(brief->run->log, BCU_WARNING, "BRIEF010", NULL, "Put render.so and its folder beside brief.so.",
                   "the briefing has no maps: the plugin render is not there");
    if (count > 0)
        add_chosen(brief, count);
    else
        add_named(brief, NULL);
}
