/* The plugin "render": a map of the clusters. */
#include "map.h"
#include "page.h"
#include <glib.h>

static const BcuOptionSpec OPTIONS[] = {
    {"maps", BCU_OPTION_CHOICE, BCU_OPTION_LIST, NULL, "clusters", 0, 0, "clusters", "kinds of map to draw"},
    {"formats", BCU_OPTION_CHOICE, BCU_OPTION_LIST, NULL, "png,svg,pdf", 0, 0, "png|svg|pdf",
     "files to write"},
    {"page", BCU_OPTION_TEXT, 0, NULL, "A4-landscape", 0, 0, NULL,
     "paper (A4-landscape, A4-portrait, A3-landscape, A3-portrait, slide-16:9, square) or size (200x150 mm, "
     "1200x800 px)"},
    {"margin", BCU_OPTION_LENGTH, 0, "mm", NULL, 0, 200, NULL, "free edge of the page; unset: in proportion"},
    {"scale_bar", BCU_OPTION_CHOICE, 0, NULL, "km", 0, 0, "km|miles", "unit of the scale bar"},
    {"dpi", BCU_OPTION_REAL, 0, "dpi", "300", 20, 1200, NULL, "resolution of the PNG"},
    {"title", BCU_OPTION_TEXT, 0, NULL, NULL, 0, 0, NULL, "title; unset: that of the project"},
    {"labels", BCU_OPTION_BOOL, 0, NULL, "true", 0, 0, NULL, "write each cluster's name on the map"},
    {"members", BCU_OPTION_BOOL, 0, NULL, "true", 0, 0, NULL, "list each cluster's areas in the legend"},
    {"theme", BCU_OPTION_CHOICE, 0, NULL, "light", 0, 0, "light|dark", "dark on light, or light on dark"},
    {"water", BCU_OPTION_LENGTH, 0, "m", NULL, 0, 100000, NULL,
     "width up to which empty space between areas is drawn as water; 0: none; unset: half as much again as "
     "topology.bridge"},
    {"font", BCU_OPTION_TEXT, 0, NULL, "DejaVu Sans", 0, 0, NULL,
     "font family; others fill in missing letters"},
};

static const BcuOutputSpec OUTPUTS[] = {
    {"map", "map.{format}", "image/png", BCU_OUTPUT_OPTIONAL | BCU_OUTPUT_MANY,
     "the first map, as PNG, SVG and PDF"},
    {"map-kind", "map-{kind}.{format}", "image/png", BCU_OUTPUT_OPTIONAL | BCU_OUTPUT_MANY,
     "the other kinds of map"},
    {"map-part", "map-{kind}-{code}.{format}", "image/png", BCU_OUTPUT_OPTIONAL | BCU_OUTPUT_MANY,
     "maps of which there is one for each cluster"},
};

static bool check(const BcuOptions *options, BcuDiagLog *log)
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

static bool run(const BcuRun *run)
{
    return map_render(run);
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
