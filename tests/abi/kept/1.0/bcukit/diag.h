/** Diagnostics: what went wrong or is worth knowing, where, and what to do.
 *
 * Functions that can fail return false (or NULL) and append records to the log handed in.
 * Nothing else prints: the executable renders the log as text or as JSON lines.
 * Since 1.0. */
#ifndef BCUKIT_DIAG_H
#define BCUKIT_DIAG_H

#include <bcukit/api.h>

BCU_BEGIN_DECLS

typedef struct BcuDiagLog BcuDiagLog;

typedef enum BcuSeverity {
    BCU_SUMMARY, /**< a sentence of the result for standard output, shown with -v */
    BCU_NOTE,    /**< worth knowing; nothing to do */
    BCU_WARNING, /**< the result stands, but look at this; fails a strict run */
    BCU_ERROR    /**< no result */
} BcuSeverity;

/** Where. Zero-initialise and set what is known; all numbers count from 1, 0 means not given. Final for major 1. */
typedef struct BcuPlace {
    const char *file;  /**< path as the user wrote it */
    int64_t line;      /**< line of a text file */
    const char *key;   /**< key of a project file, as "group.key" */
    int64_t record;    /**< record of a layer or row of a table */
    const char *field; /**< column */
    int64_t part, ring, vertex;
    bool has_position; /**< x and y are set, in map units of the working CRS */
    double x, y;
} BcuPlace;

/** Appends one record. A log of NULL drops it.
 * \param code  subject and number, such as "SHP012"; plugins use their own id in capitals.
 * \param place may be NULL. Copied.
 * \param hint  what to do about it; NULL where there is nothing to do.
 * \param format message in the user's terms, without full stop, units beside numbers.
 */
BCU_API void bcu_report(BcuDiagLog *log, BcuSeverity severity, const char *code,
                        const BcuPlace *place, const char *hint, const char *format, ...)
    BCU_PRINTF(6, 7);

/** How many records of this severity or worse the log holds. */
BCU_API size_t bcu_diag_count(const BcuDiagLog *log, BcuSeverity at_least);

BCU_END_DECLS
#endif
