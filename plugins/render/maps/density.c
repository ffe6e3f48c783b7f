/* Lines that take a fixed share of what lies between them: as it gets smaller they thin out, and vanish where
 * a reader could not tell one polygon from the next. */
#include "maps/density.h"
#include <glib.h>

static int by_size(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

double density_size_mm(const BcuDataset *dataset, const Page *page, BcuLevel level)
{
    static const double OF_BOX = 0.6; /* that a polygon fills */
    uint32_t count = bcu_feature_count(dataset, level);
    if (count == 0 || bcu_dataset_level(dataset, level).geometry != BCU_POLYGONS)
        return INFINITY;
    g_autofree double *areas = g_new(double, count);
    for (uint32_t f = 0; f < count; f++) {
        BcuBox box = bcu_feature_extent(dataset, level, f);
        areas[f] = (box.max_x - box.min_x) * page->scale_x * (box.max_y - box.min_y) * page->scale_y;
    }
    qsort(areas, count, sizeof *areas, by_size);
    return sqrt(OF_BOX * areas[count / 2]);
}

double density_line_mm(const BcuDataset *dataset, const Page *page, BcuLevel level)
{
    static const double VANISHES_MM = 1.5, SHARE = 0.05;
    double size = density_size_mm(dataset, page, level);
    return size < VANISHES_MM ? 0 : SHARE * size;
}
