/** Colours for figures: more is darker (on dark paper: lighter), equal steps look equal, and every
 * step differs in lightness, so that they stay apart for colour-blind eyes and in grey print. */
#ifndef RENDER_PALETTE_H
#define RENDER_PALETTE_H

#include <bcukit/colour.h>

#define PALETTE_NAMES                                                                                        \
    "blues|greens|oranges|purples|reds|greys|yellow-green-blue|yellow-orange-red|cividis|blue-orange|"       \
    "purple-green|teal-brown"

typedef struct Palette Palette;

/** One of PALETTE_NAMES; NULL for any other. */
const Palette *palette_find(const char *name);
/** Two colours that meet in a pale middle, for figures above and below something. */
bool palette_is_diverging(const Palette *palette);
/** The colour at 0 (least) to 1 (most). */
BcuColour palette_at(const Palette *palette, double at, bool dark, bool reversed);
/** Colours of `count` classes, from the middle of each one's part of the palette. */
void palette_classes(const Palette *palette, size_t count, bool dark, bool reversed, BcuColour *colours);

#endif
