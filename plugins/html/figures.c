/* Gathers the columns of the tables in the order in which maps look for them; a later one of a name is left
 * out. Figures are rounded as the tables print them before anything else is made of them, so that the page,
 * its classes and its downloads agree with the files. */
#include "figures.h"
#include <string.h>

/* ---- which columns ----------------------------------------------------------------------- */

/* Codes and names are the features' own; where they lie is the map's to say. */
static bool is_left_out(const BcuColumn *column)
{
    static const char *const NAMES[] = {"code",  "name",  "centroid_x", "centroid_y", "label_x", "label_y",
                                        "min_x", "min_y", "max_x",      "max_y",      "cluster"};
    for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++)
        if (g_str_equal(NAMES[i], column->name))
            return true;
    return false;
}

static bool has_column(const Figures *figures, const char *name)
{
    for (guint i = 0; i < figures->columns->len; i++)
        if (g_ascii_strcasecmp(((Column *)g_ptr_array_index(figures->columns, i))->key, name) == 0)
            return true;
    return false;
}

/* What a reader looks for first: cover without the finer points of its shares. */
static bool is_main(const BcuColumn *column, bool in_cover)
{
    return in_cover && !g_str_has_suffix(column->name, "_rank") &&
           !g_str_has_suffix(column->name, "_ratio") && !g_str_equal(column->name, "population_from") &&
           !g_str_equal(column->name, "population_share_all");
}

/* ---- values ------------------------------------------------------------------------------ */

static double as_printed(double value, int decimals)
{
    char text[BCU_NUMBER_SIZE];
    if (decimals < 0 || isnan(value))
        return value;
    bcu_number_fixed(text, value, decimals, false);
    bcu_number_parse(text, &value);
    return value;
}

static void read_values(Column *column, const BcuTable *table, uint32_t index)
{
    column->values = g_new(double, (size_t)column->count + 1);
    for (uint32_t row = 0; row < column->count; row++)
        column->values[row] =
            row < bcu_table_row_count(table) && bcu_table_number(table, row, index, &column->values[row])
                ? as_printed(column->values[row], column->decimals)
                : NAN;
}

static void read_texts(Column *column, const BcuTable *table, uint32_t index)
{
    column->texts = g_new0(char *, (size_t)column->count + 1);
    for (uint32_t row = 0; row < column->count && row < bcu_table_row_count(table); row++) {
        BcuValue value = bcu_table_at(table, row, index);
        column->texts[row] = g_strdup(value.type == BCU_TEXT   ? value.as.text
                                      : value.type == BCU_BOOL ? value.as.boolean ? "yes" : "no"
                                                               : NULL);
    }
}

/* Four digits of the largest are enough for the eye, as on the maps. */
static int worth_printing(const Column *column)
{
    double largest = 0, scale = column->is_share ? 100 : 1;
    int most = column->decimals < 0 ? 4 : column->is_share ? MAX(column->decimals - 2, 1) : column->decimals;
    for (uint32_t i = 0; i < column->count; i++)
        largest = isnan(column->values[i]) ? largest : fmax(largest, scale * fabs(column->values[i]));
    if (column->type == BCU_INTEGER || largest == 0)
        return 0;
    if (column->is_share && largest >= 1) /* percentages as in sentences */
        return 1;
    return MIN(MAX(3 - (int)floor(log10(largest)), 0), most);
}

/* ---- a column ---------------------------------------------------------------------------- */

static char *unit_of(const BcuColumn *column, bool is_share)
{
    static const char *const SHOWN[] = {"ha", "km", "m", "m2", "km2"};
    for (size_t u = 0; column->unit && u < G_N_ELEMENTS(SHOWN); u++)
        if (g_str_equal(column->unit, SHOWN[u]))
            return g_strdup_printf("\u00a0%s", column->unit);
    return g_strdup(is_share ? "%" : "");
}

static void column_free(gpointer data)
{
    Column *column = data;
    bcu_classes_clear(&column->classes);
    for (uint32_t i = 0; column->texts && i < column->count; i++)
        g_free(column->texts[i]);
    g_free(column->texts);
    g_free(column->values);
    g_free(column->key);
    g_free(column->words);
    g_free(column->about);
    g_free(column->unit);
    g_free(column);
}

static Column *column_new(const BcuDataset *dataset, const BcuColumn *from, uint32_t count)
{
    Column *column = g_new0(Column, 1);
    column->key = g_strdup(from->name);
    column->words = bcu_words_of_column(dataset, from);
    column->about = bcu_words_of_text(dataset, from->description ? from->description : "");
    column->type = from->type;
    column->decimals = from->type == BCU_INTEGER ? 0 : from->decimals;
    column->is_share = from->unit && g_str_equal(from->unit, BCU_UNIT_SHARE);
    column->unit = unit_of(from, column->is_share);
    column->count = count;
    return column;
}

