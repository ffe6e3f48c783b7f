/** The candidates nearest to a text, for "did you mean". */
#ifndef BCU_NEAREST_H
#define BCU_NEAREST_H

#include <bcukit/api.h>
#include <glib.h>

/** Up to three candidates nearest to a text, best first, NULL-terminated; g_strfreev. For "did you mean". */
GStrv bcu_nearest(const char *text, const char *const *candidates, size_t count);
/** The hint 'Did you mean "x"?', or NULL when nothing is near. g_free. */
char *bcu_did_you_mean(const char *text, const char *const *candidates, size_t count);

#endif
