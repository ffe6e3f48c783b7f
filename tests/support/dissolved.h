/* Compares each dissolve with GEOSUnaryUnion. */
#ifndef TEST_DISSOLVED_H
#define TEST_DISSOLVED_H

#include "base/diag.h"
#include "layers.h"
#include "topology/arc_shapes.h"
#include "topology/dissolve.h"
#include <bcukit/geos.h>

/* The members of a group united by GEOS; all records where there are no groups. */
static inline GEOSGeometry *united(GEOSContextHandle_t geos, const BcuLayer *layer, const uint32_t *group_of,
                                   uint32_t group)
{
    GPtrArray *parts = g_ptr_array_new();
    for (uint32_t i = 0; i < layer->record_count; i++) {
        if (group_of && group_of[i] != group)
            continue;
        BcuShape *shape = bcu_layer_shape_build(layer, i);
        g_ptr_array_add(parts, bcu_geos_from_shape(geos, shape));
        bcu_shape_free(shape);
    }
    GEOSGeometry *all = GEOSGeom_createCollection_r(geos, GEOS_GEOMETRYCOLLECTION, (GEOSGeometry **)parts->pdata, parts->len);
    GEOSGeometry *whole = GEOSUnaryUnion_r(geos, all);
    GEOSGeom_destroy_r(geos, all);
    g_ptr_array_free(parts, true);
    return whole;
}

/* Every group: valid, of as many parts, and nowhere different. */
static inline void compare_all(GEOSContextHandle_t geos, const BcuLayer *layer, const uint32_t *group_of,
                               uint32_t groups)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuTopologyOptions options = {0};
    g_autoptr(BcuTopology) topology = NULL;
    BcuArcShapes shapes;
    g_assert_true(build_topology(layer, &options, &topology, log));
    g_assert_true(bcu_dissolve(topology, group_of, groups, &shapes, log));
    for (uint32_t g = 0; g < groups; g++) {
        BcuShape *ours = bcu_arc_shapes_build(&shapes, topology, shapes.feature_start[g], shapes.feature_start[g + 1]);
        GEOSGeometry *own = bcu_geos_from_shape(geos, ours), *theirs = united(geos, layer, group_of, g);
        GEOSGeometry *difference = GEOSSymDifference_r(geos, own, theirs);
        double area = -1;
        g_assert_true(GEOSisValid_r(geos, own));
        g_assert_true(GEOSArea_r(geos, difference, &area));
        g_assert_cmpfloat(area, <, 1e-6);
        g_assert_cmpint(GEOSGetNumGeometries_r(geos, own), ==, GEOSGetNumGeometries_r(geos, theirs));
        GEOSGeom_destroy_r(geos, own);
        GEOSGeom_destroy_r(geos, theirs);
        GEOSGeom_destroy_r(geos, difference);
        bcu_shape_free(ours);
    }
    bcu_arc_shapes_clear(&shapes);
}

#endif
