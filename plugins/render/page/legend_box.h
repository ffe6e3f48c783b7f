/** A legend and the key of numbers, measured and drawn. */
#ifndef RENDER_LEGEND_BOX_H
#define RENDER_LEGEND_BOX_H

#include "canvas/text.h"
#include "page/legend.h"
#include "style/style.h"

/** How a legend is set. */
typedef struct LegendForm {
    double column; /* width of a column, mm */
    double scale;  /* of all letters */
    guint columns;
    bool details; /* the second line of entries, if they have one */
} LegendForm;

typedef struct LegendBox LegendBox;

/** Sets all texts. \param key names in the order of their numbers, char *; may be NULL. */
LegendBox *legend_box_new(const Legend *legend, const GPtrArray *key, const Style *style, LegendForm form);
void legend_box_free(LegendBox *box);
/** Width of a column that breaks no word, and of one that needs no break at all; mm at scale 1. */
void legend_box_widths(const Legend *legend, const GPtrArray *key, const Style *style, double *narrowest,
                       double *widest);
/** What the box would measure in other columns and at another scale: `form.column` is ignored for texts,
 * which stay broken as they are, and grows with the scale. */
void legend_box_size(const LegendBox *box, LegendForm form, double *width, double *height);
/** Drops entries from the end until the box keeps within the height. \return how many. */
guint legend_box_cut(LegendBox *box, double height);
void legend_box_draw(const LegendBox *box, double x, double y, Canvas *canvas);

#endif
