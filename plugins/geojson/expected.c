/* Areas as sums over borders. Each border counts forwards for one side and backwards for the other,
 * so that this way shares nothing with the rings that are written but the coordinates. */
#include "expected.h"
#include "moment.h"
#include <glib.h>

/* Of a sum of moments, per unit of length and of distance from the origin: differences and products are
 * rounded by one part in 1e16 each, here and when the file is read back. */
#define SUM_ERROR 2e-15

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
    GeoSum moment = {0, 0};
    double length = 0, widest = 0, farthest = run.count > 0 ? fabs(run.points[0].x) : 0;
    for (size_t i = 1; i < run.count; i++) {
        BcuPoint from = run.points[i - 1], to = run.points[i];
        double dx = fabs(to.x - from.x), x = fabs(to.x);
        geo_sum_add(&moment, geo_moment(from, to, origin));
        length += dx + fabs(to.y - from.y);
        widest = dx > widest ? dx : widest;
        farthest = x > farthest ? x : farthest;
    }
    borders->moment[arc] = geo_sum_of(moment);
    borders->length[arc] = length;
    borders->crosses[arc] = degrees && (farthest > 180 || widest > 180);
}

/* Along either axis. */
static double farthest_from(BcuPoint origin, BcuBox box)
{
    return fmax(fmax(origin.x - box.min_x, box.max_x - origin.x),
                fmax(origin.y - box.min_y, box.max_y - origin.y));
}

GeoBorders geo_borders_build(const BcuExport *exported, uint32_t coverage)
{
    uint32_t count = bcu_arc_count(bcu_export_dataset(exported), coverage);
    GeoBorders borders = {g_new(double, (size_t)count + 1), g_new(double, (size_t)count + 1),
                          g_new0(bool, (size_t)count + 1), 0};
    bool degrees = bcu_export_is_geographic(exported);
    BcuPoint origin = origin_of(exported, coverage);
    BcuBox box = BCU_BOX_EMPTY;
    for (uint32_t a = 0; a < count; a++) {
        BcuRing arc = bcu_export_arc(exported, coverage, a);
        measure(arc, origin, degrees, &borders, a);
        box = bcu_box_union(box, bcu_ring_extent(arc));
    }
    borders.reach = count > 0 ? farthest_from(origin, box) : 0;
    return borders;
}

void geo_borders_clear(GeoBorders *borders)
{
    g_clear_pointer(&borders->moment, g_free);
    g_clear_pointer(&borders->length, g_free);
    g_clear_pointer(&borders->crosses, g_free);
}

/* Twice an area, and what its sum may be off by. */
typedef struct Measured {
    GeoSum twice;
    double length, reach;
} Measured;

/* \return false where a border crosses the meridian of 180 */
static bool sum_borders(BcuArcShape outline, const GeoBorders *borders, Measured *sum)
{
    bool whole = true;
    uint32_t first = outline.part_start[0], end = outline.part_start[outline.part_count];
    sum->reach = borders->reach;
    for (uint32_t i = outline.ring_start[first]; i < outline.ring_start[end]; i++) {
        bool backwards = outline.refs[i] < 0;
        uint32_t arc = (uint32_t)(backwards ? ~outline.refs[i] : outline.refs[i]);
        geo_sum_add(&sum->twice, backwards ? -borders->moment[arc] : borders->moment[arc]);
        sum->length += borders->length[arc];
        whole &= !borders->crosses[arc];
    }
    return whole;
}

static Measured sum_rings(const BcuShape *shape)
{
    Measured sum = {{0, 0}, 2 * bcu_shape_length(shape), 0};
    for (size_t r = 0; r < shape->ring_count; r++) {
        BcuRing ring = bcu_shape_ring(shape, r);
        for (size_t i = 1; i < ring.count; i++)
            geo_sum_add(&sum.twice, geo_moment(ring.points[i - 1], ring.points[i], ring.points[0]));
    }
    BcuBox box = bcu_shape_extent(shape);
    sum.reach = fmax(box.max_x - box.min_x, box.max_y - box.min_y);
    return sum;
}

GeoExpected geo_expected(const BcuExport *exported, BcuExportLayer layer, uint32_t row, const BcuShape *shape,
                         const GeoBorders *borders)
{
    const BcuDataset *dataset = bcu_export_dataset(exported);
    GeoExpected expected = {0};
    Measured sum = {0};
    if (layer.kind == BCU_EXPORT_LEVEL)
        expected.code = bcu_feature_code(dataset, layer.level, row);
    if (layer.geometry != BCU_POLYGONS || shape->part_count == 0)
        return expected;
    if (layer.kind != BCU_EXPORT_LEVEL ||
        !sum_borders(bcu_feature_arcs(dataset, layer.level, row), borders, &sum))
        sum = sum_rings(shape);
    expected.area =
        fabs(geo_sum_of(sum.twice)) / 2; /* an operation may mirror; shapes are turned right again */
    expected.slack = SUM_ERROR * sum.reach * sum.length;
    return expected;
}
