/* One map for each cluster: where it lies, what belongs to it. */
#include "maps/kinds.h"
#include "maps/phrases.h"
#include "maps/plan.h"
#include <bcukit/classes.h>
#include <bcukit/oklab.h>

static const double DOT_UNITS = 0.35; /* a point, in sizes of body text */
static const char *const SEPARATOR = " \u00b7 ";

/* ---- texts ------------------------------------------------------------------------------- */

static uint32_t count_within(const BcuDataset *dataset, BcuLevel level, uint32_t cluster)
{
    uint32_t count = 0;
    for (uint32_t f = 0; f < bcu_feature_count(dataset, level); f++)
        count += bcu_feature_cluster(dataset, level, f) == cluster;
    return count;
}

static void append_people(const BcuDataset *dataset, GString *text, double people)
{
    if (isnan(people))
        return;
    g_autofree char *number = bcu_figure_text(people, 0);
    g_string_append_printf(text, ", %s %s", number, bcu_words_people(dataset));
}

/* "East: 3 boroughs, 56 wards, 770,562 Londoners" */
static char *title_of(const BcuDataset *dataset, uint32_t cluster, double people)
{
    g_autofree char *name = phrase_name(bcu_feature_name(dataset, BCU_CLUSTERS, cluster));
    GString *title = g_string_new(name);
    g_autofree char *areas = phrase_count(dataset, BCU_AREAS, count_within(dataset, BCU_AREAS, cluster));
    g_string_append_printf(title, ": %s", areas);
    if (bcu_feature_count(dataset, BCU_SUBAREAS) > 0) {
        g_autofree char *wards =
            phrase_count(dataset, BCU_SUBAREAS, count_within(dataset, BCU_SUBAREAS, cluster));
        g_string_append_printf(title, ", %s", wards);
    }
    append_people(dataset, title, people);
    return g_string_free(title, FALSE);
}

static void append_fact(GString *text, const char *what, const char *fact)
{
    g_string_append_printf(text, "%s%s: %s", text->len > 0 ? SEPARATOR : "", what, fact);
}

/* What the project says of it: its areas, if they can be read at a glance, its phase and its own keys. */
static char *subtitle_of(const BcuDataset *dataset, uint32_t cluster)
{
    enum { GLANCE = 12 };
    GString *text = g_string_new(NULL);
    uint32_t phase = bcu_cluster_phase(dataset, cluster);
    const BcuTable *fields = bcu_dataset_fields(dataset, BCU_CLUSTERS);
    g_autofree char *members = phrase_members(dataset, cluster);
    if (count_within(dataset, BCU_AREAS, cluster) <= GLANCE)
        g_string_append(text, members);
    if (phase != BCU_NONE)
        append_fact(text, "Goes live", bcu_phase_at(dataset, phase).label);
    for (uint32_t c = 0; c < bcu_table_column_count(fields); c++) {
        BcuValue value = bcu_table_at(fields, cluster, c);
        g_autofree char *key = bcu_words_of_column(dataset, bcu_table_column(fields, c));
        if (value.type == BCU_TEXT && *value.as.text)
            append_fact(text, key, value.as.text);
    }
    return g_string_free(text, FALSE);
}

static char *alt_of(const BcuDataset *dataset, uint32_t cluster, const MapPlan *plan)
{
    GString *alt = g_string_new(NULL);
    g_string_append_printf(alt, "Map of one %s among its neighbours. %s. ",
                           bcu_dataset_level(dataset, BCU_CLUSTERS).noun, plan->title);
    g_autofree char *members = phrase_members(dataset, cluster);
    g_string_append_printf(alt, "Its %s: %s.", bcu_dataset_level(dataset, BCU_AREAS).plural, members);
    return g_string_free(alt, FALSE);
}

