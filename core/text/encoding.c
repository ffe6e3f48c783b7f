/* Finds the code page of an attribute table.
 * Code pages of attribute tables. */
#include "text/encoding.h"
#include <bcukit/api.h>
#include <string.h>

/* Language driver bytes of dBASE files, from the ESRI and FoxPro lists of code pages. */
static const struct { unsigned char byte; const char *name; } LANGUAGE_BYTES[] = {
    {0x01, "CP437"}, {0x02, "CP850"}, {0x03, "WINDOWS-1252"}, {0x08, "CP865"}, {0x09, "CP437"},
    {0x0a, "CP850"}, {0x0b, "CP437"}, {0x0d, "CP437"}, {0x0e, "CP850"}, {0x0f, "CP437"},
    {0x10, "CP850"}, {0x11, "CP437"}, {0x12, "CP850"}, {0x13, "CP932"}, {0x14, "CP850"},
    {0x15, "CP437"}, {0x16, "CP850"}, {0x17, "CP865"}, {0x18, "CP437"}, {0x19, "CP437"},
    {0x1a, "CP850"}, {0x1b, "CP437"}, {0x1c, "CP863"}, {0x1d, "CP850"}, {0x1f, "CP852"},
    {0x22, "CP852"}, {0x23, "CP852"}, {0x24, "CP860"}, {0x25, "CP850"}, {0x26, "CP866"},
    {0x37, "CP850"}, {0x40, "CP852"}, {0x4d, "CP936"}, {0x4e, "CP949"}, {0x4f, "CP950"},
    {0x50, "CP874"}, {0x57, "WINDOWS-1252"}, {0x58, "WINDOWS-1252"}, {0x59, "WINDOWS-1252"},
    {0x64, "CP852"}, {0x65, "CP866"}, {0x66, "CP865"}, {0x67, "CP861"}, {0x6a, "CP737"},
    {0x6b, "CP857"}, {0x6c, "CP863"}, {0x78, "CP950"}, {0x79, "CP949"}, {0x7a, "CP936"},
    {0x7b, "CP932"}, {0x7c, "CP874"}, {0x86, "CP737"}, {0x87, "CP852"}, {0x88, "CP857"},
    {0xc8, "WINDOWS-1250"}, {0xc9, "WINDOWS-1251"}, {0xca, "WINDOWS-1254"}, {0xcb, "WINDOWS-1253"},
    {0xcc, "WINDOWS-1257"},
};

const char *bcu_encoding_of_language_byte(int byte)
{
    for (size_t i = 0; i < G_N_ELEMENTS(LANGUAGE_BYTES); i++)
        if (LANGUAGE_BYTES[i].byte == byte)
            return LANGUAGE_BYTES[i].name;
    return NULL;
}

static bool iconv_knows(const char *name)
{
    GIConv converter = g_iconv_open("UTF-8", name);
    if (converter == (GIConv)-1)
        return false;
    g_iconv_close(converter);
    return true;
}

/* "88591" and "8859-15" are ISO parts, "1252" and "65001" Windows code pages. */
static char *from_digits(const char *digits)
{
    if (g_str_equal(digits, "65001"))
        return g_strdup("UTF-8");
    if (g_str_has_prefix(digits, "8859") && strlen(digits) > 4)
        return g_strdup_printf("ISO-8859-%s", digits + 4);
    if (g_str_has_prefix(digits, "125") && strlen(digits) == 4)
        return g_strdup_printf("WINDOWS-%s", digits);
    return g_strdup_printf("CP%s", digits);
}

char *bcu_encoding_normalise(const char *written)
{
    g_autofree char *upper = g_ascii_strup(written, -1);
    g_strstrip(upper);
    if (g_str_has_prefix(upper, "LDID/"))
        return g_strdup(bcu_encoding_of_language_byte((int)g_ascii_strtoull(upper + 5, NULL, 10)));
    if (g_str_equal(upper, "UTF8") || g_str_equal(upper, "UTF-8"))
        return g_strdup("UTF-8");
    g_autofree char *digits = g_strdup("");
    bool only_prefix = true;
    for (const char *c = upper; *c; c++)
        if (g_ascii_isdigit(*c)) {
            char *longer = g_strdup_printf("%s%c", digits, *c);
            g_free(digits);
            digits = longer;
        }
    static const char *const prefixes[] = {"ANSI", "OEM", "CP", "WINDOWS", "ISO", "MS", ""};
    size_t word = strspn(upper, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    only_prefix = false;
    for (size_t i = 0; i < G_N_ELEMENTS(prefixes); i++)
        only_prefix |= word == strlen(prefixes[i]) && strncmp(upper, prefixes[i], word) == 0;
    if (only_prefix && *digits) {
        char *name = from_digits(digits);
        if (iconv_knows(name))
            return name;
        g_free(name);
    }
    return *upper && iconv_knows(upper) ? g_strdup(upper) : NULL;
}

/* A single-byte code page reads each byte on its own; a wide one does not even read "A". */
BcuEncodingWidth bcu_encoding_width(const char *encoding)
{
    g_autofree char *letter = g_convert("A", 1, "UTF-8", encoding, NULL, NULL, NULL);
    if (!letter || !g_str_equal(letter, "A"))
        return BCU_ENCODING_WIDE;
    char byte[2] = {0};
    for (int i = 0x80; i < 0x100; i++) {
        byte[0] = (char)i;
        g_autoptr(GError) error = NULL;
        g_free(g_convert(byte, 1, "UTF-8", encoding, NULL, NULL, &error));
        if (error && error->code == G_CONVERT_ERROR_PARTIAL_INPUT)
            return BCU_ENCODING_MIXED;
    }
    return BCU_ENCODING_BYTE;
}

char *bcu_encoding_to_utf8(const char *bytes, const char *encoding)
{
    if (g_str_is_ascii(bytes))
        return g_strdup(bytes);
    if (!g_str_equal(encoding, "UTF-8")) {
        char *text = g_convert_with_fallback(bytes, -1, "UTF-8", encoding, "\357\277\275", NULL,
                                             NULL, NULL);
        if (text)
            return text;
    }
    return g_utf8_make_valid(bytes, -1);
}
