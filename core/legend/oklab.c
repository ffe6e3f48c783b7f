/* Converts sRGB to OKLab and back.
 * sRGB to OKLab and back. */
#include <bcukit/oklab.h>

typedef struct Linear {
    double r, g, b;
} Linear;

static double to_linear(uint8_t part)
{
    double value = part / 255.0;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static uint8_t from_linear(double value)
{
    double part = value <= 0.0031308 ? 12.92 * value : 1.055 * pow(value, 1 / 2.4) - 0.055;
    return (uint8_t)lround(255 * fmin(fmax(part, 0), 1));
}

BcuOklab bcu_oklab_of(BcuColour colour)
{
    double r = to_linear(colour.r), g = to_linear(colour.g), b = to_linear(colour.b);
    double l = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    double m = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    double s = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return (BcuOklab){0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
                      1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
                      0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

BcuOklab bcu_oklab_polar(double lightness, double chroma, double hue_deg)
{
    double angle = hue_deg * 3.14159265358979323846 / 180;
    return (BcuOklab){lightness, chroma * cos(angle), chroma * sin(angle)};
}

static Linear linear_of(BcuOklab c)
{
    double l = pow(c.lightness + 0.3963377774 * c.a + 0.2158037573 * c.b, 3);
    double m = pow(c.lightness - 0.1055613458 * c.a - 0.0638541728 * c.b, 3);
    double s = pow(c.lightness - 0.0894841775 * c.a - 1.2914855480 * c.b, 3);
    return (Linear){4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
                    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
                    -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s};
}

static bool shown(Linear c)
{
    const double slack = 1e-4;
    return fmin(fmin(c.r, c.g), c.b) >= -slack && fmax(fmax(c.r, c.g), c.b) <= 1 + slack;
}

BcuColour bcu_oklab_colour(BcuOklab colour)
{
    Linear linear = linear_of(colour);
    for (double keep = 0.98; !shown(linear) && keep > 0; keep -= 0.02)
        linear = linear_of((BcuOklab){colour.lightness, keep * colour.a, keep * colour.b});
    return (BcuColour){from_linear(linear.r), from_linear(linear.g), from_linear(linear.b)};
}

BcuOklab bcu_oklab_mix(BcuOklab a, BcuOklab b, double share)
{
    return (BcuOklab){a.lightness + share * (b.lightness - a.lightness), a.a + share * (b.a - a.a),
                      a.b + share * (b.b - a.b)};
}

double bcu_oklab_distance(BcuOklab a, BcuOklab b)
{
    return sqrt(pow(a.lightness - b.lightness, 2) + pow(a.a - b.a, 2) + pow(a.b - b.b, 2));
}
