/** What stands on the page already, so that nothing is set upon it. Lengths in mm. */
#ifndef RENDER_CLUTTER_H
#define RENDER_CLUTTER_H

#include "page/page.h"
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
/** \return by which the block can be taken away again. */
guint clutter_add(Clutter *clutter, Block block);
void clutter_remove(Clutter *clutter, guint index);
/** How many blocks it meets; one that reaches into several cells may count more than once. */
guint clutter_count(const Clutter *clutter, const Block *block);
/** How many were ever added: the next one's index. */
guint clutter_size(const Clutter *clutter);
bool clutter_is_free(const Clutter *clutter, const Block *block);
/** Whether only one block is in the way. \param index set to that one. */
bool clutter_meets_one(const Clutter *clutter, const Block *block, guint *index);

#endif
