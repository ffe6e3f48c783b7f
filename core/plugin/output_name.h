/** Names of output files: a declared pattern filled with parameters, and a name recognised as one of a pattern's. */
#ifndef BCU_OUTPUT_NAME_H
#define BCU_OUTPUT_NAME_H

#include <glib.h>
#include <stdbool.h>

/** The values that a word of a pattern may take; NULL when any text may stand there. Freed with g_strfreev. */
typedef GStrv (*BcuWordValues)(const char *word, const void *closure);

/** \param params name, value, …, NULL; NULL for none.
 * \return the file name, which holds no slash and does not begin with a dot; g_free. */
char *bcu_output_name_fill(const char *pattern, const char *const *params);
/** Whether a pattern, filled in some way, gives the name.
 * \param values NULL: any text may stand for any word. */
bool bcu_output_name_fits(const char *pattern, const char *name, BcuWordValues values, const void *closure);

#endif
