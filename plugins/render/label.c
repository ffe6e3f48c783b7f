/* Label placement: try places and sizes until the text lies inside the outline. */
#include "label.h"
#include <string.h>

/* The outline on the page. */
static BcuShape *shape_on_page(const BcuDataset *dataset, BcuLevel level, uint32_t feature, const Page *page)
{
    BcuShape *shape = bcu_feature_shape_build(dataset, level, feature);
    for (size_t i = 0; i < shape->point_count; i++)
        shape->points[i] = page_point(page, shape->points[i]);
    return shape;
}

static bool edge_meets_box(BcuPoint a, BcuPoint b, BcuBox box)
{
    BcuBox edge = {fmin(a.x, b.x), fmin(a.y, b.y), fmax(a.x, b.x), fmax(a.y, b.y)};
    if (!bcu_box_intersects(edge, box))
        return false;
    /* All corners on one side of the line: no meeting. */
    double side[4];
    const BcuPoint corners[] = {
        {box.min_x, box.min_y}, {box.max_x, box.min_y}, {box.max_x, box.max_y}, {box.min_x, box.max_y}};
    for (int i = 0; i < 4; i++)
        side[i] = (b.x - a.x) * (corners[i].y - a.y) - (b.y - a.y) * (corners[i].x - a.x);
    return !((side[0] > 0 && side[1] > 0 && side[2] > 0 && side[3] > 0) ||
             (side[0] < 0 && side[1] < 0 && side[2] < 0 && side[3] < 0));
}

static bool box_inside(const BcuShape *shape, BcuBox box)
{
    if (!bcu_shape_contains(shape, (BcuPoint){(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2}))
        return false;
    for (size_t r = 0; r < shape->ring_count; r++) {
        BcuRing ring = bcu_shape_ring(shape, r);
        for (size_t i = 0; i + 1 < ring.count; i++)
            if (edge_meets_box(ring.points[i], ring.points[i + 1], box))
                return false;
    }
    return true;
}

/* The place nearest to the pole where the text fits; steps grow outwards. */
static bool find_place(const BcuShape *shape, BcuPoint pole, const Text *text, double *x, double *y)
{
    double gap = text->size * 0.25, step = text->size * 0.6;
    for (int ring = 0; ring <= 8; ring++)
        for (int i = -ring; i <= ring; i++)
            for (int j = -ring; j <= ring; j++) {
                if (ABS(i) != ring && ABS(j) != ring)
                    continue;
                BcuPoint middle = {pole.x + i * step, pole.y + j * step};
                BcuBox box = {middle.x - text->width / 2 - gap, middle.y - text->height / 2,
                              middle.x + text->width / 2 + gap, middle.y + text->height / 2};
                if (!box_inside(shape, box))
                    continue;
                *x = box.min_x + gap;
                *y = box.min_y;
                return true;
            }
    return false;
}

/* The name in one line, or broken at its space nearest to the middle. */
static char *broken_name(const char *name)
{
    char *broken = g_strdup(name), *best = NULL;
    size_t length = strlen(name);
    for (char *c = strchr(broken, ' '); c; c = strchr(c + 1, ' '))
        if (!best ||
            labs((long)(c - broken) - (long)length / 2) < labs((long)(best - broken) - (long)length / 2))
            best = c;
    if (best)
        *best = '\n';
    return broken;
}

Label label_place(const BcuDataset *dataset, const LabelWish *wish, const Page *page, const char *font)
{
    Label label = {0};
    BcuPoint pole = page_point(page, bcu_feature_label_point(dataset, wish->level, wish->feature));
    BcuShape *shape = shape_on_page(dataset, wish->level, wish->feature, page);
    g_autofree char *broken = broken_name(wish->text);
    for (double size = wish->largest; size >= wish->smallest && !label.text; size *= 0.92)
        for (int form = 0; form < 2 && !label.text; form++) {
            Text *text = text_new(form ? broken : wish->text, font, size, wish->weight, 0, ALIGN_CENTRE);
            if (find_place(shape, pole, text, &label.x, &label.y))
                label.text = text;
            else
                text_free(text);
        }
    bcu_shape_free(shape);
    return label;
}
