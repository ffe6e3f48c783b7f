/* Numbers as text; see <bcukit/number.h>. */
#include <bcukit/number.h>
#include <glib.h>
#include <math.h>
#include <string.h>

static const double POWER[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

/* Digits of an integer, at least `least` of them; returns the length. */
static size_t put_digits(char *text, uint64_t value, int least)
{
    char reversed[24];
    int count = 0;
    while (value > 0 || count < least) {
        reversed[count++] = (char)('0' + value % 10);
        value /= 10;
    }
    for (int i = 0; i < count; i++)
        text[i] = reversed[count - 1 - i];
    return (size_t)count;
}

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

/* Rounding the product value * 10^decimals is right unless the product lies so close to a half
 * that its own rounding error may have moved it across: fma gives that error exactly. */
static bool scaled_integer(double magnitude, int decimals, uint64_t *scaled)
{
    if (decimals > 9)
        return false;
    double product = magnitude * POWER[decimals];
    if (!(product < 4503599627370496.0)) /* 2^52: beyond, no half can be told */
        return false;
    double error = fma(magnitude, POWER[decimals], -product);
    double whole = floor(product);
    double rest = product - whole; /* exact below 2^52 */
    if (rest == 0.5) {
        if (error == 0) /* a true tie: to even */
            whole += fmod(whole, 2) != 0;
        else
            whole += error > 0;
    } else {
        whole += rest > 0.5;
    }
    /* product = whole exactly but error < 0 needs no care: the distance to a half is large. */
    *scaled = (uint64_t)whole;
    return true;
}

size_t bcu_number_fixed(char *text, double value, int decimals, bool trim)
{
    decimals = CLAMP(decimals, 0, 17);
    size_t length = 0;
    uint64_t scaled;
    if (scaled_integer(fabs(value), decimals, &scaled)) {
        uint64_t unit = (uint64_t)POWER[decimals];
        if (value < 0 && scaled > 0)
            text[length++] = '-';
        length += put_digits(text + length, scaled / unit, 1);
        if (decimals > 0) {
            text[length++] = '.';
            length += put_digits(text + length, scaled % unit, decimals);
        }
        text[length] = '\0';
    } else {
        char format[8];
        g_snprintf(format, sizeof format, "%%.%df", decimals);
        g_ascii_formatd(text, BCU_NUMBER_SIZE, format, value);
        length = strlen(text);
        if (text[0] == '-' && strspn(text + 1, "0.") == length - 1)
            memmove(text, text + 1, length--);
    }
    return trim ? trim_zeros(text, length) : length;
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
