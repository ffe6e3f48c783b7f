/* Sorts figures into classes. Figures are counted in units of their last printed digit, so that limits are whole
 * numbers and "20 – 39" next to "40 – 59" says all there is. */
#include "legend/jenks.h"
#include <bcukit/classes.h>
#include <bcukit/number.h>
#include <glib.h>
#include <math.h>
#include <string.h>

typedef struct Figures {
    double *sorted; /* whole numbers: figures in units of the last printed digit */
    size_t count;
    double unit;
    double grain; /* calculated limits are rounded to this many units */
} Figures;

/* ---- printing ---------------------------------------------------------------------------- */

char *bcu_figure_text(double value, int decimals)
{
    char number[BCU_NUMBER_SIZE];
    double unit = pow(10, -MIN(decimals, 0));
    bcu_number_fixed(number,
                     round(fabs(value) / unit) * unit * (decimals < 0) + fabs(value) * (decimals >= 0),
                     MAX(decimals, 0), false);
    GString *text = g_string_new(value < 0 && strspn(number, "0.") < strlen(number) ? "\u2212" : "");
    size_t whole = strcspn(number, ".");
    for (size_t i = 0; number[i]; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0)
            g_string_append_c(text, ',');
        g_string_append_c(text, number[i]);
    }
    return g_string_free(text, FALSE);
}

static char *label_of(double least, double most, int decimals, double unit, bool negative)
{
    g_autofree char *from = bcu_figure_text(least * unit, decimals),
                    *to = bcu_figure_text(most * unit, decimals);
    if (least == most)
        return g_steal_pointer(&from);
    return g_strdup_printf(negative ? "%s to %s" : "%s \u2013 %s", from, to);
}

/* ---- units ------------------------------------------------------------------------------- */

/* As few digits as tell fortieths of the range apart, but never more than figures are printed with. */
static int decimals_for(double range, int most)
{
    int decimals = range > 0 ? (int)ceil(-log10(range / 40)) : 0;
    return most < 0 ? decimals : MIN(decimals, most);
}

