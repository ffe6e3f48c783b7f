/** Several panels on one page: small multiples in rows, and an inset in a free corner. */
#ifndef RENDER_PANELS_H
#define RENDER_PANELS_H

#include "maps/plan.h"

/** What the map takes of a column, on its left. */
Frame panels_map(const BcuDataset *dataset, const Panel *panel, Frame column);
/** Columns for the first `count` maps within the page's map frame, headings above them left out; rows and
 * columns are chosen so that the maps become as large as can be. \param details headings have them. Freed with
 * g_free. */
Frame *panels_divide(const Page *page, const BcuDataset *dataset, const MapPlan *plan, guint count,
                     const Style *style, bool details);
/** How wide the maps become, mm. */
double panels_width(const Page *page, const BcuDataset *dataset, const MapPlan *plan, guint count, const Style *style,
                    bool details);
/** Where the last panel lies in the map frame. */
Frame panels_inset(const BcuDataset *dataset, const MapPlan *plan, const Page *page);
/** The extent of the first panel, grown so that the inset covers nothing of its cluster when it is fitted
 * into the map frame. */
BcuBox panels_clear_of_inset(const BcuDataset *dataset, const MapPlan *plan, const Page *page);
/** A box around what the first panel shows. \param page that of the inset. */
void panels_draw_inset_extent(const Page *page, BcuBox shown, const Style *style, Canvas *canvas);
/** Adds frames that together cover a circle, and little else. */
void frames_add_circle(GArray *frames, BcuPoint centre, double radius);
/** The line around an inset. */
Frame panels_inset_edge(const Page *page, Frame inset);
/** Paper and line around an inset. */
void panels_draw_inset_frame(const Page *page, const Style *style, Canvas *canvas);
/** Heading, figure, detail and a bar of the share above the panel's map, as wide as the body of its page, its column. */
void panels_draw_heading(const Panel *panel, const Page *page, const Style *style, bool details, Canvas *canvas);

#endif