static bool is_equal(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

/* One value is enough where all are the same, such as the officers that each ward has. */
static void share_same(Column *column)
{
    for (uint32_t i = 1; i < column->count; i++)
        if (!is_equal(column->values[i], column->values[0]))
            return;
    column->is_same = !column->is_by_phase && column->count > 1;
    column->count = column->is_same ? 1 : column->count;
}

/* How the level's figures fall into classes; texts have none. */
static void classify(const BcuDataset *dataset, const Figures *figures, Column *column)
{
    enum { CLASSES = 5 };
    uint32_t features = bcu_feature_count(dataset, figures->level);
    g_autofree double *values = g_new(double, (size_t)features + 1);
    for (uint32_t f = 0; f < features; f++)
        values[f] = figures_value(dataset, figures, column, f) * (column->is_share ? 100 : 1);
    bcu_classes_build(values, features, BCU_CLASS_JENKS, CLASSES, column->shown, NULL, 0,
                      &column->classes);
}

/* ---- tables ------------------------------------------------------------------------------ */

typedef struct Source {
    const BcuTable *table; /* may be NULL */
    bool in_cover, is_rollout, with_texts;
} Source;

static void take_column(const BcuDataset *dataset, const Source *source, uint32_t index, Figures *figures)
{
    const BcuColumn *from = bcu_table_column(source->table, index);
    bool is_number = from->type == BCU_INTEGER || from->type == BCU_REAL;
    if (is_left_out(from) || has_column(figures, from->name) ||
        !(is_number || (source->with_texts && from->type != BCU_NULL)))
        return;
    uint32_t count =
        source->is_rollout ? bcu_table_row_count(source->table) : bcu_feature_count(dataset, figures->level);
    Column *column = column_new(dataset, from, count);
    column->is_main = is_main(from, source->in_cover);
    column->is_by_phase = source->is_rollout;
    if (is_number) {
        read_values(column, source->table, index);
        share_same(column);
        column->shown = worth_printing(column);
        classify(dataset, figures, column);
    } else
        read_texts(column, source->table, index);
    g_ptr_array_add(figures->columns, column);
}

static void take_table(const BcuDataset *dataset, const Source *source, Figures *figures)
{
    for (uint32_t c = 0; source->table && c < bcu_table_column_count(source->table); c++)
        take_column(dataset, source, c, figures);
}

bool figures_read(const BcuRun *run, BcuLevel level, Figures *figures)
{
    const BcuDataset *dataset = run->dataset;
    bool of_clusters = level == BCU_CLUSTERS;
    BcuTable *sizes = bcu_measure_sizes(dataset, level, run->log),
             *cover = bcu_measure_cover(dataset, level, NULL);
    BcuTable *change = of_clusters ? bcu_measure_change(dataset, NULL) : NULL;
    BcuTable *rollout = bcu_phase_count(dataset) > 0 ? bcu_measure_rollout(dataset, NULL) : NULL;
    figures->level = level;
    figures->columns = g_ptr_array_new_with_free_func(column_free);
    const Source sources[] = {{cover, true, false, of_clusters},
                              {sizes, false, false, of_clusters},
                              {change, false, false, false},
                              {rollout, false, true, false},
                              {bcu_dataset_fields(dataset, level), false, false, of_clusters}};
    for (size_t i = 0; sizes && i < G_N_ELEMENTS(sources); i++)
        take_table(dataset, &sources[i], figures);
    bool ok = sizes && cover;
    bcu_table_free(sizes);
    bcu_table_free(cover);
    bcu_table_free(change);
    bcu_table_free(rollout);
    return ok;
}

void figures_clear(Figures *figures)
{
    if (figures->columns)
        g_ptr_array_unref(figures->columns);
    figures->columns = NULL;
}

/* ---- one figure -------------------------------------------------------------------------- */

double figures_value(const BcuDataset *dataset, const Figures *figures, const Column *column,
                     uint32_t feature)
{
    if (!column->is_by_phase)
        return column->values[column->is_same ? 0 : feature];
    uint32_t cluster = bcu_feature_cluster(dataset, figures->level, feature);
    if (cluster == BCU_NONE)
        return NAN;
    uint32_t row = MIN(bcu_cluster_phase(dataset, cluster), bcu_phase_count(dataset));
    return row < column->count ? column->values[row] : NAN;
}

char *figures_text(const BcuDataset *dataset, const Figures *figures, const Column *column, uint32_t feature)
{
    if (column->texts)
        return g_strdup(column->texts[feature] ? column->texts[feature] : "");
    double value = figures_value(dataset, figures, column, feature);
    if (isnan(value))
        return g_strdup("");
    g_autofree char *number = bcu_figure_text(value * (column->is_share ? 100 : 1), column->shown);
    return g_strconcat(number, column->unit, NULL);
}
