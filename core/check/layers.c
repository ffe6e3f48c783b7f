/* Lists layers as they were read.
 * Layers as they were read: shapes, reference systems, text and codes. */
#include "check/section.h"
#include "layer/reproject.h"
#include "text/thousands.h"
#include <float.h>
#include <stdlib.h>
#include <string.h>

static const char *const ROLES[] = {"areas", "subareas", "cells", "context"};

/* The layer that was read for a specification; NULL when it could not be read. */
static const BcuLayer *layer_of(const BcuDatasetParts *parts, const BcuLayerSpec *spec)
{
    const BcuLayer *main_layers[] = {parts->areas, parts->subareas, parts->cells};
    for (size_t i = 0; i < G_N_ELEMENTS(main_layers); i++)
        if (main_layers[i] && g_str_equal(main_layers[i]->id, spec->id))
            return main_layers[i];
    for (guint i = 0; i < parts->contexts->len; i++) {
        const BcuLayer *layer = g_ptr_array_index(parts->contexts, i);
        if (g_str_equal(layer->id, spec->id))
            return layer;
    }
    return NULL;
}

static void add_layers(const BcuInspection *inspection, BcuSheet *sheet)
{
    static const BcuColumn columns[] = {
        {"layer", BCU_TEXT, -1, NULL, NULL},    {"role", BCU_TEXT, -1, NULL, NULL},
        {"shape", BCU_TEXT, -1, NULL, NULL},    {"features", BCU_INTEGER, -1, NULL, NULL},
        {"rings", BCU_INTEGER, -1, NULL, NULL}, {"vertices", BCU_INTEGER, -1, NULL, NULL},
        {"file", BCU_TEXT, -1, NULL, NULL},
    };
    BcuTable *table = bcu_table_new("layers");
    bcu_table_add_columns(table, columns, G_N_ELEMENTS(columns));
    for (guint i = 0; i < inspection->project->layers->len; i++) {
        const BcuLayerSpec *spec = g_ptr_array_index(inspection->project->layers, i);
        const BcuLayer *layer = layer_of(inspection->parts, spec);
        if (layer)
            bcu_check_add_row(table, spec->id, ROLES[spec->role], layer->type_name,
                              (int64_t)layer->record_count, (int64_t)layer->ring_count,
                              (int64_t)layer->point_count, layer->path);
        else
            bcu_check_add_row(table, spec->id, ROLES[spec->role], "not read", (int64_t)0, (int64_t)0,
                              (int64_t)0, spec->path);
    }
    bcu_sheet_take_table(sheet, "Layers", 0, table);
}

/* ---- reference systems ------------------------------------------------------------------- */

/* Who read the layers has said which CRS is unknown. */
static char *crs_text(const BcuCrs *crs, BcuCrsText what)
{
    char *text = crs ? bcu_crs_text_dup(crs, what, NULL) : NULL;
    char *copy = g_strdup(text ? text : "");
    free(text);
    return copy;
}

static const BcuCrsStep *step_of(const BcuDatasetParts *parts, const char *id)
{
    for (guint i = 0; i < parts->provenance->crs_steps->len; i++) {
        const BcuCrsStep *step = g_ptr_array_index(parts->provenance->crs_steps, i);
        if (g_str_equal(step->layer, id))
            return step;
    }
    return NULL;
}

static bool is_multiple(double coordinate, double step)
{
    double times = coordinate / step;
    double whole = times + 0x1.8p52 - 0x1.8p52; /* rounded, without a call; what is larger is whole, as near as can be told */
    return fabs(times - whole) <= 1e-9 + 4 * DBL_EPSILON * fabs(times);
}

/* The step that all coordinates are multiples of: publishers round to it. NAN where there is none down
 * to a hundred-millionth of a unit. */
static double coordinate_step(const BcuLayer *layer)
{
    double divisor = 1;
    size_t i = 0;
    while (divisor <= 1e8 && i < layer->point_count)
        if (is_multiple(layer->points[i].x, 1 / divisor) && is_multiple(layer->points[i].y, 1 / divisor))
            i++;
        else
            divisor *= 10;
    return divisor <= 1e8 && layer->point_count ? 1 / divisor : NAN;
}

static void add_crs_row(BcuTable *table, const BcuLayer *layer, const BcuCrsStep *step)
{
    g_autofree char *name = crs_text(layer->crs, BCU_CRS_NAME);
    g_autofree char *code = crs_text(layer->crs, BCU_CRS_AUTHORITY);
    bool moved = step && !g_str_equal(step->operation, "none");
    g_autofree char *accuracy = !step                   ? g_strdup("not transformed")
                                : !moved                ? g_strdup("exact")
                                : step->accuracy_m < 0  ? g_strdup("unknown")
                                : step->accuracy_m == 0 ? g_strdup("exact")
                                                        : g_strdup_printf("%g m", step->accuracy_m);
    bcu_check_add_row(table, layer->id, *name ? name : "unknown", *code ? code : "no code", layer->crs_origin,
                      moved  ? step->operation
                      : step ? "nothing to do"
                             : NULL,
                      accuracy, moved ? NAN : coordinate_step(layer));
}

