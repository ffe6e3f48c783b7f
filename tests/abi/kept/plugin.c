/* A plugin of 1.0, compiled with the headers kept from then: each kind of option, a rule across them, shapes, line work,
 * a table, files by parameter. With GROWN it is of a later 1.x instead, whose structs and tables have more at their end. */
#include <bcukit/plugin.h>
#include <stdio.h>
#include <string.h>

#ifdef GROWN
#define MINOR 9
typedef struct OptionEntry {
    BcuOptionSpec spec;
    int more;
} OptionEntry;
typedef struct OutputEntry {
    BcuOutputSpec spec;
    int more;
} OutputEntry;
typedef struct Descriptor {
    BcuPlugin plugin;
    int more;
} Descriptor;
#define ENTRY(...) {{__VA_ARGS__}, 77}
#else
typedef BcuOptionSpec OptionEntry;
typedef BcuOutputSpec OutputEntry;
#define ENTRY(...) {__VA_ARGS__}
#endif

static const OptionEntry OPTIONS[] = {
    ENTRY("shout", BCU_OPTION_BOOL, 0, NULL, "no", 0, 0, NULL, "end names with a mark"),
    ENTRY("most", BCU_OPTION_INTEGER, 0, NULL, "2", 1, 9, NULL, "how many names"),
    ENTRY("margin", BCU_OPTION_LENGTH, 0, "mm", "1 cm", 0, 0, NULL, "a length"),
    ENTRY("mode", BCU_OPTION_CHOICE, BCU_OPTION_LIST, NULL, "long;short", 0, 0, "long|short", "which files"),
};

static const OutputEntry OUTPUTS[] = {
    ENTRY("names", "kept-{mode}.txt", "text/plain", BCU_OUTPUT_MANY, "names"),
    ENTRY("table", "kept.csv", "text/csv", 0, "figures"),
};

static bool check(const BcuOptions *options, BcuDiagLog *log)
{
    if (bcu_options_real(options, "margin") < 100)
        return true;
    BcuPlace place = {.key = "kept.margin"};
    bcu_report(log, BCU_ERROR, "KEPT001", &place, "Write less.", "a margin of %.0f mm is too wide",
               bcu_options_real(options, "margin"));
    return false;
}

static bool write_names(const BcuRun *run, const char *mode)
{
    const char *const params[] = {"mode", mode, NULL};
    BcuStream *stream = bcu_sink_open(run->sink, "names", params, run->log);
    char line[200];
    bool ok = stream != NULL;
    for (uint32_t c = 0; ok && c < bcu_feature_count(run->dataset, BCU_CLUSTERS); c++) {
        if ((int64_t)c >= bcu_options_integer(run->options, "most"))
            break;
        const char *name = strcmp(mode, "long") == 0 ? bcu_feature_name(run->dataset, BCU_CLUSTERS, c)
                                                     : bcu_feature_code(run->dataset, BCU_CLUSTERS, c);
        int length = snprintf(line, sizeof line, "%s%s\n", name, bcu_options_bool(run->options, "shout") ? "!" : "");
        ok = bcu_stream_write(stream, line, (size_t)length);
    }
    return bcu_stream_commit(stream, ok, run->log);
}

static bool write_table(const BcuRun *run)
{
    static const BcuColumn COLUMNS[] = {{"code", BCU_TEXT, -1, NULL, "code"}, {"area_ha", BCU_REAL, 1, "ha", "area"}};
    BcuTable *table = bcu_table_new("kept");
    bcu_table_add_columns(table, COLUMNS, 2);
    for (uint32_t c = 0; c < bcu_feature_count(run->dataset, BCU_CLUSTERS); c++) {
        uint32_t row = bcu_table_add_row(table);
        bcu_table_set_text(table, row, 0, bcu_feature_code(run->dataset, BCU_CLUSTERS, c));
        bcu_table_set_real(table, row, 1, bcu_feature_area_m2(run->dataset, BCU_CLUSTERS, c) / 1e4);
    }
    size_t points = 0;
    for (uint32_t a = 0; a < bcu_arc_count(run->dataset, 0); a++)
        points += bcu_arc_at(run->dataset, 0, a).count;
    bcu_report(run->log, BCU_NOTE, "KEPT002", NULL, NULL, "margin %.1f mm, line work of %zu points, cancelled: %d",
               bcu_options_real(run->options, "margin"), points, run->cancelled());
    BcuStream *stream = bcu_sink_open(run->sink, "table", NULL, run->log);
    bool ok = stream && bcu_table_write(table, BCU_FORMAT_CSV, BCU_CSV_LF, bcu_stream_write, stream);
    bcu_table_free(table);
    return bcu_stream_commit(stream, ok, run->log);
}

static bool run(const BcuRun *run)
{
    bool ok = run->struct_size >= sizeof(BcuRun);
    for (size_t i = 0; ok && i < bcu_options_list_count(run->options, "mode"); i++)
        ok = write_names(run, bcu_options_list_at(run->options, "mode", i));
    return ok && write_table(run);
}

#ifdef GROWN
BCU_PLUGIN_EXPORT const Descriptor bcu_plugin;
const Descriptor bcu_plugin = {{
    .magic = BCU_PLUGIN_MAGIC, .struct_size = sizeof(Descriptor), .abi_major = BCU_ABI_MAJOR, .abi_minor = MINOR,
#else
BCU_PLUGIN_EXPORT const BcuPlugin bcu_plugin;
const BcuPlugin bcu_plugin = {
    BCU_PLUGIN_HEAD,
#endif
    .needs = BCU_NEED_CLUSTERS,
    .id = "kept",
    .version = "1",
    .summary = "as it was built for 1.0",
    .licence = "MIT",
    .options = (const BcuOptionSpec *)OPTIONS,
    .option_count = sizeof OPTIONS / sizeof OPTIONS[0],
    .option_stride = sizeof OPTIONS[0],
    .outputs = (const BcuOutputSpec *)OUTPUTS,
    .output_count = sizeof OUTPUTS / sizeof OUTPUTS[0],
    .output_stride = sizeof OUTPUTS[0],
    .check = check,
    .run = run,
#ifdef GROWN
}, 77};
#else
};
#endif
