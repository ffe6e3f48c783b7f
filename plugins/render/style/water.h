/** Water that the areas leave empty: boroughs that end at high water leave the river between them. */
#ifndef RENDER_WATER_H
#define RENDER_WATER_H

#include "canvas/canvas.h"
#include "page/page.h"

/** Empty space that is enclosed by areas, or lies along them nowhere wider than the reach and opens
 * to the outside at its ends only: a river between its banks, not a bay of the outline. It runs a
 * little under the areas around it.
 * \param page laid out; the whole dataset is fitted into it, to work at its fineness
 * \param reach_m 0: no water.
 * \return map units; NULL: no water; free with bcu_shape_free. What GEOS cannot do is none. */
BcuShape *water_build(const BcuDataset *dataset, const Page *page, double reach_m);

/** The option "water", or else as wide as topology.bridge lets neighbours be apart, and half of that
 * for wider bends. */
double water_reach_m(const BcuDataset *dataset, const BcuOptions *options);

/** \param water may be NULL. */
void water_draw(const BcuShape *water, const Page *page, BcuColour colour, Canvas *canvas);

#endif
