/** Finds what all maps of a run have in common: a deck of them does not jump when it is leafed through. */
#ifndef RENDER_DECK_H
#define RENDER_DECK_H

#include "maps/paint.h"

/** One height for all titles, and one place for all maps of the whole territory in which each has room for its
 * legend, symbols and scale bar; none is placed where there is no such place, or one map only.
 * \param plans MapPlan */
Deck deck_of(const PlanContext *context, const Page *page, const GPtrArray *plans);

#endif
