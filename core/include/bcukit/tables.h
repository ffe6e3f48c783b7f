/** For plugins that write tables: the options they share, and writing in the formats asked for.
 * Levels are those of BcuLevel; what is read for one out of range is not defined.
 * Since 1.0. */
#ifndef BCUKIT_TABLES_H
#define BCUKIT_TABLES_H

#include <bcukit/plugin.h>
#include <bcukit/table.h>

BCU_BEGIN_DECLS

/** Entries for the plugin's table of options. */
#define BCU_TABLE_OPTIONS                                                                          \
    {"formats", BCU_OPTION_CHOICE, BCU_OPTION_LIST, NULL, "csv", 0, 0, "csv|json|md",              \
     "files to write of each table"},                                                              \
    {"csv_lines", BCU_OPTION_CHOICE, 0, NULL, "crlf", 0, 0, "crlf|lf",                             \
     "how lines of CSV end: as RFC 4180 and spreadsheets want them, or in LF alone"},              \
    {                                                                                              \
        "guard_formulas", BCU_OPTION_BOOL, 0, NULL, "false", 0, 0, NULL,                           \
            "put ' before text that a spreadsheet would run as a formula"                          \
    }

/** Whether the list option "levels" (clusters, areas, subareas) names a level that the project has. */
BCU_API bool bcu_tables_wants(const BcuRun *run, BcuLevel level);

/** Writes a table to an output whose pattern has {format}, and {layer} unless layer is NULL, in each
 * format of the option "formats".
 * \param table freed here, also on failure; NULL fails.
 * \return false on failure, reported. */
BCU_API bool bcu_tables_write(const BcuRun *run, const char *output_id, const char *layer, BcuTable *table);

/** The same of a table that is in Markdown in any case, below sentences.
 * \param sentences a table with the column "sentence", as bcu_sentences() returns it; a paragraph each; borrowed.
 * \param table freed here, also on failure; NULL fails.
 * \return false on failure, reported. */
BCU_API bool bcu_tables_write_below(const BcuRun *run, const char *output_id, const BcuTable *sentences, BcuTable *table);

BCU_END_DECLS
#endif
