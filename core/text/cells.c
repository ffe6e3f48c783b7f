/* Reads cells: as text, and as numbers in the form that their writer used. */
#include "text/cells.h"
#include <bcukit/number.h>
#include <math.h>
#include <string.h>

/* ---- as text --------------------------------------------------------------------------- */

/* Codes that went through a spreadsheet or a REAL field are whole numbers all the same. */
static char *real_text(double real)
{
    static const double EXACT = 9007199254740992.0;
    char text[BCU_NUMBER_SIZE];
    if (real == floor(real) && fabs(real) <= EXACT)
        bcu_number_fixed(text, real, 0, false);
    else
        bcu_number_shortest(text, real);
    return g_strdup(text);
}

char *bcu_cell_text(BcuValue value)
{
    switch (value.type) {
    case BCU_TEXT: return g_strdup(value.as.text);
    case BCU_INTEGER: return g_strdup_printf("%" G_GINT64_FORMAT, value.as.integer);
    case BCU_REAL: return real_text(value.as.real);
    case BCU_BOOL: return g_strdup(value.as.boolean ? "true" : "false");
    default: return g_strdup("");
    }
}

char *bcu_cell_text_at(const BcuTable *table, uint32_t row, uint32_t column)
{
    return column == BCU_NONE ? g_strdup("") : bcu_cell_text(bcu_table_at(table, row, column));
}

/* ---- the form of numbers ----------------------------------------------------------------- */

static const BcuNumberForm PLAIN = {'.', '-'};

/* Plain first; the others as spreadsheets of some country write them. */
static const BcuNumberForm FORMS[] = {{'.', '-'},  {',', '-'}, {'.', ','}, {',', '.'},
                                      {'.', '\''}, {',', '\''}, {'.', ' '}, {',', ' '}};

bool bcu_number_form_parse(const char *decimal, const char *thousands, BcuNumberForm *form)
{
    static const struct { const char *word; char sign; } WORDS[] = {
        {".", '.'}, {"dot", '.'}, {",", ','}, {"comma", ','}, {"'", '\''}, {"\342\200\231", '\''},
        {"apostrophe", '\''}, {"space", ' '}, {"none", '-'},
    };
    *form = (BcuNumberForm){0};
    for (size_t i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        if (decimal && g_ascii_strcasecmp(decimal, WORDS[i].word) == 0 && strchr(".,", WORDS[i].sign))
            form->decimal = WORDS[i].sign;
        if (thousands && g_ascii_strcasecmp(thousands, WORDS[i].word) == 0)
            form->thousands = WORDS[i].sign;
    }
    return (!decimal || form->decimal) && (!thousands || form->thousands) &&
           (!form->decimal || form->decimal != form->thousands);
}

static const char *sign_word(char sign)
{
    return sign == ' ' ? "space" : sign == '-' ? "none" : sign == '\'' ? "'" : sign == ',' ? "," : ".";
}

char *bcu_number_form_text(BcuNumberForm form)
{
    return form.thousands == '-' ? g_strdup_printf("decimal = %s", sign_word(form.decimal))
                                 : g_strdup_printf("decimal = %s and thousands = %s", sign_word(form.decimal),
                                                   sign_word(form.thousands));
}

/* Blanks, apostrophes and minus signs of typographers, as those of typewriters. */
static size_t plain_signs(const char *text, char *plain, size_t size)
{
    size_t length = 0;
    for (const char *c = text; *c && length + 1 < size; c = g_utf8_next_char(c)) {
        gunichar sign = g_utf8_get_char(c);
        bool blank = sign == 0xa0 || sign == 0x2007 || sign == 0x2009 || sign == 0x202f;
        plain[length++] = blank                                                ? ' '
                          : sign == 0x2019 || sign == 0x02bc || sign == 0xb4 ? '\''
                          : sign == 0x2212                                     ? '-'
                          : sign < 0x80                                        ? (char)sign
                                                                               : '?';
    }
    plain[length] = '\0';
    return length;
}

/* Leaves out the marks between groups, each of three digits but the first; false where they stand elsewhere. */
static bool drop_groups(char *number, const BcuNumberForm form)
{
    size_t start = strspn(number, "+-"), whole = start + strcspn(number + start, (char[]){form.decimal, '\0'});
    char *to = number + start;
    size_t run = 0, groups = 0;
    for (size_t i = start; i < whole; i++) {
        if (number[i] == form.thousands) {
            if (groups ? run != 3 : run < 1 || run > 3)
                return false;
            groups++;
            run = 0;
            continue;
        }
        if (groups && !g_ascii_isdigit(number[i]))
            return false;
        run++;
        *to++ = number[i];
    }
    if (groups && run != 3)
        return false;
    memmove(to, number + whole, strlen(number + whole) + 1);
    return true;
}

