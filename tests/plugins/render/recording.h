/** A canvas that draws nothing: it keeps what it was asked to draw, in order, for tests to look at. */
#ifndef TEST_RENDER_RECORDING_H
#define TEST_RENDER_RECORDING_H

#include "canvas/canvas.h"

typedef enum Drawn { DRAWN_PAPER, DRAWN_FILL, DRAWN_STROKE, DRAWN_CIRCLE, DRAWN_TEXT } Drawn;

typedef struct Drawing {
    Drawn drawn;
    int page;                             /* from 1 */
    char *group;                          /* groups around it: "map/labels"; "" for none */
    char *class_name, *code, *title, *id; /* of the mark; NULL as there */
    BcuColour colour;
    Pen pen; /* of a stroke or a circle's outline; width 0: none */
    bool closed, mosaic;
    guint points, runs;
    BcuBox box;           /* of what is drawn, without the width of lines, as if not turned, mm */
    BcuBox clip;          /* what may be seen of it; the page where nothing clips */
    char *text;           /* what it says; of a page: its title */
    double letters, turn; /* size of the letters, mm; degrees */
    bool has_halo;
    BcuColour halo;
    Path *path; /* of a fill or stroke: a copy */
} Drawing;

typedef struct Recording {
    GPtrArray *drawings; /* Drawing, in order */
    int pages;
} Recording;

Recording *recording_new(void);
void recording_free(Recording *recording);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Recording, recording_free)
/** A canvas that appends to the recording; ended by its finish. Groups, mosaics and clips that do not
 * close, or a shape before the first page, fail the test. */
Canvas *canvas_record_new(Recording *recording, double width, double height);

static inline const Drawing *recording_at(const Recording *recording, guint i)
{
    return g_ptr_array_index(recording->drawings, i);
}
/** How many are of that sort and class; class_name NULL: any. */
guint recording_count(const Recording *recording, Drawn drawn, const char *class_name);
/** The first of that sort, class and code (each NULL: any); NULL when there is none. */
const Drawing *recording_find(const Recording *recording, Drawn drawn, const char *class_name,
                              const char *code);
/** The first text that says this; NULL when there is none. */
const Drawing *recording_find_text(const Recording *recording, const char *text);
/** How far the two boxes overlap: the smaller side of what they have in common, mm; 0: not at all. */
double drawings_overlap(const Drawing *a, const Drawing *b);

#endif
