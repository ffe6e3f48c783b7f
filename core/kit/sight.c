/* Measures how different colours look.
 * Colour differences by sight: sRGB to what a dichromat has of it, to L*a*b*, to CIEDE2000. */
#include "kit/sight.h"
#include <glib.h>
#include <math.h>

static const double DEGREE = G_PI / 180;

static const double SIGHTS[BCU_SIGHT_COUNT][3][3] = {
    [BCU_SIGHT_NORMAL] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    [BCU_SIGHT_PROTAN] = {{0.152286, 1.052583, -0.204868},
                          {0.114503, 0.786281, 0.099216},
                          {-0.003882, -0.048116, 1.051998}},
    [BCU_SIGHT_DEUTAN] = {{0.367322, 0.860646, -0.227968},
                          {0.280085, 0.672501, 0.047413},
                          {-0.011820, 0.042940, 0.968881}},
    [BCU_SIGHT_TRITAN] = {{1.255528, -0.076749, -0.178779},
                          {-0.078411, 0.930809, 0.147602},
                          {0.004733, 0.691367, 0.303900}},
};

static double linear(uint8_t part)
{
    double value = part / 255.0;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double lab_part(double share_of_white)
{
    const double edge = 6.0 / 29;
    return share_of_white > pow(edge, 3) ? cbrt(share_of_white)
                                         : share_of_white / (3 * edge * edge) + 4.0 / 29;
}

BcuLab bcu_sight_lab(BcuColour colour, BcuSight sight)
{
    const double given[3] = {linear(colour.r), linear(colour.g), linear(colour.b)};
    double seen[3];
    for (int row = 0; row < 3; row++) {
        const double *weights = SIGHTS[sight][row];
        double sum = weights[0] * given[0] + weights[1] * given[1] + weights[2] * given[2];
        seen[row] = fmin(fmax(sum, 0), 1);
    }
    double x = lab_part((0.4124564 * seen[0] + 0.3575761 * seen[1] + 0.1804375 * seen[2]) / 0.95047);
    double y = lab_part(0.2126729 * seen[0] + 0.7151522 * seen[1] + 0.0721750 * seen[2]);
    double z = lab_part((0.0193339 * seen[0] + 0.1191920 * seen[1] + 0.9503041 * seen[2]) / 1.08883);
    return (BcuLab){116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

/* ---- CIEDE2000 --------------------------------------------------------------------------- */

static double hue_deg(double a, double b)
{
    double hue = a == 0 && b == 0 ? 0 : atan2(b, a) / DEGREE;
    return hue < 0 ? hue + 360 : hue;
}

/* Chroma and hue, of which a grey has none. */
typedef struct Polar {
    double chroma, hue;
} Polar;

static double hue_step(Polar p, Polar q)
{
    double step = q.hue - p.hue;
    if (p.chroma * q.chroma == 0)
        return 0;
    return step > 180 ? step - 360 : step < -180 ? step + 360 : step;
}

static double mean_hue(Polar p, Polar q)
{
    double sum = p.hue + q.hue;
    if (p.chroma * q.chroma == 0)
        return sum;
    if (fabs(p.hue - q.hue) <= 180)
        return sum / 2;
    return sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2;
}

static double share_of_saturation(double chroma)
{
    return sqrt(pow(chroma, 7) / (pow(chroma, 7) + pow(25, 7)));
}

double bcu_sight_difference(BcuLab x, BcuLab y)
{
    double chroma = (hypot(x.a, x.b) + hypot(y.a, y.b)) / 2;
    double stretch = 1 + 0.5 * (1 - share_of_saturation(chroma));
    Polar p = {hypot(stretch * x.a, x.b), hue_deg(stretch * x.a, x.b)};
    Polar q = {hypot(stretch * y.a, y.b), hue_deg(stretch * y.a, y.b)};
    double mean_chroma = (p.chroma + q.chroma) / 2, hue = mean_hue(p, q);
    double off = pow((x.lightness + y.lightness) / 2 - 50, 2);
    double t = 1 - 0.17 * cos((hue - 30) * DEGREE) + 0.24 * cos(2 * hue * DEGREE) +
               0.32 * cos((3 * hue + 6) * DEGREE) - 0.20 * cos((4 * hue - 63) * DEGREE);
    double turn = -2 * share_of_saturation(mean_chroma) *
                  sin(60 * exp(-pow((hue - 275) / 25, 2)) * DEGREE);
    double l = (y.lightness - x.lightness) / (1 + 0.015 * off / sqrt(20 + off));
    double c = (q.chroma - p.chroma) / (1 + 0.045 * mean_chroma);
    double h = 2 * sqrt(p.chroma * q.chroma) * sin(hue_step(p, q) / 2 * DEGREE) /
               (1 + 0.015 * mean_chroma * t);
    return sqrt(l * l + c * c + h * h + turn * c * h);
}

double bcu_sight_apart(BcuColour a, BcuColour b, BcuSight sight)
{
    return bcu_sight_difference(bcu_sight_lab(a, sight), bcu_sight_lab(b, sight));
}

double bcu_sight_grey_apart(BcuColour a, BcuColour b)
{
    return fabs(bcu_sight_lab(a, BCU_SIGHT_NORMAL).lightness - bcu_sight_lab(b, BCU_SIGHT_NORMAL).lightness);
}
