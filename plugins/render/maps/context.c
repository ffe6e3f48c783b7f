/* Context layers as the project file styles them; else in the colours of water, points as dots. */
#include "maps/context.h"
#include "canvas/thin.h"
#include <string.h>

typedef struct Look {
    BcuColour fill, line;
    bool has_fill, has_line, below;
    double width;
} Look;

/* What the project file says, "none" included. */
static void take_colour(const char *text, BcuColour *colour, bool *has)
{
    if (text)
        *has = bcu_colour_parse(text, colour);
}

static Look look_of(const BcuDataset *dataset, uint32_t context, const Style *style)
{
    BcuGeometry geometry = bcu_context_at(dataset, context).geometry;
    BcuContextLook wanted = bcu_context_look(dataset, context);
    bool points = geometry == BCU_POINTS, polygons = geometry == BCU_POLYGONS;
    Look look = {.fill = points ? style->ink : style->water,
                 .line = points ? style->paper : style->stream,
                 .has_fill = geometry != BCU_LINES,
                 .has_line = geometry == BCU_LINES,
                 .below = wanted.place ? g_str_equal(wanted.place, "below") : polygons,
                 .width = wanted.width_mm > 0 ? wanted.width_mm : (points ? 0.4 : 0.12) * style->unit};
    take_colour(wanted.fill, &look.fill, &look.has_fill);
    take_colour(wanted.line, &look.line, &look.has_line);
    return look;
}

/* ---- drawing ------------------------------------------------------------------------------ */

static Path *path_of(const BcuDataset *dataset, uint32_t context, const Page *page, double fineness)
{
    BcuContext layer = bcu_context_at(dataset, context);
    g_autoptr(Thinner) thinner = thinner_new(fineness);
    Path *path = path_new();
    for (uint32_t f = 0; f < layer.feature_count; f++)
        for (uint32_t r = 0; r < bcu_context_run_count(dataset, context, f); r++) {
            BcuRing run = bcu_context_run(dataset, context, f, r);
            path_begin(path);
            thinner_append(thinner, page, run, path->points);
            if (layer.geometry == BCU_POINTS) /* a line of no length with round ends is a dot */
                path_add(path, page_point(page, run.points[0]));
        }
    return path;
}

static void draw_layer(const BcuDataset *dataset, uint32_t context, const Page *page, const Look *look,
                       double fineness, Canvas *canvas)
{
    BcuContext layer = bcu_context_at(dataset, context);
    Mark mark = {"context", layer.id, NULL, NULL};
    bool points = layer.geometry == BCU_POINTS, polygons = layer.geometry == BCU_POLYGONS;
    g_autoptr(Path) path = path_of(dataset, context, page, fineness);
    Pen line = {.colour = look->line, .width = points ? 1.3 * look->width : look->width};
    Pen dot = {.colour = look->fill, .width = look->width};
    if (polygons && look->has_fill)
        canvas->fill(canvas, path, look->fill, &mark);
    if (look->has_line)
        canvas->stroke(canvas, path, &line, polygons, &mark);
    if (points && look->has_fill)
        canvas->stroke(canvas, path, &dot, false, &mark);
}

void context_draw(const BcuDataset *dataset, const Page *page, const Style *style, Canvas *canvas, bool below)
{
    canvas->begin_group(canvas, below ? "context-below" : "context-above");
    for (uint32_t c = 0; c < bcu_context_count(dataset); c++) {
        Look look = look_of(dataset, c, style);
        if (look.below == below)
            draw_layer(dataset, c, page, &look, canvas->fineness, canvas);
    }
    canvas->end_group(canvas);
}
