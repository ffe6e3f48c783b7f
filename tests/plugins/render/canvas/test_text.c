/* Texts: broken where a reader would break them, literal whatever they hold, never lost. */
#include "label/wording.h"
#include "page/paragraphs.h"
#include <string.h>

static Wording *wording_of(const char *name)
{
    PangoLayout *layout = text_layout_new("Roboto", WEIGHT_BOLD);
    Wording *wording = wording_new(name, NULL, layout);
    g_object_unref(layout);
    return wording;
}

/* A figure has the last line for itself, however the name breaks, and is never part of the first. */
static void test_figure(void)
{
    PangoLayout *layout = text_layout_new("Roboto", WEIGHT_BOLD);
    Wording *wording = wording_new("North West", "976,248", layout), *name = wording_of("North West");
    g_assert_cmpstr(wording->forms[0].text, ==, "North West\n976,248");
    g_assert_cmpstr(wording->forms[1].text, ==, "North\nWest\n976,248");
    g_assert_cmpfloat(wording->forms[0].height, >, 1.5 * name->forms[0].height);
    wording_free(name);
    wording_free(wording);
    g_object_unref(layout);
}

static void assert_form(const char *name, guint lines, const char *expected)
{
    Wording *wording = wording_of(name);
    g_assert_cmpuint(wording->count, >=, lines);
    g_assert_cmpstr(wording->forms[lines - 1].text, ==, expected);
    wording_free(wording);
}

static void test_breaks(void)
{
    assert_form("North West", 2, "North\nWest");
    assert_form("Barking and Dagenham", 2, "Barking\nand Dagenham");
    assert_form("Bow & Bromley", 2, "Bow\n& Bromley");
    assert_form("Kingston upon Thames", 2, "Kingston\nupon Thames");
    assert_form("Ham, Petersham and Richmond Riverside", 3, "Ham, Petersham\nand Richmond\nRiverside");
    Wording *one = wording_of("Marylebone");
    g_assert_cmpuint(one->count, ==, 1);
    wording_free(one);
}

/* The width that was computed from one line is that of the text as it is set. */
static void test_measured(void)
{
    const char *names[] = {"Kensington and Chelsea", "مركز المدينة القديمة", "Łódź Śródmieście-Wschód",
                           "Île-de-France & Outre-mer",
                           "a b c d e f g h i j k l m n o p q r s t u v w x y z"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        Wording *wording = wording_of(names[i]);
        for (guint f = 0; f < wording->count; f++) {
            const Form *form = &wording->forms[f];
            g_autoptr(Text) text = text_new(form->text, "Roboto", 5, WEIGHT_BOLD, 0, ALIGN_CENTRE);
            g_assert_cmpfloat(text->width, <=, form->width * 5 * 1.03);
            g_assert_cmpfloat(text->width, >=, form->width * 5 * 0.97);
            g_assert_cmpfloat(text->height, <=, form->height * 5 * 1.03);
        }
        wording_free(wording);
    }
}

/* Nothing is markup, nothing ends a line, and what is no UTF-8 does no harm. */
static void test_hostile(void)
{
    const char *names[] = {"<b>&amp; \"bold\" 'names'</b>",
                           "two\nlines\tand a tab",
                           "",
                           "   ",
                           "&",
                           "and",
                           "\xff\xfe broken",
                           "👩‍👩‍👧‍👦 Families",
                           "%s%n%d",
                           "\xE2\x80\xAEgninruter"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        Wording *wording = wording_of(names[i]);
        g_assert_cmpuint(wording->count, >=, 1);
        g_assert_null(strpbrk(wording->forms[0].text, "\n\t"));
        for (guint f = 0; f < wording->count; f++)
            g_assert_true(g_utf8_validate(wording->forms[f].text, -1, NULL));
        wording_free(wording);
    }
    assert_form("<b>&amp;</b>", 1, "<b>&amp;</b>");
    g_autoptr(Text) markup = text_new("<b>x</b>", "Roboto", 4, WEIGHT_NORMAL, 0, ALIGN_LEFT);
    g_assert_cmpstr(pango_layout_get_text(markup->layout), ==, "<b>x</b>");
}

