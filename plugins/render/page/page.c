/* Page geometry. */
#include "page/page.h"
#include <glib.h>
#include <string.h>

/* A slide is read from afar: its letters are larger. */
static const struct {
    const char *name;
    double width, height, letters;
} PAPERS[] = {
    {"A4-landscape", 297, 210, 1}, {"A4-portrait", 210, 297, 1},  {"A3-landscape", 420, 297, 1},
    {"A3-portrait", 297, 420, 1},  {"slide-16:9", 320, 180, 1.3}, {"square", 210, 210, 1},
};

const char *page_names(void)
{
    return "A4-landscape, A4-portrait, A3-landscape, A3-portrait, slide-16:9, square";
}

/* "WIDTHxHEIGHT", with or without a space before the unit; mm unless it says px. */
static bool parse_size(const char *paper, double dpi, Page *page, double *smallest_letters)
{
    g_autofree char *text = g_ascii_strdown(paper, -1);
    g_strstrip(text);
    bool pixels = g_str_has_suffix(text, "px");
    if (pixels || g_str_has_suffix(text, "mm"))
        text[strlen(text) - 2] = 0;
    char *by = strchr(text, 'x');
    if (!by)
        return false;
    *by = 0;
    double mm = pixels ? 25.4 / dpi : 1;
    *smallest_letters = pixels ? 9.5 * mm : 2.1;
    if (!bcu_number_parse(g_strstrip(text), &page->width) ||
        !bcu_number_parse(g_strstrip(by + 1), &page->height))
        return false;
    page->width *= mm;
    page->height *= mm;
    /* Cairo draws up to 32,767 pixels; less than a stamp holds no map. */
    double most = fmax(page->width, page->height) / 25.4 * dpi, least = fmin(page->width, page->height);
    return most <= 32000 && least >= 20 && fmax(page->width, page->height) <= 10 * least;
}

bool page_init(Page *page, const char *paper, double dpi, double margin)
{
    double letters = 1, smallest = 0;
    bool known = false;
    *page = (Page){0};
    for (size_t i = 0; i < G_N_ELEMENTS(PAPERS); i++)
        if (g_ascii_strcasecmp(PAPERS[i].name, paper) == 0) {
            page->width = PAPERS[i].width;
            page->height = PAPERS[i].height;
            letters = PAPERS[i].letters;
            known = true;
        }
    if (!known && !parse_size(paper, dpi, page, &smallest))
        return false;
    double shorter = fmin(page->width, page->height);
    page->margin = isnan(margin) ? shorter * 0.045 : fmin(margin, 0.3 * shorter);
    page->unit = fmin(fmax(shorter / 70 * letters, smallest), shorter / 25);
    return true;
}

double page_aspect(BcuBox box, const BcuDataset *dataset)
{
    BcuGrid grid = bcu_dataset_grid(dataset);
    double stretch = bcu_dataset_is_geographic(dataset) ? grid.metres_per_x / grid.metres_per_y : 1;
    return fmax(box.max_x - box.min_x, 1e-12) * stretch / fmax(box.max_y - box.min_y, 1e-12);
}

void page_fit(Page *page, BcuBox box, const BcuDataset *dataset)
{
    BcuGrid grid = bcu_dataset_grid(dataset);
    double width = fmax(box.max_x - box.min_x, 1e-12), height = fmax(box.max_y - box.min_y, 1e-12);
    page->centre = (BcuPoint){(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
    page->origin = (BcuPoint){page->map.x + page->map.width / 2, page->map.y + page->map.height / 2};
    /* Degrees of longitude shrink towards the poles: true to scale at the middle latitude. */
    double stretch = bcu_dataset_is_geographic(dataset) ? grid.metres_per_x / grid.metres_per_y : 1;
    double scale = fmin(page->map.width / (width * stretch), page->map.height / height);
    page->scale_x = scale * stretch;
    page->scale_y = scale;
    page->metres_per_mm = grid.metres_per_y / scale;
}
