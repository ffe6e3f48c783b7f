/** The items of a legend: each measures and draws itself. */
#ifndef RENDER_LEGEND_ITEMS_H
#define RENDER_LEGEND_ITEMS_H

#include "page/legend_box.h"

/* In sizes of body text. */
#define LEGEND_LABEL 1.05
#define LEGEND_DETAIL 0.85
#define LEGEND_INDENT 2.7 /* of texts beside a swatch */

/** The second line of an entry; NULL when there is none, or it says what the first does. */
const char *legend_detail(const LegendEntry *entry);

/** Size of letters, mm: such that they can be read. */
double legend_letters(const Style *style, double scale, double units);

typedef struct LegendItem LegendItem;

LegendItem *legend_item_entry(const LegendEntry *entry, bool bold, const Style *style,
                              const LegendForm *form);
/** Circles one in the other, on one base line. */
LegendItem *legend_item_nest(const LegendEntry *entries, guint count, const Style *style,
                             const LegendForm *form);
/** Classes in one bar without gaps; each has its figures and beside them its detail, in one line. */
LegendItem *legend_item_bar(const LegendEntry *entries, guint count, const Style *style, const LegendForm *form);
/** Its width at scale 1, mm: no line of it is broken. */
double legend_bar_width(const LegendEntry *entries, guint count, const Style *style);
LegendItem *legend_item_ramp(const GArray *stops, const Style *style, const LegendForm *form);
LegendItem *legend_item_key(guint number, const char *name, const Style *style, const LegendForm *form);
void legend_item_free(LegendItem *item);
/** \param scale against that of the form it was made for. */
double legend_item_height(const LegendItem *item, double scale, bool details);
void legend_item_draw(const LegendItem *item, const Style *style, const LegendForm *form, double x, double y,
                      Canvas *canvas);

#endif
