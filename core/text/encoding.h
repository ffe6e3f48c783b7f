/** Which code page the text of an attribute table is in, and its way to UTF-8. */
#ifndef BCU_ENCODING_H
#define BCU_ENCODING_H

#include <bcukit/api.h>
#include <glib.h>

/** The iconv name for what a .cpg file or a user says ("88591", "ANSI 1252", "65001", "LDID/87");
 * NULL when it is not known. g_free. */
char *bcu_encoding_normalise(const char *written);
/** How many bytes a letter takes: one, one or more with ASCII as it is, or more so that no table of bytes can hold it. */
typedef enum BcuEncodingWidth { BCU_ENCODING_BYTE, BCU_ENCODING_MIXED, BCU_ENCODING_WIDE } BcuEncodingWidth;
BcuEncodingWidth bcu_encoding_width(const char *encoding);
/** The iconv name for a DBF language byte; NULL when the byte says nothing. Static. */
const char *bcu_encoding_of_language_byte(int byte);
/** Text in UTF-8 whatever the bytes; those that mean nothing become U+FFFD. g_free. */
char *bcu_encoding_to_utf8(const char *bytes, const char *encoding);

#endif
