/* Numbers as text; see <bcukit/number.h>. */
#include <bcukit/number.h>
#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double POWER[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
static const uint32_t UNITS[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};

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

/* Where the product lies on a half exactly, its own rounding error decides: fma gives that exactly. Apart, since
 * it is rare and would cost the others registers. */
static G_GNUC_NO_INLINE double round_half(double magnitude, double power, double product, double nearest)
{
    double error = fma(magnitude, power, -product);
    return error != 0 ? product + copysign(0.5, error) : nearest; /* else a true tie: to even */
}

/* Rounding the product value * 10^decimals is right unless it comes to lie on a half. */
static inline bool scaled_integer(double magnitude, int decimals, int64_t *scaled)
{
    if (decimals > 9)
        return false;
    double product = magnitude * POWER[decimals];
    if (!(product < 0x1p51)) /* beyond, no half can be told */
        return false;
    double nearest = product + 0x1p52 - 0x1p52; /* to even; no branch that depends on digits */
    if (fabs(product - nearest) == 0.5)
        nearest = round_half(magnitude, POWER[decimals], product, nearest);
    *scaled = (int64_t)nearest;
    return true;
}

/* Eight digits at once, the first in the lowest byte: fours, then pairs of each, then digits of each pair. The
 * products are quotients by 100 and by 10, right for all numbers of so many digits. */
static inline uint64_t eight_digits(uint32_t value)
{
    uint64_t fours = value / 10000 | (uint64_t)(value % 10000) << 32;
    uint64_t hundreds = (fours * 10486 >> 20) & 0x0000007f0000007f;
    uint64_t pairs = hundreds | (fours - 100 * hundreds) << 16;
    uint64_t tens = (pairs * 103 >> 10) & 0x000f000f000f000f;
    return tens | (pairs - 10 * tens) << 8;
}

/* Writes eight bytes, of which the caller keeps the first. */
static inline void put_digits(char *text, uint64_t digits)
{
    digits = GUINT64_TO_LE(digits | 0x3030303030303030);
    memcpy(text, &digits, sizeof digits);
}

static size_t put_long_whole(char *text, uint64_t whole)
{
    if (whole >= 100000000) {
        size_t length = put_long_whole(text, whole / 100000000);
        put_digits(text + length, eight_digits((uint32_t)(whole % 100000000)));
        return length + 8;
    }
    uint64_t digits = eight_digits((uint32_t)whole);
    int zeros = __builtin_ctzll(digits | UINT64_C(1) << 56) / 8; /* in front; the last digit stays */
    put_digits(text, digits >> 8 * zeros);
    return 8 - (size_t)zeros;
}

/* Degrees have one or two digits most of the time. */
static inline size_t put_whole(char *text, uint64_t whole)
{
    if (whole >= 100)
        return put_long_whole(text, whole);
    bool two = whole >= 10;
    text[0] = (char)('0' + whole / 10);
    text[two] = (char)('0' + whole % 10);
    return 1 + (size_t)two;
}

/* The point and the digits after it; zeros at the end need not be written and taken away. */
static inline size_t put_rest(char *text, uint32_t rest, int decimals, bool trim)
{
    size_t length = 0;
    if (decimals == 0 || (trim && rest == 0))
        return 0;
    text[length++] = '.';
    if (decimals > 8) {
        text[length++] = (char)('0' + rest / UNITS[8]);
        rest %= UNITS[8];
        decimals = 8;
    }
    uint64_t digits = eight_digits(rest * UNITS[8 - decimals]);
    put_digits(text + length, digits);
    if (!trim)
        return length + (size_t)decimals;
    return length + (digits ? 8 - (size_t)__builtin_clzll(digits) / 8 : 0);
}

/* The digits of a scaled integer with the point put in. `whole` is the value before rounding, which saves a
 * division. */
static inline size_t put_scaled(char *text, int64_t whole, int64_t scaled, int decimals, bool trim)
{
    int64_t rest = scaled - whole * UNITS[decimals];
    bool rounded_up = rest == UNITS[decimals];
    size_t length = put_whole(text, (uint64_t)(whole + rounded_up));
    return length + put_rest(text + length, rounded_up ? 0 : (uint32_t)rest, decimals, trim);
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
    int64_t scaled;
    if (!scaled_integer(fabs(value), decimals, &scaled))
        return put_by_format(text, value, decimals, trim);
    text[0] = '-';
    size_t length = value < 0 && scaled > 0;
    length += put_scaled(text + length, (int64_t)fabs(value), scaled, decimals, trim);
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
