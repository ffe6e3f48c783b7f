/* Lists the layers and tables that a project can export.
 * All that a project can hand to a GIS, seen alike; see <bcukit/export.h>. */
#include "kit/export.h"
#include "kit/what_if.h"
#include "crs/session.h"
#include <bcukit/measure.h>
#include <bcukit/properties.h>
#include <stdlib.h>

/* ---- which layers there are -------------------------------------------------------------- */

static char *unique_id(const BcuExport *exported, const char *wanted)
{
    g_autofree char *id = g_strdup(*wanted ? wanted : "layer");
    for (guint i = 0, n = 2; i < exported->layers->len;) {
        const BcuExportEntry *other = g_ptr_array_index(exported->layers, i++);
        g_autofree char *folded = g_utf8_casefold(id, -1), *taken = g_utf8_casefold(other->id, -1);
        if (!g_str_equal(folded, taken))
            continue;
        g_free(id);
        id = g_strdup_printf("%s_%u", wanted, n++);
        i = 0;
    }
    return g_steal_pointer(&id);
}

/* Takes title and description. */
static BcuExportEntry *add(BcuExport *exported, const char *id, char *title, char *description,
                           BcuExportLayer shown)
{
    BcuExportEntry *entry = g_new0(BcuExportEntry, 1);
    shown.id = entry->id = unique_id(exported, id);
    shown.title = entry->title = title;
    shown.description = entry->description = description;
    entry->shown = shown;
    g_ptr_array_add(exported->layers, entry);
    return entry;
}

static void entry_free(BcuExportEntry *entry)
{
    bcu_table_free(entry->owned);
    g_free(entry->id);
    g_free(entry->title);
    g_free(entry->description);
    g_free(entry);
}

static void add_levels(BcuExport *exported)
{
    for (BcuLevel level = BCU_CLUSTERS; level < BCU_LEVEL_COUNT; level++) {
        BcuLevelInfo info = bcu_dataset_level(exported->dataset, level);
        BcuExportLayer shown = {.kind = BCU_EXPORT_LEVEL, .level = level, .geometry = info.geometry};
        for (uint32_t f = 0; f < bcu_feature_count(exported->dataset, level); f++)
            shown.is_multi |= bcu_feature_arcs(exported->dataset, level, f).part_count > 1;
        const char *title = bcu_dataset_text(exported->dataset, BCU_TEXT_TITLE);
        if (info.geometry != BCU_GEOMETRY_NONE)
            add(exported, info.id, g_strdup(info.plural),
                g_strdup_printf("%s%s%s", info.plural, *title ? ": " : "", title), shown);
    }
}

/* "borders" are those that the cluster outlines are made of. */
static void add_borders(BcuExport *exported)
{
    uint32_t own = bcu_dataset_level(exported->dataset, BCU_CLUSTERS).coverage;
    for (uint32_t i = 0; i < bcu_coverage_count(exported->dataset); i++) {
        uint32_t coverage = (own + i) % bcu_coverage_count(exported->dataset);
        BcuLevel level = bcu_coverage_level(exported->dataset, coverage);
        BcuLevelInfo info = bcu_dataset_level(exported->dataset, level);
        g_autofree char *id = i == 0 ? g_strdup("borders") : g_strdup_printf("borders_%s", info.id);
        add(exported, id, g_strdup_printf("Borders of %s", info.plural),
            g_strdup_printf("borders of %s, each once, with what lies on both sides", info.plural),
            (BcuExportLayer){.kind = BCU_EXPORT_BORDERS, .level = level, .geometry = BCU_LINES})
            ->index = coverage;
    }
}

static void add_contexts(BcuExport *exported)
{
    for (uint32_t c = 0; c < bcu_context_count(exported->dataset); c++) {
        BcuContext context = bcu_context_at(exported->dataset, c);
        BcuExportLayer shown = {
            .kind = BCU_EXPORT_CONTEXT, .level = BCU_LEVEL_COUNT, .geometry = context.geometry};
        for (uint32_t f = 0; f < context.feature_count; f++)
            shown.is_multi |= bcu_context_run_count(exported->dataset, c, f) > 1;
        add(exported, context.id, g_strdup(context.id),
            g_strdup_printf("context layer %s, as it was read", context.id), shown)
            ->index = c;
    }
}