bool bcu_cell_number(const char *text, BcuNumberForm form, double *value)
{
    enum { LONGEST = 400 };
    char number[LONGEST];
    if (!g_utf8_validate(text, -1, NULL) || plain_signs(text, number, sizeof number) + 1 == sizeof number)
        return false;
    g_strstrip(number);
    if (form.thousands != '-' && !drop_groups(number, form))
        return false;
    if (form.decimal == ',') {
        if (strchr(number, '.'))
            return false;
        g_strdelimit(number, ",", '.');
    }
    return bcu_number_parse(number, value);
}

/* ---- told from a column --------------------------------------------------------------------- */

static bool fits(BcuNumberForm candidate, BcuNumberForm stated)
{
    return (!stated.decimal || candidate.decimal == stated.decimal) &&
           (!stated.thousands || candidate.thousands == stated.thousands);
}

static bool reads_all(char *const *texts, size_t count, BcuNumberForm form)
{
    double value;
    for (size_t i = 0; i < count; i++)
        if (texts[i] && *texts[i] && !bcu_cell_number(texts[i], form, &value))
            return false;
    return true;
}

static bool read_alike(char *const *texts, size_t count, BcuNumberForm a, BcuNumberForm b)
{
    double one = 0, other = 0;
    for (size_t i = 0; i < count; i++)
        if (texts[i] && *texts[i] && bcu_cell_number(texts[i], a, &one) && bcu_cell_number(texts[i], b, &other) &&
            one != other)
            return false;
    return true;
}

BcuFormVerdict bcu_cells_tell_form(char *const *texts, size_t count, BcuNumberForm *form)
{
    BcuNumberForm stated = *form, found = {0};
    bool plain_allowed = fits(PLAIN, stated), ambiguous = false;
    *form = (BcuNumberForm){stated.decimal ? stated.decimal : stated.thousands == '.' ? ',' : '.',
                            stated.thousands ? stated.thousands : '-'};
    if (plain_allowed && reads_all(texts, count, PLAIN))
        return BCU_FORM_PLAIN;
    for (size_t i = 0; i < G_N_ELEMENTS(FORMS); i++) {
        if (!fits(FORMS[i], stated) || !reads_all(texts, count, FORMS[i]))
            continue;
        ambiguous |= found.decimal && !read_alike(texts, count, found, FORMS[i]);
        found = found.decimal ? found : FORMS[i];
    }
    if (!found.decimal)
        return BCU_FORM_UNREADABLE;
    if (ambiguous)
        return BCU_FORM_AMBIGUOUS;
    *form = found;
    return stated.decimal || stated.thousands ? BCU_FORM_PLAIN : BCU_FORM_TOLD;
}

bool bcu_cells_look_grouped(char *const *texts, size_t count)
{
    size_t numbers = 0, decimals = 0; /* digits that are not zero, so that 5.000 in a field of three decimals is not meant */
    for (size_t i = 0; i < count; i++) {
        if (!texts[i] || !*texts[i])
            continue;
        const char *dot = strchr(texts[i], '.');
        if (!dot || dot == texts[i] || dot - texts[i] > 3 || strlen(dot) != 4 || strspn(dot + 1, "0123456789") != 3)
            return false;
        numbers++;
        decimals += !g_str_equal(dot, ".000");
    }
    return numbers >= 2 && decimals > 0;
}

uint32_t bcu_table_numbers(const BcuTable *table, uint32_t column, double *values, uint32_t *first)
{
    uint32_t count = bcu_table_row_count(table), unread = 0;
    g_auto(GStrv) texts = g_new0(char *, (size_t)count + 1);
    BcuNumberForm form = {0};
    for (uint32_t r = 0; r < count; r++)
        texts[r] = bcu_cell_text_at(table, r, column);
    bcu_cells_tell_form(texts, count, &form);
    for (uint32_t r = 0; r < count; r++) {
        values[r] = NAN;
        if (*texts[r] && !bcu_cell_number(texts[r], form, &values[r]) && unread++ == 0 && first)
            *first = r;
    }
    return unread;
}
