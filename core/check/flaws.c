/* Counts flaws of layers, by kind.
 * What keeps layers from being clean coverages: counted by kind, and the worst with their places. */
#include "check/section.h"
#include "check/validity.h"
#include "text/cells.h"
#include "text/thousands.h"

/* A polygon layer with the topology that was built from it. */
typedef struct CheckedLayer {
    const BcuLayer *layer;
    const BcuLayerSpec *spec;
    const BcuTopology *topology; /* NULL when it could not be built */
    double m_per_unit;           /* 0 for degrees, and where the CRS is not known */
} CheckedLayer;

/* Flaws are small: the earth is flat there. Those without extent have an empty cell. */
static double flat_m2(const CheckedLayer *checked, double area, BcuPoint at)
{
    double metres = BCU_METRES_PER_DEGREE;
    if (area == 0)
        return NAN;
    return checked->m_per_unit > 0 ? area * checked->m_per_unit * checked->m_per_unit
                                  : area * metres * metres * cos(at.y * G_PI / 180);
}

static double flat_m(const CheckedLayer *checked, double length)
{
    if (length == 0)
        return NAN;
    return length * (checked->m_per_unit > 0 ? checked->m_per_unit : BCU_METRES_PER_DEGREE);
}

static char *code_of(const CheckedLayer *checked, uint32_t record)
{
    uint32_t column =
        checked->spec->code ? bcu_table_find(checked->layer->fields, checked->spec->code) : BCU_NONE;
    if (record == BCU_NONE)
        return NULL;
    char *code = bcu_cell_text_at(checked->layer->fields, record, column);
    if (*code)
        return code;
    g_free(code);
    return g_strdup_printf("record %u", record + 1);
}

/* ---- the sections -------------------------------------------------------------------------- */

static void say_vertices(const BcuLayer *layer, const BcuTopologyReport *report, BcuSheet *sheet)
{
    bcu_sheet_say(sheet, "%s: %s vertices, %s merged with one within the tolerance.", layer->id,
                  BCU_THOUSANDS(report->vertices_in, 0), BCU_THOUSANDS(report->vertices_merged, 0));
}

static void add_counts(const CheckedLayer *checked, size_t count, BcuSheet *sheet)
{
    static const BcuColumn columns[] = {{"layer", BCU_TEXT, -1, NULL, NULL},
                                        {"what", BCU_TEXT, -1, NULL, NULL},
                                        {"places", BCU_INTEGER, -1, NULL, NULL},
                                        {"area_m2", BCU_REAL, 4, "m2", NULL}};
    BcuTable *table = bcu_table_new("coverage");
    bcu_table_add_columns(table, columns, G_N_ELEMENTS(columns));
    for (size_t i = 0; i < count; i++) {
        const BcuTopologyReport *report = checked[i].topology ? &checked[i].topology->report : NULL;
        BcuPoint somewhere = report && checked[i].topology->point_count ? checked[i].topology->points[0] : (BcuPoint){0, 0};
        for (int flaw = 0; report && flaw < BCU_FLAW_COUNT; flaw++)
            if (report->count[flaw])
                bcu_check_add_row(
                    table, checked[i].layer->id, bcu_flaw_name((BcuFlaw)flaw, report->count[flaw] != 1),
                    (int64_t)report->count[flaw], flat_m2(&checked[i], report->area[flaw], somewhere));
    }
    bcu_sheet_take_table(sheet, "Gaps, overlaps and other flaws of the borders", 0, table);
    for (size_t i = 0; i < count; i++) {
        const BcuTopologyReport *report = checked[i].topology ? &checked[i].topology->report : NULL;
        if (!report)
            bcu_sheet_say(sheet, "%s: the borders could not be matched.", checked[i].layer->id);
        else
            say_vertices(checked[i].layer, report, sheet);
    }
}

