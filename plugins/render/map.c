/* The map, drawn in the same order into each file: fills, borders, labels, furniture. */
#include "map.h"
#include "furniture.h"
#include "label.h"
#include "lines.h"
#include <string.h>

static const BcuColour NONE = {0xe3, 0xe3, 0xe3}, INK = {0x1c, 0x1c, 0x1c}, THIN = {0x70, 0x70, 0x70};

typedef struct Map {
    const BcuDataset *dataset;
    const char *font, *title;
    char *alt;
    Page page;
    Lines lines[2];
    BcuColour *colours;
    Label *labels; /* per cluster */
    bool members;
    double smallest; /* what cannot be seen, mm */
} Map;

/* ---- layers -------------------------------------------------------------------------- */

/* Layers that are only drawn: polygons and lines in the colours of water, points as dots. */
static void draw_context(const Map *map, Canvas *canvas, uint32_t context, bool polygons)
{
    static const BcuColour WATER = {0xd3, 0xe6, 0xf2}, STREAM = {0x6f, 0xa3, 0xc7};
    BcuContext layer = bcu_context_at(map->dataset, context);
    if ((layer.geometry == BCU_POLYGONS) != polygons)
        return;
    g_autoptr(Path) path = path_new();
    for (uint32_t f = 0; f < layer.feature_count; f++)
        for (uint32_t r = 0; r < bcu_context_run_count(map->dataset, context, f); r++) {
            BcuRing run = bcu_context_run(map->dataset, context, f, r);
            path_begin(path);
            for (size_t i = 0; i < run.count; i++)
                path_add(path, page_point(&map->page, run.points[i]));
            if (layer.geometry == BCU_POINTS) /* a line of no length with round ends is a dot */
                path_add(path, page_point(&map->page, run.points[0]));
        }
    Mark mark = {"context", layer.id, NULL};
    if (polygons)
        canvas->fill(canvas, path, WATER, &mark);
    else
        canvas->stroke(canvas, path, layer.geometry == BCU_POINTS ? INK : STREAM,
                       (layer.geometry == BCU_POINTS ? 0.4 : 0.12) * map->page.unit, false, &mark);
}

static void draw_contexts(const Map *map, Canvas *canvas, bool polygons)
{
    canvas->begin_group(canvas, polygons ? "context-below" : "context-above");
    for (uint32_t c = 0; c < bcu_context_count(map->dataset); c++)
        draw_context(map, canvas, c, polygons);
    canvas->end_group(canvas);
}

static void fill_clusters(const Map *map, Canvas *canvas)
{
    uint32_t coverage = bcu_dataset_level(map->dataset, BCU_CLUSTERS).coverage;
    canvas->begin_group(canvas, "clusters");
    for (uint32_t c = 0; c < bcu_feature_count(map->dataset, BCU_CLUSTERS); c++) {
        g_autoptr(Path) path = path_new();
        Mark mark = {"cluster", bcu_feature_code(map->dataset, BCU_CLUSTERS, c),
                     bcu_feature_name(map->dataset, BCU_CLUSTERS, c)};
        lines_add_outline(&map->lines[coverage], bcu_feature_arcs(map->dataset, BCU_CLUSTERS, c),
                          map->smallest, path);
        canvas->fill(canvas, path, map->colours[c], &mark);
    }
    canvas->end_group(canvas);
}

static void fill_others(const Map *map, Canvas *canvas)
{
    canvas->begin_group(canvas, "no-cluster");
    for (uint32_t a = 0; a < bcu_feature_count(map->dataset, BCU_AREAS); a++) {
        if (bcu_feature_cluster(map->dataset, BCU_AREAS, a) != BCU_NONE)
            continue;
        g_autoptr(Path) path = path_new();
        Mark mark = {"area", bcu_feature_code(map->dataset, BCU_AREAS, a),
                     bcu_feature_name(map->dataset, BCU_AREAS, a)};
        lines_add_outline(&map->lines[0], bcu_feature_arcs(map->dataset, BCU_AREAS, a), map->smallest, path);
        canvas->fill(canvas, path, NONE, &mark);
    }
    canvas->end_group(canvas);
}

/* Each arc once, by the kind of border; thin ones first. */
static void stroke_borders(const Map *map, Canvas *canvas)
{
    static const struct {
        BcuBorder border;
        const char *id;
        double width;
        BcuColour colour;
    } KINDS[] = {
        {BCU_BORDER_AREA, "area-border", 0.07, THIN},
        {BCU_BORDER_OUTER, "outer-border", 0.12, INK},
        {BCU_BORDER_CLUSTER, "cluster-border", 0.22, INK},
    };
    uint32_t coverage = bcu_dataset_level(map->dataset, BCU_CLUSTERS).coverage;
    canvas->begin_group(canvas, "borders");
    for (size_t k = 0; k < G_N_ELEMENTS(KINDS); k++) {
        g_autoptr(Path) path = path_new();
        Mark mark = {KINDS[k].id, NULL, NULL};
        for (uint32_t a = 0; a < bcu_arc_count(map->dataset, coverage); a++)
            if (bcu_arc_at(map->dataset, coverage, a).border == KINDS[k].border)
                lines_add_arc(&map->lines[coverage], a, map->smallest, path);
        if (path->points->len > 0)
            canvas->stroke(canvas, path, KINDS[k].colour, KINDS[k].width * map->page.unit, false, &mark);
    }
    canvas->end_group(canvas);
}

