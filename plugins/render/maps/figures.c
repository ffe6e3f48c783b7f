/* Columns of figures, and sentences about them. */
#include "maps/figures.h"
#include "maps/csv_column.h"
#include "maps/phrases.h"
#include <bcukit/classes.h>
#include <string.h>

static BcuLevel level_asked(const BcuOptions *options)
{
    const char *level = bcu_options_text(options, "level");
    return strcmp(level, "areas") == 0      ? BCU_AREAS
           : strcmp(level, "subareas") == 0 ? BCU_SUBAREAS
                                            : BCU_CLUSTERS;
}

/* Four digits of the largest are enough for the eye. */
static int worth_printing(double largest, int column_decimals)
{
    int decimals = largest > 0 ? MAX(3 - (int)floor(log10(largest)), 0) : 0;
    return column_decimals < 0 ? MIN(decimals, 4) : MIN(decimals, column_decimals);
}

/* A share reads better as a percentage. */
static void turn_shares_to_percent(const BcuColumn *column, Figures *figures)
{
    if (g_strcmp0(column->unit, BCU_UNIT_SHARE) != 0 && (column->unit || !strstr(column->name, "share")))
        return;
    for (uint32_t f = 0; f < figures->count; f++)
        figures->values[f] *= 100;
    figures->column_decimals = MAX(column->decimals - 2, 1);
    figures->unit = g_strdup("%");
}

static void find_extremes(Figures *figures)
{
    figures->least = figures->most = BCU_NONE;
    for (uint32_t f = 0; f < figures->count; f++) {
        if (isnan(figures->values[f]))
            continue;
        figures->known++;
        if (figures->least == BCU_NONE || figures->values[f] < figures->values[figures->least])
            figures->least = f;
        if (figures->most == BCU_NONE || figures->values[f] > figures->values[figures->most])
            figures->most = f;
    }
}

/* Areas and lengths, and what is counted. Ranks are counted, too, but not large. */
static bool is_amount(const BcuColumn *column)
{
    static const char *const SIZES[] = {"ha", "km", "m", "m2", "km2"};
    for (size_t u = 0; column->unit && u < G_N_ELEMENTS(SIZES); u++)
        if (strcmp(column->unit, SIZES[u]) == 0)
            return true;
    return strcmp(column->name, "population") == 0 ||
           (column->type == BCU_INTEGER && !strstr(column->name, "rank") && !strstr(column->name, "per_"));
}

static void describe(const PlanContext *context, const char *option, const BcuColumn *column,
                     Figures *figures)
{
    static const char *const SHOWN[] = {"ha", "km", "m", "m2", "km2"};
    const char *title =
        strcmp(option, "column") == 0 ? bcu_options_text(context->options, "column_title") : NULL;
    figures->name = title ? g_strdup(title) : bcu_words_of_column(context->dataset, column);
    figures->description = bcu_words_of_text(context->dataset, column->description ? column->description : "");
    figures->column_decimals = column->type == BCU_INTEGER ? 0 : column->decimals;
    figures->amount = is_amount(column);
    turn_shares_to_percent(column, figures);
    for (size_t u = 0; !figures->unit && u < G_N_ELEMENTS(SHOWN); u++)
        if (column->unit && strcmp(column->unit, SHOWN[u]) == 0)
            figures->unit = g_strdup_printf("\u00a0%s", column->unit);
    if (!figures->unit)
        figures->unit = g_strdup("");
}

static const char *column_asked(const PlanContext *context, BcuLevel level, const char *option,
                                const char *fallback)
{
    const char *name = bcu_options_text(context->options, option);
    g_autofree double *people = g_new(double, (size_t)bcu_feature_count(context->dataset, level) + 1);
    if (name)
        return name;
    return bcu_measure_people(context->dataset, level, people) ? fallback : "area_ha";
}

static bool read_values(const PlanContext *context, const char *name, Figures *figures, BcuColumn *column,
                        BcuTable *texts)
{
    if (bcu_options_has(context->options, "csv"))
        return csv_column_read(context, figures->level, name, figures->values, column, texts);
    return bcu_measure_column(context->dataset, figures->level, name, figures->values, column, texts,
                              context->log);
}

/* As many digits as the figures are written with, up to six. */
static int decimals_in_use(const Figures *figures)
{
    enum { MOST = 6 };
    int decimals = 0;
    for (uint32_t f = 0; f < figures->count; f++)
        while (!isnan(figures->values[f]) && decimals < MOST &&
               fabs(remainder(figures->values[f] * pow(10, decimals), 1)) > 1e-6)
            decimals++;
    return decimals;
}

static double largest_of(const Figures *figures)
{
    double largest = 0;
    for (uint32_t f = 0; f < figures->count; f++)
        largest = isnan(figures->values[f]) ? largest : fmax(largest, fabs(figures->values[f]));
    return largest;
}

/* A map of nothing but "no data" is seldom meant. */
static void report_unknown(const PlanContext *context, const char *option, const char *name,
                           const Figures *figures)
{
    BcuLevelInfo level = bcu_dataset_level(context->dataset, figures->level);
    g_autofree char *key = g_strconcat("render.", option, NULL);
    BcuPlace place = {.key = key};
    if (figures->known == 0)
        bcu_report(context->log, BCU_WARNING, "RENDER044", &place,
                   "Name another column, or another level with render.level.",
                   "no %s has a figure \"%s\": all are drawn as \"no data\"", level.noun, name);
}

