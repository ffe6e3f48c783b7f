/* A circle for each feature, its area in proportion to its figure. */
#include "maps/figures.h"
#include "maps/kinds.h"
#include "maps/phrases.h"
#include <bcukit/classes.h>
#include <bcukit/palette.h>

/* The circles together may cover this share of a map of that size; none may be larger than so many times body
 * text, nor take more of the page's shorter side than that. */
static const double COVER = 0.11, MAP_UNITS = 50, LARGEST_UNITS = 10, OF_PAGE = 0.2;

/* About the side of the map, mm: on small pages, whose letters cannot shrink with them, other things take much. */
static double map_side(const Page *page)
{
    double shorter = fmin(page->width, page->height);
    return fmin(MAP_UNITS * page->unit, shorter * fmin(1, shorter / MAP_UNITS / page->unit));
}

static double diameter_of(double value, double most, double largest_mm)
{
    return largest_mm * sqrt(fmax(value, 0) / most);
}

static double largest_diameter(const PlanContext *context, const Figures *figures)
{
    double shorter = fmin(context->page->width, context->page->height);
    double sum = 0, most = figures->values[figures->most], map_mm2 = pow(map_side(context->page), 2);
    for (uint32_t f = 0; f < figures->count; f++)
        sum += isnan(figures->values[f]) ? 0 : figures->values[f] / most;
    double largest = fmin(LARGEST_UNITS * context->style->unit, OF_PAGE * shorter);
    return fmin(largest, sqrt(COVER * map_mm2 / sum / (G_PI / 4)));
}

static BcuColour circle_colour(const PlanContext *context)
{
    const char *name = bcu_options_text(context->options, "palette");
    return bcu_palette_at(bcu_palette_find(name ? name : "blues"), 0.45, context->style->dark, false);
}

/* Large ones first, so that small ones lie on top. */
static int by_size(const void *a, const void *b)
{
    const Circle *x = a, *y = b;
    if (x->diameter_mm != y->diameter_mm)
        return x->diameter_mm < y->diameter_mm ? 1 : -1;
    return (x->feature > y->feature) - (x->feature < y->feature);
}

static void add_circles(const PlanContext *context, Panel *panel, const Figures *figures, double largest_mm)
{
    g_auto(GStrv) titles = figures_titles(context, figures);
    for (uint32_t f = 0; f < figures->count; f++)
        if (figures->values[f] > 0)
            panel_add_circle(context, panel, figures->level, f,
                             diameter_of(figures->values[f], figures->values[figures->most], largest_mm),
                             circle_colour(context), titles[f]);
    g_array_sort(panel->circles, by_size);
}

/* The round number that is nearest in proportion and no larger than any figure: 1, 2 or 5 with zeros. */
static double round_figure(double value, double most)
{
    static const double LEADS[] = {1, 2, 5, 10};
    double power = pow(10, floor(log10(value))), best = power;
    for (size_t i = 0; i < G_N_ELEMENTS(LEADS); i++)
        if (LEADS[i] * power <= most && fabs(log(LEADS[i] * power / value)) < fabs(log(best / value)))
            best = LEADS[i] * power;
    return best;
}

/* Three round figures: about the largest, a third and a tenth of it. */
static void fill_legend(const PlanContext *context, MapPlan *plan, const Figures *figures, double largest_mm)
{
    static const double PARTS[] = {1, 0.35, 0.1};
    double most = figures->values[figures->most], last = INFINITY;
    plan->legend.title = figures_legend_title(figures);
    for (size_t i = 0; i < G_N_ELEMENTS(PARTS); i++) {
        double value = round_figure(most * PARTS[i], most);
        if (value >= last)
            continue;
        last = value;
        g_autofree char *label = bcu_figure_text(value, MAX(0, -(int)floor(log10(value))));
        legend_add(&plan->legend, SWATCH_CIRCLE, circle_colour(context), diameter_of(value, most, largest_mm),
                   label, NULL);
    }
    plan_add_none_entry(context, plan);
}

/* The names of the level stand beside the circles only where there are few. */
static void add_labels(const PlanContext *context, Panel *panel, const Figures *figures, double largest_mm)
{
    enum { FEW = 40 };
    if (!bcu_options_bool(context->options, "labels") || figures->count > FEW)
        return;
    for (uint32_t f = 0; f < figures->count; f++) {
        LabelWish *wish = panel_add_name(context, panel, figures->level, f);
        wish->figure = figures_text(figures, figures->values[f]);
        wish->disc = circle_colour(context);
        wish->largest = fmin(wish->largest, 1.1 * context->style->unit); /* two lines beside each circle */
        if (figures->values[f] > 0)
            wish->radius = diameter_of(figures->values[f], figures->values[figures->most], largest_mm) / 2;
    }
}

static bool can_be_drawn(const PlanContext *context, const Figures *figures)
{
    if (figures->known > 0 && figures->values[figures->least] < 0) {
        bcu_report(context->log, BCU_ERROR, "RENDER060", NULL,
                   "Draw it with render.maps = choropleth and a diverging palette.",
                   "%s has figures below zero, which circles cannot show", figures->name);
        return false;
    }
    if (figures->known > 0 && figures->values[figures->most] > 0)
        return true;
    bcu_report(context->log, BCU_ERROR, "RENDER061", NULL, "Choose another column with render.circle_column.",
               "%s has no figure above zero, so there is no circle to draw", figures->name);
    return false;
}

bool kind_proportional(const PlanContext *context, GPtrArray *plans)
{
    Figures figures;
    bool ok =
        figures_read(context, "circle_column", "population", &figures) && can_be_drawn(context, &figures);
    if (ok) {
        double largest_mm = largest_diameter(context, &figures);
        MapPlan *plan = plan_new("proportional");
        Panel *panel = plan_add_panel(context, plan, BCU_AREAS);
        GString *alt = g_string_new(NULL);
        add_circles(context, panel, &figures, largest_mm);
        add_labels(context, panel, &figures, largest_mm);
        fill_legend(context, plan, &figures, largest_mm);
        plan->pale_borders = true;
        plan->title = figures_headline(context, &figures);
        plan->subtitle = g_strdup_printf("Each circle is one %s; its area is in proportion to the figure",
                                         bcu_dataset_level(context->dataset, figures.level).noun);
        g_string_append_printf(alt, "Map with circles sized by one figure. %s. ", plan->title);
        figures_append_alt(context, &figures, alt);
        plan->alt = g_string_free(alt, FALSE);
        g_ptr_array_add(plans, plan);
    }
    figures_clear(&figures);
    return ok;
}
