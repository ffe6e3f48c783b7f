/** Texts one below the other, as large as their room allows: title and subtitle, note and sources. */
#ifndef RENDER_PARAGRAPHS_H
#define RENDER_PARAGRAPHS_H

#include "canvas/text.h"
#include "style/style.h"

typedef struct Paragraph {
    const char *content; /* NULL or empty: left out */
    double size, least;  /* wanted, and the smallest that can be read, mm */
    Weight weight;
    BcuColour colour;
} Paragraph;

typedef struct Paragraphs {
    GPtrArray *texts; /* Text */
    GArray *colours;  /* BcuColour */
    double height, widest_word; /* mm; of a text in one line, that line */
    bool cut;
} Paragraphs;

/** Wraps at the width; all shrink by one factor until they keep within the height and no word is too wide.
 * \param may_cut what is still too long then is cut; else it takes the height that it needs. */
Paragraphs *paragraphs_new(const Paragraph *paragraphs, guint count, const char *font, double width,
                           double height, bool may_cut);
void paragraphs_free(Paragraphs *paragraphs);
/** \param mark of each; may be NULL. */
void paragraphs_draw(const Paragraphs *paragraphs, double x, double y, const Mark *mark, Canvas *canvas);

#endif
