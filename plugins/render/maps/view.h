/** One panel of a map in its frame on the page, without its names. */
#ifndef RENDER_VIEW_H
#define RENDER_VIEW_H

#include "canvas/lines.h"
#include "maps/plan.h"

typedef struct View {
    const BcuDataset *dataset;
    const Style *style;
    const MapPlan *plan;
    const BcuShape *water; /* NULL: none */
    const Panel *panel;
    guint index;     /* of the panel in the plan */
    Page page;       /* its map frame is that of the panel */
    double smallest; /* what cannot be seen, mm */
    BcuBox extent;   /* that was asked for, map units */
    BcuBox shown;    /* what the frame shows, map units */
    bool clipped;    /* that is a part of the dataset only */
} View;

/** Fits an extent of the panel into the frame. */
void view_init(View *view, const PlanContext *context, const MapPlan *plan, const Panel *panel,
               const Page *page, Frame frame, BcuBox extent);
void view_draw(const View *view, Canvas *canvas);

#endif
