/** Lines of what is told of results, whose names and texts come from files of strangers. */
#ifndef BCU_VERIFY_LINES_H
#define BCU_VERIFY_LINES_H

#include <bcukit/api.h>
#include <glib.h>

/** Appends "head   what" as one line, whatever is in it: a name with an end of line makes no line of its own.
 * \param width columns that the head takes. */
void bcu_line_put(GString *text, int width, const char *head, const char *format, ...) G_GNUC_PRINTF(4, 5);

#endif
