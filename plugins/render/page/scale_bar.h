/** Scale bar in round lengths, and north arrow. */
#ifndef RENDER_SCALE_BAR_H
#define RENDER_SCALE_BAR_H

#include "canvas/text.h"
#include "page/page.h"
#include "style/style.h"

typedef struct ScaleBar {
    double length; /* mm on the page; 0: the arrow alone */
    Text *start, *end;
    bool has_arrow;
    double north_deg;     /* to true north, clockwise; 0 where the grid is as good as true */
    double width, height; /* with the arrow and all texts */
} ScaleBar;

/** What is asked for. */
typedef struct ScaleBarForm {
    bool miles; /* instead of kilometres */
    bool no_bar, arrow;
} ScaleBarForm;

/** \param longest mm. */
ScaleBar *scale_bar_new(const Page *page, const BcuDataset *dataset, const Style *style, double longest,
                        ScaleBarForm form);
void scale_bar_free(ScaleBar *bar);
void scale_bar_draw(const ScaleBar *bar, double x, double y, const Style *style, Canvas *canvas);

#endif
