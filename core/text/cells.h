/** Cells of tables: any cell as text, and figures as numbers, however their writer set the digits apart. */
#ifndef BCU_CELLS_H
#define BCU_CELLS_H

#include <bcukit/table.h>
#include <glib.h>

/** The cell as text, so that equal values are equal texts: 1001 whether the field holds 1001, 1001.000 or "1001".
 * "" for an empty cell. g_free. */
char *bcu_cell_text(BcuValue value);
/** The cell of a table, as above. \param column BCU_NONE gives "". */
char *bcu_cell_text_at(const BcuTable *table, uint32_t row, uint32_t column);

/** How numbers are written; '\0' where nobody has said, to be told from the numbers of a column. */
typedef struct BcuNumberForm {
    char decimal;   /* '.' or ',' */
    char thousands; /* '.' ',' '\'' ' ', or '-' for none */
} BcuNumberForm;

/** The keys decimal and thousands as the user wrote them; NULL where not. \return false: not understood, or one sign
 * for both. */
bool bcu_number_form_parse(const char *decimal, const char *thousands, BcuNumberForm *form);
/** For messages: "decimal = , and thousands = .". g_free. */
char *bcu_number_form_text(BcuNumberForm form);

typedef enum BcuFormVerdict {
    BCU_FORM_PLAIN,     /* digits with a dot, or as the user stated */
    BCU_FORM_TOLD,      /* nobody stated it, but the numbers read in one way only */
    BCU_FORM_AMBIGUOUS, /* they read in several ways, which give different numbers */
    BCU_FORM_UNREADABLE /* in none */
} BcuFormVerdict;

/** Completes what is stated of the form of a column's numbers by the numbers themselves; empty texts do not count.
 * On ambiguity the form is plain. */
BcuFormVerdict bcu_cells_tell_form(char *const *texts, size_t count, BcuNumberForm *form);
/** Whether every number has a dot with exactly three digits behind it, as thousands have; false for fewer than two. */
bool bcu_cells_look_grouped(char *const *texts, size_t count);
/** Reads a number of a complete form. \return false: it is none, or too large for a double. */
bool bcu_cell_number(const char *text, BcuNumberForm form, double *value);

/** What a column of figures counts. */
typedef struct BcuFigureColumn {
    const char *file, *field; /* for messages */
    const char *unit;         /* "people" or "hectares" */
    const char *keys;         /* where decimal and thousands may be set: "[population]" */
    bool is_layer;            /* rows are records, else lines of a file */
    BcuNumberForm stated;
    const BcuTable *table;    /* of a file: knows its lines; else NULL */
} BcuFigureColumn;

/** Figures of one column, of a layer or of a CSV file: what is not a number, negative or beyond 2^53 is an error;
 * fractions of people, and numbers of people that may have lost their thousands, are warned of.
 * \param texts of all rows. \param figures one for each row; NAN where the cell is empty.
 * \return false where a cell cannot be read, reported. */
bool bcu_figures_read(const BcuFigureColumn *column, char *const *texts, uint32_t count, double *figures,
                      BcuDiagLog *log);

#endif
