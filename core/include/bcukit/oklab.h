/** The colour space OKLab: equal distances look equal.
 * \note Source: Bjorn Ottosson, 2020, "A perceptual color space for image processing".
 * Since 1.0. */
#ifndef BCUKIT_OKLAB_H
#define BCUKIT_OKLAB_H

#include <bcukit/colour.h>

BCU_BEGIN_DECLS

/** Final for major 1. */
typedef struct BcuOklab {
    double lightness, a, b; /* 0 black to 1 white; green to red; blue to yellow */
} BcuOklab;

/** The colour in that space. */
BCU_API BcuOklab bcu_oklab_of(BcuColour colour);
/** By hue in degrees and chroma (0 grey, about 0.3 the strongest there is). */
BCU_API BcuOklab bcu_oklab_polar(double lightness, double chroma, double hue_deg);
/** Where a screen cannot show it, the nearest paler colour of that lightness and hue. */
BCU_API BcuColour bcu_oklab_colour(BcuOklab colour);
/** The colour between two, in a straight line. \param share_of_b 0: a, 1: b. */
BCU_API BcuOklab bcu_oklab_mix(BcuOklab a, BcuOklab b, double share_of_b);
/** How different two colours look: 0 for the same, 1 for black and white. */
BCU_API double bcu_oklab_distance(BcuOklab a, BcuOklab b);

BCU_END_DECLS
#endif
