/* Page geometry. */
#include "page.h"
#include <string.h>

static void paper_size(Page *page, const char *paper)
{
    static const struct {
        const char *name;
        double width, height;
    } PAPERS[] = {
        {"A4-landscape", 297, 210}, {"A4-portrait", 210, 297}, {"A3-landscape", 420, 297},
        {"A3-portrait", 297, 420},  {"slide-16:9", 320, 180},  {"square", 210, 210},
    };
    page->width = 297;
    page->height = 210;
    for (size_t i = 0; i < sizeof PAPERS / sizeof PAPERS[0]; i++)
        if (strcmp(PAPERS[i].name, paper) == 0) {
            page->width = PAPERS[i].width;
            page->height = PAPERS[i].height;
        }
}

void page_lay_out(Page *page, const char *paper)
{
    paper_size(page, paper);
    double shorter = fmin(page->width, page->height);
    page->margin = shorter * 0.045;
    page->unit = shorter / 210 * 3.0;
    double inner = page->width - 2 * page->margin;
    page->title = (Frame){page->margin, page->margin, inner, 6.2 * page->unit};
    page->footer =
        (Frame){page->margin, page->height - page->margin - 3.6 * page->unit, inner, 3.6 * page->unit};
    double top = page->margin + page->title.height, bottom = page->footer.y - page->unit;
    if (page->width > page->height) {
        double column = fmax(0.235 * page->width, 22 * page->unit);
        page->legend = (Frame){page->width - page->margin - column, top, column, bottom - top};
        page->map = (Frame){page->margin, top, inner - column - 2 * page->unit, bottom - top};
    } else {
        double row = 0.34 * (bottom - top);
        page->legend = (Frame){page->margin, bottom - row, inner, row};
        page->map = (Frame){page->margin, top, inner, bottom - top - row - 2 * page->unit};
    }
}

void page_fit(Page *page, BcuBox box, const BcuDataset *dataset, BcuDiagLog *log)
{
    double width = fmax(box.max_x - box.min_x, 1e-12), height = fmax(box.max_y - box.min_y, 1e-12);
    double metres = 1, stretch = 1;
    page->centre = (BcuPoint){(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
    page->origin = (BcuPoint){page->map.x + page->map.width / 2, page->map.y + page->map.height / 2};
    if (bcu_dataset_is_geographic(dataset)) {
        /* Degrees of longitude shrink towards the poles: true to scale at the middle latitude. */
        stretch = fmax(0.05, cos(page->centre.y * 3.14159265358979 / 180));
        metres = 111320;
    } else {
        bcu_crs_units(bcu_dataset_text(dataset, BCU_TEXT_CRS), NULL, &metres, log);
    }
    double scale = fmin(page->map.width / (width * stretch), page->map.height / height) * 0.985;
    page->scale_x = scale * stretch;
    page->scale_y = scale;
    page->metres_per_mm = metres / scale;
}
