/** The digits in a file that lead to the manifest of its run. */
#ifndef BCU_MARK_H
#define BCU_MARK_H

#include <bcukit/api.h>
#include <glib.h>

/** The digits behind "provenance " in the bytes of a file, or of the XML in a document of Word or Excel. \return g_free; NULL where there are none, or the file cannot
 * be read. */
char *bcu_mark_of(const char *path);
/** Whether it is such a document. */
bool bcu_mark_is_packed(const char *path);

#endif
