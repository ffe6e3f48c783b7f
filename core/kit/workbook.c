/* Writes tables into a workbook.
 * A cell has the number that CSV prints, and a format that shows it as Markdown does; text is text, so that
 * 01 stays 01 and "=1+1" is no formula. The date inside is that of other files: no clock is asked. */
#include "xlsxwriter_on_demand.h"
#include "kit/table_columns.h"
#include "kit/workbook.h"
#include <bcukit/library.h>
#include <bcukit/number.h>
#include <bcukit/provenance.h>
#include <bcukit/words.h>
#include <errno.h>
#include <glib.h>
#include <math.h>
#include <string.h>

enum {
    MOST_ROWS = 1048576,
    MOST_COLUMNS = 16384,
    LONGEST_TEXT = 32767,
    LONGEST_NAME = 31,
    MOST_DECIMALS = 15
};
static const double NARROWEST = 8, WIDEST = 50;
static const time_t FIRST_DAY = 315532800; /* 1980-01-01, where the dates of archives begin */

typedef struct Book {
    const BcuRun *run;
    lxw_workbook *workbook;
    lxw_format *head, *share, *integer, *decimals[MOST_DECIMALS + 1];
    GPtrArray *names; /* of sheets */
} Book;

/* ---- text ------------------------------------------------------------------------------------------ */

/* In UTF-16, in which Excel counts. */
static size_t length_of(const char *text)
{
    size_t length = 0;
    for (const char *c = text; *c; c = g_utf8_next_char(c))
        length += g_utf8_get_char(c) > 0xffff ? 2 : 1;
    return length;
}

static bool is_escape(const char *c)
{
    return c[0] == '_' && c[1] == 'x' && g_ascii_isxdigit(c[2]) && g_ascii_isxdigit(c[3]) &&
           g_ascii_isxdigit(c[4]) && g_ascii_isxdigit(c[5]) && c[6] == '_';
}

/* Excel reads _x0041_ as A: a text that has such signs says so. U+FFFE and U+FFFF are no signs of XML. */
static char *cell_text_dup(const char *text)
{
    GString *cell = g_string_new(NULL);
    for (const char *c = text; *c; c = g_utf8_next_char(c)) {
        gunichar sign = g_utf8_get_char(c);
        if (is_escape(c))
            g_string_append(cell, "_x005F_");
        else if (sign == 0xfffe || sign == 0xffff)
            g_string_append_printf(cell, "_x%04X_", sign);
        else
            g_string_append_unichar(cell, sign);
    }
    return g_string_free(cell, FALSE);
}

static bool refuse(const Book *book, const char *sheet, const char *what)
{
    BcuPlace place = {.file = sheet};
    bcu_report(book->run->log, BCU_ERROR, "OUT060", &place, "Write this table as CSV: formats = csv.", "%s",
               what);
    return false;
}

static bool put_text(const Book *book, lxw_worksheet *sheet, const char *name, lxw_row_t row,
                     lxw_col_t column, const char *text, lxw_format *format)
{
    if (length_of(text) > LONGEST_TEXT)
        return refuse(book, name, "a text of the table is longer than the 32,767 characters of a cell");
    g_autofree char *cell = cell_text_dup(text);
    worksheet_write_string(sheet, row, column, cell, format);
    return true;
}

/* ---- cells ------------------------------------------------------------------------------------------- */

static lxw_format *format_of(const Book *book, const BcuColumn *column)
{
    if (column->type == BCU_INTEGER)
        return book->integer;
    if (column->type != BCU_REAL || column->decimals > MOST_DECIMALS)
        return NULL;
    if (g_strcmp0(column->unit, BCU_UNIT_SHARE) == 0)
        return book->share;
    return column->decimals < 0 ? NULL : book->decimals[column->decimals];
}

/* The number that CSV has. */
static double printed(double value, int decimals)
{
    char text[BCU_NUMBER_SIZE];
    double number = value;
    if (decimals >= 0) {
        bcu_number_fixed(text, value, decimals, false);
        bcu_number_parse(text, &number);
    }
    return number;
}

