/* Reads attribute tables: types by the field's declaration and its cells, text to UTF-8. */
#include "layer/attributes.h"
#include "base/input_file.h"
#include "layer/open_parts.h"
#include "layer/shape_io.h"
#include "text/cells.h"
#include "text/encoding.h"
#include <bcukit/number.h>
#include <string.h>

static bool read_open_sidecar(const char *stem, const char *suffix, char **contents, size_t most, BcuDiagLog *log)
{
    g_autofree char *name = g_strconcat(stem, suffix, NULL);
    const char *why;
    gsize length;
    int file;
    if (!bcu_open_part(name, &file) || file < 0 || (*contents = bcu_input_read_open(file, most, &length, &why)))
        return true;
    bcu_report(log, BCU_ERROR, "SHP017", NULL, "Put the file itself there, and allow reading it; or remove it.",
               "the %s of the layer cannot be read: %s", suffix, why);
    return false;
}

bool bcu_sidecar_read(const char *stem, const char *suffix, char **contents, BcuDiagLog *log)
{
    enum { MOST_BYTES = 1 << 20 };
    if (bcu_open_part(stem, NULL))
        return read_open_sidecar(stem, suffix, contents, MOST_BYTES, log);
    g_autofree char *upper = g_ascii_strup(suffix, -1);
    const char *const tries[] = {suffix, upper};
    for (size_t i = 0; i < 2; i++) {
        g_autofree char *name = g_strconcat(stem, tries[i], NULL);
        const char *why;
        gsize length;
        if (!g_file_test(name, G_FILE_TEST_EXISTS))
            continue;
        if ((*contents = bcu_input_read(name, MOST_BYTES, &length, &why)))
            return true;
        BcuPlace place = {.file = name};
        bcu_report(log, BCU_ERROR, "SHP017", &place, "Put the file itself there, and allow reading it; or remove it.",
                   "the %s of the layer cannot be read: %s", suffix, why);
        return false;
    }
    return true;
}

/* ---- encoding ------------------------------------------------------------------------ */

/* Cells as wide as their field may end in the middle of a letter. */
static bool is_utf8_but_for_its_end(const char *text, size_t width)
{
    const char *bad;
    if (g_utf8_validate(text, -1, &bad))
        return true;
    return strlen(text) == width && g_utf8_get_char_validated(bad, -1) == (gunichar)-2;
}

typedef struct TextScan {
    bool is_utf8, is_ascii;
} TextScan;

static TextScan scan_texts(DBFHandle dbf)
{
    TextScan scan = {true, true};
    for (int field = 0; field < DBFGetFieldCount(dbf) && (scan.is_utf8 || scan.is_ascii); field++) {
        int width;
        if (DBFGetNativeFieldType(dbf, field) != 'C')
            continue;
        DBFGetFieldInfo(dbf, field, NULL, &width, NULL);
        for (int record = 0; record < DBFGetRecordCount(dbf); record++) {
            const char *text = DBFReadStringAttribute(dbf, record, field);
            if (!text || g_str_is_ascii(text))
                continue;
            scan.is_ascii = false;
            scan.is_utf8 = scan.is_utf8 && is_utf8_but_for_its_end(text, (size_t)width);
        }
    }
    return scan;
}

static void set_encoding(BcuLayer *layer, const char *encoding, const char *origin)
{
    g_free(layer->encoding);
    g_free(layer->encoding_origin);
    layer->encoding = g_strdup(encoding);
    layer->encoding_origin = g_strdup(origin);
}

static bool set_stated_encoding(BcuLayer *layer, const char *written, const char *origin,
                                const char *file, BcuDiagLog *log)
{
    g_autofree char *encoding = bcu_encoding_normalise(written);
    if (encoding && bcu_encoding_width(encoding) != BCU_ENCODING_WIDE) {
        set_encoding(layer, encoding, origin);
        return true;
    }
    g_autofree char *trimmed = g_strstrip(g_utf8_make_valid(written, -1));
    BcuPlace place = {.file = file};
    bcu_report(log, BCU_WARNING, "SHP050", &place,
               "Set the layer's key encoding, for example UTF-8 or WINDOWS-1252.",
               "%s names the encoding \"%s\", which %s; it is told from the text itself", origin, trimmed,
               encoding ? "no attribute table can be in" : "is not known");
    return false;
}

