/** What stands around the map: title, legend, scale bar, north arrow, attribution. */
#ifndef RENDER_FURNITURE_H
#define RENDER_FURNITURE_H

#include "page.h"
#include "text.h"

typedef struct Furniture {
    const BcuDataset *dataset;
    const Page *page;
    const char *font, *title;
    const BcuColour *colours; /* per cluster */
    BcuColour none;           /* of areas in no cluster */
    bool members;             /* list them in the legend */
} Furniture;

void furniture_title(const Furniture *furniture, Canvas *canvas);
void furniture_legend(const Furniture *furniture, Canvas *canvas);
void furniture_footer(const Furniture *furniture, Canvas *canvas);

#endif
