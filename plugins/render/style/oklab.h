/** The colour space OKLab: equal distances look equal.
 * \note Source: Bjorn Ottosson, 2020, "A perceptual color space for image processing". */
#ifndef RENDER_OKLAB_H
#define RENDER_OKLAB_H

#include <bcukit/colour.h>

typedef struct Oklab {
    double lightness, a, b; /* 0 black to 1 white; green to red; blue to yellow */
} Oklab;

Oklab oklab_of(BcuColour colour);
/** By hue in degrees and chroma (0 grey, about 0.3 the strongest there is). */
Oklab oklab_polar(double lightness, double chroma, double hue_deg);
/** Where a screen cannot show it, the nearest paler colour of that lightness and hue. */
BcuColour oklab_colour(Oklab colour);
Oklab oklab_mix(Oklab a, Oklab b, double share_of_b);
double oklab_distance(Oklab a, Oklab b);

#endif
