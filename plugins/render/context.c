/* Context layers: polygons and lines in the colours of water, points as dots. */
#include "context.h"

static void draw_layer(const BcuDataset *dataset, uint32_t context, const Page *page, const Style *style,
                       Canvas *canvas)
{
    BcuContext layer = bcu_context_at(dataset, context);
    bool points = layer.geometry == BCU_POINTS;
    g_autoptr(Path) path = path_new();
    for (uint32_t f = 0; f < layer.feature_count; f++)
        for (uint32_t r = 0; r < bcu_context_run_count(dataset, context, f); r++) {
            BcuRing run = bcu_context_run(dataset, context, f, r);
            path_begin(path);
            for (size_t i = 0; i < run.count; i++)
                path_add(path, page_point(page, run.points[i]));
            if (points) /* a line of no length with round ends is a dot */
                path_add(path, page_point(page, run.points[0]));
        }
    Mark mark = {"context", layer.id, NULL, NULL};
    Pen pen = {.colour = points ? style->ink : style->stream, .width = (points ? 0.4 : 0.12) * style->unit};
    if (layer.geometry == BCU_POLYGONS)
        canvas->fill(canvas, path, style->water, &mark);
    else
        canvas->stroke(canvas, path, &pen, false, &mark);
}

void context_draw(const BcuDataset *dataset, const Page *page, const Style *style, Canvas *canvas, bool below)
{
    canvas->begin_group(canvas, below ? "context-below" : "context-above");
    for (uint32_t c = 0; c < bcu_context_count(dataset); c++)
        if ((bcu_context_at(dataset, c).geometry == BCU_POLYGONS) == below)
            draw_layer(dataset, c, page, style, canvas);
    canvas->end_group(canvas);
}