/* "19 wards, 277,475 Londoners"; empty when nothing is known. */
static char *detail_of(const BcuDataset *dataset, uint32_t area, double people)
{
    GString *detail = g_string_new(NULL);
    uint32_t within = 0;
    for (uint32_t s = 0; s < bcu_feature_count(dataset, BCU_SUBAREAS); s++)
        within += bcu_feature_parent(dataset, BCU_SUBAREAS, s) == area;
    if (within > 0) {
        g_autofree char *wards = phrase_count(dataset, BCU_SUBAREAS, within);
        g_string_append_printf(detail, ", %s", wards);
    }
    append_people(dataset, detail, people);
    if (detail->len > 0)
        g_string_erase(detail, 0, strlen(", "));
    return g_string_free(detail, FALSE);
}

/* The cluster's areas where there is something to say of them: their names stand on the map. */
static void add_areas(const PlanContext *context, Legend *legend, uint32_t cluster, const double *people)
{
    enum { MOST = 40 };
    const BcuDataset *dataset = context->dataset;
    const uint32_t *areas;
    uint32_t count = bcu_cluster_members(dataset, cluster, &areas);
    for (uint32_t i = 0; count <= MOST && bcu_options_bool(context->options, "members") && i < count; i++) {
        g_autofree char *detail = detail_of(dataset, areas[i], people[areas[i]]);
        if (*detail)
            legend_add(legend, SWATCH_NONE, context->style->none, 0,
                       bcu_feature_name(dataset, BCU_AREAS, areas[i]), detail);
    }
}

static void fill_legend(const PlanContext *context, MapPlan *plan, uint32_t cluster, BcuColour colour,
                        const double *people)
{
    const BcuDataset *dataset = context->dataset;
    legend_add(&plan->legend, SWATCH_FILL, colour, 0, bcu_feature_name(dataset, BCU_CLUSTERS, cluster), NULL);
    add_areas(context, &plan->legend, cluster, people);
    if (bcu_dataset_level(dataset, BCU_SUBAREAS).geometry == BCU_POINTS &&
        count_within(dataset, BCU_SUBAREAS, cluster) > 0) {
        g_autofree char *dots = bcu_words_capital(bcu_dataset_level(dataset, BCU_SUBAREAS).plural);
        legend_add(&plan->legend, SWATCH_DOT, context->style->muted, DOT_UNITS * context->style->unit, dots,
                   NULL);
    }
    g_autofree char *others = g_strdup_printf("Other %s", bcu_dataset_level(dataset, BCU_CLUSTERS).plural);
    legend_add(&plan->legend, SWATCH_FILL, context->style->none, 0, others, NULL);
}

/* ---- panels ------------------------------------------------------------------------------ */

static void highlight(const PlanContext *context, Panel *panel, uint32_t cluster, BcuColour colour)
{
    for (uint32_t a = 0; a < bcu_feature_count(context->dataset, BCU_AREAS); a++)
        if (bcu_feature_cluster(context->dataset, BCU_AREAS, a) == cluster)
            panel->fills[a] = colour;
}

/* Dots are not as loud as the names, as long as they can be seen. */
static BcuColour dot_on(const Style *style, BcuColour fill)
{
    return bcu_colour_contrast(style->muted, fill) >= 4.5 ? style->muted : style_text_on(style, fill);
}

static void name_parts(const PlanContext *context, Panel *panel, uint32_t cluster, BcuColour fill,
                       BcuLevel level)
{
    bool points = bcu_dataset_level(context->dataset, level).geometry == BCU_POINTS;
    for (uint32_t f = 0; f < bcu_feature_count(context->dataset, level); f++) {
        if (bcu_feature_cluster(context->dataset, level, f) != cluster)
            continue;
        if (points)
            panel_add_circle(context, panel, level, f, DOT_UNITS * context->style->unit,
                             dot_on(context->style, fill), bcu_feature_name(context->dataset, level, f));
        if (!bcu_options_bool(context->options, "labels"))
            continue;
        LabelWish *wish = panel_add_name(context, panel, level, f);
        wish->fill_level = BCU_CLUSTERS; /* which is all of one colour */
        wish->fill_feature = cluster;
    }
}

