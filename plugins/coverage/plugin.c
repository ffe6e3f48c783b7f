/* The plugin "coverage": whom each cluster serves, and how cover grows. */
#include <bcukit/bcukit.h>
#include <stdio.h>
#include <string.h>

enum { MOST_SHOWN = 10, MOST_RESOURCES = 2, MOST_NAME = 100 };

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

/* What an A4 page in portrait has room for; all columns are in CSV. */
typedef struct Shown {
    const char *columns[MOST_SHOWN + 1];
    char ratio[MOST_NAME];
} Shown;

static void show(Shown *shown, const char *column)
{
    size_t count = 0;
    while (shown->columns[count])
        count++;
    if (count < MOST_SHOWN)
        shown->columns[count] = column;
}

/* Whether some figure lacks people, so that a reader has to see of which. */
static bool has_incomplete(const BcuTable *table, const char *name)
{
    uint32_t column = table ? bcu_table_find(table, name) : BCU_NONE;
    for (uint32_t row = 0; column != BCU_NONE && row < bcu_table_row_count(table); row++) {
        BcuValue cell = bcu_table_at(table, row, column);
        if (cell.type == BCU_BOOL && !cell.as.boolean)
            return true;
    }
    return false;
}

static void choose_shown(const BcuDataset *dataset, const BcuTable *cover, Shown *shown)
{
    uint32_t resources = bcu_resource_count(dataset);
    show(shown, "name");
    show(shown, bcu_dataset_level(dataset, BCU_AREAS).plural);
    show(shown, bcu_dataset_level(dataset, BCU_SUBAREAS).plural);
    show(shown, "population");
    if (has_incomplete(cover, "population_complete"))
        show(shown, "population_complete");
    show(shown, "population_share_all");
    show(shown, "land_ha");
    for (uint32_t r = 0; r < resources && r < MOST_RESOURCES; r++)
        show(shown, bcu_resource_at(dataset, r).key);
    if (resources == 0)
        show(shown, "people_per_km2");
    else if (snprintf(shown->ratio, sizeof shown->ratio, "residents_per_%s", bcu_resource_at(dataset, 0).key) < MOST_NAME)
        show(shown, shown->ratio);
}

static BcuSheet rollout_sheet(const BcuRun *run)
{
    static const char *const SHOWN[] = {"label", "go_live", "cumulative_clusters", "cumulative_population",
                                        "cumulative_population_share_all", "cumulative_area_ha", NULL};
    BcuTable *table = bcu_measure_rollout(run->dataset, run->log);
    bool has_all = !has_incomplete(table, "cumulative_population_complete");
    return (BcuSheet){.output_id = "rollout", .table = table, .shown = has_all ? SHOWN : NULL};
}

static BcuSheet cover_sheet(const BcuRun *run, BcuLevel level, const char *as_of, Shown *shown)
{
    const char *layer = level == BCU_CLUSTERS ? NULL : bcu_dataset_level(run->dataset, level).id;
    BcuTable *table = bcu_measure_cover(run->dataset, level, as_of);
    choose_shown(run->dataset, table, shown);
    return (BcuSheet){.output_id = layer ? "coverage-level" : "coverage", .layer = layer, .table = table,
                      .shown = shown->columns, .is_chosen_of = true};
}

static bool run(const BcuRun *run)
{
    const BcuDataset *dataset = run->dataset;
    const char *as_of = bcu_options_text(run->options, "as_of");
    BcuTable *sentences = bcu_sentences(dataset, as_of);
    BcuSheet sheets[BCU_LEVEL_COUNT + 3];
    Shown shown[BCU_LEVEL_COUNT] = {0};
    size_t count = 0;
    for (BcuLevel level = BCU_CLUSTERS; level < BCU_LEVEL_COUNT; level++)
        if (bcu_tables_wants(run, level))
            sheets[count++] = cover_sheet(run, level, as_of, &shown[level]);
    if (bcu_phase_count(dataset) > 0)
        sheets[count++] = rollout_sheet(run);
    sheets[count++] = (BcuSheet){.output_id = "summary", .table = bcu_measure_summary(dataset, as_of, run->log),
                                 .sentences = sentences};
    if (bcu_dataset_has_baseline(dataset))
        sheets[count++] = (BcuSheet){.output_id = "change", .table = bcu_measure_change(dataset, run->log)};
    bool ok = bcu_tables_write_all(run, "coverage", sheets, count);
    bcu_table_free(sentences);
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
