/** Options of a plugin: specified as data, parsed and checked by the host, read by key.
 *
 * Items of a list run from 0 to bcu_options_list_count() less one; what is read for one out of range is not defined.
 * Since 1.0. */
#ifndef BCUKIT_OPTIONS_H
#define BCUKIT_OPTIONS_H

#include <bcukit/diag.h>

BCU_BEGIN_DECLS

typedef enum BcuOptionType {
    BCU_OPTION_BOOL,    /**< true false yes no on off 1 0 */
    BCU_OPTION_INTEGER,
    BCU_OPTION_REAL,
    BCU_OPTION_LENGTH,  /**< number with unit (mm cm m km in pt mi), converted to the spec's unit */
    BCU_OPTION_ANGLE,   /**< degrees */
    BCU_OPTION_TEXT,
    BCU_OPTION_CHOICE,  /**< one of choices */
    BCU_OPTION_COLOUR,  /**< #rgb or #rrggbb */
    BCU_OPTION_CRS,
    BCU_OPTION_PATH,    /**< input file, relative to the project file; no output takes its place */
    BCU_OPTION_LENGTH_OR_SHARE /**< "20 m" or "25 %", as <bcukit/simplify.h> reads it */
} BcuOptionType;

enum {
    BCU_OPTION_REQUIRED = 1u << 0,
    BCU_OPTION_LIST = 1u << 1 /**< several values, separated by comma or semicolon */
};

typedef struct BcuOptionSpec {
    const char *key;
    BcuOptionType type;
    uint32_t flags;
    const char *unit;     /**< of the value as read: "mm", "m", "dpi"; NULL for none */
    const char *fallback; /**< as text, parsed like the user's; NULL: unset */
    double min, max;      /**< inclusive, for numbers; both 0: unlimited */
    const char *choices;  /**< separated by '|' */
    const char *help;     /**< one line */
} BcuOptionSpec;

typedef struct BcuOptions BcuOptions;

/** Whether the user or the fallback gave a value. */
BCU_API bool bcu_options_has(const BcuOptions *options, const char *key);
/* Reading a key that was not specified, or as another type, is a programming error and aborts. */
/** The value of a BOOL. */
BCU_API bool bcu_options_bool(const BcuOptions *options, const char *key);
/** The value of an INTEGER. */
BCU_API int64_t bcu_options_integer(const BcuOptions *options, const char *key);
/** For REAL, LENGTH (in the spec's unit), ANGLE and INTEGER; NAN when unset. */
BCU_API double bcu_options_real(const BcuOptions *options, const char *key);
/** For all types but lists: the text as given (CHOICE: as spelt in choices; PATH: resolved);
 * NULL when unset. Borrowed. */
BCU_API const char *bcu_options_text(const BcuOptions *options, const char *key);
/** Values of a list; 0 when unset. */
BCU_API size_t bcu_options_list_count(const BcuOptions *options, const char *key);
/** A value of a list as text, 0 to bcu_options_list_count less 1; borrowed. */
BCU_API const char *bcu_options_list_at(const BcuOptions *options, const char *key, size_t index);
/** A value of a list of numbers, in the unit of the spec. */
BCU_API double bcu_options_list_real_at(const BcuOptions *options, const char *key, size_t index);

BCU_END_DECLS
#endif
