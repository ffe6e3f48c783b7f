/** A name in one line and in several: where it may break, and how much room each form takes. */
#ifndef RENDER_WORDING_H
#define RENDER_WORDING_H

#include "canvas/text.h"

enum { WORDING_LINES = 4 };

/** One way to break a name; sizes are those of letters of 1 mm and grow in proportion. */
typedef struct Form {
    char *text; /* '\n' between lines */
    double width, height;
} Form;

typedef struct Wording {
    Form forms[WORDING_LINES];
    guint count; /* form i has i + 1 lines of the name; at least one */
} Wording;

/** \param figure stands below the name in a line of its own; NULL: none
 * \param layout of text_layout_new; its text is changed. */
Wording *wording_new(const char *name, const char *figure, PangoLayout *layout);
void wording_free(Wording *wording);

#endif
