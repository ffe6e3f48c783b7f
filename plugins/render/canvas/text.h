/** Text set by Pango: literal, wrapped, measured in mm. All is laid out in letters of one size and drawn
 * larger or smaller: so that each font is looked up and measured once, whatever sizes a page has. */
#ifndef RENDER_TEXT_H
#define RENDER_TEXT_H

#include "canvas/canvas.h"
#include <pango/pango.h>

/** Width of the line around letters that have a halo, of their size; half of it is seen. */
#define TEXT_HALO 0.22
/** Size of the letters of all layouts. */
#define TEXT_LAYOUT_SIZE 16

struct Text {
    PangoLayout *layout; /* in letters of TEXT_LAYOUT_SIZE */
    char *content;
    double size, width, height; /* mm; of the line boxes */
    Weight weight;
    Align align;
};

/** Lets the system look for its fonts while something else is done. */
void text_start(void);
/** Looks up the fonts that text_new will ask for. */
void text_find_fonts(const char *font);

/** \param width wrap at this, mm; 0: only at line ends in the text. Freed with text_free. */
Text *text_new(const char *content, const char *font, double size, Weight weight, double width, Align align);
/** Makes the lines of a wrapped text about as long as one another. */
void text_balance(Text *text);
void text_free(Text *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Text, text_free)
/** What a length in its layout is on the page, mm. */
static inline double text_mm(const Text *text, int pango_units)
{
    return (double)pango_units / PANGO_SCALE / TEXT_LAYOUT_SIZE * text->size;
}
/** Width of its longest word, mm. */
double text_widest_word(const Text *text);

/** The font and those that fill in what it lacks, as a list. \return caller frees. */
char *text_families(const char *font, Weight weight);

/** An empty layout in letters of TEXT_LAYOUT_SIZE, for measuring many texts. \return caller unrefs. */
PangoLayout *text_layout_new(const char *font, Weight weight);

#endif
