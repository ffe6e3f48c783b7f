/* Reads bytes as the files of a shapefile and takes what comes of it through the topology. */
#include "clean/build.h"
#include "fuzz.h"
#include "layer/shapefile.h"
#include <glib/gstdio.h>
#include <math.h>

static const char *const FILES[] = {"l.shp", "l.shx", "l.dbf", "l.cpg", "l.prj"};

static void put_files(const uint8_t *data, size_t size)
{
    for (size_t i = 0; i < G_N_ELEMENTS(FILES); i++) {
        g_autoptr(GBytes) part = fuzz_part(&data, &size);
        if (g_bytes_get_size(part))
            fuzz_put(FILES[i], g_bytes_get_data(part, NULL), g_bytes_get_size(part));
        else
            g_unlink(fuzz_path(FILES[i]));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new(), doubts = bcu_diag_log_new();
    g_autoptr(BcuLayer) layer = NULL;
    g_autoptr(BcuTopology) topology = NULL;
    put_files(data, size);
    BcuShapefileSource source = {.id = "l", .path = fuzz_path("l.shp"), .crs_optional = true};
    bool ok = bcu_shapefile_read(&source, &layer, log);
    fuzz_assert_said(ok, log);
    if (!ok)
        return 0;
    for (size_t i = 0; i < layer->point_count; i++)
        g_assert_true(isfinite(layer->points[i].x) && isfinite(layer->points[i].y));
    g_assert_cmpuint(bcu_table_row_count(layer->fields), ==, layer->record_count);
    BcuTopologyOptions options = {.tolerance = 0.001, .repair_limit = 1, .verify = true};
    if (layer->geometry == BCU_POLYGONS)
        fuzz_assert_said(bcu_topology_build(layer, &options, &topology, doubts), doubts);
    return 0;
}