/* What is stated of the encoding: by the project file, else by the .cpg, else by the table's language byte. */
static bool state_encoding(const BcuShapefileSource *source, const char *stem, DBFHandle dbf, BcuLayer *layer,
                           BcuDiagLog *log)
{
    g_autofree char *cpg = NULL;
    bool stated = false;
    if (!source->encoding && !bcu_sidecar_read(stem, ".cpg", &cpg, log))
        return false;
    if (source->encoding)
        stated = set_stated_encoding(layer, source->encoding, "project file", layer->path, log);
    else if (cpg && *g_strstrip(cpg))
        stated = set_stated_encoding(layer, cpg, ".cpg", layer->path, log);
    const char *named = stated ? NULL : bcu_encoding_of_language_byte(dbf->iLanguageDriver);
    if (!named)
        return true;
    g_autofree char *origin = g_strdup_printf("language byte 0x%02X", (unsigned)dbf->iLanguageDriver);
    set_encoding(layer, named, origin);
    return true;
}

/* Text that is UTF-8 by accident is next to unknown, but for the two-byte code pages of East Asia. */
static void check_encoding(BcuLayer *layer, TextScan scan, BcuDiagLog *log)
{
    bool says_utf8 = g_str_equal(layer->encoding, "UTF-8");
    BcuPlace place = {.file = layer->path};
    if (scan.is_ascii || scan.is_utf8 == says_utf8)
        return;
    if (says_utf8) {
        bcu_report(log, BCU_WARNING, "SHP051", &place,
                   "Set the layer's key encoding to what the text is really in.",
                   "%s says UTF-8, but the text is not; it is read as Windows-1252", layer->encoding_origin);
        set_encoding(layer, "WINDOWS-1252", "its bytes");
    } else if (bcu_encoding_width(layer->encoding) == BCU_ENCODING_BYTE) {
        bcu_report(log, BCU_WARNING, "SHP051", &place,
                   "Set the layer's key encoding = UTF-8, or correct the .cpg.",
                   "%s says %s, but the text is UTF-8; it is read as UTF-8", layer->encoding_origin, layer->encoding);
        set_encoding(layer, "UTF-8", "its bytes");
    }
}

static bool detect_encoding(const BcuShapefileSource *source, const char *stem, DBFHandle dbf,
                            BcuLayer *layer, BcuDiagLog *log)
{
    TextScan scan = scan_texts(dbf);
    if (!state_encoding(source, stem, dbf, layer, log))
        return false;
    if (layer->encoding)
        check_encoding(layer, scan, log);
    else
        set_encoding(layer, scan.is_utf8 ? "UTF-8" : "WINDOWS-1252", "its bytes");
    return true;
}

/* ---- the type of a column -------------------------------------------------------------- */

/* What the cells of a number field are like. */
typedef struct NumberScan {
    bool fractions, marks, odd; /* a dot or exponent; digits behind the dot that are not 0; cells that are no number */
    size_t longest;             /* digits before the dot */
} NumberScan;

static NumberScan scan_numbers(DBFHandle dbf, int field)
{
    NumberScan scan = {0};
    double value;
    for (int record = 0; record < DBFGetRecordCount(dbf); record++) {
        const char *text = DBFReadStringAttribute(dbf, record, field);
        if (!text || !*text || DBFIsAttributeNULL(dbf, record, field))
            continue;
        size_t sign = text[0] == '-' || text[0] == '+', digits = strspn(text + sign, "0123456789");
        const char *rest = text + sign + digits;
        scan.longest = MAX(scan.longest, digits);
        if (!*rest && digits)
            continue;
        scan.marks |= strpbrk(rest, ".eE") != NULL;
        scan.fractions |= *rest != '.' || strspn(rest + 1, "0") != strlen(rest + 1);
        scan.odd |= !bcu_number_parse(text, &value);
    }
    return scan;
}

enum { DIGITS_OF_REAL = 15, DIGITS_OF_INTEGER = 18 };

/* Codes of sixteen digits and more would lose some as numbers with a point, and all beyond eighteen as integers. */
static BcuType type_of_numbers(NumberScan scan, int decimals)
{
    if (!scan.fractions && scan.longest > DIGITS_OF_INTEGER)
        return BCU_TEXT;
    if (!scan.fractions && scan.longest > DIGITS_OF_REAL)
        return BCU_INTEGER;
    return decimals == 0 && !scan.marks && !scan.odd ? BCU_INTEGER : BCU_REAL;
}