static void name_neighbours(const PlanContext *context, Panel *panel, uint32_t cluster)
{
    for (uint32_t c = 0; c < bcu_feature_count(context->dataset, BCU_CLUSTERS); c++)
        if (c != cluster && bcu_options_bool(context->options, "labels")) {
            LabelWish *wish = panel_add_name(context, panel, BCU_CLUSTERS, c);
            wish->colour = context->style->muted;
            wish->priority = 0;
            wish->if_seen = true;
            wish->may_lead = wish->may_number = false;
            wish->largest = fmax(wish->smallest, 0.8 * context->style->unit);
        }
}

/* The cluster's colour, paler so that many names can be read on it. */
static BcuColour pale(const PlanContext *context, BcuColour colour)
{
    BcuColour towards = context->style->dark ? colour : context->style->paper;
    return bcu_oklab_colour(bcu_oklab_mix(bcu_oklab_of(colour), bcu_oklab_of(towards), 0.4));
}

static BcuBox widened(BcuBox box, double share)
{
    double margin = share * fmax(box.max_x - box.min_x, box.max_y - box.min_y);
    return (BcuBox){box.min_x - margin, box.min_y - margin, box.max_x + margin, box.max_y + margin};
}

static MapPlan *locator_plan(const PlanContext *context, uint32_t cluster, BcuColour colour,
                             const double *people, const double *area_people)
{
    const BcuDataset *dataset = context->dataset;
    MapPlan *plan = plan_new("locator");
    Panel *panel = plan_add_panel(context, plan, BCU_AREAS);
    panel->extent = widened(bcu_feature_extent(dataset, BCU_CLUSTERS, cluster), 0.04);
    highlight(context, panel, cluster, pale(context, colour));
    name_parts(context, panel, cluster, pale(context, colour), BCU_AREAS);
    name_parts(context, panel, cluster, pale(context, colour), BCU_SUBAREAS);
    name_neighbours(context, panel, cluster);
    Panel *inset = plan_add_panel(context, plan, BCU_AREAS);
    inset->inset = inset->small = true;
    highlight(context, inset, cluster, pale(context, colour));
    plan->focus = cluster;
    plan->borders[BCU_BORDER_SUBAREA] = bcu_dataset_level(dataset, BCU_SUBAREAS).geometry == BCU_POLYGONS;
    plan->part = g_strdup(bcu_feature_code(dataset, BCU_CLUSTERS, cluster));
    plan->title = title_of(dataset, cluster, people[cluster]);
    plan->subtitle = subtitle_of(dataset, cluster);
    plan->alt = alt_of(dataset, cluster, plan);
    fill_legend(context, plan, cluster, pale(context, colour), area_people);
    return plan;
}

/* ---- the one that is asked for ------------------------------------------------------------ */

/* What a text names, in capitals or small letters, however its accents are composed. */
static bool says_the_same(const char *a, const char *b)
{
    g_autofree char *x = g_utf8_normalize(a, -1, G_NORMALIZE_ALL), *y = g_utf8_normalize(b, -1, G_NORMALIZE_ALL);
    g_autofree char *small_x = g_utf8_casefold(x ? x : a, -1), *small_y = g_utf8_casefold(y ? y : b, -1);
    return g_str_equal(g_strstrip(small_x), g_strstrip(small_y));
}

/* By code, which no two areas share, else by name. \return how many have it. */
static uint32_t find_area(const BcuDataset *dataset, const char *text, uint32_t *area)
{
    uint32_t count = bcu_feature_count(dataset, BCU_AREAS), found = 0;
    for (uint32_t a = 0; a < count; a++)
        if (g_str_equal(bcu_feature_code(dataset, BCU_AREAS, a), text)) {
            *area = a;
            return 1;
        }
    for (uint32_t a = 0; a < count; a++)
        if (says_the_same(bcu_feature_name(dataset, BCU_AREAS, a), text)) {
            *area = a;
            found++;
        }
    return found;
}

