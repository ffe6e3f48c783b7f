/* A name is as long as its letters and takes as much of its area in several lines as in one. */
#include "label/label_levels.h"
#include <string.h>

static double box_mm2(const Page *page, BcuBox box)
{
    return (box.max_x - box.min_x) * page->scale_x * (box.max_y - box.min_y) * page->scale_y;
}

/* How many points each area holds; NULL where the wishes name no points. */
static guint *count_points(const BcuDataset *dataset, const GArray *wishes)
{
    guint *points = g_new0(guint, (gsize)bcu_feature_count(dataset, BCU_AREAS) + 1);
    for (guint i = 0; i < wishes->len; i++) {
        const LabelWish *wish = &g_array_index(wishes, LabelWish, i);
        uint32_t area =
            wish->level == BCU_SUBAREAS ? bcu_feature_parent(dataset, wish->level, wish->feature) : BCU_NONE;
        if (area != BCU_NONE)
            points[area]++;
    }
    return points;
}

/* What the page has for one name, mm2: a polygon its own area, a point its share of the area around it. */
static double room_of(const BcuDataset *dataset, const Page *page, const LabelWish *wish, const guint *points)
{
    static const double OF_BOX = 0.7; /* that an area fills */
    if (bcu_dataset_level(dataset, wish->level).geometry == BCU_POLYGONS)
        return OF_BOX * box_mm2(page, bcu_feature_extent(dataset, wish->level, wish->feature));
    uint32_t area = bcu_feature_parent(dataset, wish->level, wish->feature);
    if (area == BCU_NONE)
        return INFINITY;
    return OF_BOX * box_mm2(page, bcu_feature_extent(dataset, BCU_AREAS, area)) / points[area];
}

static double name_mm2(const LabelWish *wish)
{
    static const double LETTER = 0.55, LINE = 1.2; /* width of a letter, height of a line, of their size */
    return LETTER * LINE * wish->smallest * wish->smallest * (double)g_utf8_strlen(wish->text, -1);
}

bool level_is_hopeless(const BcuDataset *dataset, const Page *page, const GArray *wishes, int priority)
{
    enum { SPARE = 2 * LABEL_KEY_MOST }; /* those with leader lines, and the key */
    g_autofree guint *points = count_points(dataset, wishes);
    guint without = 0;
    for (guint i = 0; i < wishes->len && without <= SPARE; i++) {
        const LabelWish *wish = &g_array_index(wishes, LabelWish, i);
        without += wish->priority == priority && !wish->if_seen && wish->radius == 0 &&
                   room_of(dataset, page, wish, points) < name_mm2(wish);
    }
    return without > SPARE;
}
