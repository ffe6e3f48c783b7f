/** Text of strangers for a terminal: what would move its cursor, colour it or turn its direction is shown, not done. */
#ifndef BCU_VISIBLE_H
#define BCU_VISIBLE_H

#include <bcukit/api.h>
#include <glib.h>

/** UTF-8 in which control characters, those that turn the direction of text and those that are none are written as
 * \x1b, \n or \u202e. g_free; NULL for NULL. */
char *bcu_visible(const char *text);
/** The same, but for the ends of lines. */
char *bcu_visible_lines(const char *text);
/** JSON in which the same characters are escaped as JSON does: \u202e. It means the same. g_free. */
char *bcu_visible_json(const char *json);

#endif
