/** The territory as seen from above and below: for finding corners of the page that it leaves free. */
#ifndef RENDER_SKYLINE_H
#define RENDER_SKYLINE_H

#include "page/page.h"

typedef struct Skyline Skyline;

/** \param extent of the map: what of context lies beyond is not drawn. */
Skyline *skyline_new(const BcuDataset *dataset, BcuBox extent);
/** Adds what stands on the territory and may reach beyond it. */
void skyline_add(Skyline *skyline, BcuBox box);
void skyline_free(Skyline *skyline);
/** Whether the frame is clear of territory on a page that has been fitted. */
bool skyline_leaves(const Skyline *skyline, const Page *page, Frame frame);

#endif
