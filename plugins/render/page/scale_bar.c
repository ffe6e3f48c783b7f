/* Scale bar and north arrow: side by side, so that they need one place; or one of them alone. */
#include "page/scale_bar.h"

static const double MILE = 1609.344, FOOT = 0.3048;
static const double ARROW_WIDTH = 1.5, ARROW_HEIGHT = 2.1, BAR_HEIGHT = 0.45, GAP = 1.6; /* units */

/* The largest of 1, 2, 5 times a power of ten that is not longer. */
static double round_length(double length)
{
    double power = pow(10, floor(log10(length)));
    return length / power >= 5 ? 5 * power : length / power >= 2 ? 2 * power : power;
}

/* A length of at most so many metres in a round number of its unit; \return metres. */
static double choose(double metres, bool miles, char **label)
{
    double unit = miles ? (metres >= MILE ? MILE : FOOT) : metres >= 1000 ? 1000 : 1;
    const char *name = miles ? (metres >= MILE ? "miles" : "ft") : metres >= 1000 ? "km" : "m";
    double round = round_length(metres / unit);
    char number[BCU_NUMBER_SIZE];
    bcu_number_fixed(number, round, round < 1 ? 9 : 0, true);
    *label = g_strdup_printf("%s %s", number, miles && round == 1 && unit > 1 ? "mile" : name);
    return round * unit;
}

ScaleBar *scale_bar_new(const Page *page, const BcuDataset *dataset, const Style *style, double longest,
                        ScaleBarForm form)
{
    ScaleBar *bar = g_new0(ScaleBar, 1);
    double unit = style->unit, north = bcu_dataset_grid(dataset).north_deg;
    g_autofree char *label = NULL;
    bar->length = choose(longest * page->metres_per_mm, form.miles, &label) / page->metres_per_mm;
    double letters = fmax(0.9 * unit, style->floor);
    bar->start = text_new("0", style->font, letters, WEIGHT_NORMAL, 0, ALIGN_LEFT);
    bar->end = text_new(label, style->font, letters, WEIGHT_NORMAL, 0, ALIGN_LEFT);
    bar->north_deg = fabs(north) < 2 ? 0 : north; /* less is not seen at the size of the arrow */
    bar->has_arrow = form.arrow;
    if (form.no_bar)
        bar->length = 0;
    bar->width = form.no_bar ? ARROW_WIDTH * unit
                             : fmax(bar->length + bar->end->width / 2, bar->end->width) +
                                   (form.arrow ? (GAP + ARROW_WIDTH) * unit : 0);
    bar->height = form.arrow ? (ARROW_HEIGHT + 1.2) * unit : (BAR_HEIGHT * 1.2) * unit + bar->end->height;
    return bar;
}

void scale_bar_free(ScaleBar *bar)
{
    text_free(bar->start);
    text_free(bar->end);
    g_free(bar);
}

static void draw_bar(const ScaleBar *bar, double x, double y, const Style *style, Canvas *canvas)
{
    double height = BAR_HEIGHT * style->unit;
    Lettering lettering = {.colour = style->ink};
    for (int half = 0; half < 2; half++) {
        g_autoptr(Path) box = path_new();
        path_add_rectangle(box, x + half * bar->length / 2, y, bar->length / 2, height);
        canvas->fill(canvas, box, half ? style->paper : style->ink, NULL);
        canvas->stroke(canvas, box, &(Pen){.colour = style->ink, .width = 0.06 * style->unit}, true, NULL);
    }
    canvas->text(canvas, bar->start, x, y + height * 1.2, &lettering, NULL);
    canvas->text(canvas, bar->end, fmax(x + bar->length - bar->end->width / 2, x + 1.5 * bar->start->width),
                 y + height * 1.2, &lettering, NULL);
}

static BcuPoint turned(double x, double y, double degrees, BcuPoint about)
{
    double c = cos(degrees * G_PI / 180), s = sin(degrees * G_PI / 180);
    return (BcuPoint){about.x + x * c - y * s, about.y + x * s + y * c};
}

static void draw_arrow(const ScaleBar *bar, BcuPoint middle, const Style *style, Canvas *canvas)
{
    double unit = style->unit, half = ARROW_HEIGHT / 2 * unit;
    const BcuPoint corners[] = {
        {0, -half}, {0.65 * unit, half}, {0, half - 0.5 * unit}, {-0.65 * unit, half}};
    g_autoptr(Path) arrow = path_new();
    path_begin(arrow);
    for (gsize i = 0; i < G_N_ELEMENTS(corners); i++)
        path_add(arrow, turned(corners[i].x, corners[i].y, bar->north_deg, middle));
    canvas->fill(canvas, arrow, style->ink, NULL);
    g_autoptr(Text) north = text_new("N", style->font, fmax(unit, style->floor), WEIGHT_BOLD, 0, ALIGN_LEFT);
    canvas->text(canvas, north, middle.x - north->width / 2, middle.y + half,
                 &(Lettering){.colour = style->ink}, NULL);
}

void scale_bar_draw(const ScaleBar *bar, double x, double y, const Style *style, Canvas *canvas)
{
    canvas->begin_group(canvas, "scale-and-north");
    if (bar->length > 0)
        draw_bar(bar, x, y + bar->height - BAR_HEIGHT * 1.2 * style->unit - bar->end->height, style, canvas);
    BcuPoint middle = {x + bar->width - ARROW_WIDTH / 2 * style->unit, y + ARROW_HEIGHT / 2 * style->unit};
    if (bar->has_arrow)
        draw_arrow(bar, middle, style, canvas);
    canvas->end_group(canvas);
}
