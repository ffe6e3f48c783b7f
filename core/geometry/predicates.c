/* Decides exactly on which side of a line a point lies.
 * Signs of determinants: by floating point where its error cannot matter, else by exact sums. */
#include "geometry/predicates.h"
#include <float.h>

/* Adds x to an expansion: doubles that do not overlap, smallest first and none of them 0, whose sum is exact. */
static int grow(double *terms, int count, double x)
{
    int kept = 0;
    for (int i = 0; i < count; i++) {
        double sum = x + terms[i], back = sum - x;
        double error = (x - (sum - back)) + (terms[i] - back);
        if (error != 0)
            terms[kept++] = error;
        x = sum;
    }
    if (x != 0)
        terms[kept++] = x;
    return kept;
}

static int add_product(double *terms, int count, double a, double b)
{
    double product = a * b;
    count = grow(terms, count, fma(a, b, -product));
    return grow(terms, count, product);
}

/* The determinant multiplied out; c.x * c.y cancels. The last term has the sign of the sum; none are left of 0. */
static int exact_orientation(BcuPoint a, BcuPoint b, BcuPoint c)
{
    double terms[16];
    int count = add_product(terms, 0, a.x, b.y);
    count = add_product(terms, count, -a.x, c.y);
    count = add_product(terms, count, -c.x, b.y);
    count = add_product(terms, count, -a.y, b.x);
    count = add_product(terms, count, a.y, c.x);
    count = add_product(terms, count, c.y, b.x);
    return count == 0 ? 0 : terms[count - 1] > 0 ? 1 : -1;
}

/* Ends that two edges share, and lines along an axis: in borders nearly all that lies on a line. */
static bool is_plainly_on_line(BcuPoint a, BcuPoint b, BcuPoint c)
{
    return bcu_points_equal(a, b) || bcu_points_equal(b, c) || bcu_points_equal(c, a) || (a.x == b.x && b.x == c.x) ||
           (a.y == b.y && b.y == c.y);
}

int bcu_orientation(BcuPoint a, BcuPoint b, BcuPoint c)
{
    double left = (a.x - c.x) * (b.y - c.y), right = (a.y - c.y) * (b.x - c.x), sum = left - right;
    /* Three roundings in each product and one in the difference: below two epsilon of the whole. */
    if (fabs(sum) > 2 * DBL_EPSILON * (fabs(left) + fabs(right)))
        return sum > 0 ? 1 : -1;
    return is_plainly_on_line(a, b, c) ? 0 : exact_orientation(a, b, c);
}

bool bcu_segments_cross(BcuPoint a, BcuPoint b, BcuPoint c, BcuPoint d)
{
    return bcu_orientation(a, b, c) * bcu_orientation(a, b, d) < 0 &&
           bcu_orientation(c, d, a) * bcu_orientation(c, d, b) < 0;
}

double bcu_segment_distance2(BcuPoint p, BcuPoint a, BcuPoint b, double *share)
{
    double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
    double t = length2 > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length2 : 0;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    double ex = a.x + t * dx - p.x, ey = a.y + t * dy - p.y;
    *share = t;
    return ex * ex + ey * ey;
}
