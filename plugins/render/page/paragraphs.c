/* Shrinking, and as a last resort cutting, texts that are too long for their place. */
#include "page/paragraphs.h"
#include <string.h>

static void free_text(void *text)
{
    text_free(text);
}

/* What all texts of a block are set with. */
typedef struct Setting {
    const char *font;
    double width;
    double factor; /* of the sizes that are wanted */
    glong most_letters;
} Setting;

/* \return whether any letters may still be smaller. */
static bool set(Paragraphs *set, const Paragraph *paragraphs, guint count, const Setting *setting)
{
    bool can_shrink = false;
    g_ptr_array_set_size(set->texts, 0);
    g_array_set_size(set->colours, 0);
    set->height = set->widest_word = 0;
    for (guint i = 0; i < count; i++) {
        const Paragraph *p = &paragraphs[i];
        if (!p->content || !*p->content)
            continue;
        bool cut = g_utf8_strlen(p->content, -1) > setting->most_letters;
        g_autofree char *start =
            cut ? g_utf8_substring(p->content, 0, setting->most_letters) : g_strdup(p->content);
        g_autofree char *content = cut ? g_strconcat(g_strchomp(start), "…", NULL) : g_strdup(start);
        double size = fmax(p->size * setting->factor, fmin(p->least, p->size));
        Text *text = text_new(content, setting->font, size, p->weight, setting->width, ALIGN_LEFT);
        if (p->weight == WEIGHT_BOLD) /* a title: no single word in its last line */
            text_balance(text);
        can_shrink |= size > p->least;
        g_ptr_array_add(set->texts, text);
        g_array_append_val(set->colours, p->colour);
        set->height += text->height;
        set->widest_word = fmax(set->widest_word, text->width);
    }
    return can_shrink;
}

Paragraphs *paragraphs_new(const Paragraph *paragraphs, guint count, const char *font, double width,
                           double height, bool may_cut)
{
    Paragraphs *made = g_new0(Paragraphs, 1);
    made->texts = g_ptr_array_new_with_free_func(free_text);
    made->colours = g_array_new(false, false, sizeof(BcuColour));
    Setting setting = {font, width, 1, G_MAXLONG};
    bool can_shrink = set(made, paragraphs, count, &setting);
    while (can_shrink && (made->height > height || made->widest_word > width + 1e-6)) {
        setting.factor *= 0.93;
        can_shrink = set(made, paragraphs, count, &setting);
    }
    for (setting.most_letters = 2000; may_cut && setting.most_letters > 20 &&
                                      (made->height > height || made->widest_word > width + 1e-6);
         setting.most_letters = setting.most_letters * 4 / 5) {
        made->cut = true;
        set(made, paragraphs, count, &setting);
    }
    return made;
}

void paragraphs_free(Paragraphs *paragraphs)
{
    g_ptr_array_unref(paragraphs->texts);
    g_array_unref(paragraphs->colours);
    g_free(paragraphs);
}

void paragraphs_draw(const Paragraphs *paragraphs, double x, double y, const Mark *mark, Canvas *canvas)
{
    for (guint i = 0; i < paragraphs->texts->len; i++) {
        const Text *text = g_ptr_array_index(paragraphs->texts, i);
        Lettering lettering = {.colour = g_array_index(paragraphs->colours, BcuColour, i)};
        canvas->text(canvas, text, x, y, &lettering, mark);
        y += text->height;
    }
}
