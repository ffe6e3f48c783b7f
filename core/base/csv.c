/* CSV through libcsv, into tables of text. */
#include "base/encoding.h"
#include <bcukit/table.h>
#include <csv.h>
#include <errno.h>
#include <string.h>

/* One pass of the parser: the header becomes columns, each further row is kept as text. */
typedef struct Pass {
    const char *path;
    BcuTable *table;
    uint32_t row, field;
    int64_t line;
    bool in_header, row_open, ragged_reported;
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
        if (!pass->row_open)
            pass->row = bcu_table_add_row(pass->table);
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
    pass->line++;
    if (!pass->in_header && pass->row_open && pass->field != bcu_table_column_count(pass->table))
        report_ragged(pass);
    pass->in_header = false;
    pass->row_open = false;
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
    for (uint32_t c = 0; c < bcu_table_column_count(table); c++)
        if (bcu_table_find(table, bcu_table_column(table, c)->name) != c) {
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
    static const char candidates[] = ",;\t";
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

bool bcu_csv_read(const char *path, BcuTable **table, BcuDiagLog *log)
{
    g_autofree char *contents = NULL;
    gsize length;
    g_autoptr(GError) error = NULL;
    BcuPlace place = {.file = path};
    if (!g_file_get_contents(path, &contents, &length, &error)) {
        bcu_report(log, BCU_ERROR, "CSV010", &place, "Check the path; it is relative to the project file.",
                   "the file cannot be read: %s", g_strerror(errno));
        return false;
    }
    const char *text = contents;
    if (length >= 3 && memcmp(text, "\357\273\277", 3) == 0)
        text += 3, length -= 3;
    Pass pass = {.path = path, .table = bcu_table_new(path), .line = 1, .in_header = true, .log = log};
    pass.encoding = g_utf8_validate(text, (gssize)length, NULL) ? "UTF-8" : "WINDOWS-1252";
    struct csv_parser parser;
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
    csv_set_delim(&parser, (unsigned char)delimiter_of(text));
    size_t parsed = csv_parse(&parser, text, length, on_field, on_row, &pass);
    bool ok = parsed == length && csv_fini(&parser, on_field, on_row, &pass) == 0;
    if (!ok) {
        place.line = pass.line;
        bcu_report(log, BCU_ERROR, "CSV011", &place, "Check the quotes near that row.",
                   "the file is not valid CSV: %s", csv_strerror(csv_error(&parser)));
    }
    csv_free(&parser);
    ok = ok && check_header(path, pass.table, log);
    if (ok)
        *table = pass.table;
    else
        bcu_table_free(pass.table);
    return ok;
}
