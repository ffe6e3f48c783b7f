/* Reads CSV through libcsv.
 * CSV through libcsv, into tables of text. */
#include "base/input_file.h"
#include "text/encoding.h"
#include "text/table_pick.h"
#include <bcukit/table.h>
#include <csv.h>
#include <string.h>

/* What tables of a country have is a tenth of it. */
#define MOST_BYTES ((size_t)256 << 20)

/* One pass of the parser: the header becomes columns, each further row is kept as text. */
typedef struct Pass {
    const char *path;
    BcuTable *table;
    uint32_t row, field;
    int64_t line; /* where the row begins */
    bool in_header, row_open, row_ended, ragged_reported;
    const char *encoding;
    BcuDiagLog *log;
} Pass;

static void report_ragged(Pass *pass)
{
    BcuPlace place = {.file = pass->path, .line = pass->line};
    if (!pass->ragged_reported)
        bcu_report(pass->log, BCU_WARNING, "CSV020", &place,
                   "Quote values that hold what separates values.", "the row has %u values, the header %u",
                   pass->field, bcu_table_column_count(pass->table));
    pass->ragged_reported = true;
}

static void on_field(void *bytes, size_t count, void *closure)
{
    Pass *pass = closure;
    g_autofree char *raw = g_strndup(bytes ? bytes : "", count);
    g_autofree char *text = bcu_encoding_to_utf8(raw, pass->encoding);
    g_strstrip(text);
    if (pass->in_header) {
        bcu_table_add_column(pass->table, &(BcuColumn){.name = text, .type = BCU_TEXT, .decimals = -1});
    } else {
        if (!pass->row_open) {
            pass->row = bcu_table_add_row(pass->table);
            bcu_table_set_line(pass->table, pass->row, pass->line);
        }
        pass->row_open = true;
        if (pass->field < bcu_table_column_count(pass->table))
            bcu_table_set_text(pass->table, pass->row, pass->field, *text ? text : NULL);
    }
    pass->field++;
}

static void on_row(int terminator, void *closure)
{
    (void)terminator;
    Pass *pass = closure;
    if (!pass->in_header && pass->row_open && pass->field != bcu_table_column_count(pass->table))
        report_ragged(pass);
    pass->in_header = false;
    pass->row_open = false;
    pass->row_ended = true;
    pass->field = 0;
}

static bool check_header(const char *path, const BcuTable *table, BcuDiagLog *log)
{
    BcuPlace place = {.file = path, .line = 1};
    if (bcu_table_column_count(table) == 0) {
        bcu_report(log, BCU_ERROR, "CSV012", &place, "Give a file with a header row.",
                   "the file is empty");
        return false;
    }
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (uint32_t c = 0; c < bcu_table_column_count(table); c++)
        if (!g_hash_table_add(names, g_ascii_strdown(bcu_table_column(table, c)->name, -1))) {
            bcu_report(log, BCU_ERROR, "CSV013", &place, "Give each column its own name.",
                       "two columns are named \"%s\"", bcu_table_column(table, c)->name);
            return false;
        }
    return true;
}

/* Where a comma separates decimals, spreadsheets write semicolons between values. What the header has most of,
 * quoted names aside; a comma where there is none. */
static char delimiter_of(const char *text)
{
    static const char candidates[] = ",;\t|";
    size_t count[sizeof candidates] = {0};
    bool quoted = false;
    for (const char *c = text; *c && (quoted || (*c != '\n' && *c != '\r')); c++) {
        const char *candidate = quoted ? NULL : strchr(candidates, *c);
        if (candidate)
            count[candidate - candidates]++;
        quoted ^= *c == '"';
    }
    size_t most = 0;
    for (size_t i = 1; candidates[i]; i++)
        most = count[i] > count[most] ? i : most;
    return candidates[most];
}

/* ---- what the file is -------------------------------------------------------------------- */