static bool put_cell(const Book *book, lxw_worksheet *sheet, const BcuBookSheet *from, uint32_t row,
                     uint32_t column)
{
    static const int64_t EXACT = INT64_C(9007199254740992); /* beyond, a cell would hold another number */
    const BcuColumn *of = bcu_table_column(from->headed, column);
    BcuValue value = bcu_table_at(from->headed, row, column);
    lxw_format *format = format_of(book, of);
    lxw_row_t at = row + 1;
    lxw_col_t across = (lxw_col_t)column;
    if (value.type == BCU_TEXT)
        return put_text(book, sheet, from->name, at, across, value.as.text, NULL);
    if (value.type == BCU_BOOL)
        worksheet_write_boolean(sheet, at, across, value.as.boolean, NULL);
    else if (value.type == BCU_REAL)
        worksheet_write_number(sheet, at, across, printed(value.as.real, of->decimals), format);
    else if (value.type == BCU_INTEGER && value.as.integer <= EXACT && value.as.integer >= -EXACT)
        worksheet_write_number(sheet, at, across, (double)value.as.integer, format);
    else if (value.type == BCU_INTEGER) {
        g_autofree char *digits = g_strdup_printf("%" G_GINT64_FORMAT, value.as.integer);
        worksheet_write_string(sheet, at, across, digits, NULL);
    }
    return true;
}

/* ---- a sheet ------------------------------------------------------------------------------------------ */

static bool is_taken(const Book *book, const char *name)
{
    for (guint i = 0; i < book->names->len; i++) {
        g_autofree char *one = g_utf8_casefold(g_ptr_array_index(book->names, i), -1),
                        *other = g_utf8_casefold(name, -1);
        if (g_str_equal(one, other))
            return true;
    }
    return false;
}

/* Cut to what Excel takes; History is a name of its own there. */
static char *cut_dup(const char *text, const char *end)
{
    GString *name = g_string_new(NULL);
    for (const char *c = text; *c; c = g_utf8_next_char(c)) {
        gunichar sign = g_utf8_get_char(c);
        if (length_of(name->str) + (sign > 0xffff ? 2 : 1) + strlen(end) > LONGEST_NAME)
            break;
        g_string_append_unichar(name,
                                sign < ' ' || (sign < 0x80 && strchr("[]:*?/\\'", (int)sign)) ? '_' : sign);
    }
    g_string_append(name, end);
    return g_string_free(name, FALSE);
}

static const char *sheet_name(const Book *book, const char *wanted)
{
    char *name = cut_dup(*wanted ? wanted : "table", g_ascii_strcasecmp(wanted, "history") == 0 ? "_" : "");
    for (int n = 2; is_taken(book, name); n++) {
        g_autofree char *end = g_strdup_printf("-%d", n);
        g_free(name);
        name = cut_dup(wanted, end);
    }
    g_ptr_array_add(book->names, name);
    return name;
}

/* Headers break between words, cells do not. */
static double width_of(const BcuTable *table, uint32_t column)
{
    const BcuColumn *of = bcu_table_column(table, column);
    g_auto(GStrv) words = g_strsplit_set(of->name, " ", -1);
    size_t longest = 0;
    for (guint w = 0; words[w]; w++)
        longest = MAX(longest, length_of(words[w]));
    for (uint32_t row = 0; row < bcu_table_row_count(table); row++) {
        BcuValue value = bcu_table_at(table, row, column);
        char number[BCU_NUMBER_SIZE];
        size_t length = value.type == BCU_TEXT ? length_of(value.as.text) : 0;
        if (value.type == BCU_REAL && of->decimals >= 0)
            length = bcu_number_fixed(number, value.as.real, of->decimals, false);
        longest = MAX(longest, length);
    }
    return MIN(MAX((double)longest + 2, NARROWEST), WIDEST);
}

/* How many lines a header takes in a column of that width. */
static int lines_of(const char *header, double width)
{
    g_auto(GStrv) words = g_strsplit(header, " ", -1);
    double used = 0;
    int lines = 1;
    for (guint w = 0; words[w]; w++) {
        double length = (double)length_of(words[w]) * 1.1; /* it is bold */
        bool fits = used == 0 || used + 1 + length <= width;
        lines += fits ? 0 : 1;
        used = fits && used > 0 ? used + 1 + length : length;
    }
    return lines;
}

