/* Areas as sums over borders. Each border counts forwards for one side and backwards for the other,
 * so that this way shares nothing with the rings that are written but the coordinates. */
#include "expected.h"
#include <glib.h>

/* Of a sum of moments, per unit of length: points lie up to 1e8 units from the origin of degrees or
 * metres, where a product is rounded by one part in 1e16. */
#define SUM_ERROR 1e-15

static BcuPoint origin_of(const BcuExport *exported, uint32_t coverage)
{
    for (uint32_t a = 0; a < bcu_arc_count(bcu_export_dataset(exported), coverage); a++) {
        BcuRing arc = bcu_export_arc(exported, coverage, a);
        if (arc.count > 0)
            return arc.points[0];
    }
    return (BcuPoint){0, 0};
}

/* A border of degrees crosses the meridian of 180 where it leaves the globe's map or leaps across it. */
static void measure(BcuRing run, BcuPoint origin, bool degrees, GeoBorders *borders, uint32_t arc)
{
    double moment = 0, length = 0, widest = 0, farthest = run.count > 0 ? fabs(run.points[0].x) : 0;
    for (size_t i = 1; i < run.count; i++) {
        BcuPoint from = run.points[i - 1], to = run.points[i];
        double dx = fabs(to.x - from.x), x = fabs(to.x);
        moment += (from.x - origin.x) * (to.y - origin.y) - (to.x - origin.x) * (from.y - origin.y);
        length += dx + fabs(to.y - from.y);
        widest = dx > widest ? dx : widest;
        farthest = x > farthest ? x : farthest;
    }
    borders->moment[arc] = moment;
    borders->length[arc] = length;
    borders->crosses[arc] = degrees && (farthest > 180 || widest > 180);
}

GeoBorders geo_borders_build(const BcuExport *exported, uint32_t coverage)
{
    uint32_t count = bcu_arc_count(bcu_export_dataset(exported), coverage);
    GeoBorders borders = {g_new(double, (size_t)count + 1), g_new(double, (size_t)count + 1),
                          g_new0(bool, (size_t)count + 1)};
    bool degrees = bcu_export_is_geographic(exported);
    BcuPoint origin = origin_of(exported, coverage);
    for (uint32_t a = 0; a < count; a++)
        measure(bcu_export_arc(exported, coverage, a), origin, degrees, &borders, a);
    return borders;
}

void geo_borders_clear(GeoBorders *borders)
{
    g_clear_pointer(&borders->moment, g_free);
    g_clear_pointer(&borders->length, g_free);
    g_clear_pointer(&borders->crosses, g_free);
}

/* Coordinates are rounded already, so adding up in another order is all that differs: by far less than one
 * digit more or less in one vertex. */
static double slack_of(double length, BcuBox box)
{
    double reach = fmax(box.max_x - box.min_x, box.max_y - box.min_y) + 360;
    return SUM_ERROR * reach * length;
}

/* \return false where a border crosses the meridian of 180 */
static bool sum_borders(BcuArcShape outline, const GeoBorders *borders, double *twice, double *length)
{
    bool whole = true;
    uint32_t first = outline.part_start[0], end = outline.part_start[outline.part_count];
    for (uint32_t i = outline.ring_start[first]; i < outline.ring_start[end]; i++) {
        bool backwards = outline.refs[i] < 0;
        uint32_t arc = (uint32_t)(backwards ? ~outline.refs[i] : outline.refs[i]);
        *twice += backwards ? -borders->moment[arc] : borders->moment[arc];
        *length += borders->length[arc];
        whole &= !borders->crosses[arc];
    }
    return whole;
}

GeoExpected geo_expected(const BcuExport *exported, BcuExportLayer layer, uint32_t row, const BcuShape *shape,
                         const GeoBorders *borders)
{
    const BcuDataset *dataset = bcu_export_dataset(exported);
    GeoExpected expected = {0};
    double twice = 0, length = 0;
    if (layer.kind == BCU_EXPORT_LEVEL)
        expected.code = bcu_feature_code(dataset, layer.level, row);
    if (layer.geometry != BCU_POLYGONS || shape->part_count == 0)
        return expected;
    if (layer.kind != BCU_EXPORT_LEVEL ||
        !sum_borders(bcu_feature_arcs(dataset, layer.level, row), borders, &twice, &length)) {
        twice = 2 * bcu_shape_area(shape);
        length = 2 * bcu_shape_length(shape);
    }
    expected.area = fabs(twice) / 2; /* an operation may mirror; shapes are turned right again */
    expected.slack = slack_of(length, bcu_shape_extent(shape));
    return expected;
}
