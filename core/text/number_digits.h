/** Digits of a number with few decimals, inline: where millions of them are written, a call would take as
 * long as its work. */
#ifndef BCU_NUMBER_DIGITS_H
#define BCU_NUMBER_DIGITS_H

#include <glib.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static const double POWER[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
static const uint32_t UNITS[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};

/* Where the product lies on a half exactly, its own rounding error decides: fma gives that exactly. Apart,
 * since it is rare and would cost the others registers. */
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

/* Eight digits at once, the first in the lowest byte: fours, then pairs of each, then digits of each pair.
 * The products are quotients by 100 and by 10, right for all numbers of so many digits. */
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

/** As bcu_number_fixed, without a zero byte at the end.
 * \param text at least 32 bytes; what lies behind the length may be overwritten.
 * \return 0 where no integer can hold the digits: decimals beyond 9 and numbers beyond 2^51 steps. */
static inline size_t bcu_number_digits(char *text, double value, int decimals, bool trim)
{
    int64_t scaled;
    if (!scaled_integer(fabs(value), decimals, &scaled))
        return 0;
    text[0] = '-';
    size_t length = value < 0 && scaled > 0;
    return length + put_scaled(text + length, (int64_t)fabs(value), scaled, decimals, trim);
}

#endif
