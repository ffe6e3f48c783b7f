/** A plan laid out on its page, and drawn. */
#ifndef RENDER_PAINT_H
#define RENDER_PAINT_H

#include "layout.h"
#include "lines.h"
#include "plan.h"

typedef struct Sheet {
    const BcuDataset *dataset;
    const BcuOptions *options;
    const MapPlan *plan;
    const Style *style;
    const BcuShape *water; /* NULL: none */
    Page page; /* that of the layout */
    Lines lines[2];  /* by coverage */
    Layout *layout;
    double smallest; /* what cannot be seen, mm */
} Sheet;

/** Places everything; labels without room are reported. */
void sheet_init(Sheet *sheet, const PlanContext *context, const MapPlan *plan, const Page *page);
void sheet_clear(Sheet *sheet);
/** In the same order into each file: fills, borders, labels, furniture. */
void sheet_draw(const Sheet *sheet, Canvas *canvas);

#endif