enum { AREA, COVERAGE, ROLLOUT };

/* A table without its subject would have rows of nothing, or one of what is in no phase. */
static bool has_figures(const BcuDataset *dataset, uint32_t index)
{
    switch (index) {
    case COVERAGE: return bcu_people_source_count(dataset) > 0;
    case ROLLOUT: return bcu_phase_count(dataset) > 0;
    default: return true;
    }
}

static void add_figures(BcuExport *exported)
{
    static const struct {
        const char *id, *what;
        BcuLevel level;
    } FIGURES[] = {
        [AREA] = {"area", "size, form, place and neighbours", BCU_CLUSTERS},
        [COVERAGE] = {"coverage", "people and officers", BCU_CLUSTERS},
        [ROLLOUT] = {"rollout", "how cover grows, phase by phase", BCU_LEVEL_COUNT},
    };
    const char *plural = bcu_dataset_level(exported->dataset, BCU_CLUSTERS).plural;
    for (uint32_t i = 0; i < G_N_ELEMENTS(FIGURES); i++)
        if (has_figures(exported->dataset, i))
            add(exported, FIGURES[i].id, g_strdup_printf("%s: %s", plural, FIGURES[i].what),
                g_strdup_printf("%s of %s", FIGURES[i].what, plural),
                (BcuExportLayer){.kind = BCU_EXPORT_FIGURES, .level = FIGURES[i].level})
                ->index = i;
}

/* ---- which of them are wanted ------------------------------------------------------------ */

static char *list_ids(const BcuExport *exported)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    for (guint i = 0; i < exported->layers->len; i++)
        g_ptr_array_add(ids, ((BcuExportEntry *)g_ptr_array_index(exported->layers, i))->id);
    g_ptr_array_add(ids, NULL);
    return g_strjoinv(", ", (char **)ids->pdata);
}

static bool is_known(const BcuExport *exported, const char *id)
{
    bool known = false;
    for (guint i = 0; i < exported->layers->len && !known; i++)
        known = g_str_equal(id, ((BcuExportEntry *)g_ptr_array_index(exported->layers, i))->id);
    return known;
}

static bool choose(BcuExport *exported, const BcuOptions *options, uint32_t usual)
{
    g_autoptr(GHashTable) wanted = g_hash_table_new(g_str_hash, g_str_equal);
    bool ok = true;
    for (size_t i = 0; i < bcu_options_list_count(options, "layers"); i++) {
        const char *id = bcu_options_list_at(options, "layers", i);
        g_hash_table_add(wanted, (void *)id);
        if (is_known(exported, id))
            continue;
        g_autofree char *ids = list_ids(exported);
        g_autofree char *hint = g_strdup_printf("The project has: %s.", ids);
        bcu_report(exported->log, BCU_ERROR, "OPT040", &(BcuPlace){.key = "layers"}, hint,
                   "there is no layer or table \"%s\" to write", id);
        ok = false;
    }
    for (guint i = exported->layers->len; ok && i-- > 0;) {
        const BcuExportEntry *layer = g_ptr_array_index(exported->layers, i);
        bool stays = g_hash_table_size(wanted) > 0 ? g_hash_table_contains(wanted, layer->id)
                                                   : (usual & 1u << layer->shown.kind) != 0;
        if (!stays)
            g_ptr_array_remove_index(exported->layers, i);
    }
    return ok;
}

/* ---- their tables ------------------------------------------------------------------------ */

