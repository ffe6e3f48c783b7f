/** Tables: typed columns with units, one row per feature or figure.
 *
 * The attributes of a layer are a table, and so is every result of measure.h. Any table can
 * be written as CSV, JSON or Markdown, and any numeric column can be drawn.
 * Rows and columns run from 0 to their count less one; what is read or written for one out of range is not defined.
 * Since 1.0. */
#ifndef BCUKIT_TABLE_H
#define BCUKIT_TABLE_H

#include <bcukit/diag.h>

BCU_BEGIN_DECLS

typedef struct BcuTable BcuTable;

typedef enum BcuType { BCU_NULL, BCU_BOOL, BCU_INTEGER, BCU_REAL, BCU_TEXT } BcuType;

/** One cell. type is BCU_NULL for an empty cell, else the type of the column. Final for major 1. */
typedef struct BcuValue {
    BcuType type;
    union {
        bool boolean;
        int64_t integer;
        double real;
        const char *text; /**< UTF-8, borrowed from the table */
    } as;
} BcuValue;

/** Unit of shares from 0 to 1, which people read as percentages. */
#define BCU_UNIT_SHARE "share"

/** Final for major 1. */
typedef struct BcuColumn {
    const char *name;        /**< snake_case with the unit in it for results; as in the file for attributes */
    BcuType type;
    int decimals;            /**< digits after the point when written; -1: shortest that reads back the same */
    const char *unit;        /**< "ha", "km", "people", BCU_UNIT_SHARE; NULL for none */
    const char *description; /**< one plain line; may be NULL */
} BcuColumn;

/** \param name "area", "coverage", … the file or table name it suggests; copied.
 * \return freed by bcu_table_free(). */
BCU_API BcuTable *bcu_table_new(const char *name);
/** Accepts NULL. */
BCU_API void bcu_table_free(BcuTable *table);
/** The name that it was made with; borrowed. */
BCU_API const char *bcu_table_name(const BcuTable *table);

/** Adds a column (strings copied) and returns its index; rows that exist get empty cells. */
BCU_API uint32_t bcu_table_add_column(BcuTable *table, const BcuColumn *column);
/** Adds several columns. */
BCU_API void bcu_table_add_columns(BcuTable *table, const BcuColumn *columns, size_t count);
/** Adds a row of empty cells and returns its index. */
BCU_API uint32_t bcu_table_add_row(BcuTable *table);
/** Sets a cell; text is copied. A value of another type than the column's is a programming
 * error, except BCU_NULL (empties the cell) and BCU_INTEGER into a BCU_REAL column. */
BCU_API void bcu_table_set(BcuTable *table, uint32_t row, uint32_t column, BcuValue value);
/** Sets a cell of a BCU_INTEGER or BCU_REAL column. */
BCU_API void bcu_table_set_integer(BcuTable *table, uint32_t row, uint32_t column, int64_t value);
/** A value that is not finite empties the cell. */
BCU_API void bcu_table_set_real(BcuTable *table, uint32_t row, uint32_t column, double value);
/** NULL empties the cell. */
BCU_API void bcu_table_set_text(BcuTable *table, uint32_t row, uint32_t column, const char *value);

/** Rows, the header not counted. */
BCU_API uint32_t bcu_table_row_count(const BcuTable *table);
/** Columns. */
BCU_API uint32_t bcu_table_column_count(const BcuTable *table);
/** What a column holds; borrowed from the table. */
BCU_API const BcuColumn *bcu_table_column(const BcuTable *table, uint32_t column);
/** Index of the column of that name, without regard to case; BCU_NONE when there is none. */
BCU_API uint32_t bcu_table_find(const BcuTable *table, const char *name);
/** A cell; text is borrowed from the table. */
BCU_API BcuValue bcu_table_at(const BcuTable *table, uint32_t row, uint32_t column);
/** The cell as a number; false when it is empty or not a number. Text is not parsed. */
BCU_API bool bcu_table_number(const BcuTable *table, uint32_t row, uint32_t column, double *value);

/** Reads a CSV file in UTF-8 or Windows-1252, header in the first row.
 * \param table set to a table whose columns are all BCU_TEXT, an empty cell being null; caller frees.
 * \return false on failure, reported. */
BCU_API bool bcu_csv_read(const char *path, BcuTable **table, BcuDiagLog *log);

/** Numbers of a column of text, with a dot for decimals or as the column as a whole can only be read ("1.234,5").
 * \param values one for each row; NAN where the cell is empty or no number.
 * \return how many cells are neither empty nor a number; `first` is set to the first of them and may be NULL. */
BCU_API uint32_t bcu_table_numbers(const BcuTable *table, uint32_t column, double *values, uint32_t *first);

/** Receives bytes; returns false to stop. */
typedef bool (*BcuWrite)(void *closure, const void *bytes, size_t count);

typedef enum BcuTableFormat {
    BCU_FORMAT_CSV,      /**< RFC 4180: header first, lines end in CR LF, empty for null */
    BCU_FORMAT_JSON,     /**< array of objects, numbers as numbers, null as null */
    BCU_FORMAT_MARKDOWN  /**< pipe table, thousands separators, shares in percent */
} BcuTableFormat;

enum {
    BCU_CSV_GUARD_FORMULAS = 1u << 0, /**< put ' before text that begins with = + - @ tab or CR */
    BCU_CSV_QUOTE_CODES = 1u << 1,    /**< quote text that a spreadsheet would turn into a number */
    BCU_CSV_LF = 1u << 2              /**< end lines in LF alone, as awk and cut want them */
};

/** Writes the table; numbers use the column's decimals and a dot whatever the locale.
 * On failure (write returned false): returns false. */
BCU_API bool bcu_table_write(const BcuTable *table, BcuTableFormat format, uint32_t flags,
                             BcuWrite write, void *closure);

BCU_END_DECLS
#endif
