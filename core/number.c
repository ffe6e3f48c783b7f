/* Numbers as text; see <bcukit/number.h>. */
#include <bcukit/number.h>
#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double POWER[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
static const uint64_t UNITS[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};

static const char PAIRS[] = "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
                            "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
                            "8081828384858687888990919293949596979899";

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

/* Rounding the product value * 10^decimals is right unless it comes to lie on a half exactly, where its
 * own rounding error decides: fma gives that error exactly. */
static inline bool scaled_integer(double magnitude, int decimals, uint64_t *scaled)
{
    if (decimals > 9)
        return false;
    double product = magnitude * POWER[decimals];
    if (!(product < 0x1p51)) /* beyond, no half can be told */
        return false;
    double nearest = product + 0x1p52 - 0x1p52; /* to even; no branch that depends on digits */
    if (fabs(product - nearest) == 0.5) {
        double error = fma(magnitude, POWER[decimals], -product);
        if (error != 0) /* else a true tie: to even */
            nearest = product + copysign(0.5, error);
    }
    *scaled = (uint64_t)nearest;
    return true;
}

static size_t put_whole(char *text, uint64_t whole)
{
    char digits[24], *end = digits + sizeof digits, *at = end;
    if (whole >= 100) {
        for (; whole > 0; whole /= 100)
            memcpy(at -= 2, PAIRS + whole % 100 * 2, 2);
        at += *at == '0';
        memcpy(text, at, (size_t)(end - at));
        return (size_t)(end - at);
    }
    text[0] = (char)('0' + whole);
    if (whole >= 10)
        memcpy(text, PAIRS + whole * 2, 2);
    return whole >= 10 ? 2 : 1;
}

/* The digits of a scaled integer with the point put in. `whole` is the value before rounding, which saves a
 * division. Zeros at the end are told from the integer, so that they need not be written and taken away. */
static size_t put_scaled(char *text, uint64_t whole, uint64_t scaled, int decimals, bool trim)
{
    uint64_t rest = scaled - whole * UNITS[decimals];
    if (rest == UNITS[decimals]) { /* rounded up */
        whole++;
        rest = 0;
    }
    size_t length = put_whole(text, whole);
    for (; trim && decimals > 0 && rest % 10 == 0; decimals--)
        rest /= 10;
    if (decimals == 0)
        return length;
    text[length++] = '.';
    char *at = text + length + decimals;
    for (int left = decimals; left > 1; left -= 2, rest /= 100)
        memcpy(at -= 2, PAIRS + rest % 100 * 2, 2);
    if (decimals % 2 == 1)
        *--at = (char)('0' + rest);
    return length + (size_t)decimals;
}

/* Where no integer can hold the digits. */
static size_t put_by_format(char *text, double value, int decimals, bool trim)
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
    size_t length = 0;
    uint64_t scaled;
    if (!scaled_integer(fabs(value), decimals, &scaled))
        return put_by_format(text, value, decimals, trim);
    if (value < 0 && scaled > 0)
        text[length++] = '-';
    length += put_scaled(text + length, (uint64_t)fabs(value), scaled, decimals, trim);
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
