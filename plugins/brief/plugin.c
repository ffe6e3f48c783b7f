/* The plugin "brief": a document to send, in three kinds of file with the same content. */
#include "brief.h"
#include <bcukit/measure.h>
#include <bcukit/provenance.h>
#include <bcukit/sentences.h>
#include <bcukit/version.h>
#include <bcukit/words.h>
#include <string.h>

static const BcuOptionSpec OPTIONS[] = {
    {"sections", BCU_OPTION_CHOICE, BCU_OPTION_LIST, NULL, NULL, 0, 0, BRIEF_SECTIONS,
     "what the briefing has, in this order; unset: all that there is something to say about"},
    {"dpi", BCU_OPTION_REAL, 0, "dpi", "300", 72, 600, NULL, "resolution of the pictures in the Word file"},
};

static const BcuOutputSpec OUTPUTS[] = {
    {"docx", "brief.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", 0,
     "the briefing as a Word document, with headings, captions and alternative texts"},
    {"html", "brief.html", "text/html", 0, "the same as one page to read or print"},
    {"md", "brief.md", "text/markdown", 0, "the same without pictures, as Markdown"},
};

static bool write_text(const BcuRun *run, const char *output, const char *text, size_t length)
{
    BcuStream *stream = bcu_sink_open(run->sink, output, NULL, run->log);
    bool ok = stream && bcu_stream_write(stream, text, length);
    return bcu_stream_commit(stream, ok, run->log);
}

static bool write_html(const Brief *brief)
{
    g_autoptr(GString) html = g_string_new(NULL);
    if (html_of(brief->document, html))
        return write_text(brief->run, "html", html->str, html->len);
    bcu_report(brief->run->log, BCU_ERROR, "BRIEF001", NULL, "Run it again; if it happens again, report it.",
               "a picture that was drawn cannot be read back");
    return false;
}

static bool write_docx(const Brief *brief)
{
    int64_t seconds;
    bool is_dated = bcu_provenance_time(&seconds);
    BcuStream *stream = bcu_sink_open(brief->run->sink, "docx", NULL, brief->run->log);
    int error = 0;
    bool ok = stream && docx_write(brief->document, bcu_stream_path(stream), seconds, is_dated, &error);
    if (stream && !ok)
        bcu_stream_fail(stream, error);
    return bcu_stream_commit(stream, ok, brief->run->log);
}

static bool write_all(const Brief *brief)
{
    g_autofree char *markdown = markdown_of(brief->document);
    return write_docx(brief) && write_html(brief) && write_text(brief->run, "md", markdown, strlen(markdown));
}

static void free_guest(void *guest)
{
    bcu_guest_free(guest);
}

static char *title_dup(const BcuDataset *dataset)
{
    const char *title = bcu_dataset_text(dataset, BCU_TEXT_TITLE);
    return *title ? g_strdup(title) : bcu_words_capital(bcu_dataset_level(dataset, BCU_CLUSTERS).plural);
}

static bool run(const BcuRun *run)
{
    const BcuDataset *dataset = run->dataset;
    Brief brief = {.run = run, .dataset = dataset};
    g_autofree char *title = title_dup(dataset);
    brief.document = document_new(title, bcu_dataset_text(dataset, BCU_TEXT_SUBTITLE));
    brief.document->provenance = bcu_provenance_hash(dataset);
    brief.cover = bcu_measure_cover(dataset, BCU_CLUSTERS, NULL);
    brief.sentences = bcu_sentences(dataset, NULL);
    brief.rollout = bcu_phase_count(dataset) > 0 ? bcu_measure_rollout(dataset, NULL) : NULL;
    brief.guests = g_ptr_array_new_with_free_func(free_guest);
    content_fill(&brief);
    bool ok = write_all(&brief);
    g_ptr_array_unref(brief.guests);
    bcu_table_free(brief.cover);
    bcu_table_free(brief.sentences);
    bcu_table_free(brief.rollout);
    document_free(brief.document);
    return ok;
}

BCU_PLUGIN_EXPORT const BcuPlugin bcu_plugin;
const BcuPlugin bcu_plugin = {
    BCU_PLUGIN_HEAD,
    .needs = BCU_NEED_CLUSTERS,
    .id = "brief",
    .version = BCU_VERSION,
    .summary = "a briefing to send: figures in sentences, maps and tables as a Word document, a page and Markdown",
    .licence = "MIT",
    BCU_PLUGIN_OPTIONS(OPTIONS),
    BCU_PLUGIN_OUTPUTS(OUTPUTS),
    .run = run,
};
