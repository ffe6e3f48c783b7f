/** What lies under the labels: borders, their junctions, and where there is territory at all. */
#ifndef RENDER_GROUND_H
#define RENDER_GROUND_H

#include "label/clutter.h"

/** Which arcs of the dataset are drawn. */
typedef struct LineWork {
    bool (*has)(const void *closure, uint32_t coverage, BcuArc arc); /* NULL: all are */
    const void *closure;
} LineWork;

typedef struct Ground Ground;
/** \param dataset, page must outlive it. */
Ground *ground_new(const BcuDataset *dataset, const Page *page, LineWork lines);
void ground_free(Ground *ground);
/** The share of the block that line work takes: 0 none, 1 all of it, if it were thin. Outer and cluster
 * borders count three times as much as others, junctions even more.
 * \param level borders of this level and higher ones count: names may cross those of lower levels. */
double ground_ink(Ground *ground, BcuLevel level, const Block *block);
/** The length of the lines that the block would hide, mm, counted in the same way. */
double ground_hidden(Ground *ground, BcuLevel level, const Block *block);
/** The share of the block that lies on an area, 0 to 1. What it needs to know is looked up at the first call.
 */
double ground_cover(Ground *ground, const Block *block);

#endif
