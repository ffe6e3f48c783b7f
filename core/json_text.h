/** JSON into a string of GLib, for the core's own documents. */
#ifndef BCU_JSON_TEXT_H
#define BCU_JSON_TEXT_H

#include "host.h"
#include <bcukit/json.h>

/** As bcu_json_new; appends to the text, which must live until bcu_json_close. */
BCU_HOST BcuJson *bcu_json_new_text(int indent, GString *text);

#endif
