/** Colours for figures: more is darker (on dark paper: lighter), equal steps look equal, and every
 * step differs in lightness, so that they stay apart for colour-blind eyes and in grey print.
 * Since 1.0. */
#ifndef BCUKIT_PALETTE_H
#define BCUKIT_PALETTE_H

#include <bcukit/classes.h>
#include <bcukit/colour.h>

BCU_BEGIN_DECLS

#define BCU_PALETTE_NAMES                                                                                    \
    "blues|greens|oranges|purples|reds|greys|yellow-green-blue|yellow-orange-red|cividis|blue-orange|"       \
    "purple-green|teal-brown"

typedef struct BcuPalette BcuPalette;

/** One of BCU_PALETTE_NAMES; NULL for any other. */
BCU_API const BcuPalette *bcu_palette_find(const char *name);
/** Two colours that meet in a pale middle, for figures above and below something. */
BCU_API bool bcu_palette_is_diverging(const BcuPalette *palette);
/** The colour at 0 (least) to 1 (most). */
BCU_API BcuColour bcu_palette_at(const BcuPalette *palette, double at, bool dark, bool reversed);
/** Colours of `count` classes, from the middle of each one's part of the palette. */
BCU_API void bcu_palette_classes(const BcuPalette *palette, size_t count, bool dark, bool reversed,
                                 BcuColour *colours);
/** The palette of figures where nobody names one: of two colours where they lie on both sides of zero.
 * \return static, never freed. */
BCU_API const BcuPalette *bcu_palette_for(double least, double most);
/** The colour of a class of figures. A diverging palette has its middle at zero where there are figures on both sides
 * of it, a class that reaches across being counted half; elsewhere it has it in the middle of all classes.
 * \param index      below classes->count; what comes of one out of range is not defined.
 * \param about_mean the classes lie around a mean, which is in the middle of them whatever its sign. */
BCU_API BcuColour bcu_classes_colour(const BcuClasses *classes, size_t index, const BcuPalette *palette,
                                     bool about_mean, bool dark, bool reversed);

BCU_END_DECLS
#endif
