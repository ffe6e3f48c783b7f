/* Builds the columns that every export writes beside a geometry.
 * Columns that every export writes beside a feature's geometry; see <bcukit/properties.h>. */
#include <bcukit/colour.h>
#include <bcukit/measure.h>
#include <bcukit/properties.h>
#include <glib.h>
#include <string.h>

/* What a feature outside all clusters is filled with, as on the map. */
static const BcuColour OUTSIDE = {0xe3, 0xe3, 0xe3};

static const BcuColumn HEAD[] = {
    {"code", BCU_TEXT, -1, NULL, "its code"},
    {"name", BCU_TEXT, -1, NULL, "its name"},
};
static const BcuColumn OF_CLUSTER[] = {
    {"members", BCU_TEXT, -1, NULL, "names of its areas"},
    {"phase", BCU_TEXT, -1, NULL, "key of the phase in which it goes live"},
    {"phase_label", BCU_TEXT, -1, NULL, "what the phase is called"},
    {"go_live", BCU_TEXT, -1, NULL, "date from which it is live"},
};
static const BcuColumn IN_AREA[] = {
    {"area_code", BCU_TEXT, -1, NULL, "code of the area that it lies in"},
    {"area_name", BCU_TEXT, -1, NULL, "name of the area that it lies in"},
};
static const BcuColumn IN_CLUSTER[] = {
    {"cluster_code", BCU_TEXT, -1, NULL, "code of the cluster that it lies in"},
    {"cluster_name", BCU_TEXT, -1, NULL, "name of the cluster that it lies in"},
};
static const BcuColumn POPULATION = {"population", BCU_INTEGER, -1, "people", "people who live in it"};
static const BcuColumn AREA = {"area_ha", BCU_REAL, 4, "ha", "area of its outline"};
static const BcuColumn STYLE[] = {
    {"fill", BCU_TEXT, -1, NULL, "colour of its face on the map"},
    {"fill-opacity", BCU_REAL, -1, NULL, "1: opaque"},
    {"stroke", BCU_TEXT, -1, NULL, "colour of its border on the map"},
    {"stroke-width", BCU_REAL, -1, "px", "width of its border"},
};

/* The table on its way: the next column to fill. */
typedef struct Properties {
    const BcuDataset *dataset;
    BcuLevel level;
    BcuTable *table;
    uint32_t rows;
} Properties;

static uint32_t add_column(Properties *made, BcuColumn column)
{
    g_autofree char *name = g_strdup(column.name);
    for (int n = 2; bcu_table_find(made->table, name) != BCU_NONE; n++) {
        g_free(name);
        name = g_strdup_printf("%s_%d", column.name, n);
    }
    column.name = name;
    return bcu_table_add_column(made->table, &column);
}

static uint32_t add_columns(Properties *made, const BcuColumn *columns, size_t count)
{
    uint32_t first = bcu_table_column_count(made->table);
    for (size_t c = 0; c < count; c++)
        add_column(made, columns[c]);
    return first;
}

/* ---- columns by subject ---------------------------------------------------------------- */

static void add_head(Properties *made)
{
    add_columns(made, HEAD, G_N_ELEMENTS(HEAD));
    for (uint32_t f = 0; f < made->rows; f++) {
        bcu_table_add_row(made->table);
        bcu_table_set_text(made->table, f, 0, bcu_feature_code(made->dataset, made->level, f));
        bcu_table_set_text(made->table, f, 1, bcu_feature_name(made->dataset, made->level, f));
    }
}

static void add_grouping(Properties *made)
{
    const BcuDataset *dataset = made->dataset;
    uint32_t first = add_columns(made, OF_CLUSTER, G_N_ELEMENTS(OF_CLUSTER));
    for (uint32_t c = 0; c < made->rows; c++) {
        uint32_t phase = bcu_cluster_phase(dataset, c);
        char *members = bcu_cluster_members_dup(dataset, c, "; ");
        bcu_table_set_text(made->table, c, first, members);
        free(members);
        if (phase != BCU_NONE) {
            bcu_table_set_text(made->table, c, first + 1, bcu_phase_at(dataset, phase).key);
            bcu_table_set_text(made->table, c, first + 2, bcu_phase_at(dataset, phase).label);
        }
        bcu_table_set_text(made->table, c, first + 3, bcu_cluster_go_live(dataset, c));
    }
}

/* Code and name of what each feature lies in. */
static void add_place(Properties *made, BcuLevel in, const BcuColumn *columns)
{
    uint32_t first = add_columns(made, columns, 2);
    for (uint32_t f = 0; f < made->rows; f++) {
        uint32_t place = in == BCU_CLUSTERS ? bcu_feature_cluster(made->dataset, made->level, f)
                                            : bcu_feature_parent(made->dataset, made->level, f);
        if (place == BCU_NONE)
            continue;
        bcu_table_set_text(made->table, f, first, bcu_feature_code(made->dataset, in, place));
        bcu_table_set_text(made->table, f, first + 1, bcu_feature_name(made->dataset, in, place));
    }
}