/* Files of other kinds that are taken for tables, by how they begin. */
static const char *other_kind(const char *contents, size_t length)
{
    static const struct { const char *begin; const char *kind; } KINDS[] = {
        {"PK\003\004", "a zip container, as .xlsx and .ods are"}, {"\320\317\021\340", "an old Excel workbook"},
        {"SQLite format 3", "an SQLite database, as .gpkg is"},  {"%PDF-", "a PDF"},
        {"\037\213", "compressed by gzip"},                     {"PAR1", "a Parquet file"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(KINDS); i++)
        if (length >= strlen(KINDS[i].begin) && memcmp(contents, KINDS[i].begin, strlen(KINDS[i].begin)) == 0)
            return KINDS[i].kind;
    return NULL;
}

/* Text that is no table, by what it begins with. A header may well begin with a bracket, as SQL writes names. */
static const char *other_text(const char *text)
{
    while (g_ascii_isspace(*text))
        text++;
    if (*text == '<')
        return "a web page or XML";
    if (*text == '{')
        return g_str_has_prefix(text, "{\\rtf") ? "a text document" : "JSON";
    bool is_list = *text++ == '[';
    while (is_list && g_ascii_isspace(*text))
        text++;
    return is_list && (*text == '{' || *text == '[') ? "JSON" : NULL;
}

/* By its mark, or by where the zeros of plain letters stand; NULL for text of single bytes. */
static const char *utf16_order(const char *contents, size_t length)
{
    if (length < 4)
        return NULL;
    if (memcmp(contents, "\377\376", 2) == 0 || (contents[0] && !contents[1] && contents[2] && !contents[3]))
        return "UTF-16LE";
    if (memcmp(contents, "\376\377", 2) == 0 || (!contents[0] && contents[1] && !contents[2] && contents[3]))
        return "UTF-16BE";
    return NULL;
}

/* The text in single bytes, without a mark at its head. */
static bool load_text(const char *path, char **text, gsize *length, BcuDiagLog *log)
{
    g_autofree char *contents = NULL;
    BcuPlace place = {.file = path};
    const char *why;
    if (!(contents = bcu_input_read(path, MOST_BYTES, length, &why))) {
        bcu_report(log, BCU_ERROR, "CSV010", &place, "Check the path; it is relative to the project file.",
                   "the file cannot be read: %s", why);
        return false;
    }
    const char *order = utf16_order(contents, *length), *kind = other_kind(contents, *length);
    if (order) {
        char *single = g_convert(contents, (gssize)*length, "UTF-8", order, NULL, length, NULL);
        g_free(contents);
        contents = single;
        kind = single ? NULL : "broken UTF-16";
    }
    size_t mark = !kind && *length >= 3 && memcmp(contents, "\357\273\277", 3) == 0 ? 3 : 0;
    kind = kind ? kind : memchr(contents, '\0', *length) ? "binary" : other_text(contents + mark);
    if (kind) {
        bcu_report(log, BCU_ERROR, "CSV014", &place, "Save the table as CSV, in UTF-8, and name that file.",
                   "the file is not CSV: it is %s", kind);
        return false;
    }
    *length -= mark;
    *text = g_memdup2(contents + mark, *length + 1);
    return true;
}

static int64_t line_at(const char *text, const char *at)
{
    int64_t line = 1;
    for (; text < at; text++)
        line += *text == '\n' || (*text == '\r' && text[1] != '\n');
    return line;
}

/* Bytes that are no UTF-8 make the text Windows-1252. Where it has letters in UTF-8, too, these come out wrong. */
static const char *encoding_of(const char *path, const char *text, size_t length, BcuDiagLog *log)
{
    const char *end, *invalid = NULL;
    bool is_valid = false, has_letters = false;
    for (const char *at = text; !is_valid; at = end + 1) {
        is_valid = g_utf8_validate(at, (gssize)(length - (size_t)(at - text)), &end);
        for (const char *byte = at; byte < end && !has_letters; byte++)
            has_letters = (unsigned char)*byte >= 0x80;
        if (!is_valid && !invalid)
            invalid = end;
    }
    if (!invalid)
        return "UTF-8";
    BcuPlace place = {.file = path, .line = line_at(text, invalid)};
    if (has_letters)
        bcu_report(log, BCU_WARNING, "CSV021", &place, "Save the whole table in UTF-8.",
                   "a letter here is no UTF-8, but others of the file are: all are read as Windows-1252, so that some come "
                   "out wrong");
    return "WINDOWS-1252";
}

/* Spreadsheets may begin with a line "sep=;" that says what separates values. \return how long it is. */
static size_t sep_line(const char *text, char *delimiter)
{
    if (g_ascii_strncasecmp(text, "sep=", 4) != 0 || !text[4] || strchr("\r\n\"", text[4]))
        return 0;
    size_t end = 5 + (text[5] == '\r');
    if (text[end] != '\n' && text[5] != '\r')
        return 0;
    *delimiter = text[4];
    return end + (text[end] == '\n');
}

/* \return the length of the first line, its end (of any kind) included. */
static size_t line_length(const char *text, size_t length)
{
    size_t end = 0;
    while (end < length && text[end] != '\n' && text[end] != '\r')
        end++;
    if (end + 1 < length && text[end] == '\r' && text[end + 1] == '\n')
        end++;
    return MIN(end + 1, length);
}

/* libcsv does not tell where it is: line by line, a row begins on the first line after the last row that is not blank. */
static bool parse_lines(Pass *pass, struct csv_parser *parser, const char *text, size_t length, int64_t line)
{
    for (size_t at = 0, count; at < length; at += count, line++) {
        count = line_length(text + at, length - at);
        if (pass->row_ended) {
            pass->line = line;
            pass->row_ended = strspn(text + at, " \t\r\n") >= count;
        }
        if (csv_parse(parser, text + at, count, on_field, on_row, pass) != count)
            return false;
    }
    return true;
}

static bool parse(Pass *pass, const char *text, size_t length, char delimiter)
{
    struct csv_parser parser;
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
    csv_set_delim(&parser, (unsigned char)delimiter);
    bool is_valid = parse_lines(pass, &parser, text, length, pass->line);
    bool is_closed = is_valid && csv_fini(&parser, on_field, on_row, pass) == 0;
    BcuPlace place = {.file = pass->path, .line = pass->line};
    if (!is_closed)
        bcu_report(pass->log, BCU_ERROR, "CSV011", &place, "Check the quotes on that row; a quote in a value is written twice.",
                   is_valid ? "a value begins with a quote that nothing closes"
                            : "a quote stands inside of a value that has none around it, or text goes on after the quote "
                              "that closes a value");
    csv_free(&parser);
    return is_closed;
}

bool bcu_csv_read(const char *path, BcuTable **table, BcuDiagLog *log)
{
    g_autofree char *text = NULL;
    gsize length;
    if (!load_text(path, &text, &length, log))
        return false;
    char delimiter = delimiter_of(text);
    size_t skipped = sep_line(text, &delimiter);
    Pass pass = {.path = path, .table = bcu_table_new(path), .line = skipped ? 2 : 1, .in_header = true,
                 .row_ended = true, .log = log};
    pass.encoding = encoding_of(path, text, length, log);
    bool ok = parse(&pass, text + skipped, length - skipped, delimiter) && check_header(path, pass.table, log);
    if (ok)
        *table = pass.table;
    else
        bcu_table_free(pass.table);
    return ok;
}
