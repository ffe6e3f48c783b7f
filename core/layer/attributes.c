/* Attribute tables: types by the field's declaration, text to UTF-8. */
#include "layer/attributes.h"
#include "base/encoding.h"
#include "layer/shape_io.h"
#include <bcukit/number.h>
#include <string.h>

char *bcu_sidecar_read(const char *stem, const char *suffix, char **path)
{
    g_autofree char *upper = g_ascii_strup(suffix, -1);
    const char *const tries[] = {suffix, upper};
    for (size_t i = 0; i < 2; i++) {
        g_autofree char *name = g_strconcat(stem, tries[i], NULL);
        char *contents = NULL;
        if (!g_file_get_contents(name, &contents, NULL, NULL))
            continue;
        if (path)
            *path = g_steal_pointer(&name);
        return contents;
    }
    return NULL;
}

/* ---- encoding ------------------------------------------------------------------------ */

/* Whether every text cell is valid UTF-8. */
static bool is_utf8_throughout(DBFHandle dbf)
{
    for (int field = 0; field < DBFGetFieldCount(dbf); field++) {
        if (DBFGetNativeFieldType(dbf, field) != 'C')
            continue;
        for (int record = 0; record < DBFGetRecordCount(dbf); record++) {
            const char *text = DBFReadStringAttribute(dbf, record, field);
            if (text && !g_utf8_validate(text, -1, NULL))
                return false;
        }
    }
    return true;
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
    if (encoding) {
        set_encoding(layer, encoding, origin);
        return true;
    }
    g_autofree char *trimmed = g_strstrip(g_strdup(written));
    BcuPlace place = {.file = file};
    bcu_report(log, BCU_WARNING, "SHP050", &place,
               "Set the layer's key encoding, for example UTF-8 or WINDOWS-1252.",
               "%s names the encoding \"%s\", which is not known; it is told from the text itself",
               origin, trimmed);
    return false;
}

static void detect_encoding(const BcuShapefileSource *source, const char *stem, DBFHandle dbf,
                            BcuLayer *layer, BcuDiagLog *log)
{
    g_autofree char *cpg = bcu_sidecar_read(stem, ".cpg", NULL);
    bool stated = false;
    if (source->encoding)
        stated = set_stated_encoding(layer, source->encoding, "project file", layer->path, log);
    else if (cpg && *g_strstrip(cpg))
        stated = set_stated_encoding(layer, cpg, ".cpg", layer->path, log);
    if (!stated) {
        const char *named = bcu_encoding_of_language_byte(dbf->iLanguageDriver);
        if (named) {
            g_autofree char *origin =
                g_strdup_printf("language byte 0x%02X", (unsigned)dbf->iLanguageDriver);
            set_encoding(layer, named, origin);
        } else {
            set_encoding(layer, is_utf8_throughout(dbf) ? "UTF-8" : "WINDOWS-1252", "its bytes");
        }
        return;
    }
    if (g_str_equal(layer->encoding, "UTF-8") && !is_utf8_throughout(dbf)) {
        BcuPlace place = {.file = layer->path};
        bcu_report(log, BCU_WARNING, "SHP051", &place,
                   "Set the layer's key encoding to what the text is really in.",
                   "%s says UTF-8, but the text is not; it is read as Windows-1252",
                   layer->encoding_origin);
        set_encoding(layer, "WINDOWS-1252", "its bytes");
    }
}

/* ---- cells --------------------------------------------------------------------------- */

static BcuColumn column_of(DBFHandle dbf, int field, const char *encoding, char **name)
{
    char raw[XBASE_FLDNAME_LEN_READ + 1];
    int width, decimals;
    DBFGetFieldInfo(dbf, field, raw, &width, &decimals);
    *name = bcu_encoding_to_utf8(raw, encoding);
    BcuColumn column = {.name = *name, .type = BCU_TEXT, .decimals = -1};
    switch (DBFGetNativeFieldType(dbf, field)) {
    case 'N':
    case 'F':
        column.type = decimals == 0 && width <= 18 ? BCU_INTEGER : BCU_REAL;
        if (column.type == BCU_REAL && decimals > 0)
            column.decimals = decimals;
        break;
    case 'L': column.type = BCU_BOOL; break;
    }
    return column;
}

