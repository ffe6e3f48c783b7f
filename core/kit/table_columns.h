/** Columns of tables on their way to files: which, in which order, and what they are called. */
#ifndef BCU_TABLE_COLUMNS_H
#define BCU_TABLE_COLUMNS_H

#include <bcukit/tables.h>
#include <glib.h>

/** Whether the option "columns" names only columns that the tables it chooses of have, and leaves none of them without
 * any; what is wrong is reported. */
bool bcu_columns_check(const BcuRun *run, const BcuSheet *sheets, size_t count);
/** A copy of the table with the columns of the option "columns", all of them where it is not set. Caller frees. */
BcuTable *bcu_columns_chosen_dup(const BcuRun *run, const BcuSheet *sheet);
/** A copy with those columns that Markdown shows. \param left_out gets the names of the others, separated by ", ".
 * Caller frees. */
BcuTable *bcu_columns_shown_dup(const BcuRun *run, const BcuSheet *sheet, GString *left_out);
/** A copy whose columns are called in words where the option "headers" says so, no two alike, with the unit where the
 * words have lost it: "Land (ha)". Caller frees. */
BcuTable *bcu_columns_headed_dup(const BcuRun *run, const BcuTable *table);
/** What a column is called in words. Caller frees. */
char *bcu_column_words_dup(const BcuDataset *dataset, const BcuColumn *column);

#endif