/* A font that is not there is replaced: letters have a width, and none is an empty box. */
static void test_fallback(void)
{
    g_autoptr(Text) text = text_new("Çağlayan Đống Đa Αθήνα Київ القاهرة תל אביב", "No Such Font", 4,
                                    WEIGHT_NORMAL, 0, ALIGN_LEFT);
    g_assert_cmpint(pango_layout_get_unknown_glyphs_count(text->layout), ==, 0);
    g_assert_cmpfloat(text->width, >, 40);
}

static char *repeated(const char *word, int times)
{
    GString *text = g_string_new(NULL);
    for (int i = 0; i < times; i++)
        g_string_append(text, word);
    return g_string_free(text, FALSE);
}

static void test_paragraphs(void)
{
    g_autofree char *title = repeated("A long title ", 12), *longer = repeated("An endless title ", 400);
    g_autofree char *sources = repeated("Contains data of somebody who wants to be named. ", 60);
    const Paragraph fitting = {title, 6, 3, WEIGHT_BOLD, {0, 0, 0}};
    Paragraphs *set = paragraphs_new(&fitting, 1, "Roboto", 180, 30, true);
    g_assert_false(set->cut);
    g_assert_cmpfloat(set->height, <=, 30);
    paragraphs_free(set);

    const Paragraph endless = {longer, 6, 3, WEIGHT_BOLD, {0, 0, 0}};
    set = paragraphs_new(&endless, 1, "Roboto", 180, 30, true);
    g_assert_true(set->cut);
    g_assert_cmpfloat(set->height, <=, 30);
    g_assert_true(g_str_has_suffix(((Text *)g_ptr_array_index(set->texts, 0))->content, "…"));
    paragraphs_free(set);

    const Paragraph footer[] = {{sources, 3, 1, WEIGHT_NORMAL, {0, 0, 0}}, {"", 3, 1, WEIGHT_NORMAL, {0, 0, 0}}};
    set = paragraphs_new(footer, 2, "Roboto", 180, 30, false);
    g_assert_false(set->cut);
    g_assert_cmpfloat(set->height, <=, 30);
    g_assert_cmpuint(set->texts->len, ==, 1);
    g_assert_cmpstr(((Text *)g_ptr_array_index(set->texts, 0))->content, ==, sources);
    paragraphs_free(set);
}

/* What runs to the left stands on the left all the same: beside its swatch. */
static void test_right_to_left(void)
{
    static const char *const TEXTS[] = {"תל אביב", "القاهرة الكبرى", "East"};
    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        g_autoptr(Text) text = text_new(TEXTS[i], "Roboto", 3, WEIGHT_BOLD, 200, ALIGN_LEFT);
        PangoRectangle line;
        pango_layout_line_get_extents(pango_layout_get_line_readonly(text->layout, 0), NULL, &line);
        PangoRectangle box;
        pango_layout_get_extents(text->layout, NULL, &box);
        g_assert_cmpint(box.x, ==, 0);
        g_assert_cmpint(box.width, ==, line.width);
    }
}

/* A title in as many lines as before, none of them much shorter than the others. */
static void test_balance(void)
{
    const char *title = "People per square kilometre: highest in Central East, lowest in South Area (3,288)";
    g_autoptr(Text) whole = text_new(title, "Roboto", 6, WEIGHT_BOLD, 0, ALIGN_LEFT);
    g_autoptr(Text) text = text_new(title, "Roboto", 6, WEIGHT_BOLD, 0.93 * whole->width, ALIGN_LEFT);
    double height = text->height;
    g_assert_cmpfloat(text->width, >, 0.8 * whole->width);
    text_balance(text);
    g_assert_cmpfloat(text->height, ==, height);
    g_assert_cmpfloat(text->width, <, 0.6 * whole->width);
    height = whole->height;
    text_balance(whole);
    g_assert_cmpfloat(whole->height, ==, height);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/text/figure", test_figure);
    g_test_add_func("/text/breaks", test_breaks);
    g_test_add_func("/text/measured", test_measured);
    g_test_add_func("/text/hostile", test_hostile);
    g_test_add_func("/text/fallback", test_fallback);
    g_test_add_func("/text/paragraphs", test_paragraphs);
    g_test_add_func("/text/right_to_left", test_right_to_left);
    g_test_add_func("/text/balance", test_balance);
    return g_test_run();
}
