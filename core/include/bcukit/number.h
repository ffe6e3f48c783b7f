/** Numbers as text: exact, independent of the locale, and fast.
 * Since 1.0. */
#ifndef BCUKIT_NUMBER_H
#define BCUKIT_NUMBER_H

#include <bcukit/api.h>

BCU_BEGIN_DECLS

/** Enough room for any finite double with up to 17 decimals. */
#define BCU_NUMBER_SIZE 344

/** Writes the value with exactly `decimals` digits (0 to 17) after the point, correctly rounded
 * from the binary value (ties to even, as printf does); never "-0". With `trim`, zeros at the
 * end (and the point) are left out.
 * \param text at least BCU_NUMBER_SIZE bytes; terminated.
 * \return length written. */
BCU_API size_t bcu_number_fixed(char *text, double value, int decimals, bool trim);

/** The shortest digits that read back as the same double; from 1e-7 up to 1e21 without an exponent,
 * which some readers take for text. */
BCU_API size_t bcu_number_shortest(char *text, double value);

/** Reads a number with a dot whatever the locale; the whole text must be a number. */
BCU_API bool bcu_number_parse(const char *text, double *value);

/** Whether a number is the value rounded to that many decimals, either way where it lies half between two; the value
 * itself where they are negative. */
BCU_API bool bcu_number_is_rounded(double number, double value, int decimals);

BCU_END_DECLS
#endif
