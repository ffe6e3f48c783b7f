/** Areas under lines, to the last digits. */
#ifndef GEOJSON_MOMENT_H
#define GEOJSON_MOMENT_H

#include <bcukit/geometry.h>

/** A sum that keeps what its additions round away. Begin with {0, 0}. */
typedef struct GeoSum {
    double value, lost;
} GeoSum;

/* What an addition rounds away comes out exactly (Knuth, TAOCP 2, 4.2.2), whichever summand is the larger. */
static inline void geo_sum_add(GeoSum *sum, double term)
{
    double value = sum->value + term, added = value - sum->value;
    sum->lost += (sum->value - (value - added)) + (term - added);
    sum->value = value;
}

static inline double geo_sum_of(GeoSum sum)
{
    return sum.value + sum.lost;
}

/** Twice the area between a segment and an origin: both products are of a short side, so that what they round
 * away grows with the distance, not with its square. */
static inline double geo_moment(BcuPoint from, BcuPoint to, BcuPoint origin)
{
    return (from.x - origin.x) * (to.y - from.y) - (from.y - origin.y) * (to.x - from.x);
}

#endif
