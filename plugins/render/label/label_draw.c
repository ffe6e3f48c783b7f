/* Placed labels on the canvas. */
#include "label/label.h"

static void draw_leader(const Label *label, const Style *style, Canvas *canvas)
{
    g_autoptr(Path) line = path_new();
    path_begin(line);
    path_add(line, label->line[0]);
    path_add(line, label->line[1]);
    static const double POINT_MM = 25.4 / 72; /* leaders are 0.35 pt on any page */
    Mark mark = {.class_name = "leader"};
    canvas->stroke(canvas, line, &(Pen){.colour = style->paper, .width = 0.3 * style->unit}, false, NULL);
    canvas->stroke(canvas, line, &(Pen){.colour = style->muted, .width = 0.35 * POINT_MM}, false, &mark);
    canvas->circle(canvas, label->line[0], 0.16 * style->unit, style->muted, NULL, NULL);
}

/* Inside its area a name has the colours that go with the fill, beside it and over its border those of the
 * page: a halo in the colour of a fill is a smudge on any other. */
static Lettering lettering_of(const Label *label, const LabelWish *wish, const Style *style)
{
    if (label->has_line)
        return (Lettering){style->ink, &style->paper, 0};
    if (label->in_circle)
        return (Lettering){style_text_on(style, wish->disc), &wish->disc, 0};
    double turn = label->block.turn * 180 / G_PI;
    return label->on_fill ? (Lettering){wish->colour, &wish->halo, turn}
                          : (Lettering){style->ink, &style->paper, turn};
}

void labels_draw(const Labels *labels, const BcuDataset *dataset, const GArray *wishes, const Style *style,
                 Canvas *canvas)
{
    canvas->begin_group(canvas, "labels");
    for (guint i = 0; i < labels->placed->len; i++)
        if (g_array_index(labels->placed, Label, i).has_line)
            draw_leader(&g_array_index(labels->placed, Label, i), style, canvas);
    for (guint i = 0; i < labels->placed->len; i++) {
        const Label *label = &g_array_index(labels->placed, Label, i);
        const LabelWish *wish = &g_array_index(wishes, LabelWish, label->wish);
        const Block *block = &label->block;
        Lettering lettering = lettering_of(label, wish, style);
        Mark mark = {.class_name = "label", .code = bcu_feature_code(dataset, wish->level, wish->feature)};
        canvas->text(canvas, label->text, block->centre.x - label->text->width / 2,
                     block->centre.y - label->text->height / 2, &lettering, &mark);
    }
    canvas->end_group(canvas);
}
