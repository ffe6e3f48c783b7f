/** How far apart colours look: to normal sight, to the three kinds that lack a cone, in grey print.
 * \note Sources: CIE 142:2001 (CIEDE2000, as in Sharma, Wu and Dalal, 2005); Machado, Oliveira and
 * Fernandes, 2009, "A physiologically-based model for simulation of color vision deficiency". */
#ifndef BCUKIT_SIGHT_H
#define BCUKIT_SIGHT_H

#include <bcukit/colour.h>

typedef enum BcuSight {
    BCU_SIGHT_NORMAL,
    BCU_SIGHT_PROTAN,
    BCU_SIGHT_DEUTAN,
    BCU_SIGHT_TRITAN,
    BCU_SIGHT_COUNT
} BcuSight;

/** CIE L*a*b*, D65. */
typedef struct BcuLab {
    double lightness, a, b;
} BcuLab;

BcuLab bcu_sight_lab(BcuColour colour, BcuSight sight);
/** CIEDE2000; about 1 is the least that can be seen. */
double bcu_sight_difference(BcuLab x, BcuLab y);
/** The difference to the sight. */
double bcu_sight_apart(BcuColour a, BcuColour b, BcuSight sight);
/** What is left in grey print: the difference in lightness L*. */
double bcu_sight_grey_apart(BcuColour a, BcuColour b);

#endif
