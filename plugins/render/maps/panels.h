/** Several panels on one page: small multiples in rows, and an inset in a free corner. */
#ifndef RENDER_PANELS_H
#define RENDER_PANELS_H

#include "maps/plan.h"

/** Frames for `count` maps of that extent within the page's map frame, headings left out;
 * rows and columns are chosen so that the maps become as large as can be. Freed with g_free. */
Frame *panels_divide(const Page *page, const BcuDataset *dataset, BcuBox extent, guint count);
/** The corner of the map frame in which the last panel covers least of the first one's subject. */
Frame panels_inset(const BcuDataset *dataset, const MapPlan *plan, const Page *page);
/** Adds frames that together cover a circle, and little else. */
void frames_add_circle(GArray *frames, BcuPoint centre, double radius);
/** The line around an inset. */
Frame panels_inset_edge(const Page *page, Frame inset);
/** Paper and line around an inset. */
void panels_draw_inset_frame(const Page *page, const Style *style, Canvas *canvas);
/** Heading, figure and detail above the panel's frame. */
void panels_draw_heading(const Panel *panel, const Page *page, const Style *style, Canvas *canvas);

#endif
