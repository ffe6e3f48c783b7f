/** What is visible from outside libbcukit.
 *
 * BCU_API marks what plugins may call; it stays compatible within one ABI major.
 * The headers in this folder need nothing but the C standard library, in C11 or C++11 (bcukit/geos.h: GEOS, too).
 *
 * Structs whose comment says "final for major 1" travel by value, or lie in memory of the caller's: no member comes, goes
 * or moves before the major number of the ABI does. What more there is to say is said by another function. The others
 * (BcuPlugin, BcuRun, BcuOptionSpec, BcuOutputSpec) come with their size and grow at their end.
 *
 * Every header says since which ABI it is there; functions, structs and constants that came later say so themselves.
 * Indexes are numbers from 0; each header that takes them says what one out of range does.
 * Since 1.0. */
#ifndef BCUKIT_API_H
#define BCUKIT_API_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#define BCU_BEGIN_DECLS extern "C" {
#define BCU_END_DECLS }
#else
#define BCU_BEGIN_DECLS
#define BCU_END_DECLS
#endif

#define BCU_API __attribute__((visibility("default")))
#define BCU_PRINTF(format_at, first_at) __attribute__((format(printf, format_at, first_at)))

/** "No such thing" wherever an index of a feature, column, phase or arc is expected. */
#define BCU_NONE UINT32_MAX

#endif
