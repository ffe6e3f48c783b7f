/** What stands on the page already, so that nothing is set upon it. Lengths in mm. */
#ifndef RENDER_CLUTTER_H
#define RENDER_CLUTTER_H

#include "page.h"
#include <glib.h>

/** A rectangle, turned clockwise about its centre. A line is one without height. */
typedef struct Block {
    BcuPoint centre;
    double half_width, half_height, turn;
} Block;

Block block_of_frame(Frame frame);
Block block_of_line(BcuPoint from, BcuPoint to, double width);
Block block_of_dot(BcuPoint at, double radius);
BcuBox block_extent(const Block *block);
bool block_meets(const Block *a, const Block *b);

typedef struct Clutter Clutter;
Clutter *clutter_new(const Page *page);
void clutter_free(Clutter *clutter);
void clutter_add(Clutter *clutter, Block block);
bool clutter_is_free(const Clutter *clutter, const Block *block);

#endif
