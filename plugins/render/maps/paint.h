/** A plan laid out on its page, and drawn. */
#ifndef RENDER_PAINT_H
#define RENDER_PAINT_H

#include "maps/view.h"
#include "page/layout.h"

/** What the maps of a run have in common, so that a deck of them does not jump. */
typedef struct Deck {
    double heading_mm; /* the tallest title and subtitle */
    bool placed;       /* maps of the whole territory have one place */
    Frame place;
    BcuBox extent; /* that lies there, map units */
} Deck;

typedef struct Sheet {
    const PlanContext *context;
    const MapPlan *plan;
    Layout *layout;
    Page page;     /* that of the layout */
    BcuBox extent; /* of the first panel, with room for what stands on it */
    GArray *views; /* View, one per panel */
    GPtrArray *labels; /* Labels, one per panel of small multiples; empty: the layout has those of the first panel */
    bool details;      /* headings say what the names on the maps do not */
    bool misfit;   /* something found no room beside the place that the deck gives to the map */
} Sheet;

/** Places everything. \param deck NULL: the map is for itself. */
void sheet_init(Sheet *sheet, const PlanContext *context, const MapPlan *plan, const Page *page, const Deck *deck);
/** Whether several maps side by side are large enough to be read; else says so. */
bool sheet_has_room(const PlanContext *context, const MapPlan *plan, const Page *page);
/** Says what found no room. */
void sheet_report(const Sheet *sheet);
/** What the plan's title and subtitle take, mm. */
double sheet_heading_mm(const PlanContext *context, const MapPlan *plan, const Page *page);
void sheet_clear(Sheet *sheet);
/** In the same order into each file: panels, furniture. */
void sheet_draw(const Sheet *sheet, Canvas *canvas);

#endif
