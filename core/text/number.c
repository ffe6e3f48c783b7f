/* Writes numbers as text.
 * Numbers as text; see <bcukit/number.h>. */
#include "text/number_digits.h"
#include <bcukit/number.h>
#include <float.h>
#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static size_t trim_zeros(char *text, size_t length)
{
    if (!memchr(text, '.', length))
        return length;
    while (text[length - 1] == '0')
        length--;
    if (text[length - 1] == '.')
        length--;
    text[length] = '\0';
    return length;
}

/* Where no integer can hold the digits. */
static G_GNUC_NO_INLINE size_t put_by_format(char *text, double value, int decimals, bool trim)
{
    char format[8];
    g_snprintf(format, sizeof format, "%%.%df", decimals);
    g_ascii_formatd(text, BCU_NUMBER_SIZE, format, value);
    size_t length = strlen(text);
    if (text[0] == '-' && strspn(text + 1, "0.") == length - 1)
        memmove(text, text + 1, length--);
    return trim && decimals > 0 ? trim_zeros(text, length) : length;
}

size_t bcu_number_fixed(char *text, double value, int decimals, bool trim)
{
    decimals = CLAMP(decimals, 0, 17);
    size_t length = bcu_number_digits(text, value, decimals, trim);
    if (length == 0)
        return put_by_format(text, value, decimals, trim);
    text[length] = '\0';
    return length;
}

/* Digits that "%g" gave with an exponent, written out. */
static void write_out(char *text, double value)
{
    char format[8];
    const char *exponent = strchr(text, 'e');
    int power = atoi(exponent + 1), digits = 0;
    for (const char *c = text; c < exponent; c++)
        digits += g_ascii_isdigit(*c) != 0;
    g_snprintf(format, sizeof format, "%%.%df", MAX(digits - 1 - power, 0));
    g_ascii_formatd(text, BCU_NUMBER_SIZE, format, value);
}

size_t bcu_number_shortest(char *text, double value)
{
    for (int digits = 15; digits <= 17; digits++) {
        char format[8];
        g_snprintf(format, sizeof format, "%%.%dg", digits);
        g_ascii_formatd(text, BCU_NUMBER_SIZE, format, value);
        if (g_ascii_strtod(text, NULL) == value)
            break;
    }
    if (strchr(text, 'e') && fabs(value) >= 1e-7 && fabs(value) < 1e21)
        write_out(text, value);
    return strlen(text);
}

bool bcu_number_parse(const char *text, double *value)
{
    if (!text || !*text || g_ascii_isspace(text[0]))
        return false;
    /* strtod also reads "nan", "inf" and hexadecimal: none is a figure. */
    if (text[strspn(text, "0123456789+-.eE")] != '\0')
        return false;
    char *end;
    double number = g_ascii_strtod(text, &end);
    if (*end != '\0' || end == text || !isfinite(number))
        return false;
    *value = number;
    return true;
}

bool bcu_number_is_rounded(double number, double value, int decimals)
{
    /* Half a step, and by how much the number is off the digits that it was read from. */
    double bound = decimals < 0 ? 0 : 0.5 * pow(10, -decimals) * (1 + 4 * DBL_EPSILON) + DBL_EPSILON * fabs(value);
    return fabs(number - value) <= bound;
}