static bool is_figure(const BcuShapefileSource *source, const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(source->figures); i++)
        if (source->figures[i] && g_ascii_strcasecmp(source->figures[i], name) == 0)
            return true;
    return false;
}

static BcuColumn column_of(DBFHandle dbf, int field, NumberScan scan, char *name)
{
    int width, decimals;
    DBFGetFieldInfo(dbf, field, NULL, &width, &decimals);
    BcuColumn column = {.name = name, .type = BCU_TEXT, .decimals = -1};
    switch (DBFGetNativeFieldType(dbf, field)) {
    case 'N':
    case 'F':
        column.type = type_of_numbers(scan, decimals);
        if (column.type == BCU_REAL && decimals > 0)
            column.decimals = decimals;
        break;
    case 'L': column.type = BCU_BOOL; break;
    }
    return column;
}

/* ---- cells ------------------------------------------------------------------------------- */

/* A whole number as the writer may have put it: "1001", "1001.000". */
static BcuValue number_cell(const char *text, BcuType type)
{
    double real;
    if (type == BCU_INTEGER) {
        char *end;
        int64_t integer = g_ascii_strtoll(text, &end, 10);
        if (end != text && (*end == '\0' || (*end == '.' && strspn(end + 1, "0") == strlen(end + 1))))
            return (BcuValue){.type = BCU_INTEGER, .as.integer = integer};
    } else if (bcu_number_parse(text, &real)) {
        return (BcuValue){.type = BCU_REAL, .as.real = real};
    }
    return (BcuValue){.type = BCU_NULL};
}

/* What is neither yes nor no is neither; numbers stand for both in some writers' files. */
static BcuValue logical_cell(char letter)
{
    if (letter != '\0' && strchr("TtYy1", letter))
        return (BcuValue){.type = BCU_BOOL, .as.boolean = true};
    if (letter != '\0' && strchr("FfNn0", letter))
        return (BcuValue){.type = BCU_BOOL, .as.boolean = false};
    return (BcuValue){.type = BCU_NULL};
}

static char *date_text(const char *text)
{
    return strlen(text) == 8 && strspn(text, "0123456789") == 8
               ? g_strdup_printf("%.4s-%.2s-%.2s", text, text + 4, text + 6)
               : g_strdup(text);
}

static char *text_cell(DBFHandle dbf, int field, const char *raw, const char *encoding)
{
    switch (DBFGetNativeFieldType(dbf, field)) {
    case 'D': return date_text(raw);
    case 'N':
    case 'F': return g_strndup(raw, strcspn(raw, ".")); /* too many digits for a number */
    default: return g_strchomp(bcu_encoding_to_utf8(raw, encoding));
    }
}

static void read_cell(DBFHandle dbf, int record, int field, const BcuLayer *layer, uint32_t row)
{
    BcuTable *table = layer->fields;
    uint32_t column = (uint32_t)field;
    const char *raw = DBFIsAttributeNULL(dbf, record, field) ? NULL : DBFReadStringAttribute(dbf, record, field);
    BcuType type = bcu_table_column(table, column)->type;
    if (!raw || !*raw)
        return;
    if (type == BCU_BOOL) {
        bcu_table_set(table, row, column, logical_cell(raw[0]));
    } else if (type != BCU_TEXT) {
        bcu_table_set(table, row, column, number_cell(raw, type));
    } else {
        g_autofree char *text = text_cell(dbf, field, raw, layer->encoding);
        bcu_table_set_text(table, row, column, *text ? text : NULL);
    }
}

/* ---- columns of figures, and of numbers that are not written as the format wants ----------- */

/* The cells as they are written, asterisks and all. g_strfreev. */
static GStrv raw_texts(DBFHandle dbf, int field, const BcuLayer *layer, const bool *deleted)
{
    GStrv texts = g_new0(char *, (size_t)DBFGetRecordCount(dbf) + 1);
    for (int record = 0, row = 0; record < DBFGetRecordCount(dbf); record++)
        if (!deleted[record]) {
            const char *raw = DBFReadStringAttribute(dbf, record, field);
            texts[row++] = g_strstrip(bcu_encoding_to_utf8(raw ? raw : "", layer->encoding));
        }
    return texts;
}

