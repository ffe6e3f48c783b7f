/* The plugin "render": a map of the clusters. Here is what can be known without drawing. */
#include "maps_library.h"
#include "page/page.h"
#include "style/style.h"
#include <bcukit/classes.h>
#include <bcukit/palette.h>
#include <bcukit/simplify.h>
#include <glib.h>

#define MAP_KIND(name, plan, shows) "|" name
static const char KINDS[] =
#include "maps/kinds.def"
    ;
#undef MAP_KIND

static const BcuOptionSpec OPTIONS[] = {
    {"maps", BCU_OPTION_CHOICE, BCU_OPTION_LIST, NULL, "clusters", 0, 0, KINDS + 1, "kinds of map to draw"},
    {"level", BCU_OPTION_CHOICE, 0, NULL, "clusters", 0, 0, "clusters|areas|subareas",
     "whose figures the maps choropleth and proportional show"},
    {"column", BCU_OPTION_TEXT, 0, NULL, NULL, 0, 0, NULL,
     "figure of the choropleth; unset: people_per_km2, or area_ha without people"},
    {"column_title", BCU_OPTION_TEXT, 0, NULL, NULL, 0, 0, NULL,
     "what the figure is called; unset: the name of its column in words"},
    {"circle_column", BCU_OPTION_TEXT, 0, NULL, NULL, 0, 0, NULL,
     "figure of the proportional circles; unset: population, or area_ha without people"},
    {"csv", BCU_OPTION_PATH, 0, NULL, NULL, 0, 0, NULL, "CSV file that the columns are in, joined by code"},
    {"csv_key", BCU_OPTION_TEXT, 0, NULL, NULL, 0, 0, NULL, "its column with the codes; unset: the first"},
    {"classes", BCU_OPTION_CHOICE, 0, NULL, "jenks", 0, 0, BCU_CLASS_METHODS,
     "how figures are sorted into classes"},
    {"class_count", BCU_OPTION_INTEGER, 0, NULL, "5", 1, BCU_CLASSES_MOST, NULL, "how many classes"},
    {"breaks", BCU_OPTION_REAL, BCU_OPTION_LIST, NULL, NULL, 0, 0, NULL,
     "limits between classes, rising; sets classes to manual"},
    {"palette", BCU_OPTION_CHOICE, 0, NULL, NULL, 0, 0, BCU_PALETTE_NAMES,
     "colours of figures and phases; unset: yellow-green-blue for figures, blue-orange for those on both sides of zero, blues for phases"},
    {"reverse", BCU_OPTION_BOOL, 0, NULL, "false", 0, 0, NULL, "turn the palette round"},
    {"phase", BCU_OPTION_TEXT, 0, NULL, NULL, 0, 0, NULL,
     "phase that the title of the roll-out speaks of; unset: the first that reaches half of the people"},
    {"locator", BCU_OPTION_TEXT, 0, NULL, NULL, 0, 0, NULL,
     "code or name of an area: of the locators only that of its cluster is drawn, also where maps names no locator"},
    {"formats", BCU_OPTION_CHOICE, BCU_OPTION_LIST, NULL, "png,svg,pdf", 0, 0, "png|svg|pdf",
     "files to write"},
    {"page", BCU_OPTION_TEXT, 0, NULL, "A4-landscape", 0, 0, NULL,
     "paper (A3, A4, A5, with -landscape or -portrait; square; slide-16:9), picture (web, social) or size "
     "(200x150 mm, 1200x800 px)"},
    {"margin", BCU_OPTION_LENGTH, 0, "mm", NULL, 0, 200, NULL, "free edge of the page; unset: in proportion"},
    {"scale_bar", BCU_OPTION_CHOICE, 0, NULL, "km", 0, 0, "km|miles", "unit of the scale bar"},
    {"dpi", BCU_OPTION_REAL, 0, "dpi", NULL, 20, 1200, NULL,
     "resolution of the PNG; unset: 300 on paper, 144 on a slide, 96 where the page is in pixels"},
    {"title", BCU_OPTION_TEXT, 0, NULL, NULL, 0, 0, NULL,
     "title of the first map; unset: the message of its figures, or that of the project"},
    {"subtitle", BCU_OPTION_TEXT, 0, NULL, NULL, 0, 0, NULL,
     "line below it; unset: what is shown, or that of the project"},
    {"labels", BCU_OPTION_BOOL, 0, NULL, "true", 0, 0, NULL, "write each cluster's name on the map"},
    {"members", BCU_OPTION_BOOL, 0, NULL, "true", 0, 0, NULL,
     "name each cluster's areas, up to 200 in all, on the map or in the legend; on locators, what is known of "
     "them"},
    {"legend", BCU_OPTION_CHOICE, 0, NULL, "auto", 0, 0, "auto|on|off",
     "auto: only for what cannot be named on the map"},
    {"scale", BCU_OPTION_CHOICE, 0, NULL, "auto", 0, 0, "auto|on|off", "the scale bar; auto: on"},
    {"arrow", BCU_OPTION_CHOICE, 0, NULL, "auto", 0, 0, "auto|on|off",
     "the north arrow; auto: where north is 2 degrees or more off the upright"},
    {"theme", BCU_OPTION_CHOICE, 0, NULL, "light", 0, 0, THEME_NAMES,
     "dark on light, light on dark, or for grey printers"},
    BCU_SIMPLIFY_OPTION,
    {"water", BCU_OPTION_LENGTH, 0, "m", NULL, 0, 100000, NULL,
     "width up to which empty space between areas is drawn as water; 0: none; unset: half as much again as "
     "topology.bridge"},
    {"colour_paper", BCU_OPTION_COLOUR, 0, NULL, NULL, 0, 0, NULL,
     "behind everything; unset: that of the theme"},
    {"colour_ink", BCU_OPTION_COLOUR, 0, NULL, NULL, 0, 0, NULL, "titles and names"},
    {"colour_water", BCU_OPTION_COLOUR, 0, NULL, NULL, 0, 0, NULL, "water"},
    {"colour_none", BCU_OPTION_COLOUR, 0, NULL, NULL, 0, 0, NULL,
     "areas in no cluster, and what is not the subject"},
    {"colour_no_data", BCU_OPTION_COLOUR, 0, NULL, NULL, 0, 0, NULL, "where a figure is unknown"},
    {"colour_border", BCU_OPTION_COLOUR, 0, NULL, NULL, 0, 0, NULL, "outer borders and those of clusters"},
    {"width_outer", BCU_OPTION_LENGTH, 0, "mm", NULL, 0.01, 10, NULL,
     "outer border; unset: in proportion to the page"},
    {"width_cluster", BCU_OPTION_LENGTH, 0, "mm", NULL, 0.01, 10, NULL, "border between clusters"},
    {"width_area", BCU_OPTION_LENGTH, 0, "mm", NULL, 0.01, 10, NULL, "border between areas"},
    {"width_subarea", BCU_OPTION_LENGTH, 0, "mm", NULL, 0.01, 10, NULL, "border between subareas"},
    {"svg_text", BCU_OPTION_CHOICE, 0, NULL, "text", 0, 0, "text|paths",
     "letters of the SVG: text, which can be searched, or paths, which look the same without the font"},
    {"alt_text", BCU_OPTION_BOOL, 0, NULL, "false", 0, 0, NULL,
     "write each map's alternative text beside it, as .txt"},
    {"author", BCU_OPTION_TEXT, 0, NULL, NULL, 0, 0, NULL, "author named in the files; unset: none"},
    {"font", BCU_OPTION_TEXT, 0, NULL, "Roboto", 0, 0, NULL,
     "font family, with its condensed letters where there are any; others fill in missing ones"},
};

