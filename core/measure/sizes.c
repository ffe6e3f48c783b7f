/* Measures features.
 * How large each feature is, what form it has and what it borders on. */
#include "dataset/dataset_private.h"
#include "measure/form.h"
#include "text/thousands.h"
#include <bcukit/crs.h>
#include <bcukit/measure.h>
#include <glib.h>

static const BcuColumn COLUMNS[] = {
    {"code", BCU_TEXT, -1, NULL, "its code"},
    {"name", BCU_TEXT, -1, NULL, "its name"},
    {"members", BCU_TEXT, -1, NULL, "names of its areas; for an area or subarea: where it belongs"},
    {"area_ha", BCU_REAL, 2, "ha", "area in the plane of the working CRS; on the ellipsoid where that is in degrees or off by more than 1 %"},
    {"geodesic_area_ha", BCU_REAL, 2, "ha", "area on the ellipsoid, edges cut to 500 m first"},
    {"perimeter_km", BCU_REAL, 3, "km", "length of all rings"},
    {"outer_km", BCU_REAL, 3, "km", "of the perimeter, with nothing on the other side"},
    {"shared_km", BCU_REAL, 3, "km", "of the perimeter, shared with neighbours"},
    {"riverside_km", BCU_REAL, 3, "km", "of the outer part, facing another bank within topology.bridge"},
    {"parts", BCU_INTEGER, -1, NULL, "separate polygons"},
    {"holes", BCU_INTEGER, -1, NULL, "holes in them"},
    {"centroid_x", BCU_REAL, 1, NULL, "centre of gravity, in the working CRS"},
    {"centroid_y", BCU_REAL, 1, NULL, "centre of gravity, in the working CRS"},
    {"label_x", BCU_REAL, 1, NULL, "inner point farthest from the outline, in the working CRS"},
    {"label_y", BCU_REAL, 1, NULL, "inner point farthest from the outline, in the working CRS"},
    {"min_x", BCU_REAL, 1, NULL, "western end, in the working CRS"},
    {"min_y", BCU_REAL, 1, NULL, "southern end, in the working CRS"},
    {"max_x", BCU_REAL, 1, NULL, "eastern end, in the working CRS"},
    {"max_y", BCU_REAL, 1, NULL, "northern end, in the working CRS"},
    {"polsby_popper", BCU_REAL, 4, NULL, "area to that of a circle of the same perimeter, 0 to 1"},
    {"reock", BCU_REAL, 4, NULL, "area to that of the smallest circle around it, 0 to 1"},
    {"hull_ratio", BCU_REAL, 4, NULL, "area to that of the convex hull, 0 to 1"},
    {"longest_crossing_km", BCU_REAL, 3, "km", "between its two points farthest apart"},
    {"neighbour_count", BCU_INTEGER, -1, NULL, "features of its level that share a border with it"},
    {"neighbours", BCU_TEXT, -1, NULL, "their names, with km of shared border"},
    {"published_ha", BCU_REAL, 3, "ha", "area as the publisher states it, with tidal water"},
    {"published_water_ha", BCU_REAL, 3, "ha", "tidal water in it, as published"},
    {"published_difference_ha", BCU_REAL, 3, "ha", "area_ha less published land"},
};
enum {
    CODE,
    NAME,
    MEMBERS,
    AREA,
    GEODESIC_AREA,
    PERIMETER,
    OUTER,
    SHARED,
    RIVERSIDE,
    PARTS,
    HOLES,
    CENTROID_X,
    CENTROID_Y,
    LABEL_X,
    LABEL_Y,
    MIN_X,
    MIN_Y,
    MAX_X,
    MAX_Y,
    POLSBY_POPPER,
    REOCK,
    HULL_RATIO,
    LONGEST_CROSSING,
    NEIGHBOUR_COUNT,
    NEIGHBOURS,
    PUBLISHED,
    WATER,
    DIFFERENCE
};

/* What all rows of a table need. */
typedef struct Sizes {
    const BcuDataset *dataset;
    BcuLevel level;
    BcuGeodesic *geodesic;
    double metres_per_unit;
    BcuTable *table;
} Sizes;

/* ---- area and perimeter ---------------------------------------------------------------- */

/* Area on the ellipsoid and length; lengths are those of the plane where the dataset's are. */
static bool measure_rings(const Sizes *sizes, const BcuShape *shape, double *area_m2, double *length_m)
{
    *area_m2 = *length_m = 0;
    for (size_t r = 0; r < shape->ring_count; r++) {
        double area, length;
        if (!bcu_geodesic_ring(sizes->geodesic, bcu_shape_ring(shape, r), &area, &length))
            return false;
        *area_m2 += area;
        *length_m += bcu_dataset_measures_ground(sizes->dataset)
                         ? length
                         : bcu_ring_length(bcu_shape_ring(shape, r)) * sizes->metres_per_unit;
    }
    return true;
}

