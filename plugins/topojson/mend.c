/* On a grid, borders that were apart may touch or cross. All areas that use an arc would have to agree on another, and
 * each of those with its neighbours: an area that is invalid leaves the shared arcs instead, and the user is told. */
#include "mend.h"
#include <bcukit/validity.h>

/* The shape of a row as readers will see it; arrays are kept for the next one. */
typedef struct Drawn {
    TopoShape runs;
    GArray *points;                 /* BcuPoint, on the grid */
    GArray *ring_start, *part_start; /* size_t */
    GArray *ring;                   /* BcuPoint: in hand */
    uint32_t dropped;               /* rings that do not stand */
} Drawn;

static Drawn drawn_new(void)
{
    return (Drawn){topo_shape_new(), g_array_new(FALSE, FALSE, sizeof(BcuPoint)), g_array_new(FALSE, FALSE, sizeof(size_t)),
                   g_array_new(FALSE, FALSE, sizeof(size_t)), g_array_new(FALSE, FALSE, sizeof(BcuPoint)), 0};
}

static void drawn_clear(Drawn *drawn)
{
    topo_shape_clear(&drawn->runs);
    g_array_unref(drawn->points);
    g_array_unref(drawn->ring_start);
    g_array_unref(drawn->part_start);
    g_array_unref(drawn->ring);
}

static void end_array(GArray *starts, size_t end)
{
    g_array_append_val(starts, end);
}

/* Borrowed until the next row. */
static BcuShape draw(Drawn *drawn, const TopoArcs *arcs, uint32_t layer, uint32_t row)
{
    drawn->dropped = 0;
    topo_arcs_shape(arcs, layer, row, &drawn->runs);
    g_autofree bool *stands = g_new0(bool, drawn->runs.ring_start->len);
    topo_arcs_standing(arcs, &drawn->runs, BCU_POLYGONS, drawn->ring, stands, &drawn->dropped);
    g_array_set_size(drawn->points, 0);
    g_array_set_size(drawn->ring_start, 0);
    g_array_set_size(drawn->part_start, 0);
    end_array(drawn->ring_start, 0);
    end_array(drawn->part_start, 0);
    for (size_t p = 0; p + 1 < drawn->runs.part_start->len; p++) {
        size_t shell = topo_start_at(drawn->runs.part_start, p);
        for (size_t r = shell; r < topo_start_at(drawn->runs.part_start, p + 1); r++) {
            if (!stands[r])
                continue;
            topo_arcs_points(arcs, &drawn->runs, r, drawn->ring);
            g_array_append_vals(drawn->points, drawn->ring->data, drawn->ring->len);
            end_array(drawn->ring_start, drawn->points->len);
        }
        if (stands[shell])
            end_array(drawn->part_start, drawn->ring_start->len - 1);
    }
    return (BcuShape){(BcuPoint *)(void *)drawn->points->data,     drawn->points->len,
                      (size_t *)(void *)drawn->ring_start->data, drawn->ring_start->len - 1,
                      (size_t *)(void *)drawn->part_start->data, drawn->part_start->len - 1};
}

/* Where readers put it: what only just touches on the grid may cross there. */
static bool is_valid(const TopoGrid *grid, const BcuShape *shape)
{
    double step = grid->quantised ? 1 : 1 / pow(10, grid->decimals);
    if (bcu_shape_is_clear(shape, BCU_STEPS_APART * step))
        return true;
    g_autofree BcuPoint *places = g_memdup2(shape->points, shape->point_count * sizeof(BcuPoint));
    for (size_t i = 0; grid->quantised && i < shape->point_count; i++)
        places[i] = (BcuPoint){places[i].x * grid->scale.x + grid->translate.x, places[i].y * grid->scale.y + grid->translate.y};
    BcuShape placed = *shape;
    placed.points = places;
    return bcu_shape_is_valid(&placed);
}

enum { NAMES_MAX = 5 };

/* Codes of those that were mended, some of them. */
typedef struct Mended {
    GString *names;
    uint32_t count;
} Mended;

static void name(Mended *mended, const TopoArcs *arcs, const TopoLayer *layer, uint32_t row)
{
    g_autofree char *number = g_strdup_printf("record %u", row + 1);
    const char *code = layer->shown.kind == BCU_EXPORT_LEVEL
                           ? bcu_feature_code(bcu_export_dataset(arcs->exported), layer->shown.level, row)
                           : number;
    if (mended->count++ < NAMES_MAX)
        g_string_append_printf(mended->names, "%s%s", mended->count > 1 ? ", " : "", code);
}

static void tell(const Mended *mended, const TopoLayer *layer, BcuDiagLog *log)
{
    g_autofree char *more =
        mended->count > NAMES_MAX ? g_strdup_printf(" and %u more", mended->count - NAMES_MAX) : g_strdup("");
    if (mended->count > 0)
        bcu_report(log, BCU_WARNING, "TOPOJSON031", NULL, "Raise topojson.quantization or topojson.decimals, or simplify.",
                   "the rings of %u features of layer %s touch or cross on the grid of the file; they were made valid, and "
                   "share no arcs with their neighbours: %s%s",
                   mended->count, layer->shown.id, mended->names->str, more);
}

/* What GEOS cannot make valid stays: the check of the file will find it. */
static bool mend_layer(TopoArcs *arcs, uint32_t index, Drawn *drawn, BcuDiagLog *log)
{
    const TopoLayer *layer = &arcs->layers[index];
    Mended mended = {g_string_new(NULL), 0};
    bool ok = true;
    for (uint32_t row = 0; ok && row < bcu_table_row_count(layer->shown.table); row++) {
        BcuShape shape = draw(drawn, arcs, index, row);
        if (is_valid(&arcs->grid, &shape))
            continue;
        BcuShape *valid = bcu_shape_valid_build(&shape, arcs->grid.quantised ? 0 : arcs->grid.decimals);
        if (!valid)
            continue;
        arcs->dropped += drawn->dropped;
        name(&mended, arcs, layer, row);
        ok = topo_arcs_give_own(arcs, index, row, valid);
    }
    tell(&mended, layer, log);
    g_string_free(mended.names, TRUE);
    return ok;
}

bool topo_arcs_mend(TopoArcs *arcs, BcuDiagLog *log)
{
    Drawn drawn = drawn_new();
    bool ok = true;
    for (uint32_t i = 0; ok && i < bcu_export_layer_count(arcs->exported); i++)
        if (arcs->layers[i].shown.geometry == BCU_POLYGONS)
            ok = mend_layer(arcs, i, &drawn, log);
    drawn_clear(&drawn);
    if (!ok)
        bcu_report(log, BCU_ERROR, "TOPOJSON010", NULL, "Close other programs, or simplify.",
                   "memory ran out while areas were made valid");
    return ok;
}
