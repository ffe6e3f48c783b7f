/* Turns texts of project files into values: numbers in metres, shares of one, words as enumerations.
 * What does not fit is refused here, so that nobody after it meets a text that has to be read. */
#include "project/forms.h"
#include "text/quantity.h"
#include <bcukit/colour.h>
#include <bcukit/number.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- texts ------------------------------------------------------------------------------- */

static bool read_text(const BcuWritten *value, const BcuKeyForm *form, void *to)
{
    (void)form;
    *(char **)to = g_strdup(value->text);
    return true;
}

static void clear_text(void *to)
{
    g_free(*(char **)to);
}

static bool read_list(const BcuWritten *value, const BcuKeyForm *form, void *to)
{
    (void)form;
    *(GStrv *)to = bcu_reading_list(value->reading, value->group, value->key);
    return true;
}

static void clear_list(void *to)
{
    g_strfreev(*(GStrv *)to);
}

static bool read_lines(const BcuWritten *value, const BcuKeyForm *form, void *to)
{
    (void)form;
    g_auto(GStrv) lines = bcu_reading_list(value->reading, value->group, value->key);
    *(char **)to = g_strjoinv("\n", lines);
    return true;
}

static bool read_path(const BcuWritten *value, const BcuKeyForm *form, void *to)
{
    const char *folder = value->reading->project->folder;
    if (g_path_is_absolute(value->text) || g_str_equal(folder, "."))
        return read_text(value, form, to);
    *(char **)to = g_build_filename(folder, value->text, NULL);
    return true;
}

static bool read_date(const BcuWritten *value, const BcuKeyForm *form, void *to)
{
    int year = 0, month = 1, day = 1;
    size_t length = strlen(value->text);
    if (strspn(value->text, "0123456789-") != length)
        return false;
    bool is_date = (length == 4 && sscanf(value->text, "%4d", &year) == 1) ||
                   (length == 7 && sscanf(value->text, "%4d-%2d", &year, &month) == 2) ||
                   (length == 10 && sscanf(value->text, "%4d-%2d-%2d", &year, &month, &day) == 3);
    return is_date && g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year) && read_text(value, form, to);
}

/* Colours stay texts, as plugins get them; that they are colours is seen to. */
static bool read_colour(const BcuWritten *value, const BcuKeyForm *form, void *to)
{
    BcuColour colour;
    return bcu_colour_parse(value->text, &colour) && read_text(value, form, to);
}

static bool read_paint(const BcuWritten *value, const BcuKeyForm *form, void *to)
{
    return g_ascii_strcasecmp(value->text, "none") == 0 ? read_text(value, form, to) : read_colour(value, form, to);
}

/* ---- words ------------------------------------------------------------------------------- */

static int word_of(const char *text, const BcuKeyForm *form)
{
    for (int i = 0; form->words[i]; i++)
        if (g_ascii_strcasecmp(text, form->words[i]) == 0)
            return i;
    return -1;
}

static bool read_choice(const BcuWritten *value, const BcuKeyForm *form, void *to)
{
    int word = word_of(value->text, form);
    if (word >= 0)
        *(int *)to = word;
    return word >= 0;
}

static bool read_truth(const BcuWritten *value, const BcuKeyForm *form, void *to)
{
    int word = word_of(value->text, form);
    if (word >= 0)
        *(bool *)to = word == 1;
    return word >= 0;
}

static bool read_word(const BcuWritten *value, const BcuKeyForm *form, void *to)
{
    int word = word_of(value->text, form);
    if (word >= 0)
        *(char **)to = g_strdup(form->words[word]);
    return word >= 0;
}

/* ---- numbers ----------------------------------------------------------------------------- */

static bool keep_within(double amount, double most, void *to)
{
    bool fits = amount >= 0 && amount <= most;
    if (fits)
        *(double *)to = amount;
    return fits;
}

static bool read_number(const BcuWritten *value, const BcuKeyForm *form, void *to)
{
    (void)form;
    double amount;
    return bcu_number_parse(value->text, &amount) && keep_within(amount, INFINITY, to);
}

/* An error of more than a millimetre would move borders by what they are known to. */
static bool read_degrees(const BcuWritten *value, const BcuKeyForm *form, void *to)
{
    (void)form;
    double amount;
    return bcu_number_parse(value->text, &amount) && keep_within(amount, 1e-8, to);
}

static bool read_length(const BcuWritten *value, const BcuKeyForm *form, void *to)
{
    (void)form;
    double metres;
    return bcu_length_parse(value->text, "m", &metres) && keep_within(metres, INFINITY, to);
}

static bool read_length_on_paper(const BcuWritten *value, const BcuKeyForm *form, void *to)
{
    (void)form;
    double mm;
    return bcu_length_parse(value->text, "mm", &mm) && mm > 0 && keep_within(mm, INFINITY, to);
}

