/* Measures the contrast of two colours.
 * The contrast of two colours. */
#include <bcukit/colour.h>
#include <math.h>


static double linear(uint8_t part)
{
    double value = part / 255.0;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

/* Relative luminance of WCAG 2. */
static double luminance(BcuColour c)
{
    return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

double bcu_colour_contrast(BcuColour a, BcuColour b)
{
    double x = luminance(a), y = luminance(b);
    return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}
