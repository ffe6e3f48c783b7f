/** How dense the polygons of a level lie on the page. */
#ifndef RENDER_DENSITY_H
#define RENDER_DENSITY_H

#include "page/page.h"

/** The side of a square as large as the median polygon of the level, mm; INFINITY for points and none.
 * \param page fitted. */
double density_size_mm(const BcuDataset *dataset, const Page *page, BcuLevel level);
/** The widest line between its polygons that leaves their fills to be seen, mm; 0: none does. */
double density_line_mm(const BcuDataset *dataset, const Page *page, BcuLevel level);

#endif