/* A whole number, unless the writer put a fraction into a field that declares none. */
static BcuValue number_cell(const char *text, BcuType type)
{
    char *end;
    g_autofree char *trimmed = g_strstrip(g_strdup(text));
    double real;
    if (type == BCU_INTEGER) {
        int64_t integer = g_ascii_strtoll(trimmed, &end, 10);
        if (*trimmed && *end == '\0')
            return (BcuValue){.type = BCU_INTEGER, .as.integer = integer};
        if (bcu_number_parse(trimmed, &real) && real == floor(real) && fabs(real) < 9e15)
            return (BcuValue){.type = BCU_INTEGER, .as.integer = (int64_t)real};
    } else if (bcu_number_parse(trimmed, &real)) {
        return (BcuValue){.type = BCU_REAL, .as.real = real};
    }
    return (BcuValue){.type = BCU_NULL};
}

static char *date_text(const char *text)
{
    return strlen(text) == 8 && strspn(text, "0123456789") == 8
               ? g_strdup_printf("%.4s-%.2s-%.2s", text, text + 4, text + 6)
               : g_strdup(text);
}

static void read_cell(DBFHandle dbf, int record, int field, const BcuLayer *layer, uint32_t row)
{
    BcuTable *table = layer->fields;
    uint32_t column = (uint32_t)field;
    if (DBFIsAttributeNULL(dbf, record, field))
        return;
    const char *raw = DBFReadStringAttribute(dbf, record, field);
    char native = DBFGetNativeFieldType(dbf, field);
    BcuType type = bcu_table_column(table, column)->type;
    if (!raw) {
        return;
    } else if (type == BCU_BOOL) {
        bcu_table_set(table, row, column,
                      (BcuValue){.type = BCU_BOOL, .as.boolean = strchr("TtYy", raw[0]) != NULL});
    } else if (type != BCU_TEXT) {
        bcu_table_set(table, row, column, number_cell(raw, type));
    } else {
        g_autofree char *text =
            native == 'D' ? date_text(raw) : bcu_encoding_to_utf8(raw, layer->encoding);
        bcu_table_set_text(table, row, column, g_strchomp(text));
    }
}

/* Numbers with decimals declared as "N 10 0" would be lost as integers: such a column is real. */
static bool holds_fractions(DBFHandle dbf, int field)
{
    for (int record = 0; record < DBFGetRecordCount(dbf); record++) {
        const char *text = DBFReadStringAttribute(dbf, record, field);
        if (text && strpbrk(text, ".eE") && !DBFIsAttributeNULL(dbf, record, field))
            return true;
    }
    return false;
}

static void read_table(DBFHandle dbf, BcuLayer *layer, const bool *deleted)
{
    int fields = DBFGetFieldCount(dbf), records = DBFGetRecordCount(dbf);
    for (int field = 0; field < fields; field++) {
        g_autofree char *name = NULL;
        BcuColumn column = column_of(dbf, field, layer->encoding, &name);
        if (column.type == BCU_INTEGER && holds_fractions(dbf, field))
            column.type = BCU_REAL;
        bcu_table_add_column(layer->fields, &column);
    }
    for (int record = 0; record < records; record++) {
        if (deleted[record])
            continue;
        uint32_t row = bcu_table_add_row(layer->fields);
        for (int field = 0; field < fields; field++)
            read_cell(dbf, record, field, layer, row);
    }
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

static void read_all(const BcuShapefileSource *source, const char *stem, DBFHandle dbf, BcuLayer *layer,
                     bool *deleted, BcuDiagLog *log)
{
    for (int record = 0; record < DBFGetRecordCount(dbf); record++)
        deleted[record] = DBFIsRecordDeleted(dbf, record);
    detect_encoding(source, stem, dbf, layer, log);
    layer->fields = bcu_table_new(source->id);
    read_table(dbf, layer, deleted);
}

bool bcu_attributes_read(const BcuShapefileSource *source, const char *stem, int shapes, BcuLayer *layer,
                         bool **deleted, BcuDiagLog *log)
{
    g_autofree char *path = g_strconcat(stem, ".dbf", NULL);
    SAHooks hooks;
    bcu_shape_io_hooks(&hooks);
    DBFHandle dbf = DBFOpenLL(path, "rb", &hooks);
    if (!dbf) {
        BcuPlace place = {.file = path};
        bcu_report(log, BCU_ERROR, "SHP012", &place,
                   "Put the .dbf that belongs to the shapefile beside it.",
                   "the attribute table is missing or cannot be read");
        return false;
    }
    bool ok = same_count(layer->path, shapes, DBFGetRecordCount(dbf), log) && is_whole(dbf, path, log);
    if (ok) {
        *deleted = g_new0(bool, (size_t)shapes + 1);
        read_all(source, stem, dbf, layer, *deleted, log);
    }
    DBFClose(dbf);
    return ok;
}
