/* Each feature in the colour of its figure. */
#include "maps/figures.h"
#include "maps/kinds.h"
#include "maps/phrases.h"
#include <bcukit/classes.h>
#include <bcukit/palette.h>
#include <string.h>

/* Of the figures that are known. */
typedef struct Spread {
    double mean, deviation;
} Spread;

typedef struct Colouring {
    const BcuPalette *palette;
    bool dark, reversed;
    BcuClassMethod method;
    BcuClasses classes; /* none when continuous */
    double least, most; /* ends of a continuous ramp */
} Colouring;

/* ---- classes ----------------------------------------------------------------------------- */

static BcuClassMethod method_asked(const BcuOptions *options)
{
    g_auto(GStrv) names = g_strsplit(BCU_CLASS_METHODS, "|", -1);
    BcuClassMethod method = BCU_CLASS_QUANTILE;
    while (strcmp(names[method], bcu_options_text(options, "classes")) != 0)
        method++;
    return bcu_options_has(options, "breaks") ? BCU_CLASS_MANUAL : method;
}

/* A diverging ramp has its middle at zero where there are figures on both sides of it. */
static void set_ends(const Figures *figures, Colouring *colouring)
{
    double least = figures->values[figures->least], most = figures->values[figures->most];
    if (bcu_palette_is_diverging(colouring->palette) && least < 0 && most > 0) {
        most = fmax(most, -least);
        least = -most;
    }
    colouring->least = least;
    colouring->most = most;
}

static const BcuPalette *palette_asked(const BcuOptions *options, const Figures *figures)
{
    const char *name = bcu_options_text(options, "palette");
    if (name || figures->known == 0)
        return name ? bcu_palette_find(name) : bcu_palette_for(0, 0);
    return bcu_palette_for(figures->values[figures->least], figures->values[figures->most]);
}

static void colouring_init(const PlanContext *context, const Figures *figures, Colouring *colouring)
{
    const BcuOptions *options = context->options;
    double breaks[BCU_CLASSES_MOST];
    size_t count = MIN(bcu_options_list_count(options, "breaks"), BCU_CLASSES_MOST - 1);
    memset(colouring, 0, sizeof *colouring);
    colouring->palette = palette_asked(options, figures);
    colouring->dark = context->style->dark;
    colouring->reversed = bcu_options_bool(options, "reverse");
    colouring->method = method_asked(options);
    for (size_t i = 0; i < count; i++)
        breaks[i] = bcu_options_list_real_at(options, "breaks", i);
    if (figures->known > 0 && colouring->method == BCU_CLASS_CONTINUOUS)
        set_ends(figures, colouring);
    else
        bcu_classes_build(figures->values, figures->count, colouring->method,
                      (size_t)bcu_options_integer(options, "class_count"), figures->decimals, breaks, count,
                      &colouring->classes);
}

static BcuColour class_colour(const Colouring *colouring, size_t class)
{
    return bcu_classes_colour(&colouring->classes, class, colouring->palette, colouring->method == BCU_CLASS_STDDEV,
                              colouring->dark, colouring->reversed);
}

static double share_of_ramp(const Colouring *colouring, double value)
{
    double range = colouring->most - colouring->least;
    return range > 0 ? (value - colouring->least) / range : 0.5;
}

static BcuColour colour_of(const Colouring *colouring, double value)
{
    if (colouring->method == BCU_CLASS_CONTINUOUS)
        return bcu_palette_at(colouring->palette, share_of_ramp(colouring, value), colouring->dark,
                          colouring->reversed);
    return class_colour(colouring, bcu_classes_of(&colouring->classes, value));
}

/* ---- legend ------------------------------------------------------------------------------ */

