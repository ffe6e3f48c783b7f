/* dBase has ten characters for a name, 254 bytes for a text and decimal digits for numbers. */
#include "fields.h"
#include <string.h>

/* ---- names --------------------------------------------------------------------------- */

static bool is_taken(const Field *fields, uint32_t count, const char *name)
{
    for (uint32_t i = 0; i < count; i++)
        if (g_ascii_strcasecmp(fields[i].name, name) == 0)
            return true;
    return false;
}

/* Cut to ten; where that is taken, the end gives way to a number. */
static void name_field(Field *fields, uint32_t at, const char *wanted)
{
    g_autofree char *plain = g_str_to_ascii(wanted, "C");
    char suffix[FIELD_NAME_SIZE] = "";
    for (char *c = plain; *c; c++)
        if (!g_ascii_isalnum(*c))
            *c = '_';
    for (int n = 2;; n++) {
        int room = FIELD_NAME_SIZE - 1 - (int)strlen(suffix);
        g_snprintf(fields[at].name, FIELD_NAME_SIZE, "%.*s%s", room, *plain ? plain : "field", suffix);
        if (!is_taken(fields, at, fields[at].name))
            return;
        g_snprintf(suffix, sizeof suffix, "_%d", n);
    }
}

/* ---- widths -------------------------------------------------------------------------- */

/* Digits after the point in the shortest form; -1 for the form with an exponent. */
static int decimals_of(double value)
{
    char text[BCU_NUMBER_SIZE];
    bcu_number_shortest(text, value);
    if (strpbrk(text, "eE"))
        return -1;
    const char *point = strchr(text, '.');
    return point ? (int)strlen(point + 1) : 0;
}

static void set_decimals(Field *field, const BcuTable *table, uint32_t column)
{
    field->decimals = bcu_table_column(table, column)->decimals;
    if (field->type != BCU_REAL || field->decimals >= 0)
        return;
    field->decimals = 0;
    for (uint32_t row = 0; row < bcu_table_row_count(table); row++) {
        double value;
        if (!bcu_table_number(table, row, column, &value))
            continue;
        int decimals = decimals_of(value);
        if (decimals < 0 || decimals > 15) {
            field->decimals = -1;
            return;
        }
        field->decimals = MAX(field->decimals, decimals);
    }
}

static void set_width(Field *field, const BcuTable *table, uint32_t column)
{
    char text[BCU_NUMBER_SIZE];
    field->width = 1;
    for (uint32_t row = 0; row < bcu_table_row_count(table); row++) {
        BcuValue value = bcu_table_at(table, row, column);
        field->width = MAX(field->width, (int)fields_format(field, value, text));
        field->cut_values += value.type == BCU_TEXT && strlen(value.as.text) > FIELD_MAX_TEXT;
    }
}

Field *fields_describe(const BcuTable *table)
{
    uint32_t count = bcu_table_column_count(table);
    Field *fields = g_new0(Field, (gsize)count + 1);
    for (uint32_t c = 0; c < count; c++) {
        fields[c].type = bcu_table_column(table, c)->type;
        name_field(fields, c, bcu_table_column(table, c)->name);
        set_decimals(&fields[c], table, c);
        set_width(&fields[c], table, c);
        if (fields[c].type == BCU_REAL && fields[c].width > FIELD_MAX_NUMBER) {
            fields[c].decimals = -1;
            set_width(&fields[c], table, c);
        }
    }
    return fields;
}

/* ---- cells --------------------------------------------------------------------------- */

/* Whole characters only. */
static size_t copy_text(char *text, const char *value)
{
    size_t length = strlen(value);
    if (length > FIELD_MAX_TEXT) {
        length = FIELD_MAX_TEXT;
        while (length > 0 && ((unsigned char)value[length] & 0xc0) == 0x80)
            length--;
    }
    memcpy(text, value, length);
    text[length] = '\0';
    return length;
}

size_t fields_format(const Field *field, BcuValue value, char *text)
{
    switch (value.type) {
    case BCU_NULL: break;
    case BCU_BOOL: return copy_text(text, value.as.boolean ? "T" : "F");
    case BCU_INTEGER: return (size_t)g_snprintf(text, BCU_NUMBER_SIZE, "%" G_GINT64_FORMAT, value.as.integer);
    case BCU_TEXT: return copy_text(text, value.as.text);
    case BCU_REAL:
        return field->decimals < 0 ? bcu_number_shortest(text, value.as.real)
                                   : bcu_number_fixed(text, value.as.real, field->decimals, false);
    }
    text[0] = '\0';
    return 0;
}
