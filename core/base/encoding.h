/** Which code page the text of an attribute table is in, and its way to UTF-8. */
#ifndef BCU_ENCODING_H
#define BCU_ENCODING_H

#include <bcukit/api.h>
#include <glib.h>

/** The iconv name for what a .cpg file or a user says ("88591", "ANSI 1252", "65001", "LDID/87");
 * NULL when it is not known. g_free. */
char *bcu_encoding_normalise(const char *written);
/** The iconv name for a DBF language byte; NULL when the byte says nothing. Static. */
const char *bcu_encoding_of_language_byte(int byte);
/** Text in UTF-8 whatever the bytes; those that mean nothing become U+FFFD. g_free. */
char *bcu_encoding_to_utf8(const char *bytes, const char *encoding);

#endif