static void add_figures(Properties *made)
{
    g_autofree double *people = g_new(double, (size_t)made->rows + 1);
    uint32_t population = add_column(made, POPULATION);
    bcu_measure_people(made->dataset, made->level, people);
    for (uint32_t f = 0; f < made->rows; f++)
        if (!isnan(people[f]))
            bcu_table_set_integer(made->table, f, population, (int64_t)llround(people[f]));
    if (bcu_dataset_level(made->dataset, made->level).geometry != BCU_POLYGONS)
        return;
    uint32_t area = add_column(made, AREA);
    for (uint32_t f = 0; f < made->rows; f++)
        bcu_table_set_real(made->table, f, area, bcu_feature_area_m2(made->dataset, made->level, f) / 1e4);
}

static void add_attributes(Properties *made, const char *prefix)
{
    const BcuTable *fields = bcu_dataset_fields(made->dataset, made->level);
    for (uint32_t c = 0; fields && c < bcu_table_column_count(fields); c++) {
        BcuColumn column = *bcu_table_column(fields, c);
        g_autofree char *name = g_strconcat(prefix, column.name, NULL);
        column.name = name;
        uint32_t own = add_column(made, column);
        for (uint32_t f = 0; f < made->rows; f++)
            bcu_table_set(made->table, f, own, bcu_table_at(fields, f, c));
    }
}

static void add_style(Properties *made)
{
    g_autofree BcuColour *colours =
        g_new(BcuColour, (size_t)bcu_feature_count(made->dataset, BCU_CLUSTERS) + 1);
    bcu_colour_clusters(made->dataset, colours);
    uint32_t first = add_columns(made, STYLE, G_N_ELEMENTS(STYLE));
    for (uint32_t f = 0; f < made->rows; f++) {
        uint32_t cluster = bcu_feature_cluster(made->dataset, made->level, f);
        BcuColour fill = cluster == BCU_NONE ? OUTSIDE : colours[cluster];
        g_autofree char *text = g_strdup_printf("#%02x%02x%02x", fill.r, fill.g, fill.b);
        bcu_table_set_text(made->table, f, first, text);
        bcu_table_set_real(made->table, f, first + 1, 1);
        bcu_table_set_text(made->table, f, first + 2, "#1c1c1c");
        bcu_table_set_real(made->table, f, first + 3, made->level == BCU_CLUSTERS ? 2 : 1);
    }
}

BcuTable *bcu_properties_build(const BcuDataset *dataset, BcuLevel level, BcuPropertyChoice choice)
{
    BcuLevelInfo info = bcu_dataset_level(dataset, level);
    Properties made = {dataset, level, bcu_table_new(info.id), bcu_feature_count(dataset, level)};
    add_head(&made);
    if (level == BCU_CLUSTERS) {
        add_grouping(&made);
        add_attributes(&made, "");
    } else {
        if (level == BCU_SUBAREAS)
            add_place(&made, BCU_AREAS, IN_AREA);
        add_place(&made, BCU_CLUSTERS, IN_CLUSTER);
    }
    add_figures(&made);
    if (choice.source_prefix && level != BCU_CLUSTERS)
        add_attributes(&made, choice.source_prefix);
    if (choice.simplestyle && info.geometry == BCU_POLYGONS)
        add_style(&made);
    return made.table;
}

/* ---- JSON ------------------------------------------------------------------------------ */

static void put_members(const BcuDataset *dataset, uint32_t cluster, BcuJson *json)
{
    const uint32_t *areas;
    uint32_t count = bcu_cluster_members(dataset, cluster, &areas);
    bcu_json_begin_array(json);
    for (uint32_t i = 0; i < count; i++)
        bcu_json_text(json, bcu_feature_name(dataset, BCU_AREAS, areas[i]));
    bcu_json_end_array(json);
}

void bcu_properties_put_json(const BcuDataset *dataset, BcuLevel level, const BcuTable *properties,
                             uint32_t feature, BcuJson *json)
{
    bcu_json_begin_object(json);
    for (uint32_t c = 0; c < bcu_table_column_count(properties); c++) {
        const BcuColumn *column = bcu_table_column(properties, c);
        bcu_json_key(json, column->name);
        if (level == BCU_CLUSTERS && c == G_N_ELEMENTS(HEAD))
            put_members(dataset, feature, json);
        else
            bcu_json_value(json, bcu_table_at(properties, feature, c), column->decimals);
    }
    bcu_json_end_object(json);
}