/* On paper, too, it is read as one page across with its headers on each. */
static void lay_out_page(lxw_worksheet *sheet)
{
    worksheet_set_paper(sheet, 9); /* A4 */
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
}

static void lay_out(const Book *book, lxw_worksheet *sheet, const BcuTable *table)
{
    static const double LINE_PT = 15;
    int lines = 1;
    for (uint32_t c = 0; c < bcu_table_column_count(table); c++) {
        double width = width_of(table, c);
        worksheet_set_column(sheet, (lxw_col_t)c, (lxw_col_t)c, width, NULL);
        lines = MAX(lines, lines_of(bcu_table_column(table, c)->name, width));
    }
    worksheet_set_row(sheet, 0, LINE_PT * lines, book->head);
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 0, 0);
    lay_out_page(sheet);
}

static bool put_sheet(const Book *book, const BcuBookSheet *from)
{
    uint32_t rows = bcu_table_row_count(from->headed), columns = bcu_table_column_count(from->headed);
    if (rows + 1 > MOST_ROWS || columns > MOST_COLUMNS)
        return refuse(book, from->name,
                      "the table has more rows or columns than a sheet, which holds 1,048,576 and 16,384");
    lxw_worksheet *sheet = workbook_add_worksheet(book->workbook, sheet_name(book, from->name));
    bool ok = sheet != NULL;
    for (uint32_t c = 0; ok && c < columns; c++)
        ok = put_text(book, sheet, from->name, 0, (lxw_col_t)c, bcu_table_column(from->headed, c)->name,
                      book->head);
    for (uint32_t r = 0; ok && r < rows; r++)
        for (uint32_t c = 0; ok && c < columns; c++)
            ok = put_cell(book, sheet, from, r, c);
    if (ok)
        lay_out(book, sheet, from->headed);
    return ok;
}

/* ---- notes --------------------------------------------------------------------------------------------- */

typedef struct Notes {
    const Book *book;
    lxw_worksheet *sheet;
    lxw_row_t row;
} Notes;

static bool put_line(Notes *notes, const char *const *cells, size_t count, lxw_format *format)
{
    bool ok = true;
    for (size_t c = 0; ok && c < count; c++)
        if (cells[c] && *cells[c])
            ok = put_text(notes->book, notes->sheet, "notes", notes->row, (lxw_col_t)c, cells[c], format);
    notes->row++;
    return ok;
}

/* A line of its own for each line of text. */
static bool put_note(Notes *notes, const char *name, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    bool ok = true;
    for (guint i = 0; ok && lines[i] && *text; i++)
        ok = put_line(notes, (const char *const[]){i == 0 ? name : "", lines[i]}, 2, NULL);
    return ok;
}

static bool put_texts(Notes *notes)
{
    static const struct {
        const char *name;
        BcuText text;
    } TEXTS[] = {
        {"What if", BCU_TEXT_WHAT_IF},
        {"Title", BCU_TEXT_TITLE},
        {"Subtitle", BCU_TEXT_SUBTITLE},
        {"Source", BCU_TEXT_SOURCE},
        {"Population", BCU_TEXT_POPULATION_SOURCE},
        {"Population of", BCU_TEXT_POPULATION_YEAR},
        {"Attribution", BCU_TEXT_ATTRIBUTION},
        {"Licence", BCU_TEXT_LICENCE},
        {"Note", BCU_TEXT_NOTE},
        {"CRS", BCU_TEXT_CRS},
    };
    const BcuDataset *dataset = notes->book->run->dataset;
    bool ok = true;
    for (size_t t = 0; ok && t < G_N_ELEMENTS(TEXTS); t++)
        ok = put_note(notes, TEXTS[t].name, bcu_dataset_text(dataset, TEXTS[t].text));
    char *hash = bcu_provenance_hash(dataset);
    ok = ok && put_note(notes, "Provenance", hash) &&
         put_note(notes, "", "The same digits are in manifest.json, with all inputs and their sums.");
    free(hash);
    return ok;
}