/* All names where they can be read at a glance. */
static void report_no_area(const PlanContext *context, const char *text, uint32_t found)
{
    enum { GLANCE = 40 };
    const BcuDataset *dataset = context->dataset;
    BcuLevelInfo level = bcu_dataset_level(dataset, BCU_AREAS);
    BcuPlace place = {.key = "render.locator"};
    uint32_t count = bcu_feature_count(dataset, BCU_AREAS);
    GString *hint = g_string_new(NULL);
    g_string_append_printf(hint, found ? "Name the %s by its code" : "Give the code or the name of one %s", level.noun);
    for (uint32_t a = 0; !found && count <= GLANCE && a < count; a++)
        g_string_append_printf(hint, "%s%s", a ? ", " : ": ", bcu_feature_name(dataset, BCU_AREAS, a));
    g_string_append_c(hint, '.');
    if (found)
        bcu_report(context->log, BCU_ERROR, "RENDER052", &place, hint->str, "%u %s are called \"%s\"", found,
                   level.plural, text);
    else
        bcu_report(context->log, BCU_ERROR, "RENDER052", &place, hint->str, "there is no %s \"%s\"", level.noun, text);
    g_string_free(hint, TRUE);
}

static bool cluster_of_area(const PlanContext *context, const char *text, uint32_t *cluster)
{
    const BcuDataset *dataset = context->dataset;
    uint32_t area = BCU_NONE, found = find_area(dataset, text, &area);
    BcuPlace place = {.key = "render.locator"};
    if (found != 1) {
        report_no_area(context, text, found);
        return false;
    }
    *cluster = bcu_feature_cluster(dataset, BCU_AREAS, area);
    if (*cluster == BCU_NONE)
        bcu_report(context->log, BCU_ERROR, "RENDER053", &place, "Name another one, or draw them all.",
                   "%s is in no %s, so it has no locator", bcu_feature_name(dataset, BCU_AREAS, area),
                   bcu_dataset_level(dataset, BCU_CLUSTERS).noun);
    return *cluster != BCU_NONE;
}

/* ---- all clusters ------------------------------------------------------------------------ */

static double *people_of(const BcuDataset *dataset, BcuLevel level)
{
    uint32_t count = bcu_feature_count(dataset, level);
    double *people = g_new(double, (size_t)count + 1);
    if (!bcu_measure_people(dataset, level, people))
        for (uint32_t f = 0; f < count; f++)
            people[f] = NAN;
    return people;
}

/** \param only the one that is wanted; BCU_NONE: all. */
static void add_locators(const PlanContext *context, uint32_t only, const char *book, GPtrArray *plans)
{
    uint32_t count = bcu_feature_count(context->dataset, BCU_CLUSTERS);
    g_autofree double *people = people_of(context->dataset, BCU_CLUSTERS);
    g_autofree double *area_people = people_of(context->dataset, BCU_AREAS);
    g_autofree BcuColour *colours = g_new(BcuColour, (size_t)count + 1);
    bcu_colour_clusters(context->dataset, colours);
    for (uint32_t c = 0; c < count; c++) {
        if (only != BCU_NONE && c != only)
            continue;
        MapPlan *plan = locator_plan(context, c, colours[c], people, area_people);
        plan->book = book;
        g_ptr_array_add(plans, plan);
    }
}

bool kind_locator(const PlanContext *context, GPtrArray *plans)
{
    const char *area = bcu_options_text(context->options, "locator");
    uint32_t only = BCU_NONE;
    if (area && !cluster_of_area(context, area, &only))
        return false;
    add_locators(context, only, NULL, plans);
    return true;
}

bool kind_atlas(const PlanContext *context, GPtrArray *plans)
{
    guint first = plans->len;
    kind_clusters(context, plans);
    for (guint p = first; p < plans->len; p++)
        ((MapPlan *)g_ptr_array_index(plans, p))->book = "atlas";
    add_locators(context, BCU_NONE, "atlas", plans);
    return true;
}
