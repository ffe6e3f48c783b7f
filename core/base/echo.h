/** How much of what somebody wrote a message repeats. */
#ifndef BCU_ECHO_H
#define BCU_ECHO_H

#include <bcukit/api.h>
#include <glib.h>

/** Characters of one quoted text, and of a whole message or hint. */
enum { BCU_ECHO_MOST = 200, BCU_ECHO_MOST_IN_ALL = 2000 };

/** A message in which no quoted text is longer than BCU_ECHO_MOST; what is left out is marked by three dots.
 * \param text any bytes; NULL for none. \return UTF-8; g_free; NULL for NULL. */
char *bcu_echo(const char *text);

#endif
