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
    {"formats", BCU_OPTION_CHOICE, BCU_OPTION_LIST, NULL, "csv", 0, 0, "csv|json|md|xlsx",         \
     "files to write of each table; xlsx is one workbook with a sheet for each"},                  \
    {"columns", BCU_OPTION_TEXT, BCU_OPTION_LIST, NULL, NULL, 0, 0, NULL,                          \
     "columns of the table to write, in this order; all of them unless given"},                    \
    {"headers", BCU_OPTION_CHOICE, 0, NULL, "names", 0, 0, "names|plain",                          \
     "how columns are called: names that programs use, or plain words; JSON always has names"},    \
    {"csv_lines", BCU_OPTION_CHOICE, 0, NULL, "crlf", 0, 0, "crlf|lf",                             \
     "how lines of CSV end: as RFC 4180 and spreadsheets want them, or in LF alone"},              \
    {                                                                                              \
        "guard_formulas", BCU_OPTION_BOOL, 0, NULL, "false", 0, 0, NULL,                           \
            "put ' before text that a spreadsheet would run as a formula"                          \
    }

/** Whether the list option "levels" (clusters, areas, subareas) names a level that the project has. */
BCU_API bool bcu_tables_wants(const BcuRun *run, BcuLevel level);

/** A table on its way to files. Final for major 1. */
typedef struct BcuSheet {
    const char *output_id;     /**< of an output whose pattern has {format}, and {layer} unless layer is NULL */
    const char *layer;         /**< NULL: none */
    BcuTable *table;           /**< freed by bcu_tables_write_all(); NULL fails */
    const BcuTable *sentences; /**< with the column "sentence", as bcu_sentences() returns it: a paragraph each above the
                                    table in Markdown, which is then written in any case; NULL for none; borrowed */
    const char *const *shown;  /**< columns that Markdown shows where the user chooses none, ended by NULL; what the
                                    table does not have is passed over. NULL: all; borrowed */
    bool is_chosen_of;         /**< whether the option "columns" chooses of its columns */
} BcuSheet;

/** Writes the tables of a plugin, each in every format of the option "formats"; xlsx is one workbook with a sheet for
 * each and one of notes: sources, attribution, units, what each column is. Columns are those of the option
 * "columns": a name that no table it chooses of has is an error (FIG050), and so is a table that none is left of.
 * \param book_id output that the workbook goes to, whose pattern has {format} only; NULL: that of the first table.
 * \return false on failure, reported; all tables are freed in any case. */
BCU_API bool bcu_tables_write_all(const BcuRun *run, const char *book_id, const BcuSheet *sheets, size_t count);

/** Writes one table, which the option "columns" chooses of, to an output whose pattern has {format}, and {layer}
 * unless layer is NULL. For a plugin with several tables bcu_tables_write_all() knows which have a column.
 * \param table freed here, also on failure; NULL fails.
 * \return false on failure, reported. */
BCU_API bool bcu_tables_write(const BcuRun *run, const char *output_id, const char *layer, BcuTable *table);

BCU_END_DECLS
#endif
