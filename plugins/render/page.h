/** Paper, frames and the way from map units to the page. All lengths on the page are mm. */
#ifndef RENDER_PAGE_H
#define RENDER_PAGE_H

#include <bcukit/bcukit.h>

typedef struct Frame {
    double x, y, width, height;
} Frame;

typedef struct Page {
    double width, height, margin;
    double unit; /* size of body text: grows with the page */
    Frame title, map, legend, footer;
    /* map to page: x = origin.x + (map.x - centre.x) * scale_x, y upwards */
    BcuPoint origin, centre;
    double scale_x, scale_y;
    double metres_per_mm;
} Page;

/** Frames for a named paper; the legend takes a column, or a row on upright paper. */
void page_lay_out(Page *page, const char *paper);
/** Fits what is to be seen of the dataset into the map frame. */
void page_fit(Page *page, BcuBox box, const BcuDataset *dataset, BcuDiagLog *log);
static inline BcuPoint page_point(const Page *page, BcuPoint p)
{
    BcuPoint q = {page->origin.x + (p.x - page->centre.x) * page->scale_x,
                  page->origin.y - (p.y - page->centre.y) * page->scale_y};
    return q;
}

#endif