static BcuTable *borders_table(const BcuDataset *dataset, uint32_t coverage)
{
    static const BcuColumn COLUMNS[] = {
        {"border", BCU_TEXT, -1, NULL, "what it divides at the highest level: outer, cluster, area, subarea"},
        {"left_code", BCU_TEXT, -1, NULL, "code of what lies on the left; empty for nothing"},
        {"left_name", BCU_TEXT, -1, NULL, "name of what lies on the left"},
        {"right_code", BCU_TEXT, -1, NULL, "code of what lies on the right; empty for nothing"},
        {"right_name", BCU_TEXT, -1, NULL, "name of what lies on the right"},
        {"length_m", BCU_REAL, 2, "m", "length"},
    };
    static const char *const KINDS[] = {"outer", "cluster", "area", "subarea"};
    BcuLevel level = bcu_coverage_level(dataset, coverage);
    BcuTable *table = bcu_table_new("borders");
    bcu_table_add_columns(table, COLUMNS, G_N_ELEMENTS(COLUMNS));
    for (uint32_t a = 0; a < bcu_arc_count(dataset, coverage); a++) {
        BcuArc arc = bcu_arc_at(dataset, coverage, a);
        uint32_t row = bcu_table_add_row(table), sides[] = {arc.left, arc.right};
        bcu_table_set_text(table, row, 0, KINDS[arc.border]);
        for (uint32_t s = 0; s < 2; s++)
            if (sides[s] != BCU_NONE) {
                bcu_table_set_text(table, row, 1 + 2 * s, bcu_feature_code(dataset, level, sides[s]));
                bcu_table_set_text(table, row, 2 + 2 * s, bcu_feature_name(dataset, level, sides[s]));
            }
        bcu_table_set_real(table, row, 5, arc.length_m);
    }
    return table;
}

/* The plugins "area" and "coverage" report what these figures give cause for; here they are copies. */
static BcuTable *figures_table(const BcuDataset *dataset, uint32_t index)
{
    switch (index) {
    case AREA: return bcu_measure_sizes(dataset, BCU_CLUSTERS, NULL);
    case COVERAGE: return bcu_measure_cover(dataset, BCU_CLUSTERS, NULL);
    default: return bcu_measure_rollout(dataset, NULL);
    }
}

static bool fill_tables(BcuExport *exported, const BcuRun *run, bool simplestyle)
{
    const char *prefix = bcu_options_text(run->options, "attribute_prefix");
    BcuPropertyChoice choice = {.simplestyle = simplestyle};
    if (bcu_options_bool(run->options, "attributes"))
        choice.source_prefix = prefix ? prefix : "";
    for (guint i = 0; i < exported->layers->len; i++) {
        BcuExportEntry *entry = g_ptr_array_index(exported->layers, i);
        switch (entry->shown.kind) {
        case BCU_EXPORT_LEVEL:
            entry->owned = bcu_properties_build(exported->dataset, entry->shown.level, choice);
            break;
        case BCU_EXPORT_BORDERS: entry->owned = borders_table(exported->dataset, entry->index); break;
        case BCU_EXPORT_FIGURES: entry->owned = figures_table(run->dataset, entry->index); break;
        case BCU_EXPORT_CONTEXT:
            entry->shown.table = bcu_context_at(exported->dataset, entry->index).fields;
            continue;
        }
        entry->shown.table = entry->owned;
        if (!entry->owned) {
            bcu_report(run->log, BCU_ERROR, "EXP012", NULL, "Check the key crs.working.",
                       "the figures of the table \"%s\" cannot be computed", entry->id);
            return false;
        }
        bcu_what_if_mark(run->dataset, entry->owned);
    }
    return true;
}

/* Lines that are cut at the meridian of 180 have several parts. */
static void find_cut_lines(BcuExport *exported)
{
    for (guint i = 0; exported->is_geographic && i < exported->layers->len; i++) {
        BcuExportEntry *layer = g_ptr_array_index(exported->layers, i);
        uint32_t rows = layer->shown.geometry == BCU_LINES ? bcu_table_row_count(layer->shown.table) : 0;
        for (uint32_t row = 0; row < rows && !layer->shown.is_multi; row++)
            layer->shown.is_multi = bcu_export_is_cut(exported, i, row);
    }
}