static bool all_whole(const double *figures, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (!isnan(figures[i]) && (figures[i] != floor(figures[i]) || fabs(figures[i]) > 9e15))
            return false;
    return true;
}

static void fill_numbers(BcuTable *table, uint32_t column, const double *figures)
{
    for (uint32_t i = 0; i < bcu_table_row_count(table); i++)
        if (bcu_table_column(table, column)->type == BCU_REAL || isnan(figures[i]))
            bcu_table_set_real(table, i, column, figures[i]);
        else
            bcu_table_set_integer(table, i, column, (int64_t)figures[i]);
}

/* Asterisks fill a cell whose number was too long for the field, and for some writers one without a number: either way
 * nothing is known. */
static void drop_asterisks(const BcuFigureColumn *meaning, char **texts, uint32_t count, bool say, BcuDiagLog *log)
{
    uint32_t dropped = 0, first = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (texts[i][0] != '*' || strspn(texts[i], "*") != strlen(texts[i]))
            continue;
        texts[i][0] = '\0';
        if (dropped++ == 0)
            first = i;
    }
    BcuPlace place = {.file = meaning->file, .record = (int64_t)first + 1, .field = meaning->field};
    if (dropped && say)
        bcu_report(log, BCU_WARNING, "SHP061", &place, "Fill the cells; where there is nothing to fill in, leave them blank.",
                   "%u cells hold asterisks, for a number that was too long or is not known: their %s are taken as unknown",
                   dropped, meaning->unit);
}

/* Numbers of a field that nobody counts by: what cannot be read is empty, and said. */
static void read_odd_numbers(const BcuFigureColumn *meaning, char *const *texts, uint32_t count, double *figures,
                             BcuDiagLog *log)
{
    BcuNumberForm form = meaning->stated;
    bcu_cells_tell_form(texts, count, &form);
    uint32_t unread = 0, first = 0;
    for (uint32_t i = 0; i < count; i++) {
        figures[i] = NAN;
        if (*texts[i] && !bcu_cell_number(texts[i], form, &figures[i]) && unread++ == 0)
            first = i;
    }
    BcuPlace place = {.file = meaning->file, .record = (int64_t)first + 1, .field = meaning->field};
    if (unread)
        bcu_report(log, BCU_WARNING, "SHP060", &place,
                   "Set the layer's keys decimal and thousands if they say how the numbers are written.",
                   "%u cells of a number field are no numbers and are taken for empty, the first \"%s\"", unread,
                   texts[first]);
}

static bool read_written_numbers(const BcuShapefileSource *source, DBFHandle dbf, int field, BcuColumn *column,
                                 const BcuLayer *layer, const bool *deleted, double **figures, BcuDiagLog *log)
{
    g_auto(GStrv) texts = raw_texts(dbf, field, layer, deleted);
    uint32_t count = g_strv_length(texts);
    g_autofree char *keys = g_strdup_printf("[layer %s]", source->id);
    bool people = source->figures[0] && g_ascii_strcasecmp(source->figures[0], column->name) == 0;
    BcuFigureColumn meaning = {layer->path, column->name, people ? "people" : "hectares", keys, true, source->numbers,
                               NULL};
    bool ok = true;
    drop_asterisks(&meaning, texts, count, is_figure(source, column->name), log);
    *figures = g_new(double, (size_t)count + 1);
    if (is_figure(source, column->name))
        ok = bcu_figures_read(&meaning, texts, count, *figures, log);
    else
        read_odd_numbers(&meaning, texts, count, *figures, log);
    column->type = column->decimals <= 0 && all_whole(*figures, count) ? BCU_INTEGER : BCU_REAL;
    return ok;
}

static bool read_columns(const BcuShapefileSource *source, DBFHandle dbf, BcuLayer *layer, const bool *deleted,
                         double **figures, BcuDiagLog *log)
{
    bool ok = true;
    for (int field = 0; field < DBFGetFieldCount(dbf); field++) {
        char raw[XBASE_FLDNAME_LEN_READ + 1];
        DBFGetFieldInfo(dbf, field, raw, NULL, NULL);
        g_autofree char *name = bcu_encoding_to_utf8(raw, layer->encoding);
        bool is_number = strchr("NF", DBFGetNativeFieldType(dbf, field)) != NULL;
        NumberScan scan = is_number ? scan_numbers(dbf, field) : (NumberScan){0};
        BcuColumn column = column_of(dbf, field, scan, name);
        if (scan.odd || is_figure(source, name))
            ok &= read_written_numbers(source, dbf, field, &column, layer, deleted, &figures[field], log);
        bcu_table_add_column(layer->fields, &column);
    }
    return ok;
}

