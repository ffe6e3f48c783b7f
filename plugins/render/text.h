/** Text set by Pango: literal, wrapped, measured in mm. */
#ifndef RENDER_TEXT_H
#define RENDER_TEXT_H

#include "canvas.h"
#include <pango/pango.h>

/** Width of the line around letters that have a halo, of their size; half of it is seen. */
#define TEXT_HALO 0.22

struct Text {
    PangoLayout *layout;
    char *content;
    double size, width, height; /* mm; of the line boxes */
    Weight weight;
    Align align;
};

/** \param width wrap at this, mm; 0: only at line ends in the text. Freed with text_free. */
Text *text_new(const char *content, const char *font, double size, Weight weight, double width, Align align);
void text_free(Text *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Text, text_free)
/** Width of its longest word, mm. */
double text_widest_word(const Text *text);

/** An empty layout in the given font, for measuring many texts. \return caller unrefs. */
PangoLayout *text_layout_new(const char *font, double size, Weight weight);

#endif
