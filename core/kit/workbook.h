/** Tables as one workbook of spreadsheets (xlsx): a sheet each, and one of notes. */
#ifndef BCU_WORKBOOK_H
#define BCU_WORKBOOK_H

#include <bcukit/plugin.h>
#include <bcukit/table.h>

/** A table of a workbook. */
typedef struct BcuBookSheet {
    const char *name;       /* as its file would be called without an ending; cut and numbered where Excel wants it */
    const BcuTable *named;  /* what the notes explain */
    const BcuTable *headed; /* the same cells, with headers as they are to be read */
} BcuBookSheet;

/** Writes the workbook to the staged file of a stream; what goes wrong there is reported when that is committed.
 * Same tables, same bytes. \return false on failure, reported. */
bool bcu_workbook_write(const BcuRun *run, const BcuBookSheet *sheets, size_t count, BcuStream *stream);

#endif