/* ---- the whole --------------------------------------------------------------------------- */

static bool simplify(BcuExport *exported, const BcuRun *run)
{
    if (!bcu_run_simplify(run, &exported->simplified))
        return false;
    if (exported->simplified)
        exported->dataset = exported->simplified;
    return true;
}

static bool open_transform(BcuExport *exported, const BcuRun *run)
{
    const BcuCrs *working = bcu_dataset_crs(run->dataset);
    const char *wanted = bcu_options_text(run->options, "crs");
    exported->crs = wanted ? bcu_dataset_crs_find(run->dataset, wanted, run->log) : working;
    if (!exported->crs)
        return false;
    exported->is_geographic = bcu_crs_is_geographic(exported->crs);
    exported->transform = bcu_transform_new(working, exported->crs, run->log);
    if (!exported->transform || bcu_transform_is_noop(exported->transform))
        return exported->transform != NULL;
    char *how = bcu_transform_text_dup(exported->transform);
    bcu_report(run->log, BCU_NOTE, "EXP001", NULL, NULL, "to %s %s", bcu_crs_definition(exported->crs), how);
    free(how);
    return true;
}

BcuExport *bcu_export_build_of(const BcuRun *run, BcuExportChoice choice)
{
    uint32_t offered = choice.offered ? choice.offered : UINT32_MAX;
    BcuExport *exported = g_new0(BcuExport, 1);
    exported->dataset = run->dataset;
    exported->log = run->log;
    exported->rounded = choice.rounded;
    exported->decimals = choice.decimals;
    exported->layers = g_ptr_array_new_with_free_func((GDestroyNotify)entry_free);
    bool ok = simplify(exported, run) && open_transform(exported, run);
    if (ok) {
        if (offered & 1u << BCU_EXPORT_LEVEL)
            add_levels(exported);
        if (offered & 1u << BCU_EXPORT_BORDERS)
            add_borders(exported);
        if (offered & 1u << BCU_EXPORT_CONTEXT)
            add_contexts(exported);
        if (offered & 1u << BCU_EXPORT_FIGURES)
            add_figures(exported);
        ok = choose(exported, run->options, choice.usual ? choice.usual : UINT32_MAX) &&
             fill_tables(exported, run, choice.simplestyle) && bcu_export_move(exported);
    }
    if (ok)
        find_cut_lines(exported);
    if (!ok)
        g_clear_pointer(&exported, bcu_export_free);
    return exported;
}

BcuExport *bcu_export_build(const BcuRun *run)
{
    return bcu_export_build_of(run, (BcuExportChoice){0});
}

void bcu_export_free(BcuExport *exported)
{
    if (!exported)
        return;
    g_ptr_array_unref(exported->layers);
    bcu_export_lines_clear(exported);
    bcu_transform_free(exported->transform);
    bcu_dataset_free(exported->simplified);
    g_free(exported);
}

const BcuCrs *bcu_export_crs(const BcuExport *exported)
{
    return exported->crs;
}

bool bcu_export_is_geographic(const BcuExport *exported)
{
    return exported->is_geographic;
}

const char *bcu_export_operation(const BcuExport *exported)
{
    return bcu_transform_operation(exported->transform);
}

uint32_t bcu_export_layer_count(const BcuExport *exported)
{
    return exported->layers->len;
}

BcuExportLayer bcu_export_layer_at(const BcuExport *exported, uint32_t layer)
{
    return ((BcuExportEntry *)g_ptr_array_index(exported->layers, layer))->shown;
}

const BcuDataset *bcu_export_dataset(const BcuExport *exported)
{
    return exported->dataset;
}

BcuTransform *bcu_export_transform(const BcuExport *exported)
{
    return exported->transform;
}

BcuRing bcu_export_arc(const BcuExport *exported, uint32_t coverage, uint32_t arc)
{
    const BcuExportLines *lines = &exported->lines[coverage];
    return (BcuRing){lines->points + lines->arc_start[arc],
                     lines->arc_start[arc + 1] - lines->arc_start[arc]};
}