static void fill_lengths(const Sizes *sizes, uint32_t row, uint32_t feature, const BcuShape *shape)
{
    double area, length, outer = bcu_feature_outer_m(sizes->dataset, sizes->level, feature);
    BcuTable *table = sizes->table;
    bcu_table_set_real(table, row, AREA, bcu_feature_area_m2(sizes->dataset, sizes->level, feature) / 1e4);
    if (!measure_rings(sizes, shape, &area, &length))
        return;
    bcu_table_set_real(table, row, GEODESIC_AREA, area / 1e4);
    bcu_table_set_real(table, row, PERIMETER, length / 1e3);
    bcu_table_set_real(table, row, OUTER, outer / 1e3);
    bcu_table_set_real(table, row, SHARED, fmax(length - outer, 0) / 1e3);
    bcu_table_set_real(table, row, RIVERSIDE,
                       bcu_feature_riverside_m(sizes->dataset, sizes->level, feature) / 1e3);
    bcu_table_set_integer(table, row, PARTS, (int64_t)shape->part_count);
    bcu_table_set_integer(table, row, HOLES, (int64_t)(shape->ring_count - shape->part_count));
}

/* ---- place and form --------------------------------------------------------------------- */

static void fill_place(const Sizes *sizes, uint32_t row, uint32_t feature, const BcuShape *shape)
{
    BcuPoint label = bcu_feature_label_point(sizes->dataset, sizes->level, feature);
    BcuBox box = bcu_feature_extent(sizes->dataset, sizes->level, feature);
    BcuPoint centroid = shape->part_count ? bcu_shape_centroid(shape) : label;
    const double values[] = {centroid.x, centroid.y, label.x,   label.y,
                             box.min_x,  box.min_y,  box.max_x, box.max_y};
    for (uint32_t i = 0; i < G_N_ELEMENTS(values); i++)
        bcu_table_set_real(sizes->table, row, CENTROID_X + i, values[i]);
}

/* Takes the shape into metres. */
static void fill_form(const Sizes *sizes, uint32_t row, BcuShape *shape)
{
    BcuForm form;
    BcuPoint centre = bcu_shape_centroid(shape);
    if (!bcu_geodesic_flatten(sizes->geodesic, centre, shape->points, shape->point_count) ||
        !bcu_form_measure(shape, &form))
        return;
    bcu_table_set_real(sizes->table, row, POLSBY_POPPER, form.polsby_popper);
    bcu_table_set_real(sizes->table, row, REOCK, form.reock);
    bcu_table_set_real(sizes->table, row, HULL_RATIO, form.hull_ratio);
    bcu_table_set_real(sizes->table, row, LONGEST_CROSSING, form.longest_crossing_m / 1e3);
}

/* ---- neighbours ------------------------------------------------------------------------- */

static void fill_neighbours(const Sizes *sizes, uint32_t row, uint32_t feature)
{
    g_autoptr(GString) names = g_string_new(NULL);
    uint32_t count = 0;
    for (size_t i = 0; i < bcu_adjacency_count(sizes->dataset, sizes->level); i++) {
        BcuAdjacency pair = bcu_adjacency_at(sizes->dataset, sizes->level, i);
        if (pair.a != feature && pair.b != feature)
            continue;
        char km[G_ASCII_DTOSTR_BUF_SIZE];
        g_string_append_printf(
            names, "%s%s (%s km)", count++ ? "; " : "",
            bcu_feature_name(sizes->dataset, sizes->level, pair.a == feature ? pair.b : pair.a),
            g_ascii_formatd(km, sizeof km, "%.2f", pair.length_m / 1e3));
    }
    bcu_table_set_integer(sizes->table, row, NEIGHBOUR_COUNT, count);
    bcu_table_set_text(sizes->table, row, NEIGHBOURS, count ? names->str : NULL);
}

/* ---- published figures ------------------------------------------------------------------- */

/* A figure of the layer; for a cluster, the sum over its areas. NAN where one is missing. */
static double published(const Sizes *sizes, uint32_t feature, BcuRole role)
{
    const BcuDataset *dataset = sizes->dataset;
    BcuLevel level = sizes->level == BCU_CLUSTERS ? BCU_AREAS : sizes->level;
    uint32_t column = bcu_dataset_role(dataset, level, role);
    double sum = 0, value;
    if (column == BCU_NONE)
        return NAN;
    for (uint32_t f = 0; f < bcu_feature_count(dataset, level); f++) {
        bool own =
            sizes->level == BCU_CLUSTERS ? bcu_feature_cluster(dataset, level, f) == feature : f == feature;
        if (own)
            sum += bcu_table_number(bcu_dataset_fields(dataset, level), f, column, &value) ? value : NAN;
    }
    return sum;
}