static bool read_table(const BcuShapefileSource *source, DBFHandle dbf, BcuLayer *layer, const bool *deleted,
                       BcuDiagLog *log)
{
    int fields = DBFGetFieldCount(dbf), records = DBFGetRecordCount(dbf);
    g_autofree double **figures = g_new0(double *, (size_t)fields + 1);
    bool ok = read_columns(source, dbf, layer, deleted, figures, log);
    for (int record = 0; record < records; record++) {
        if (deleted[record])
            continue;
        uint32_t row = bcu_table_add_row(layer->fields);
        for (int field = 0; field < fields; field++)
            if (!figures[field])
                read_cell(dbf, record, field, layer, row);
    }
    for (int field = 0; field < fields; field++) {
        if (figures[field])
            fill_numbers(layer->fields, (uint32_t)field, figures[field]);
        g_free(figures[field]);
    }
    return ok;
}

static bool same_count(const char *path, int shapes, int records, BcuDiagLog *log)
{
    BcuPlace place = {.file = path};
    if (shapes != records)
        bcu_report(log, BCU_ERROR, "SHP022", &place, "The files do not belong together; fetch them again.",
                   "there are %d shapes but %d records in the attribute table", shapes, records);
    return shapes == records;
}

/* The table may promise more than its file holds. */
static bool is_whole(DBFHandle dbf, const char *path, BcuDiagLog *log)
{
    BcuPlace place = {.file = path};
    dbf->sHooks.FSeek(dbf->fp, 0, SEEK_END);
    int64_t length = (int64_t)dbf->sHooks.FTell(dbf->fp), records = DBFGetRecordCount(dbf);
    int64_t held = (length - dbf->nHeaderLength) / MAX(dbf->nRecordLength, 1);
    if (held >= records)
        return true;
    bcu_report(log, BCU_ERROR, "SHP012", &place, "Fetch the file again.",
               "the attribute table ends after %" G_GINT64_FORMAT " of its %" G_GINT64_FORMAT " records",
               MAX(held, 0), records);
    return false;
}

static bool read_all(const BcuShapefileSource *source, const char *stem, DBFHandle dbf, BcuLayer *layer,
                     bool *deleted, BcuDiagLog *log)
{
    for (int record = 0; record < DBFGetRecordCount(dbf); record++)
        deleted[record] = DBFIsRecordDeleted(dbf, record);
    if (!detect_encoding(source, stem, dbf, layer, log))
        return false;
    layer->fields = bcu_table_new(source->id);
    return read_table(source, dbf, layer, deleted, log);
}

bool bcu_attributes_read(const BcuShapefileSource *source, const char *stem, int shapes, BcuLayer *layer,
                         bool **deleted, BcuDiagLog *log)
{
    g_autofree char *path = g_strconcat(stem, ".dbf", NULL);
    g_autofree char *shown = bcu_shapefile_beside(layer->path, ".dbf");
    SAHooks hooks;
    bcu_shape_io_hooks(&hooks);
    DBFHandle dbf = DBFOpenLL(path, "rb", &hooks);
    if (!dbf) {
        BcuPlace place = {.file = shown};
        const char *why = bcu_shape_part_obstacle(stem, ".dbf");
        bcu_report(log, BCU_ERROR, "SHP012", &place,
                   "Put the .dbf that belongs to the shapefile beside it.",
                   "the attribute table cannot be read: %s", why ? why : "it is no dBASE table, or damaged");
        return false;
    }
    bool ok = same_count(layer->path, shapes, DBFGetRecordCount(dbf), log) && is_whole(dbf, shown, log);
    if (ok) {
        *deleted = g_new0(bool, (size_t)shapes + 1);
        ok = read_all(source, stem, dbf, layer, *deleted, log);
    }
    DBFClose(dbf);
    return ok;
}
