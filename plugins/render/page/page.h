/** Paper, and the way from map units to it. All lengths on the page are mm, from its upper left corner. */
#ifndef RENDER_PAGE_H
#define RENDER_PAGE_H

#include <bcukit/bcukit.h>

typedef struct Frame {
    double x, y, width, height;
} Frame;

/** A frame that is larger on all sides. */
static inline Frame frame_grown(Frame frame, double by)
{
    return (Frame){frame.x - by, frame.y - by, frame.width + 2 * by, frame.height + 2 * by};
}

/** What is smaller than this share of the size of body text cannot be seen. */
#define PAGE_UNSEEN_UNITS 0.05

typedef struct Page {
    double width, height, margin;
    double dpi;
    double unit;         /* size of body text: grows with the page */
    double floor;        /* letters that are smaller cannot be read there */
    double source_floor; /* those of sources may be smaller on a slide */
    Frame body;  /* between title and footer: the map, its labels, the legend */
    Frame map;   /* what the extent of the map covers */
    /* map to page: x = origin.x + (map.x - centre.x) * scale_x, y upwards */
    BcuPoint origin, centre;
    double scale_x, scale_y;
    double metres_per_mm; /* on the ground, at the centre of the dataset */
} Page;

/** \param paper a name ("A4-landscape") or a size: "200x150 mm", "1200x800 px"
 * \param dpi what a pixel is; NAN: that of the medium \param margin mm; NAN: in proportion
 * \return false when the text is no paper. */
bool page_init(Page *page, const char *paper, double dpi, double margin);
/** The names that page_init knows, for messages. */
const char *page_names(void);
/** Fits what is to be seen of the dataset into the map frame. */
void page_fit(Page *page, BcuBox box, const BcuDataset *dataset);
/** How wide the extent is for its height, on the page. */
double page_aspect(BcuBox box, const BcuDataset *dataset);
/** The place on the map of a point on the page. */
static inline BcuPoint page_place(const Page *page, BcuPoint p)
{
    BcuPoint q = {page->centre.x + (p.x - page->origin.x) / page->scale_x,
                  page->centre.y - (p.y - page->origin.y) / page->scale_y};
    return q;
}
static inline BcuPoint page_point(const Page *page, BcuPoint p)
{
    BcuPoint q = {page->origin.x + (p.x - page->centre.x) * page->scale_x,
                  page->origin.y - (p.y - page->centre.y) * page->scale_y};
    return q;
}

#endif