static void add_ramp(const Figures *figures, const Colouring *colouring, Legend *legend)
{
    enum { COLOURS = 16 };
    for (int i = 0; i <= COLOURS; i++)
        legend_add_stop(
            legend, (double)i / COLOURS,
            bcu_palette_at(colouring->palette, (double)i / COLOURS, colouring->dark, colouring->reversed), NULL);
    double ticks[BCU_CLASSES_MOST + 1];
    size_t count = bcu_pretty_limits(colouring->least, colouring->most, 4, ticks, G_N_ELEMENTS(ticks));
    for (size_t t = 0; t < count; t++) {
        double at = share_of_ramp(colouring, ticks[t]);
        if (at < 0 || at > 1)
            continue;
        g_autofree char *label = bcu_figure_text(ticks[t], figures->decimals);
        legend_add_stop(legend, at, colour_of(colouring, ticks[t]), label);
    }
    g_array_sort(legend->ramp, legend_stop_order);
}

static Spread spread_of(const Figures *figures)
{
    Spread spread = {0, 0};
    for (uint32_t f = 0; f < figures->count; f++)
        spread.mean += isnan(figures->values[f]) ? 0 : figures->values[f] / figures->known;
    for (uint32_t f = 0; f < figures->count; f++)
        spread.deviation += isnan(figures->values[f]) ? 0 : pow(figures->values[f] - spread.mean, 2) / figures->known;
    spread.deviation = sqrt(spread.deviation);
    return spread;
}

/* How many deviations a limit is from the mean: "+0.5", "\u22121.5", "0". */
static char *deviations_text(const Spread *spread, double limit)
{
    double halves = round(2 * (limit - spread->mean) / spread->deviation) / 2;
    g_autofree char *number = bcu_figure_text(halves, halves == floor(halves) ? 0 : 1);
    return g_strconcat(halves > 0 ? "+" : "", number, NULL);
}

/* ", −0.5 to +0.5 s.d." of a class; empty where classes are made otherwise. */
static char *deviations_of(const Figures *figures, const Colouring *colouring, size_t class)
{
    Spread spread = spread_of(figures);
    const BcuClasses *classes = &colouring->classes;
    if (colouring->method != BCU_CLASS_STDDEV || !(spread.deviation > 0) || classes->count < 2)
        return g_strdup("");
    g_autofree char *low = deviations_text(&spread, classes->limits[class]),
                    *high = deviations_text(&spread, classes->limits[class + 1]);
    if (class == 0)
        return g_strdup_printf(", below %s s.d.", high);
    if (class + 1 == classes->count)
        return g_strdup_printf(", %s s.d. and more", low);
    return g_strdup_printf(", %s to %s s.d.", low, high);
}

static void fill_legend(const PlanContext *context, MapPlan *plan, const Figures *figures,
                        const Colouring *colouring)
{
    plan->legend.title = figures_legend_title(figures);
    if (colouring->method == BCU_CLASS_CONTINUOUS && figures->known > 0)
        add_ramp(figures, colouring, &plan->legend);
    for (size_t c = colouring->classes.count; c-- > 0;) {
        uint32_t members = 0;
        for (uint32_t f = 0; f < figures->count; f++)
            members += bcu_classes_of(&colouring->classes, figures->values[f]) == c;
        g_autofree char *count = phrase_count(context->dataset, figures->level, members),
                        *deviations = deviations_of(figures, colouring, c);
        g_autofree char *detail = g_strconcat(count, deviations, NULL);
        legend_add(&plan->legend, SWATCH_CLASS, class_colour(colouring, c), 0, colouring->classes.labels[c],
                   detail);
    }
    if (figures->known < figures->count) {
        g_autofree char *detail =
            phrase_count(context->dataset, figures->level, figures->count - figures->known);
        legend_add(&plan->legend, SWATCH_NO_DATA, context->style->no_data, 0, "No data", detail);
    }
    if (figures->level == BCU_CLUSTERS)
        plan_add_none_entry(context, plan);
}

/* ---- texts ------------------------------------------------------------------------------- */