static bool read_share(const BcuWritten *value, const BcuKeyForm *form, void *to)
{
    (void)form;
    size_t length = strlen(value->text);
    double percent;
    g_autofree char *number = g_strndup(value->text, length - 1);
    return value->text[length - 1] == '%' && bcu_number_parse(g_strstrip(number), &percent) &&
           keep_within(percent / 100, INFINITY, to);
}

static bool read_detail(const BcuWritten *value, const BcuKeyForm *form, void *to)
{
    (void)form;
    return bcu_simplification_parse(value->text, to);
}

static bool read_decimal(const BcuWritten *value, const BcuKeyForm *form, void *to)
{
    (void)form;
    BcuNumberForm numbers;
    bool fits = bcu_number_form_parse(value->text, NULL, &numbers);
    *(char *)to = numbers.decimal;
    return fits;
}

static bool read_thousands(const BcuWritten *value, const BcuKeyForm *form, void *to)
{
    (void)form;
    BcuNumberForm numbers;
    bool fits = bcu_number_form_parse(NULL, value->text, &numbers);
    *(char *)to = numbers.thousands;
    return fits;
}

/* ---- all of them ------------------------------------------------------------------------- */

static const char *const PLACES[] = {"above", "below", NULL}, *const ZEROS[] = {"keep", "ignore", NULL},
                         *const YES_NO[] = {"no", "yes", NULL}, *const CELLS[] = {"area", "whole", "inside", NULL},
                         *const ROLES[] = {"areas", "subareas", "cells", "context", NULL};

static const BcuKeyForm FORMS[] = {
    [BCU_FORM_TEXT] = {"text", NULL, read_text, clear_text, NULL},
    [BCU_FORM_LINES] = {"list of lines", NULL, read_lines, clear_text, NULL},
    [BCU_FORM_PLUGINS] = {"list of plugins", NULL, read_list, clear_list, NULL},
    [BCU_FORM_AREAS] = {"list of areas", NULL, read_list, clear_list, NULL},
    [BCU_FORM_PATH] = {"path", NULL, read_path, clear_text, NULL},
    [BCU_FORM_CRS] = {"CRS", NULL, read_text, clear_text, NULL},
    [BCU_FORM_ENCODING] = {"encoding", NULL, read_text, clear_text, NULL},
    [BCU_FORM_FIELD] = {"field", NULL, read_text, clear_text, NULL},
    [BCU_FORM_COLUMN] = {"column", NULL, read_text, clear_text, NULL},
    [BCU_FORM_LAYER] = {"layer id", NULL, read_text, clear_text, NULL},
    [BCU_FORM_PHASE] = {"phase key", NULL, read_text, clear_text, NULL},
    [BCU_FORM_DATE] = {"date", "YYYY, YYYY-MM or YYYY-MM-DD", read_date, clear_text, NULL},
    [BCU_FORM_COLOUR] = {"colour", "a colour", read_colour, clear_text, NULL},
    [BCU_FORM_PAINT] = {"colour or none", "a colour, or none", read_paint, clear_text, NULL},
    [BCU_FORM_PLACE] = {"above or below", NULL, read_word, clear_text, PLACES},
    [BCU_FORM_ROLE] = {"areas, subareas, cells or context", NULL, read_choice, NULL, ROLES},
    [BCU_FORM_CELLS] = {"area, whole or inside", NULL, read_choice, NULL, CELLS},
    [BCU_FORM_ZEROS] = {"keep or ignore", NULL, read_truth, NULL, ZEROS},
    [BCU_FORM_YES_NO] = {"yes or no", NULL, read_truth, NULL, YES_NO},
    [BCU_FORM_NUMBER] = {"number", "a number that is not negative", read_number, NULL, NULL},
    [BCU_FORM_DEGREES] = {"degrees", "degrees, at most 1e-8 (a millimetre)", read_degrees, NULL, NULL},
    [BCU_FORM_LENGTH] = {"length", "a length", read_length, NULL, NULL},
    [BCU_FORM_ON_PAPER] = {"length", "a length on paper", read_length_on_paper, NULL, NULL},
    [BCU_FORM_SHARE] = {"share", "a share", read_share, NULL, NULL},
    [BCU_FORM_DETAIL] = {"length or share", "a length, or a share to keep", read_detail, NULL, NULL},
    [BCU_FORM_DECIMAL] = {". or ,", "the sign before decimals", read_decimal, NULL, NULL},
    [BCU_FORM_THOUSANDS] = {". , ' space or none", "the sign between thousands", read_thousands, NULL, NULL},
};

const BcuKeyForm *bcu_key_form(BcuFormId id)
{
    return &FORMS[id];
}
