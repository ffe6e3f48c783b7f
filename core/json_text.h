/** JSON of the core: its own documents in a string of GLib, and tables as rows. */
#ifndef BCU_JSON_TEXT_H
#define BCU_JSON_TEXT_H

#include "host.h"
#include <bcukit/json.h>

/** As bcu_json_new; appends to the text, which must live until bcu_json_close. */
BCU_HOST BcuJson *bcu_json_new_text(int indent, GString *text);

/** Writes a table as an array of objects, one per row. */
BCU_HOST void bcu_json_put_rows(BcuJson *json, const BcuTable *table);

#endif