static void add_places(const CheckedLayer *checked, size_t count, int decimals, BcuSheet *sheet)
{
    const BcuColumn columns[] = {
        {"layer", BCU_TEXT, -1, NULL, NULL},
        {"what", BCU_TEXT, -1, NULL, NULL},
        {"area_m2", BCU_REAL, 4, "m2", NULL},
        {"outline_m", BCU_REAL, 3, "m", NULL},
        {"of", BCU_TEXT, -1, NULL, NULL},
        {"and", BCU_TEXT, -1, NULL, NULL},
        {"x", BCU_REAL, decimals, BCU_SHEET_MAP_UNITS, NULL},
        {"y", BCU_REAL, decimals, BCU_SHEET_MAP_UNITS, NULL},
    };
    BcuTable *table = bcu_table_new("places");
    bcu_table_add_columns(table, columns, G_N_ELEMENTS(columns));
    for (size_t i = 0; i < count; i++)
        for (guint f = 0; checked[i].topology && f < checked[i].topology->report.findings->len; f++) {
            const BcuFinding *finding = &g_array_index(checked[i].topology->report.findings, BcuFinding, f);
            g_autofree char *a = code_of(&checked[i], finding->a), *b = code_of(&checked[i], finding->b);
            bcu_check_add_row(table, checked[i].layer->id, bcu_flaw_name(finding->flaw, false),
                              flat_m2(&checked[i], finding->area, finding->at),
                              flat_m(&checked[i], finding->length), a, b, finding->at.x, finding->at.y);
        }
    bcu_sheet_take_table(sheet, "Their places, the worst kind and the largest first", 10, table);
}

static size_t look_at_layers(const BcuInspection *inspection, CheckedLayer checked[2])
{
    static const BcuLayerRole roles[] = {BCU_LAYER_AREAS, BCU_LAYER_SUBAREAS};
    const BcuDatasetParts *parts = inspection->parts;
    const BcuLayer *const layers[] = {parts->areas, parts->subareas};
    size_t count = 0;
    double metres_per_unit = 0;
    if (parts->crs)
        metres_per_unit = bcu_crs_metres_per_unit(parts->crs);
    for (int i = 0; i < 2; i++)
        if (layers[i] && layers[i]->geometry == BCU_POLYGONS)
            checked[count++] = (CheckedLayer){layers[i], bcu_project_layer(inspection->project, roles[i]),
                                       parts->topology[i], metres_per_unit};
    return count;
}

void bcu_check_flaws(const BcuInspection *inspection, BcuSheet *sheet)
{
    CheckedLayer checked[2];
    size_t count = look_at_layers(inspection, checked);
    if (count == 0 || !inspection->parts->crs) /* without units nothing was matched */
        return;
    add_counts(checked, count, sheet);
    add_places(checked, count, bcu_check_decimals(inspection), sheet);
}

/* ---- rings as they were drawn: that they cross can be told without a CRS ------------------- */

static void add_invalid(const CheckedLayer *checked, size_t count, int decimals, BcuSheet *sheet)
{
    const BcuColumn columns[] = {
        {"layer", BCU_TEXT, -1, NULL, NULL},
        {"code", BCU_TEXT, -1, NULL, NULL},
        {"record", BCU_INTEGER, -1, NULL, NULL},
        {"what", BCU_TEXT, -1, NULL, NULL},
        {"x", BCU_REAL, decimals, BCU_SHEET_MAP_UNITS, NULL},
        {"y", BCU_REAL, decimals, BCU_SHEET_MAP_UNITS, NULL},
    };
    BcuTable *table = bcu_table_new("invalid");
    bcu_table_add_columns(table, columns, G_N_ELEMENTS(columns));
    for (size_t i = 0; i < count; i++) {
        g_autoptr(GArray) invalid = bcu_validity_find(checked[i].layer);
        for (guint k = 0; k < invalid->len; k++) {
            const BcuInvalid *found = &g_array_index(invalid, BcuInvalid, k);
            g_autofree char *code = code_of(&checked[i], found->record);
            bcu_check_add_row(table, checked[i].layer->id, code, (int64_t)found->record + 1, found->what,
                              found->at.x, found->at.y);
        }
    }
    bcu_sheet_take_table(sheet, "Invalid rings", 10, table);
}

void bcu_check_rings(const BcuInspection *inspection, BcuSheet *sheet)
{
    CheckedLayer checked[2];
    size_t count = look_at_layers(inspection, checked);
    if (count > 0)
        add_invalid(checked, count, bcu_check_decimals(inspection), sheet);
}