static void draw_labels(const Map *map, Canvas *canvas)
{
    canvas->begin_group(canvas, "labels");
    for (uint32_t c = 0; map->labels && c < bcu_feature_count(map->dataset, BCU_CLUSTERS); c++)
        if (map->labels[c].text)
            canvas->text(canvas, map->labels[c].text, map->labels[c].x, map->labels[c].y, INK, true);
    canvas->end_group(canvas);
}

static void draw(const Map *map, Canvas *canvas)
{
    Furniture furniture = {map->dataset, &map->page, map->font, map->title, map->colours, NONE, map->members};
    draw_contexts(map, canvas, true);
    fill_others(map, canvas);
    fill_clusters(map, canvas);
    stroke_borders(map, canvas);
    draw_contexts(map, canvas, false);
    draw_labels(map, canvas);
    furniture_title(&furniture, canvas);
    furniture_legend(&furniture, canvas);
    furniture_footer(&furniture, canvas);
}

/* ---- preparation --------------------------------------------------------------------- */

/* What the picture shows, for who cannot see it. */
static char *alt_text(const BcuDataset *dataset, const char *title)
{
    GString *alt = g_string_new(NULL);
    uint32_t count = bcu_feature_count(dataset, BCU_CLUSTERS);
    g_string_append_printf(alt, "Map: %s. %u %s: ", title, count,
                           bcu_dataset_level(dataset, BCU_CLUSTERS).plural);
    for (uint32_t c = 0; c < count; c++)
        g_string_append_printf(alt, "%s%s", c ? ", " : "", bcu_feature_name(dataset, BCU_CLUSTERS, c));
    g_string_append_c(alt, '.');
    return g_string_free(alt, FALSE);
}

static void place_labels(Map *map, BcuDiagLog *log)
{
    uint32_t count = bcu_feature_count(map->dataset, BCU_CLUSTERS);
    map->labels = g_new0(Label, (size_t)count + 1);
    for (uint32_t c = 0; c < count; c++) {
        map->labels[c] = label_place(map->dataset, c, &map->page, map->font);
        if (!map->labels[c].text)
            bcu_report(log, BCU_WARNING, "RENDER020", NULL,
                       "The legend names it by its colour; a larger page has more room.",
                       "there is no room on the map for the label \"%s\"",
                       bcu_feature_name(map->dataset, BCU_CLUSTERS, c));
    }
}

static void prepare(Map *map, const BcuRun *run)
{
    const char *title = bcu_options_text(run->options, "title");
    map->dataset = run->dataset;
    map->font = bcu_options_text(run->options, "font");
    map->title = title ? title : bcu_dataset_text(run->dataset, BCU_TEXT_TITLE);
    map->members = bcu_options_bool(run->options, "members");
    map->alt = alt_text(run->dataset, map->title);
    page_lay_out(&map->page, bcu_options_text(run->options, "page"));
    page_fit(&map->page, run->dataset, run->log);
    map->smallest = 0.05 * map->page.unit;
    for (uint32_t c = 0; c < bcu_coverage_count(run->dataset); c++)
        lines_build(run->dataset, c, &map->page, 0.025 * map->page.unit, &map->lines[c]);
    map->colours = g_new(BcuColour, (size_t)bcu_feature_count(run->dataset, BCU_CLUSTERS) + 1);
    bcu_colour_clusters(run->dataset, map->colours);
    if (bcu_options_bool(run->options, "labels"))
        place_labels(map, run->log);
}

static void clear(Map *map)
{
    for (uint32_t c = 0; map->labels && c < bcu_feature_count(map->dataset, BCU_CLUSTERS); c++)
        if (map->labels[c].text)
            text_free(map->labels[c].text);
    for (uint32_t c = 0; c < bcu_coverage_count(map->dataset); c++)
        lines_clear(&map->lines[c]);
    g_free(map->labels);
    g_free(map->colours);
    g_free(map->alt);
}

/* ---- files --------------------------------------------------------------------------- */

static Canvas *open_canvas(const Map *map, const BcuRun *run, const char *format, BcuStream *stream)
{
    Description description = {map->title, map->alt, ""};
    if (strcmp(format, "png") == 0)
        return canvas_png_new(map->page.width, map->page.height, bcu_options_real(run->options, "dpi"),
                              &description, stream);
    if (strcmp(format, "pdf") == 0)
        return canvas_pdf_new(map->page.width, map->page.height, &description, stream);
    return canvas_svg_new(map->page.width, map->page.height, map->font, &description, stream);
}

static bool write_file(const Map *map, const BcuRun *run, const char *format)
{
    const char *params[] = {"format", format, NULL};
    BcuStream *stream = bcu_sink_open(run->sink, "map", params, run->log);
    if (!stream)
        return false;
    Canvas *canvas = open_canvas(map, run, format, stream);
    draw(map, canvas);
    return bcu_stream_commit(stream, canvas->finish(canvas), run->log);
}

bool map_render(const BcuRun *run)
{
    Map map = {0};
    prepare(&map, run);
    bool ok = true;
    for (size_t i = 0; i < bcu_options_list_count(run->options, "formats"); i++)
        ok = ok && write_file(&map, run, bcu_options_list_at(run->options, "formats", i));
    clear(&map);
    return ok;
}
