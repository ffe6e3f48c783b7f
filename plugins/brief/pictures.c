/* Has the maps of a briefing drawn by the plugin that draws, with their alternative texts. */
#include "brief.h"
#include "words.h"
#include <bcukit/words.h>
#include <math.h>

/* Tall territories get most of the page, the others no more than they need. */
static double height_for(const Brief *brief)
{
    static const double LEAST = 110, MOST = 200, FURNITURE = 26;
    BcuBox box = bcu_dataset_extent(brief->dataset);
    double width = box.max_x - box.min_x, height = box.max_y - box.min_y;
    if (bcu_dataset_is_geographic(brief->dataset))
        width *= cos((box.min_y + box.max_y) / 2 * G_PI / 180);
    return width > 0 ? round(fmin(fmax(BRIEF_TEXT_MM * height / width + FURNITURE, LEAST), MOST)) : LEAST;
}

/* \return borrowed from the brief; NULL on failure, reported. */
static BcuGuest *draw(Brief *brief, const char *kind, double height_mm)
{
    char dpi[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_dtostr(dpi, sizeof dpi, bcu_options_real(brief->run->options, "dpi"));
    g_autofree char *page = g_strdup_printf("%dx%d mm", (int)BRIEF_TEXT_MM, (int)height_mm);
    const char *const settings[] = {"maps", kind, "formats", "png,svg", "page", page, "dpi", dpi, "margin", "1 mm",
                                    "alt_text", "true", NULL};
    BcuGuest *guest = bcu_guest_run(brief->run, "render", settings);
    if (guest)
        g_ptr_array_add(brief->guests, guest);
    return guest;
}

/* \param params with {format} first, whose value is set here. */
static void put_picture(Brief *brief, const BcuGuest *guest, const char *output, const char **params, const char *caption,
                        double height_mm)
{
    static const char *const FORMATS[] = {"png", "svg", "txt"};
    const char *paths[G_N_ELEMENTS(FORMATS)];
    g_autofree char *alt = NULL;
    for (gsize f = 0; f < G_N_ELEMENTS(FORMATS); f++) {
        params[1] = FORMATS[f];
        paths[f] = bcu_guest_file(guest, output, params);
    }
    if (paths[0] && paths[1]) {
        if (paths[2] && g_file_get_contents(paths[2], &alt, NULL, NULL))
            g_strchomp(alt);
        document_picture(brief->document, caption, alt, paths[0], paths[1], BRIEF_TEXT_MM, height_mm);
    }
}

/* A map that cannot be drawn is missing; the briefing stands. */
static void put_map(Brief *brief, const char *kind, const char *caption, double height)
{
    BcuGuest *guest = draw(brief, kind, height);
    const char *params[] = {"format", NULL, NULL};
    if (guest)
        put_picture(brief, guest, "map", params, caption, height);
}

/* On the first page, below the headlines. */
void picture_overview(Brief *brief)
{
    static const double MOST = 122;
    g_autofree char *caption = g_strdup_printf("The %u %s", bcu_feature_count(brief->dataset, BCU_CLUSTERS),
                                               bcu_dataset_level(brief->dataset, BCU_CLUSTERS).plural);
    put_map(brief, "clusters", caption, fmin(height_for(brief), MOST));
}

void picture_panels(Brief *brief)
{
    put_map(brief, "rollout-panels", word(WORD_IN_EACH_PHASE), height_for(brief));
}

BcuGuest *pictures_locators(Brief *brief)
{
    return draw(brief, "locator", height_for(brief));
}

void picture_locator(Brief *brief, const BcuGuest *locators, uint32_t cluster)
{
    const char *params[] = {"format", NULL, "kind", "locator", "code", bcu_feature_code(brief->dataset, BCU_CLUSTERS, cluster), NULL};
    g_autofree char *caption = g_strdup_printf("%s and its neighbours", bcu_feature_name(brief->dataset, BCU_CLUSTERS, cluster));
    put_picture(brief, locators, "map-part", params, caption, height_for(brief));
}
