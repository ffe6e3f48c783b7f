/* The plugin "coverage": whom each cluster serves, and how cover grows. */
#include <bcukit/bcukit.h>
#include <string.h>

static const BcuOptionSpec OPTIONS[] = {
    {"levels", BCU_OPTION_CHOICE, BCU_OPTION_LIST, NULL, "clusters", 0, 0, "clusters|areas|subareas",
     "which features to count people of: one table for each"},
    {"as_of", BCU_OPTION_TEXT, 0, NULL, NULL, 0, 0, NULL,
     "YYYY, YYYY-MM or YYYY-MM-DD: also say what is live at the end of that date"},
    BCU_TABLE_OPTIONS,
};

static const BcuOutputSpec OUTPUTS[] = {
    {"coverage", "coverage.{format}", "text/csv", BCU_OUTPUT_MANY, "people and officers of each cluster"},
    {"coverage-level", "coverage-{layer}.{format}", "text/csv", BCU_OUTPUT_OPTIONAL | BCU_OUTPUT_MANY,
     "the same for areas or subareas"},
    {"rollout", "rollout.{format}", "text/csv", BCU_OUTPUT_OPTIONAL | BCU_OUTPUT_MANY,
     "each phase, alone and cumulative, where the project has phases"},
    {"summary", "summary.{format}", "text/csv", BCU_OUTPUT_MANY, "how the sums add up, extremes, inequality; in Markdown in sentences, too"},
    {"change", "change.{format}", "text/csv", BCU_OUTPUT_OPTIONAL | BCU_OUTPUT_MANY,
     "before and after, with --move or --compare"},
};

static bool is_date(const char *text)
{
    size_t length = strlen(text);
    if (length != 4 && length != 7 && length != 10)
        return false;
    for (size_t i = 0; i < length; i++)
        if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9')
            return false;
    return length == 4 || (strncmp(text + 5, "01", 2) >= 0 && strncmp(text + 5, "12", 2) <= 0);
}

static bool check(const BcuOptions *options, BcuDiagLog *log)
{
    const char *as_of = bcu_options_text(options, "as_of");
    BcuPlace place = {.key = "coverage.as_of"};
    if (!as_of || is_date(as_of))
        return true;
    bcu_report(log, BCU_ERROR, "COVERAGE010", &place,
               "Write YYYY, YYYY-MM or YYYY-MM-DD, for example 2018-09.", "\"%s\" is no date", as_of);
    return false;
}

static bool write_summary(const BcuRun *run, const char *as_of)
{
    BcuTable *sentences = bcu_sentences(run->dataset, as_of);
    bool ok = bcu_tables_write_below(run, "summary", sentences, bcu_measure_summary(run->dataset, as_of, run->log));
    bcu_table_free(sentences);
    return ok;
}

static bool run(const BcuRun *run)
{
    const BcuDataset *dataset = run->dataset;
    const char *as_of = bcu_options_text(run->options, "as_of");
    bool ok = true;
    for (BcuLevel level = BCU_CLUSTERS; level < BCU_LEVEL_COUNT && ok; level++) {
        const char *layer = level == BCU_CLUSTERS ? NULL : bcu_dataset_level(dataset, level).id;
        if (bcu_tables_wants(run, level))
            ok = bcu_tables_write(run, layer ? "coverage-level" : "coverage", layer,
                                  bcu_measure_cover(dataset, level, as_of));
    }
    if (ok && bcu_phase_count(dataset) > 0)
        ok = bcu_tables_write(run, "rollout", NULL, bcu_measure_rollout(dataset, run->log));
    ok = ok && write_summary(run, as_of);
    if (ok && bcu_dataset_has_baseline(dataset))
        ok = bcu_tables_write(run, "change", NULL, bcu_measure_change(dataset, run->log));
    return ok;
}

BCU_PLUGIN_EXPORT const BcuPlugin bcu_plugin;
const BcuPlugin bcu_plugin = {
    BCU_PLUGIN_HEAD,
    .needs = BCU_NEED_CLUSTERS | BCU_NEED_POPULATION,
    .id = "coverage",
    .version = BCU_VERSION,
    .summary = "whom each cluster serves and how cover grows, as tables",
    .licence = "MIT",
    BCU_PLUGIN_OPTIONS(OPTIONS),
    BCU_PLUGIN_OUTPUTS(OUTPUTS),
    .check = check,
    .run = run,
};