static char *subtitle_of(const PlanContext *context, const Figures *figures, const Colouring *colouring)
{
    static const char *const WORDS[] = {
        [BCU_CLASS_QUANTILE] = "each class has about as many %s (quantiles)",
        [BCU_CLASS_EQUAL] = "classes of equal width",
        [BCU_CLASS_JENKS] = "natural breaks",
        [BCU_CLASS_STDDEV] = "classes by standard deviations",
        [BCU_CLASS_PRETTY] = "classes between round figures",
        [BCU_CLASS_MANUAL] = "classes as set",
        [BCU_CLASS_CONTINUOUS] = "continuous colour",
    };
    const char *plural = bcu_dataset_level(context->dataset, figures->level).plural;
    GString *text = g_string_new(NULL);
    g_autofree char *subject = bcu_words_capital(plural), *meaning = bcu_words_capital(figures->description);
    g_string_append_printf(text, "%s; ", *meaning ? meaning : subject);
    g_string_append_printf(text, WORDS[colouring->method], plural);
    if (colouring->method == BCU_CLASS_STDDEV && figures->known > 0) {
        Spread spread = spread_of(figures);
        g_autofree char *mean = figures_text(figures, spread.mean), *deviation = figures_text(figures, spread.deviation);
        g_string_append_printf(text, " (s.d. %s) from the mean (%s)", deviation, mean);
    }
    return g_string_free(text, FALSE);
}

static char *alt_of(const PlanContext *context, const Figures *figures, const MapPlan *plan)
{
    GString *alt = g_string_new(NULL);
    g_string_append_printf(alt, "Map in shades of one figure. %s. ", plan->title);
    figures_append_alt(context, figures, alt);
    return g_string_free(alt, FALSE);
}

/* ---- the map ----------------------------------------------------------------------------- */

/* Points are dots in the colour of their class; between polygons lie the borders. */
static void colour_features(const PlanContext *context, Panel *panel, const Figures *figures,
                            const Colouring *colouring)
{
    bool points = bcu_dataset_level(context->dataset, figures->level).geometry == BCU_POINTS;
    g_auto(GStrv) titles = figures_titles(context, figures);
    double diameter = context->style->unit * fmin(1.2, 16 / sqrt((double)figures->count + 1));
    for (uint32_t f = 0; f < figures->count; f++) {
        BcuColour colour =
            isnan(figures->values[f]) ? context->style->no_data : colour_of(colouring, figures->values[f]);
        if (points)
            panel_add_circle(context, panel, figures->level, f, diameter, colour, titles[f]);
        else
            panel->fills[f] = colour;
    }
}

static void add_labels(const PlanContext *context, Panel *panel, const Figures *figures)
{
    BcuLevel level = figures->level == BCU_SUBAREAS ? BCU_CLUSTERS : figures->level;
    if (!bcu_options_bool(context->options, "labels"))
        return;
    for (uint32_t f = 0; f < bcu_feature_count(context->dataset, level); f++) {
        LabelWish *wish = panel_add_name(context, panel, level, f);
        if (figures->level == BCU_CLUSTERS)
            wish->figure = figures_text(figures, figures->values[f]);
    }
}

bool kind_choropleth(const PlanContext *context, GPtrArray *plans)
{
    Figures figures;
    Colouring colouring;
    if (!figures_read(context, "column", "people_per_km2", &figures)) {
        figures_clear(&figures);
        return false;
    }
    bool points = bcu_dataset_level(context->dataset, figures.level).geometry == BCU_POINTS;
    MapPlan *plan = plan_new("choropleth");
    Panel *panel = plan_add_panel(context, plan, points ? BCU_AREAS : figures.level);
    panel->titles = points ? NULL : figures_titles(context, &figures);
    colouring_init(context, &figures, &colouring);
    colour_features(context, panel, &figures, &colouring);
    add_labels(context, panel, &figures);
    plan->title = figures_headline(context, &figures);
    plan->subtitle = subtitle_of(context, &figures, &colouring);
    plan->pale_borders = true;
    plan->alt = alt_of(context, &figures, plan);
    plan->borders[BCU_BORDER_SUBAREA] = figures.level == BCU_SUBAREAS && !points;
    plan->borders[BCU_BORDER_AREA] = figures.level != BCU_CLUSTERS;
    fill_legend(context, plan, &figures, &colouring);
    bcu_classes_clear(&colouring.classes);
    figures_clear(&figures);
    g_ptr_array_add(plans, plan);
    return true;
}
