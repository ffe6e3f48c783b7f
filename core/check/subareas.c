/* Lists how subareas nest in their areas.
 * How subareas nest in their areas. */
#include "check/section.h"
#include "check/nesting.h"
#include "crs/session.h"
#include "text/thousands.h"

static char *label(const BcuLayer *layer, const BcuLayerSpec *spec, uint32_t record)
{
    const char *field = spec->name ? spec->name : spec->code;
    BcuValue value = bcu_table_at(layer->fields, record, bcu_table_find(layer->fields, field));
    return value.type == BCU_TEXT ? g_strdup(value.as.text) : g_strdup_printf("record %u", record + 1);
}

typedef struct Nest {
    const BcuLayer *areas, *subareas;
    const BcuLayerSpec *area_spec, *subarea_spec;
    const BcuNesting *found;
} Nest;

/* ---- reported ------------------------------------------------------------------------------ */

static void report_strays(const Nest *nest, BcuDiagLog *log)
{
    const GArray *strays = nest->found->strays;
    if (strays->len == 0)
        return;
    const BcuStray *deepest = &g_array_index(strays, BcuStray, 0);
    double total_m2 = 0;
    for (guint i = 0; i < strays->len; i++) {
        const BcuStray *stray = &g_array_index(strays, BcuStray, i);
        total_m2 += stray->area_m2;
        deepest = stray->depth_m > deepest->depth_m ? stray : deepest;
    }
    g_autofree char *own = label(nest->subareas, nest->subarea_spec, deepest->subarea);
    g_autofree char *other = label(nest->areas, nest->area_spec, deepest->into);
    BcuPlace place = {.file = nest->subareas->path,
                      .record = deepest->subarea + 1,
                      .has_position = true,
                      .x = deepest->at.x,
                      .y = deepest->at.y};
    bcu_report(
        log, BCU_WARNING, "MEM070", &place, "Use layers of the same vintage, or accept the difference.",
        "%s reach into other %s than their own at %u places, %.4f ha in all; farthest %s into %s by %.3f m",
        nest->subarea_spec->plural, nest->area_spec->plural, strays->len, total_m2 / 1e4, own, other,
        deepest->depth_m);
}

static double total(const double *m2, uint32_t count, double least, uint32_t *areas)
{
    double sum = 0;
    *areas = 0;
    for (uint32_t a = 0; a < count; a++)
        if (m2[a] > least) {
            sum += m2[a];
            ++*areas;
        }
    return sum;
}

static void place_barest(const BcuNesting *found, uint32_t count, BcuPlace *place)
{
    double most_m2 = BCU_BARE_M2;
    for (uint32_t a = 0; a < count; a++)
        if (found->bare_m2[a] > most_m2 && !isnan(found->bare_at[a].x)) {
            most_m2 = found->bare_m2[a];
            place->has_position = true;
            place->x = found->bare_at[a].x;
            place->y = found->bare_at[a].y;
        }
}

static void report_ground(const Nest *nest, BcuDiagLog *log)
{
    uint32_t count = nest->areas->record_count, areas;
    double beyond_m2 = total(nest->found->beyond_m2, count, 0, &areas);
    BcuPlace place = {.file = nest->subareas->path};
    if (areas)
        bcu_report(log, BCU_NOTE, "MEM071", &place, NULL,
                   "%s %s of %s %s reach %s ha beyond all %s (tidal water, for example)",
                   BCU_THOUSANDS(nest->found->beyond, 0), nest->subarea_spec->plural, BCU_THOUSANDS(areas, 0),
                   nest->area_spec->plural, BCU_THOUSANDS(beyond_m2 / 1e4, 4), nest->area_spec->plural);
    double bare_m2 = total(nest->found->bare_m2, count, BCU_BARE_M2, &areas);
    place.file = nest->areas->path;
    place_barest(nest->found, count, &place);
    if (areas)
        bcu_report(log, BCU_WARNING, "MEM072", &place,
                   "Use layers of the same vintage, or accept the difference.",
                   "%s %s have %s ha that no %s covers", BCU_THOUSANDS(areas, 0), nest->area_spec->plural,
                   BCU_THOUSANDS(bare_m2 / 1e4, 4), nest->subarea_spec->noun);
}

/* ---- shown --------------------------------------------------------------------------------- */