/* As many digits as the number is written with. */
static int decimals_of(double number)
{
    char text[BCU_NUMBER_SIZE];
    bcu_number_shortest(text, number);
    const char *point = strchr(text, '.');
    return point && !strchr(text, 'e') ? (int)strlen(point + 1) : 0;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void figures_read(const double *values, size_t count, int decimals, Figures *figures)
{
    figures->unit = pow(10, -decimals);
    figures->sorted = g_new(double, count + 1);
    figures->count = 0;
    for (size_t i = 0; i < count; i++)
        if (!isnan(values[i]))
            figures->sorted[figures->count++] = round(values[i] / figures->unit);
    qsort(figures->sorted, figures->count, sizeof(double), by_size);
}

static void range_of(const double *values, size_t count, double *least, double *most)
{
    *least = INFINITY;
    *most = -INFINITY;
    for (size_t i = 0; i < count; i++)
        if (!isnan(values[i])) {
            *least = fmin(*least, values[i]);
            *most = fmax(*most, values[i]);
        }
}

/* ---- limits ------------------------------------------------------------------------------ */

/* The whole number with the most zeros at its end that is more than one figure and at most the next. */
static double roundest(double more_than, double at_most)
{
    double best = at_most;
    for (double power = 1; power <= fmax(fabs(at_most), 1) * 10; power *= 10)
        for (double step = power; step <= 5 * power; step = step == power ? 2 * power : step * 2.5) {
            double number = floor(at_most / step) * step;
            if (number > more_than)
                best = number;
        }
    return best;
}

static void add_limit(BcuClasses *classes, double limit)
{
    if (classes->count < BCU_CLASSES_MOST && limit > classes->limits[classes->count - 1])
        classes->limits[classes->count++] = limit;
}

/* A limit that nobody can say, such as 11,053, is none that a reader remembers. */
static double to_three_digits(double limit)
{
    double power = pow(10, floor(log10(fmax(fabs(limit), 1))) - 2);
    return power > 1 ? round(limit / power) * power : limit;
}

/* A class that starts with the figure of that rank, or near it where figures lie too close for a round limit between
 * them. Where most figures are alike a round one may lie beyond all of them: then the limit is as it was. */
static void start_class(const Figures *figures, size_t first, BcuClasses *classes)
{
    while (first > 0 && first < figures->count && figures->sorted[first] == figures->sorted[first - 1])
        first++;
    if (first == 0 || first >= figures->count)
        return;
    double limit = roundest(figures->sorted[first - 1], figures->sorted[first]), simple = to_three_digits(limit);
    bool parts = simple > fmax(figures->sorted[0], classes->limits[classes->count - 1]) &&
                 simple <= figures->sorted[figures->count - 1];
    add_limit(classes, parts ? simple : limit);
}

static size_t count_different(const Figures *figures)
{
    size_t different = figures->count > 0;
    for (size_t i = 1; i < figures->count; i++)
        different += figures->sorted[i] != figures->sorted[i - 1];
    return different;
}

static void limit_by_rank(const Figures *figures, BcuClassMethod method, size_t wanted, BcuClasses *classes)
{
    size_t starts[BCU_CLASSES_MOST];
    if (method == BCU_CLASS_JENKS)
        bcu_jenks_starts(figures->sorted, figures->count, wanted, starts);
    else
        for (size_t i = 0; i < wanted; i++)
            starts[i] = (i * figures->count + wanted - 1) / wanted;
    for (size_t i = 1; i < wanted; i++)
        start_class(figures, starts[i], classes);
}

static double to_grain(const Figures *figures, double limit)
{
    return round(limit / figures->grain) * figures->grain;
}

static void limit_by_deviation(const Figures *figures, size_t wanted, BcuClasses *classes)
{
    double mean = 0, squares = 0, n = (double)figures->count;
    for (size_t i = 0; i < figures->count; i++)
        mean += figures->sorted[i] / n;
    for (size_t i = 0; i < figures->count; i++)
        squares += pow(figures->sorted[i] - mean, 2);
    double deviation = sqrt(squares / n), most = figures->sorted[figures->count - 1];
    for (size_t i = 1; i < wanted; i++) {
        double limit = to_grain(figures, mean + ((double)i - (double)wanted / 2) * deviation);
        if (limit <= most)
            add_limit(classes, limit);
    }
}

static void set_limits(const Figures *figures, BcuClassMethod method, size_t wanted,
                       const double *round_limits, size_t round_count, BcuClasses *classes)
{
    double grain = figures->grain, least = floor(figures->sorted[0] / grain) * grain;
    double most = ceil(figures->sorted[figures->count - 1] / grain) * grain;
    classes->limits[0] = method == BCU_CLASS_PRETTY ? fmin(least, round_limits[0]) : least;
    classes->count = 1;
    if (method == BCU_CLASS_QUANTILE || method == BCU_CLASS_JENKS)
        limit_by_rank(figures, method, wanted, classes);
    else if (method == BCU_CLASS_STDDEV)
        limit_by_deviation(figures, wanted, classes);
    else if (method == BCU_CLASS_EQUAL)
        for (size_t i = 1; i < wanted; i++)
            add_limit(classes, to_grain(figures, least + (most - least) * (double)i / (double)wanted));
    else
        for (size_t i = 0; i < round_count; i++)
            if (method == BCU_CLASS_MANUAL || (round_limits[i] > least && round_limits[i] <= most))
                add_limit(classes, round_limits[i]);
    classes->limits[classes->count] = fmax(most, classes->limits[classes->count - 1]);
}

/* No class has gains and losses in it: the limit that is nearest to zero moves there. One class becomes two. */
static void part_at_zero(BcuClasses *classes)
{
    size_t nearest = 0;
    if (classes->limits[0] >= 0 || classes->limits[classes->count] <= 0)
        return;
    for (size_t i = 1; i < classes->count; i++)
        if (nearest == 0 || fabs(classes->limits[i]) < fabs(classes->limits[nearest]))
            nearest = i;
    if (nearest > 0) {
        classes->limits[nearest] = 0;
        return;
    }
    classes->limits[2] = classes->limits[1];
    classes->limits[1] = 0;
    classes->count = 2;
}

/* ---- the whole --------------------------------------------------------------------------- */

/* Limits beyond which there may be more: their classes are open. */
static void set_labels(const Figures *figures, bool open, double top, BcuClasses *classes)
{
    bool negative = classes->limits[0] < 0;
    for (size_t i = 0; i < classes->count; i++) {
        bool last = i + 1 == classes->count;
        double from = classes->limits[i], to = last ? fmax(top, from) : classes->limits[i + 1] - 1;
        double next = classes->limits[i + 1] * figures->unit;
        g_autofree char *limit = bcu_figure_text(i == 0 ? next : from * figures->unit, classes->decimals);
        if (open && classes->count > 1 && (i == 0 || last))
            classes->labels[i] = g_strdup_printf(i == 0 ? "under %s" : "%s and more", limit);
        else
            classes->labels[i] = label_of(from, to, classes->decimals, figures->unit, negative);
    }
}

void bcu_classes_build(const double *values, size_t count, BcuClassMethod method, size_t wanted, int decimals,
                       const double *manual, size_t manual_count, BcuClasses *classes)
{
    double least, most, limits[BCU_CLASSES_MOST + 1];
    size_t limit_count = 0;
    memset(classes, 0, sizeof *classes);
    range_of(values, count, &least, &most);
    if (least > most)
        return;
    int coarse = decimals_for(most - least, decimals);
    classes->decimals = decimals < 0 ? coarse : decimals; /* as printed, lest 5,431 be in "5,000 – 5,400" */
    if (method == BCU_CLASS_PRETTY)
        limit_count = bcu_pretty_limits(least, most, wanted, limits, G_N_ELEMENTS(limits));
    for (size_t i = 0; method == BCU_CLASS_MANUAL && i < MIN(manual_count, BCU_CLASSES_MOST - 1); i++)
        limits[limit_count++] = manual[i];
    for (size_t i = 0; i < limit_count; i++)
        classes->decimals = MAX(classes->decimals, decimals_of(limits[i]));
    Figures figures;
    figures_read(values, count, classes->decimals, &figures);
    figures.grain = method >= BCU_CLASS_PRETTY ? 1 : pow(10, classes->decimals - coarse);
    for (size_t i = 0; i < limit_count; i++)
        limits[i] = round(limits[i] / figures.unit);
    if (method == BCU_CLASS_MANUAL) /* the first class begins below the first limit, whatever the figures */
        figures.sorted[0] = fmin(figures.sorted[0], limits[0] - 1);
    set_limits(&figures, method, MIN(MIN(wanted, count_different(&figures)), BCU_CLASSES_MOST), limits,
               limit_count, classes);
    if (method == BCU_CLASS_QUANTILE || method == BCU_CLASS_EQUAL || method == BCU_CLASS_JENKS)
        part_at_zero(classes);
    double top = method == BCU_CLASS_PRETTY && limit_count > 1 ? limits[limit_count - 1] : 0;
    set_labels(&figures, method == BCU_CLASS_MANUAL || method == BCU_CLASS_STDDEV,
               fmax(classes->limits[classes->count], top - 1), classes);
    g_free(figures.sorted);
}

void bcu_classes_clear(BcuClasses *classes)
{
    for (size_t i = 0; i < classes->count; i++)
        g_free(classes->labels[i]);
    memset(classes, 0, sizeof *classes);
}

size_t bcu_classes_of(const BcuClasses *classes, double value)
{
    if (isnan(value) || classes->count == 0)
        return SIZE_MAX;
    double figure = round(value / pow(10, -classes->decimals));
    size_t class = 0;
    while (class + 1 < classes->count && figure >= classes->limits[class + 1])
        class ++;
    return class;
}

size_t bcu_pretty_limits(double least, double most, size_t wanted, double *limits, size_t room)
{
    if (!(most > least)) {
        limits[0] = least;
        return 1;
    }
    static const double STEPS[] = {1, 2, 2.5, 5, 10};
    double rough = (most - least) / (double)MAX(wanted, 1), power = pow(10, floor(log10(rough)));
    double step = 10 * power;
    for (size_t s = 0; s < G_N_ELEMENTS(STEPS); s++)
        if (fabs(STEPS[s] * power - rough) < fabs(step - rough))
            step = STEPS[s] * power;
    while (ceil(most / step) - floor(least / step) + 1 > (double)room)
        step *= 2;
    size_t count = 0;
    for (double i = floor(least / step); i <= ceil(most / step); i++) {
        char text[G_ASCII_DTOSTR_BUF_SIZE]; /* 3 x 0.1 is to be 0.3 */
        limits[count++] = g_ascii_strtod(g_ascii_formatd(text, sizeof text, "%.12g", i * step), NULL);
    }
    return count;
}