static bool put_columns(Notes *notes, const BcuBookSheet *sheet, const char *name)
{
    const BcuDataset *dataset = notes->book->run->dataset;
    bool ok = true;
    for (uint32_t c = 0; ok && c < bcu_table_column_count(sheet->named); c++) {
        const BcuColumn *column = bcu_table_column(sheet->named, c);
        g_autofree char *words = bcu_column_words_dup(dataset, column);
        char *what = bcu_words_of_text(dataset, column->description ? column->description : "");
        const char *cells[] = {name, column->name, words, column->unit, what};
        ok = put_line(notes, cells, G_N_ELEMENTS(cells), NULL);
        free(what);
    }
    return ok;
}

static bool put_notes(const Book *book, const BcuBookSheet *sheets, size_t count)
{
    Notes notes = {book, workbook_add_worksheet(book->workbook, sheet_name(book, "notes")), 0};
    bool ok = notes.sheet && put_texts(&notes);
    notes.row++;
    ok = ok && put_line(&notes, (const char *const[]){"Sheet", "Column", "In words", "Unit", "What it is"}, 5,
                        book->head);
    for (size_t s = 0; ok && s < count; s++)
        ok = put_columns(&notes, &sheets[s], g_ptr_array_index(book->names, s));
    if (!notes.sheet)
        return false;
    lay_out_page(notes.sheet);
    worksheet_set_column(notes.sheet, 0, 0, 18, NULL);
    worksheet_set_column(notes.sheet, 1, 2, 34, NULL);
    worksheet_set_column(notes.sheet, 3, 3, 12, NULL);
    worksheet_set_column(notes.sheet, 4, 4, 70, NULL);
    return ok;
}

/* ---- the workbook ----------------------------------------------------------------------------------------
 */

static void add_formats(Book *book)
{
    book->head = workbook_add_format(book->workbook);
    format_set_bold(book->head);
    format_set_text_wrap(book->head);
    format_set_align(book->head, LXW_ALIGN_VERTICAL_TOP);
    book->share = workbook_add_format(book->workbook);
    format_set_num_format(book->share, "0.0%");
    book->integer = workbook_add_format(book->workbook);
    format_set_num_format(book->integer, "#,##0");
    g_autoptr(GString) zeros = g_string_new("#,##0");
    for (int d = 0; d <= MOST_DECIMALS; d++) {
        book->decimals[d] = workbook_add_format(book->workbook);
        format_set_num_format(book->decimals[d], zeros->str);
        g_string_append(zeros, d == 0 ? ".0" : "0");
    }
}

static void add_properties(const Book *book)
{
    const BcuDataset *dataset = book->run->dataset;
    int64_t seconds;
    char *hash = bcu_provenance_hash(dataset);
    g_autofree char *comment = g_strdup_printf("Provenance %s", hash);
    lxw_doc_properties properties = {.title = (char *)bcu_dataset_text(dataset, BCU_TEXT_TITLE),
                                     .comments = comment,
                                     .created = bcu_provenance_time(&seconds) ? (time_t)seconds : FIRST_DAY};
    workbook_set_properties(book->workbook, &properties);
    free(hash);
}

bool bcu_workbook_write(const BcuRun *run, const BcuBookSheet *sheets, size_t count, BcuStream *stream)
{
    if (!bcu_library_require(xlsxwriter_on_demand_problem(), run->log))
        return false;
    Book book = {.run = run,
                 .workbook = workbook_new(bcu_stream_path(stream)),
                 .names = g_ptr_array_new_with_free_func(g_free)};
    bool ok = book.workbook != NULL;
    if (ok) {
        add_formats(&book);
        add_properties(&book);
    }
    for (size_t s = 0; ok && s < count; s++)
        ok = put_sheet(&book, &sheets[s]);
    ok = ok && put_notes(&book, sheets, count);
    errno = 0;
    if (book.workbook && workbook_close(book.workbook) != LXW_NO_ERROR)
        bcu_stream_fail(stream, errno);
    g_ptr_array_unref(book.names);
    return ok;
}