/* Figures in degrees are right; lengths such as the tolerance are approximate. */
static void suggest_projected(const BcuInspection *inspection, BcuSheet *sheet, BcuDiagLog *log)
{
    const BcuDatasetParts *parts = inspection->parts;
    double tolerance_m = inspection->project->tolerance_m;
    bcu_sheet_say(sheet, "The tolerance of %g m is taken for %.3g degrees.", tolerance_m,
                  tolerance_m / BCU_METRES_PER_DEGREE);
    g_autofree char *projected = bcu_crs_suggest_projected(parts->crs, bcu_layer_extent(parts->areas));
    g_autofree char *hint =
        projected ? g_strdup_printf("Nothing need be done; crs.working = %s works in metres.", projected)
                  : g_strdup("Nothing need be done; a projected CRS as crs.working works in metres.");
    bcu_report(log, BCU_NOTE, "CRS050", NULL, hint,
               "the working CRS is in degrees: figures are measured on the ellipsoid and are right; the tolerance and "
               "other lengths of the project are turned into degrees, which is exact only along meridians");
}

static void say_working_crs(const BcuInspection *inspection, BcuSheet *sheet, BcuDiagLog *log)
{
    const BcuDatasetParts *parts = inspection->parts;
    if (!parts->crs)
        return;
    bool geographic = bcu_crs_is_geographic(parts->crs);
    double metres_per_unit = bcu_crs_metres_per_unit(parts->crs);
    g_autofree char *name = crs_text(parts->crs, BCU_CRS_NAME);
    g_autofree char *code = crs_text(parts->crs, BCU_CRS_AUTHORITY);
    g_autofree char *unit = geographic               ? g_strdup("degrees; lengths and areas are geodesic")
                            : metres_per_unit == 1.0 ? g_strdup("metres")
                                                     : g_strdup_printf("units of %g m", metres_per_unit);
    bcu_sheet_say(sheet, "Working CRS: %s%s%s%s, in %s.", name, *code ? " (" : "", code, *code ? ")" : "",
                  unit);
    if (geographic)
        suggest_projected(inspection, sheet, log);
}

static void add_crs(const BcuInspection *inspection, BcuSheet *sheet, BcuDiagLog *log)
{
    static const BcuColumn columns[] = {
        {"layer", BCU_TEXT, -1, NULL, NULL},
        {"crs", BCU_TEXT, -1, NULL, NULL},
        {"code", BCU_TEXT, -1, NULL, NULL},
        {"told_by", BCU_TEXT, -1, NULL, NULL},
        {"to_working_crs_by", BCU_TEXT, -1, NULL, NULL},
        {"accuracy", BCU_TEXT, -1, NULL, NULL},
        {"coordinate_step", BCU_REAL, -1, NULL, NULL},
    };
    BcuTable *table = bcu_table_new("crs");
    bcu_table_add_columns(table, columns, G_N_ELEMENTS(columns));
    for (guint i = 0; i < inspection->project->layers->len; i++) {
        const BcuLayer *layer =
            layer_of(inspection->parts, g_ptr_array_index(inspection->project->layers, i));
        if (layer)
            add_crs_row(table, layer, step_of(inspection->parts, layer->id));
    }
    bcu_sheet_take_table(sheet, "Coordinate reference systems", 0, table);
    bcu_sheet_say(sheet, "The coordinate step is what all coordinates of a layer, as read, are multiples of, in its "
                         "units; - for none.");
    say_working_crs(inspection, sheet, log);
}

/* ---- text and codes ---------------------------------------------------------------------- */

typedef struct Codes {
    int64_t empty, repeated;
} Codes;

/* How many cells of a column are empty, and how many say what an earlier one said. */
static Codes count_codes(const BcuLayer *layer, const char *field)
{
    Codes codes = {0, 0};
    uint32_t column = field ? bcu_table_find(layer->fields, field) : BCU_NONE;
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (uint32_t r = 0; column != BCU_NONE && r < layer->record_count; r++) {
        BcuValue value = bcu_table_at(layer->fields, r, column);
        GString *text = g_string_new(NULL);
        if (value.type == BCU_TEXT)
            g_string_append(text, value.as.text);
        else if (value.type == BCU_INTEGER || value.type == BCU_REAL)
            bcu_thousands_append(text, value, -1);
        bool empty = text->len == 0;
        codes.empty += empty;
        codes.repeated += !g_hash_table_add(seen, g_string_free(text, FALSE)) && !empty;
    }
    return codes;
}

static void add_text(const BcuInspection *inspection, BcuSheet *sheet)
{
    static const BcuColumn columns[] = {
        {"layer", BCU_TEXT, -1, NULL, NULL},          {"text", BCU_TEXT, -1, NULL, NULL},
        {"told_by", BCU_TEXT, -1, NULL, NULL},        {"code_field", BCU_TEXT, -1, NULL, NULL},
        {"empty_codes", BCU_INTEGER, -1, NULL, NULL}, {"duplicate_codes", BCU_INTEGER, -1, NULL, NULL},
        {"name_field", BCU_TEXT, -1, NULL, NULL},     {"repeated_names", BCU_INTEGER, -1, NULL, NULL},
    };
    BcuTable *table = bcu_table_new("text");
    bcu_table_add_columns(table, columns, G_N_ELEMENTS(columns));
    for (guint i = 0; i < inspection->project->layers->len; i++) {
        const BcuLayerSpec *spec = g_ptr_array_index(inspection->project->layers, i);
        const BcuLayer *layer = layer_of(inspection->parts, spec);
        if (!layer)
            continue;
        Codes codes = count_codes(layer, spec->code), names = count_codes(layer, spec->name);
        bcu_check_add_row(table, layer->id, layer->encoding, layer->encoding_origin, spec->code, codes.empty,
                          codes.repeated, spec->name, names.repeated);
    }
    bcu_sheet_take_table(sheet, "Text and codes", 0, table);
}

void bcu_check_layers(const BcuInspection *inspection, BcuSheet *sheet, BcuDiagLog *log)
{
    add_layers(inspection, sheet);
    add_crs(inspection, sheet, log);
    add_text(inspection, sheet);
}