static void fill_published(const Sizes *sizes, uint32_t row, uint32_t feature, bool has_area)
{
    double stated = published(sizes, feature, BCU_ROLE_PUBLISHED_HA);
    double water = published(sizes, feature, BCU_ROLE_WATER_HA);
    bcu_table_set_real(sizes->table, row, PUBLISHED, stated);
    bcu_table_set_real(sizes->table, row, WATER, water);
    if (has_area)
        bcu_table_set_real(sizes->table, row, DIFFERENCE,
                           bcu_feature_area_m2(sizes->dataset, sizes->level, feature) / 1e4 -
                               (stated - (isnan(water) ? 0 : water)));
}

/* ---- rows -------------------------------------------------------------------------------- */

static char *belongs(const Sizes *sizes, uint32_t feature)
{
    if (sizes->level == BCU_CLUSTERS)
        return bcu_cluster_members_dup(sizes->dataset, feature, "; ");
    uint32_t parent = bcu_feature_parent(sizes->dataset, sizes->level, feature);
    return parent == BCU_NONE ? NULL : g_strdup(bcu_feature_name(sizes->dataset, sizes->level - 1, parent));
}

static void fill_row(const Sizes *sizes, uint32_t feature)
{
    uint32_t row = bcu_table_add_row(sizes->table);
    g_autofree char *members = belongs(sizes, feature);
    bcu_table_set_text(sizes->table, row, CODE, bcu_feature_code(sizes->dataset, sizes->level, feature));
    bcu_table_set_text(sizes->table, row, NAME, bcu_feature_name(sizes->dataset, sizes->level, feature));
    bcu_table_set_text(sizes->table, row, MEMBERS, members);
    BcuShape *shape = bcu_feature_shape_build(sizes->dataset, sizes->level, feature);
    fill_place(sizes, row, feature, shape);
    fill_published(sizes, row, feature, shape->part_count > 0);
    if (shape->part_count > 0) {
        fill_lengths(sizes, row, feature, shape);
        fill_neighbours(sizes, row, feature);
        fill_form(sizes, row, shape);
    }
    bcu_shape_free(shape);
}

static void summarise(const Sizes *sizes, BcuDiagLog *log)
{
    const BcuDataset *dataset = sizes->dataset;
    uint32_t count = bcu_feature_count(dataset, sizes->level), largest = 0, smallest = 0;
    double total = 0;
    if (count == 0 || bcu_dataset_level(dataset, sizes->level).geometry != BCU_POLYGONS)
        return;
    for (uint32_t f = 0; f < count; f++) {
        double area = bcu_feature_area_m2(dataset, sizes->level, f);
        total += area;
        if (area > bcu_feature_area_m2(dataset, sizes->level, largest))
            largest = f;
        if (area < bcu_feature_area_m2(dataset, sizes->level, smallest))
            smallest = f;
    }
    bcu_report(log, BCU_SUMMARY, "FIG040", NULL, NULL,
               "%s %s cover %s ha; the largest is %s with %s ha, the smallest %s with %s ha; "
               "%s pairs share a border, %s face one another across water.",
               BCU_THOUSANDS(count, 0), bcu_dataset_level(dataset, sizes->level).plural, BCU_THOUSANDS(total / 1e4, 2),
               bcu_feature_name(dataset, sizes->level, largest),
               BCU_THOUSANDS(bcu_feature_area_m2(dataset, sizes->level, largest) / 1e4, 2),
               bcu_feature_name(dataset, sizes->level, smallest),
               BCU_THOUSANDS(bcu_feature_area_m2(dataset, sizes->level, smallest) / 1e4, 2),
               BCU_THOUSANDS(bcu_adjacency_count(dataset, sizes->level), 0),
               BCU_THOUSANDS(bcu_bridge_count(dataset, sizes->level), 0));
}

/* In degrees, one decimal would be eleven kilometres. */
static BcuTable *new_table(bool is_geographic)
{
    BcuTable *table = bcu_table_new("area");
    for (size_t c = 0; c < G_N_ELEMENTS(COLUMNS); c++) {
        BcuColumn column = COLUMNS[c];
        if (is_geographic && c >= CENTROID_X && c <= MAX_Y)
            column.decimals = 7;
        bcu_table_add_column(table, &column);
    }
    return table;
}

/* Of the full outlines, whatever is drawn: an area of one outline beside the perimeter of another fit nothing. */
BcuTable *bcu_measure_sizes(const BcuDataset *dataset, BcuLevel level, BcuDiagLog *log)
{
    dataset = bcu_dataset_whole(dataset);
    const BcuCrs *crs = bcu_dataset_crs(dataset);
    Sizes sizes = {.dataset = dataset, .level = level, .geodesic = bcu_geodesic_new(crs, log)};
    if (!sizes.geodesic)
        return NULL;
    sizes.metres_per_unit = bcu_crs_metres_per_unit(crs);
    sizes.table = new_table(bcu_dataset_is_geographic(dataset));
    for (uint32_t f = 0; f < bcu_feature_count(dataset, level); f++)
        fill_row(&sizes, f);
    summarise(&sizes, log);
    bcu_geodesic_free(sizes.geodesic);
    return sizes.table;
}
