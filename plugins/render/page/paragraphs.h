/** Texts one below the other, as large as their room allows: title and subtitle, note and sources. */
#ifndef RENDER_PARAGRAPHS_H
#define RENDER_PARAGRAPHS_H

#include "canvas/text.h"
#include "style/style.h"

typedef struct Paragraph {
    const char *content; /* NULL or empty: left out */
    double size;         /* wanted, mm */
    Weight weight;
    BcuColour colour;
} Paragraph;

typedef struct Paragraphs {
    GPtrArray *texts; /* Text */
    GArray *colours;  /* BcuColour */
    double height;
    bool cut;
} Paragraphs;

/** Wraps at the width; all shrink by one factor until they keep within the height.
 * \param least how small that factor may get; then the texts are cut. 0: never cut. */
Paragraphs *paragraphs_new(const Paragraph *paragraphs, guint count, const char *font, double width,
                           double height, double least);
void paragraphs_free(Paragraphs *paragraphs);
void paragraphs_draw(const Paragraphs *paragraphs, double x, double y, Canvas *canvas);

#endif
