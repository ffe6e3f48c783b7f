/* One edge of the frame after another, as Sutherland and Hodgman did in 1974. */
#include "label/clip.h"

/* What lies inside: on one side of a line across x or y. */
typedef struct Side {
    bool of_y, keeps_less;
    double limit;
} Side;

static double depth(const Side *side, BcuPoint p)
{
    double along = side->of_y ? p.y : p.x;
    return side->keeps_less ? side->limit - along : along - side->limit;
}

static void cut(GArray *points, guint first, const Side *side)
{
    g_autoptr(GArray) kept = g_array_new(false, false, sizeof(BcuPoint));
    for (guint i = first; i + 1 < points->len; i++) {
        BcuPoint a = g_array_index(points, BcuPoint, i), b = g_array_index(points, BcuPoint, i + 1);
        double from = depth(side, a), to = depth(side, b);
        if (from >= 0)
            g_array_append_val(kept, a);
        if ((from < 0) != (to < 0)) {
            double t = from / (from - to);
            BcuPoint crossing = {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
            g_array_append_val(kept, crossing);
        }
    }
    g_array_set_size(points, first);
    if (kept->len < 3)
        return;
    BcuPoint start = g_array_index(kept, BcuPoint, 0);
    g_array_append_val(kept, start);
    g_array_append_vals(points, kept->data, kept->len);
}

void clip_ring(GArray *points, guint first, Frame frame)
{
    const Side sides[] = {{false, false, frame.x},
                          {false, true, frame.x + frame.width},
                          {true, false, frame.y},
                          {true, true, frame.y + frame.height}};
    for (gsize s = 0; s < G_N_ELEMENTS(sides); s++)
        for (guint i = first; i < points->len; i++)
            if (depth(&sides[s], g_array_index(points, BcuPoint, i)) < 0) {
                cut(points, first, &sides[s]);
                break;
            }
}
