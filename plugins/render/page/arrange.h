/** Map and legend side by side, or the legend in a corner that the territory leaves free. */
#ifndef RENDER_ARRANGE_H
#define RENDER_ARRANGE_H

#include "page/skyline.h"

/** On which sides of a map that covers all of its frame the box may be. */
typedef enum Side { SIDE_ANY, SIDE_BESIDE, SIDE_ABOVE_OR_BELOW } Side;

/** What is to be arranged on a page's body. */
typedef struct Subjects {
    const BcuDataset *dataset;
    const Skyline *skyline;
    BcuBox extent;
    double aspect; /* width by height of the map */
    bool filled;   /* the map covers all of its frame, whatever its shape; skyline is not used */
    Side side;
} Subjects;

typedef struct Arrangement {
    Frame map, box;
    double size;  /* of the map, 1: all of the body */
    double merit; /* size, with a preference for usual places */
} Arrangement;

/** Whether there is that much air between two frames. */
bool frames_apart(Frame a, Frame b, double air);
/** The map alone, as large as the body lets it be. */
Arrangement arrange_alone(const Page *page, const Subjects *subjects);
/** With a box of that size. \param merit to be exceeded.
 * \return false when the box does not fit, or no place is better. */
bool arrange_with_box(const Page *page, const Subjects *subjects, double width, double height, double merit,
                      Arrangement *best);
/** The box in a corner of the body, beside a map whose place is given. \param merit to be exceeded.
 * \return false when no corner is free, or none is better. */
bool arrange_beside(const Page *page, const Subjects *subjects, Frame map, double width, double height, double merit,
                    Arrangement *best);
/** Whether the frame, with some air around it, covers nothing of the territory. */
bool arrange_is_clear(const Page *page, const Subjects *subjects, Frame map, Frame frame);

#endif
