/* Page geometry. */
#include "page/page.h"
#include <glib.h>
#include <string.h>

typedef enum Medium { PRINT, SLIDE, SCREEN } Medium;

/* Sizes in mm, of screens in pixels. A slide is read from afar: its letters are larger. */
static const struct {
    const char *name;
    double width, height;
    Medium medium;
} PAPERS[] = {
    {"A5-landscape", 210, 148, PRINT}, {"A5-portrait", 148, 210, PRINT}, {"A4-landscape", 297, 210, PRINT},
    {"A4-portrait", 210, 297, PRINT},  {"A3-landscape", 420, 297, PRINT}, {"A3-portrait", 297, 420, PRINT},
    {"square", 210, 210, PRINT},       {"slide-16:9", 1920, 1080, SLIDE}, {"web", 1200, 800, SCREEN},
    {"social", 1200, 630, SCREEN},
};

static const double POINT = 25.4 / 72;
/* A slide of 1920 pixels is 13.33 inches wide, as presentations have it. */
static const double PRINT_DPI = 300, SLIDE_DPI = 144, SCREEN_DPI = 96;

const char *page_names(void)
{
    return "A4-landscape, A4-portrait, A3-landscape, A3-portrait, A5-landscape, A5-portrait, square, slide-16:9, "
           "web, social";
}

/* "WIDTHxHEIGHT", with or without a space before the unit; mm unless it says px. */
static bool parse_size(const char *paper, double *width, double *height, Medium *medium)
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
    *medium = pixels ? SCREEN : PRINT;
    return bcu_number_parse(g_strstrip(text), width) && bcu_number_parse(g_strstrip(by + 1), height);
}

/* "A5" is the sheet as one holds it for a map that is wider than high. */
static bool find_size(const char *paper, double *width, double *height, Medium *medium)
{
    g_autofree char *landscape = g_strconcat(paper, "-landscape", NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(PAPERS); i++) {
        if (g_ascii_strcasecmp(PAPERS[i].name, paper) != 0 && g_ascii_strcasecmp(PAPERS[i].name, landscape) != 0)
            continue;
        *width = PAPERS[i].width;
        *height = PAPERS[i].height;
        *medium = PAPERS[i].medium;
        return true;
    }
    return parse_size(paper, width, height, medium);
}

/* Cairo draws up to 32,767 pixels; less than a stamp holds no map. */
static bool can_be_drawn(const Page *page)
{
    double longer = fmax(page->width, page->height), shorter = fmin(page->width, page->height);
    return longer / 25.4 * page->dpi <= 32000 && shorter >= 20 && longer <= 10 * shorter;
}

static void set_letters(Page *page, Medium medium)
{
    double shorter = fmin(page->width, page->height), pixel = 25.4 / page->dpi;
    const double floors[] = {[PRINT] = 6 * POINT, [SLIDE] = 12 * POINT, [SCREEN] = 11 * pixel};
    page->floor = fmin(floors[medium], shorter / 25);
    page->source_floor = medium == SLIDE ? 0.75 * page->floor : page->floor;
    page->unit = fmin(fmax(shorter / 70 * (medium == SLIDE ? 1.4 : 1), page->floor), shorter / 25);
}

bool page_init(Page *page, const char *paper, double dpi, double margin)
{
    static const double DPI[] = {[PRINT] = PRINT_DPI, [SLIDE] = SLIDE_DPI, [SCREEN] = SCREEN_DPI};
    Medium medium;
    *page = (Page){0};
    if (!find_size(paper, &page->width, &page->height, &medium))
        return false;
    page->dpi = isnan(dpi) ? DPI[medium] : dpi;
    if (medium != PRINT) {
        double pixel = 25.4 / (medium == SLIDE ? SLIDE_DPI : page->dpi);
        page->width *= pixel;
        page->height *= pixel;
    }
    if (!can_be_drawn(page))
        return false;
    double shorter = fmin(page->width, page->height);
    page->margin = isnan(margin) ? shorter * 0.045 : fmin(margin, 0.3 * shorter);
    set_letters(page, medium);
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
