/** A plan laid out on its page, and drawn. */
#ifndef RENDER_PAINT_H
#define RENDER_PAINT_H

#include "maps/view.h"
#include "page/layout.h"

typedef struct Sheet {
    const PlanContext *context;
    const MapPlan *plan;
    Layout *layout;
    Page page;     /* that of the layout */
    BcuBox extent; /* of the first panel, with room for what stands on it */
    GArray *views; /* View, one per panel */
} Sheet;

/** Places everything; labels without room are reported. */
void sheet_init(Sheet *sheet, const PlanContext *context, const MapPlan *plan, const Page *page);
void sheet_clear(Sheet *sheet);
/** In the same order into each file: panels, furniture. */
void sheet_draw(const Sheet *sheet, Canvas *canvas);

#endif