static void add_strays(const Nest *nest, int decimals, BcuSheet *sheet)
{
    const BcuColumn columns[] = {
        {nest->subarea_spec->noun, BCU_TEXT, -1, NULL, NULL},
        {"belongs_to", BCU_TEXT, -1, NULL, NULL},
        {"reaches_into", BCU_TEXT, -1, NULL, NULL},
        {"area_m2", BCU_REAL, 2, "m2", NULL},
        {"by_up_to_m", BCU_REAL, 3, "m", NULL},
        {"x", BCU_REAL, decimals, BCU_SHEET_MAP_UNITS, NULL},
        {"y", BCU_REAL, decimals, BCU_SHEET_MAP_UNITS, NULL},
    };
    BcuTable *table = bcu_table_new("nesting");
    bcu_table_add_columns(table, columns, G_N_ELEMENTS(columns));
    for (guint i = 0; i < nest->found->strays->len; i++) {
        const BcuStray *stray = &g_array_index(nest->found->strays, BcuStray, i);
        g_autofree char *subarea = label(nest->subareas, nest->subarea_spec, stray->subarea);
        g_autofree char *own = label(nest->areas, nest->area_spec, stray->area);
        g_autofree char *other = label(nest->areas, nest->area_spec, stray->into);
        bcu_check_add_row(table, subarea, own, other, stray->area_m2, stray->depth_m, stray->at.x,
                          stray->at.y);
    }
    g_autofree char *title =
        g_strdup_printf("%s that leave their %s", nest->subarea_spec->plural, nest->area_spec->noun);
    bcu_sheet_take_table(sheet, title, 10, table);
    bcu_sheet_say(sheet, "%s of %s %s lie wholly in their %s.", BCU_THOUSANDS(nest->found->nested, 0),
                  BCU_THOUSANDS(nest->subareas->record_count, 0), nest->subarea_spec->plural, nest->area_spec->noun);
}

static double published_water(const Nest *nest, uint32_t area)
{
    double hectares;
    uint32_t column =
        nest->area_spec->water_ha ? bcu_table_find(nest->areas->fields, nest->area_spec->water_ha) : BCU_NONE;
    return column != BCU_NONE && bcu_table_number(nest->areas->fields, area, column, &hectares) ? hectares
                                                                                                : NAN;
}

static void add_ground(const Nest *nest, int decimals, BcuSheet *sheet)
{
    const BcuColumn columns[] = {
        {nest->area_spec->noun, BCU_TEXT, -1, NULL, NULL},
        {"beyond_all_ha", BCU_REAL, 4, "ha", NULL},
        {"published_water_ha", BCU_REAL, 3, "ha", NULL},
        {"not_covered_m2", BCU_REAL, 2, "m2", NULL},
        {"x", BCU_REAL, decimals, BCU_SHEET_MAP_UNITS, NULL},
        {"y", BCU_REAL, decimals, BCU_SHEET_MAP_UNITS, NULL},
    };
    BcuTable *table = bcu_table_new("ground");
    bcu_table_add_columns(table, columns, G_N_ELEMENTS(columns));
    double beyond_m2 = 0, bare_m2 = 0;
    for (uint32_t a = 0; a < nest->areas->record_count; a++) {
        double beyond = nest->found->beyond_m2[a], bare = nest->found->bare_m2[a];
        g_autofree char *name = label(nest->areas, nest->area_spec, a);
        beyond_m2 += beyond;
        bare_m2 += bare > BCU_BARE_M2 ? bare : 0;
        if (beyond > 0 || bare > BCU_BARE_M2)
            bcu_check_add_row(table, name, beyond / 1e4, published_water(nest, a),
                              bare > BCU_BARE_M2 ? bare : 0.0, nest->found->bare_at[a].x,
                              nest->found->bare_at[a].y);
    }
    g_autofree char *title =
        g_strdup_printf("Ground of %s beyond all %s, and ground without %s", nest->subarea_spec->plural,
                        nest->area_spec->plural, nest->subarea_spec->plural);
    bcu_sheet_take_table(sheet, title, 0, table);
    bcu_sheet_say(sheet, "%s ha beyond all %s (tidal water, for example), %s ha without %s.",
                  BCU_THOUSANDS(beyond_m2 / 1e4, 1), nest->area_spec->plural, BCU_THOUSANDS(bare_m2 / 1e4, 4), nest->subarea_spec->plural);
}

void bcu_check_subareas(const BcuInspection *inspection, BcuSheet *sheet, BcuDiagLog *log)
{
    const BcuDatasetParts *parts = inspection->parts;
    if (!parts->parents || parts->subareas->geometry != BCU_POLYGONS)
        return;
    BcuNestingInput input = {parts->areas, parts->subareas, parts->parents->area_of, parts->crs,
                             inspection->project->tolerance_m};
    g_autoptr(BcuNesting) nesting = NULL;
    bcu_diag_log_set_origin(log, "nesting");
    if (!bcu_nesting_build(&input, &nesting, log))
        return;
    Nest nest = {parts->areas, parts->subareas, bcu_project_layer(inspection->project, BCU_LAYER_AREAS),
                 bcu_project_layer(inspection->project, BCU_LAYER_SUBAREAS), nesting};
    add_strays(&nest, bcu_check_decimals(inspection), sheet);
    add_ground(&nest, bcu_check_decimals(inspection), sheet);
    report_strays(&nest, log);
    report_ground(&nest, log);
}
