/** JSON of the core: its own documents in a string of GLib, and tables as rows. */
#ifndef BCU_JSON_TEXT_H
#define BCU_JSON_TEXT_H

#include <bcukit/json.h>
#include <glib.h>

/** As bcu_json_new; appends to the text, which must live until bcu_json_close. */
BcuJson *bcu_json_new_text(int indent, GString *text);

/** Writes a table as an array of objects, one per row. */
void bcu_json_put_rows(BcuJson *json, const BcuTable *table);

#endif
