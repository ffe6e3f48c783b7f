/* Reads colours as people write them: "#1f77b4", "#abc". */
#include <bcukit/colour.h>
#include <glib.h>
#include <string.h>

static int hex_digit(char c)
{
    return g_ascii_xdigit_value(c);
}

bool bcu_colour_parse(const char *text, BcuColour *colour)
{
    size_t length = strlen(text);
    if (text[0] != '#' || (length != 4 && length != 7) ||
        strspn(text + 1, "0123456789abcdefABCDEF") != length - 1)
        return false;
    uint8_t part[3];
    for (int i = 0; i < 3; i++)
        part[i] =
            (uint8_t)(length == 4 ? hex_digit(text[1 + i]) * 17
                                  : hex_digit(text[1 + 2 * i]) * 16 + hex_digit(text[2 + 2 * i]));
    *colour = (BcuColour){part[0], part[1], part[2]};
    return true;
}
