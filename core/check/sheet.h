/** A sheet of what was found: titled tables with sentences below them, for people and as JSON. */
#ifndef BCU_SHEET_H
#define BCU_SHEET_H

#include <bcukit/table.h>
#include <glib.h>

/** Unit of columns that hold coordinates: printed without commas between thousands. */
#define BCU_SHEET_MAP_UNITS "map units"

typedef struct BcuSheet BcuSheet;

BcuSheet *bcu_sheet_new(void);
void bcu_sheet_free(BcuSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BcuSheet, bcu_sheet_free)

/** Adds a section. Its key in JSON is the table's name.
 * \param shown how many rows the text shows before it counts the rest; 0: all. JSON has all.
 * \param table taken. */
void bcu_sheet_take_table(BcuSheet *sheet, const char *title, uint32_t shown, BcuTable *table);
/** The text to print in place of the last section's rows, which stay in JSON. \param text taken. */
void bcu_sheet_take_text(BcuSheet *sheet, char *text);
/** Adds a sentence to the last section. */
void bcu_sheet_say(BcuSheet *sheet, const char *format, ...) BCU_PRINTF(2, 3);

/** Sections one after another; the tables are borrowed. */
uint32_t bcu_sheet_count(const BcuSheet *sheet);
const BcuTable *bcu_sheet_table_at(const BcuSheet *sheet, uint32_t section);

/** Aligned columns, commas between thousands, units in the header. g_free. */
char *bcu_sheet_text(const BcuSheet *sheet);
/** One object: each section under its key with title, rows and notes. g_free. */
char *bcu_sheet_json(const BcuSheet *sheet);

#endif
