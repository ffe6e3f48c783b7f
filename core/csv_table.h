/** CSV files to tables of text columns (libcsv): UTF-8 or Windows-1252, header in the first row. */
#ifndef BCU_CSV_TABLE_H
#define BCU_CSV_TABLE_H

#include "host.h"
#include <bcukit/diag.h>
#include <bcukit/table.h>

/** \return caller frees with bcu_table_free; all columns are BCU_TEXT. */
BCU_HOST bool bcu_csv_read(const char *path, BcuTable **table, BcuDiagLog *log);

#endif