static const BcuOutputSpec OUTPUTS[] = {
    {"map", "map.{format}", "image/png", BCU_OUTPUT_OPTIONAL | BCU_OUTPUT_MANY,
     "the first map, as PNG, SVG and PDF"},
    {"map-kind", "map-{kind}.{format}", "image/png", BCU_OUTPUT_OPTIONAL | BCU_OUTPUT_MANY,
     "the other kinds of map"},
    {"map-part", "map-{kind}-{code}.{format}", "image/png", BCU_OUTPUT_OPTIONAL | BCU_OUTPUT_MANY,
     "maps of which there is one for each cluster"},
    {"book", "map-{kind}.pdf", "application/pdf", BCU_OUTPUT_OPTIONAL | BCU_OUTPUT_MANY,
     "all clusters in one document, a page for each, with bookmarks"},
};

static bool check_page(const BcuOptions *options, BcuDiagLog *log)
{
    Page page;
    const char *paper = bcu_options_text(options, "page");
    if (page_init(&page, paper, bcu_options_real(options, "dpi"), NAN))
        return true;
    BcuPlace place = {.key = "render.page"};
    g_autofree char *hint =
        g_strdup_printf("Name one of %s, or a size such as \"200x150 mm\" or \"1200x800 px\": 20 mm "
                        "at least, 32,000 pixels at most, no side ten times the other.",
                        page_names());
    bcu_report(log, BCU_ERROR, "RENDER010", &place, hint, "\"%s\" is no size of a page", paper);
    return false;
}

/* Limits that do not rise make empty classes. */
static bool check_breaks(const BcuOptions *options, BcuDiagLog *log)
{
    size_t count = bcu_options_list_count(options, "breaks");
    bool rising = true;
    for (size_t i = 1; i < count; i++)
        rising &= bcu_options_list_real_at(options, "breaks", i) >
                  bcu_options_list_real_at(options, "breaks", i - 1);
    if (rising && count < BCU_CLASSES_MOST)
        return true;
    BcuPlace place = {.key = "render.breaks"};
    g_autofree char *hint =
        g_strdup_printf("Give at most %d numbers, from the smallest to the largest.", BCU_CLASSES_MOST - 1);
    bcu_report(log, BCU_ERROR, "RENDER011", &place, hint,
               rising ? "there are too many breaks" : "the breaks do not rise");
    return false;
}

/* Both, so that all that is wrong is said at once. */
static bool check(const BcuOptions *options, BcuDiagLog *log)
{
    bool page_ok = check_page(options, log), breaks_ok = check_breaks(options, log);
    return page_ok && breaks_ok;
}

static bool run(const BcuRun *run)
{
    return maps_library_render(run);
}

BCU_PLUGIN_EXPORT const BcuPlugin bcu_plugin;
const BcuPlugin bcu_plugin = {
    BCU_PLUGIN_HEAD,
    .needs = BCU_NEED_CLUSTERS,
    .id = "render",
    .version = BCU_VERSION,
    .summary = "a map of the clusters as PNG, SVG and PDF",
    .licence = "MIT",
    BCU_PLUGIN_OPTIONS(OPTIONS),
    BCU_PLUGIN_OUTPUTS(OUTPUTS),
    .check = check,
    .run = run,
};
