/** A column of a table, by the name in its header or by its place. */
#ifndef BCU_NAMED_COLUMN_H
#define BCU_NAMED_COLUMN_H

#include <bcukit/table.h>

/** What is asked for. */
typedef struct BcuNamedColumn {
    const char *name;   /* as the project has it; NULL: by its place */
    uint32_t otherwise; /* that place, counted from 0 */
    const char *key;    /* of the project file, "clusters.lookup_area" */
    const char *table;  /* "look-up table" */
} BcuNamedColumn;

/** \return the column; BCU_NONE where the table has none, reported (MEM050). */
uint32_t bcu_named_column_require(const BcuTable *table, const char *path, const BcuNamedColumn *wanted, BcuDiagLog *log);

#endif
