/* How large each cluster is. */
#include <bcukit/crs.h>
#include <bcukit/measure.h>
#include <glib.h>

static const BcuColumn COLUMNS[] = {
    {"code", BCU_TEXT, -1, NULL, "code of the cluster"},
    {"name", BCU_TEXT, -1, NULL, "name of the cluster"},
    {"members", BCU_TEXT, -1, NULL, "names of its areas"},
    {"area_ha", BCU_REAL, 2, "ha", "area in the plane of the working CRS"},
    {"geodesic_area_ha", BCU_REAL, 2, "ha", "area on the ellipsoid"},
    {"perimeter_km", BCU_REAL, 3, "km", "length of all rings"},
    {"parts", BCU_INTEGER, -1, NULL, "separate polygons"},
    {"holes", BCU_INTEGER, -1, NULL, "holes in them"},
};
enum { CODE, NAME, MEMBERS, AREA, GEODESIC_AREA, PERIMETER, PARTS, HOLES };

/* Area on the ellipsoid and length; in a projected CRS lengths stay those of the plane. */
static bool measure_shape(const BcuDataset *dataset, const BcuShape *shape, BcuGeodesic *geodesic,
                          double metres_per_unit, double *area_m2, double *length_m)
{
    *area_m2 = *length_m = 0;
    for (size_t r = 0; r < shape->ring_count; r++) {
        double area, length;
        if (!bcu_geodesic_ring(geodesic, bcu_shape_ring(shape, r), &area, &length))
            return false;
        *area_m2 += area;
        *length_m += bcu_dataset_is_geographic(dataset)
                         ? length
                         : bcu_ring_length(bcu_shape_ring(shape, r)) * metres_per_unit;
    }
    return true;
}

static void fill_row(BcuTable *table, const BcuDataset *dataset, uint32_t cluster,
                     BcuGeodesic *geodesic, double metres_per_unit)
{
    uint32_t row = bcu_table_add_row(table);
    g_autofree char *members = bcu_cluster_members_dup(dataset, cluster, "; ");
    BcuShape *shape = bcu_feature_shape_build(dataset, BCU_CLUSTERS, cluster);
    double area = NAN, length = NAN;
    if (!measure_shape(dataset, shape, geodesic, metres_per_unit, &area, &length))
        area = length = NAN;
    bcu_table_set_text(table, row, CODE, bcu_feature_code(dataset, BCU_CLUSTERS, cluster));
    bcu_table_set_text(table, row, NAME, bcu_feature_name(dataset, BCU_CLUSTERS, cluster));
    bcu_table_set_text(table, row, MEMBERS, members);
    bcu_table_set_real(table, row, AREA, bcu_feature_area_m2(dataset, BCU_CLUSTERS, cluster) / 1e4);
    bcu_table_set_real(table, row, GEODESIC_AREA, area / 1e4);
    bcu_table_set_real(table, row, PERIMETER, length / 1e3);
    bcu_table_set_integer(table, row, PARTS, (int64_t)shape->part_count);
    bcu_table_set_integer(table, row, HOLES, (int64_t)(shape->ring_count - shape->part_count));
    bcu_shape_free(shape);
}

BcuTable *bcu_measure_sizes(const BcuDataset *dataset, BcuDiagLog *log)
{
    const char *crs = bcu_dataset_text(dataset, BCU_TEXT_CRS);
    double metres_per_unit = 1;
    BcuGeodesic *geodesic = bcu_geodesic_new(crs, log);
    if (!geodesic || !bcu_crs_units(crs, NULL, &metres_per_unit, log)) {
        bcu_geodesic_free(geodesic);
        return NULL;
    }
    BcuTable *table = bcu_table_new("area");
    for (size_t c = 0; c < G_N_ELEMENTS(COLUMNS); c++)
        bcu_table_add_column(table, &COLUMNS[c]);
    for (uint32_t c = 0; c < bcu_feature_count(dataset, BCU_CLUSTERS); c++)
        fill_row(table, dataset, c, geodesic, metres_per_unit);
    bcu_geodesic_free(geodesic);
    return table;
}