/* Fields of layers are often called by abbreviations, in capitals or with underscores: no words to print. */
static bool is_raw(const BcuColumn *column)
{
    bool small = false, mark = false;
    for (const char *c = column->name; *c; c = g_utf8_next_char(c)) {
        small |= g_unichar_islower(g_utf8_get_char(c));
        mark |= *c == '_' || g_ascii_isdigit(*c);
    }
    return !column->description && (mark || !small);
}

static void report_raw(const PlanContext *context, const char *option, const BcuColumn *column, const Figures *figures)
{
    BcuPlace place = {.key = "render.column_title"};
    if (strcmp(option, "column") == 0 && !bcu_options_has(context->options, "column_title") && is_raw(column))
        bcu_report(context->log, BCU_NOTE, "RENDER045", &place, "Set render.column_title to what readers call it.",
                   "the figure has the name of its field, \"%s\", on the map: \"%s\"", column->name, figures->name);
}

bool figures_read(const PlanContext *context, const char *option, const char *fallback, Figures *figures)
{
    BcuColumn column;
    BcuTable *texts = bcu_table_new("texts");
    memset(figures, 0, sizeof *figures);
    figures->level = level_asked(context->options);
    figures->count = bcu_feature_count(context->dataset, figures->level);
    figures->values = g_new(double, (size_t)figures->count + 1);
    const char *name = column_asked(context, figures->level, option, fallback);
    bool ok = read_values(context, name, figures, &column, texts);
    if (ok) {
        describe(context, option, &column, figures);
        find_extremes(figures);
        report_unknown(context, option, name, figures);
        report_raw(context, option, &column, figures);
        if (figures->column_decimals < 0)
            figures->column_decimals = decimals_in_use(figures);
        figures->decimals = worth_printing(largest_of(figures), figures->column_decimals);
    }
    bcu_table_free(texts);
    return ok;
}

void figures_clear(Figures *figures)
{
    g_free(figures->values);
    g_free(figures->name);
    g_free(figures->description);
    g_free(figures->unit);
}

/* ---- sentences --------------------------------------------------------------------------- */

char *figures_text(const Figures *figures, double value)
{
    if (isnan(value))
        return g_strdup("no data");
    g_autofree char *number = bcu_figure_text(value, figures->decimals);
    return g_strconcat(number, figures->unit, NULL);
}

char *figures_legend_title(const Figures *figures)
{
    const char *unit = figures->unit + (g_str_has_prefix(figures->unit, "\u00a0") ? strlen("\u00a0") : 0);
    return g_strdup_printf(*unit ? "%s (%s)" : "%s%s", figures->name, unit);
}

static char *name_of(const PlanContext *context, const Figures *figures, uint32_t feature)
{
    return phrase_name(bcu_feature_name(context->dataset, figures->level, feature));
}

/* "A", or "A and 2 more" where others have the same figure. */
static char *holders(const PlanContext *context, const Figures *figures, uint32_t feature)
{
    uint32_t same = 0;
    for (uint32_t f = 0; f < figures->count; f++)
        same += figures->values[f] == figures->values[feature];
    g_autofree char *name = name_of(context, figures, feature);
    return same > 1 ? g_strdup_printf("%s and %u more", name, same - 1) : g_steal_pointer(&name);
}

char *figures_headline(const PlanContext *context, const Figures *figures)
{
    if (figures->known == 0)
        return g_strdup_printf("%s: no data", figures->name);
    double least = figures->values[figures->least], most = figures->values[figures->most];
    g_autofree char *low = figures_text(figures, least), *high = figures_text(figures, most);
    g_autofree char *where_low = holders(context, figures, figures->least),
                    *where_high = holders(context, figures, figures->most);
    if (figures->known == 1)
        return g_strdup_printf("%s: %s in %s", figures->name, high, where_high);
    if (least == most)
        return g_strdup_printf("%s: %s everywhere", figures->name, high);
    return g_strdup_printf(figures->amount ? "%s: largest in %s (%s), smallest in %s (%s)"
                                           : "%s: highest in %s (%s), lowest in %s (%s)",
                           figures->name, where_high, high, where_low, low);
}

char **figures_titles(const PlanContext *context, const Figures *figures)
{
    char **titles = g_new0(char *, (size_t)figures->count + 1);
    for (uint32_t f = 0; f < figures->count; f++) {
        g_autofree char *name = name_of(context, figures, f),
                        *text = figures_text(figures, figures->values[f]);
        titles[f] = g_strdup_printf("%s: %s", name, text);
    }
    return titles;
}

void figures_append_alt(const PlanContext *context, const Figures *figures, GString *alt)
{
    enum { AS_MANY_AS_ONE_LISTENS_TO = 40 };
    g_autofree char *count = phrase_count(context->dataset, figures->level, figures->count);
    g_string_append_printf(alt, "%s of %s", figures->name, count);
    if (figures->count > AS_MANY_AS_ONE_LISTENS_TO || figures->known == 0) {
        g_string_append_c(alt, '.');
        return;
    }
    g_auto(GStrv) titles = figures_titles(context, figures);
    g_autofree char *list = g_strjoinv("; ", titles);
    g_string_append_printf(alt, ": %s.", list);
}
