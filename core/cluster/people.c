/* Brings population figures to areas.
 * Population figures to areas: as given, by the subareas' parents, or by areal interpolation. */
#include "cluster/people.h"
#include "cluster/overlap.h"
#include "text/cells.h"
#include "text/thousands.h"

/* Overlaps below this share of a cell are taken for borders drawn twice. */
#define NOISE_SHARE 0.02

/* ---- a layer's own figures ------------------------------------------------------------- */

uint32_t bcu_people_column(const BcuProject *project, const BcuLayer *layer, const BcuLayerSpec *spec)
{
    const char *field = spec->population;
    for (uint32_t i = 0; i < project->populations->len; i++) {
        const BcuPopulationSpec *join = g_ptr_array_index(project->populations, i);
        if (join->layer && g_str_equal(join->layer, spec->id))
            field = "population";
    }
    return bcu_layer_number_column(layer, field);
}

static double figure_of(const BcuLayer *layer, uint32_t record, uint32_t column)
{
    double value;
    return bcu_table_number(layer->fields, record, column, &value) ? value : NAN;
}

static BcuPeopleFigures new_figures(const BcuLayer *layer, const BcuLayerSpec *spec, uint32_t column,
                                    uint32_t area_count)
{
    BcuPeopleFigures figures = {.layer = spec->id, .plural = spec->plural, .cell_count = layer->record_count};
    figures.of_area = g_new(double, (size_t)area_count + 1);
    figures.is_partial = g_new0(bool, (size_t)area_count + 1);
    figures.split = g_array_new(FALSE, FALSE, sizeof(BcuSplitCell));
    for (uint32_t a = 0; a < area_count; a++)
        figures.of_area[a] = NAN;
    for (uint32_t r = 0; r < layer->record_count; r++) {
        double value = figure_of(layer, r, column);
        if (isnan(value))
            figures.unknown_count++;
        else
            figures.total += value;
    }
    return figures;
}

static void give(BcuPeopleFigures *figures, uint32_t area, double people)
{
    if (area == BCU_NONE)
        figures->outside += people;
    else
        figures->of_area[area] = (isnan(figures->of_area[area]) ? 0 : figures->of_area[area]) + people;
}

/* ---- whole people ----------------------------------------------------------------------- */

typedef struct Remainder {
    double rest;
    uint32_t index;
} Remainder;

static int by_rest(const void *a, const void *b)
{
    const Remainder *p = a, *q = b;
    if (p->rest != q->rest)
        return p->rest > q->rest ? -1 : 1;
    return p->index < q->index ? -1 : p->index > q->index;
}

/* Nobody is split in two, nobody is lost: all figures are rounded down, and those with the largest
 * remainders get the people that are left. The last figure is that of outside. */
static void make_whole(BcuPeopleFigures *figures, uint32_t area_count)
{
    g_autofree Remainder *rest = g_new0(Remainder, (size_t)area_count + 1);
    double left = round(figures->total);
    for (uint32_t a = 0; a <= area_count; a++) {
        double *value = a < area_count ? &figures->of_area[a] : &figures->outside;
        rest[a] = (Remainder){isnan(*value) ? -1 : *value - floor(*value), a};
        *value = isnan(*value) ? NAN : floor(*value);
        left -= isnan(*value) ? 0 : *value;
    }
    qsort(rest, (size_t)area_count + 1, sizeof *rest, by_rest);
    for (uint32_t i = 0; i <= area_count && left >= 1 && rest[i].rest >= 0; i++, left--)
        *(rest[i].index < area_count ? &figures->of_area[rest[i].index] : &figures->outside) += 1;
}

/* ---- sources ------------------------------------------------------------------------------ */

static void add_own_figures(const BcuPeopleInput *input, BcuPeople *people)
{
    const BcuLayerSpec *spec = bcu_project_layer(input->project, BCU_LAYER_AREAS);
    uint32_t column = bcu_people_column(input->project, input->areas, spec);
    if (column == BCU_NONE)
        return;
    BcuPeopleFigures figures = new_figures(input->areas, spec, column, input->areas->record_count);
    for (uint32_t a = 0; a < input->areas->record_count; a++)
        figures.of_area[a] = figure_of(input->areas, a, column);
    g_array_append_val(people->sources, figures);
}

/* One cell over the areas: its overlaps, and how much of it lies in none. */
typedef struct CellOverlaps {
    BcuOverlap *first;
    guint count;
    double outside; /* share */
} CellOverlaps;

static CellOverlaps overlaps_of(const GArray *overlaps, guint *at, uint32_t cell)
{
    CellOverlaps found = {&g_array_index(overlaps, BcuOverlap, *at), 0, 1};
    for (; *at < overlaps->len && g_array_index(overlaps, BcuOverlap, *at).source == cell; ++*at) {
        found.outside -= found.first[found.count].share;
        found.count++;
    }
    if (found.count && fabs(found.outside) < 1e-6)
        found.outside = 0;
    return found;
}

static void apply_rule(CellOverlaps *cell, BcuCellRule rule)
{
    guint largest = 0;
    for (guint i = 1; i < cell->count; i++)
        largest = cell->first[i].share > cell->first[largest].share ? i : largest;
    if (rule == BCU_CELLS_WHOLE && cell->count > 0) {
        bool is_outside = cell->outside > cell->first[largest].share;
        cell->first[0] = (BcuOverlap){cell->first[largest].source, cell->first[largest].target, 1};
        cell->count = is_outside ? 0 : 1;
        cell->outside = is_outside ? 1 : 0;
    } else if (rule == BCU_CELLS_INSIDE && cell->count > 0) {
        for (guint i = 0; i < cell->count; i++)
            cell->first[i].share /= 1 - cell->outside;
        cell->outside = 0;
    }
}

static void spread(BcuPeopleFigures *figures, uint32_t record, CellOverlaps cell, double people)
{
    for (guint i = 0; i < cell.count; i++)
        if (isnan(people))
            figures->is_partial[cell.first[i].target] = true;
        else
            give(figures, cell.first[i].target, people * cell.first[i].share);
    bool split = cell.count > 1 || (cell.count > 0 && cell.outside > 0);
    if (isnan(people))
        return;
    figures->outside += people * cell.outside;
    if (!split)
        return;
    BcuSplitCell one = {record, people};
    g_array_append_val(figures->split, one);
    figures->interpolated += people;
    figures->split_count++;
    if (cell.outside > 0) {
        figures->beyond += people * cell.outside;
        figures->beyond_count++;
    }
}

static void give_whole(BcuPeopleFigures *figures, uint32_t area, double people)
{
    if (!isnan(people))
        give(figures, area, people);
    else if (area != BCU_NONE)
        figures->is_partial[area] = true;
}

/* Cells with a stated parent go there whole; the others are split by overlap. */
static bool add_cells(const BcuPeopleInput *input, const BcuLayer *cells, const BcuLayerSpec *spec,
                      const BcuParents *parents, BcuPeople *people, BcuDiagLog *log)
{
    uint32_t column = bcu_people_column(input->project, cells, spec), areas = input->areas->record_count;
    if (column == BCU_NONE)
        return true;
    bool all_coded = parents && parents->by_code == parents->count;
    GArray *overlaps = all_coded ? g_array_new(FALSE, FALSE, sizeof(BcuOverlap))
                                 : bcu_overlap_build(cells, input->areas, NOISE_SHARE, log);
    if (!overlaps)
        return false;
    BcuPeopleFigures figures = new_figures(cells, spec, column, areas);
    guint at = 0;
    for (uint32_t r = 0; r < cells->record_count; r++) {
        CellOverlaps cell = overlaps_of(overlaps, &at, r);
        double value = figure_of(cells, r, column);
        apply_rule(&cell, spec->cell_rule);
        if (parents && parents->is_coded[r])
            give_whole(&figures, parents->area_of[r], value);
        else
            spread(&figures, r, cell, value);
    }
    if (figures.split_count > 0)
        make_whole(&figures, areas);
    g_array_append_val(people->sources, figures);
    g_array_unref(overlaps);
    return true;
}

/* ---- what is said --------------------------------------------------------------------------- */

static int by_people(const void *a, const void *b)
{
    const BcuSplitCell *p = a, *q = b;
    if (p->people != q->people)
        return p->people > q->people ? -1 : 1;
    return p->cell < q->cell ? -1 : p->cell > q->cell;
}

/* The split cells with most people, by name or code. g_free. */
static char *split_names(const BcuPeopleFigures *figures, const BcuLayer *cells, const BcuLayerSpec *spec)
{
    enum { NAMED = 5 };
    const char *field = spec->name ? spec->name : spec->code;
    uint32_t column = field ? bcu_table_find(cells->fields, field) : BCU_NONE;
    GString *names = g_string_new(NULL);
    g_array_sort(figures->split, by_people);
    for (guint i = 0; i < MIN(figures->split->len, NAMED); i++) {
        uint32_t cell = g_array_index(figures->split, BcuSplitCell, i).cell;
        g_autofree char *name = bcu_cell_text_at(cells->fields, cell, column);
        g_autofree char *record = g_strdup_printf("record %u", cell + 1);
        g_string_append_printf(names, "%s%s", i ? ", " : "", *name ? name : record);
    }
    if (figures->split->len > NAMED)
        g_string_append_printf(names, " and %u more", figures->split->len - NAMED);
    return g_string_free(names, FALSE);
}

static void report_interpolation(const BcuPeopleInput *input, const BcuPeopleFigures *figures, BcuDiagLog *log)
{
    const char *target = bcu_project_layer(input->project, BCU_LAYER_AREAS)->plural;
    const BcuLayerSpec *spec = bcu_project_layer_by_id(input->project, figures->layer);
    const BcuLayer *layer = spec->role == BCU_LAYER_CELLS ? input->cells : input->subareas;
    if (figures->split_count > 0) {
        g_autofree char *names = split_names(figures, layer, spec);
        g_autofree char *hint = g_strdup_printf("Set cells = whole in [layer %s] to count each where most of it lies, or "
                                                "cells = inside to count nobody in parts that lie in none of the %s.",
                                                spec->id, target);
        bcu_report(log, BCU_NOTE, "PPL020", NULL, hint,
                   "%s of %s %s lie across borders of %s: their %s people (%.1f%%) are divided by area; %s of these "
                   "people are counted in no area, for parts of %s %s that reach beyond all %s; those with most people: %s",
                   BCU_THOUSANDS(figures->split_count, 0), BCU_THOUSANDS(figures->cell_count, 0), figures->plural,
                   target, BCU_THOUSANDS(figures->interpolated, 0), 100 * figures->interpolated / figures->total,
                   BCU_THOUSANDS(figures->beyond, 0), BCU_THOUSANDS(figures->beyond_count, 0), figures->plural, target,
                   names);
    }
    double wholly = figures->outside - figures->beyond;
    if (wholly >= 0.5)
        bcu_report(log, BCU_NOTE, "PPL021", NULL, NULL, "%s people of %s live outside all %s", BCU_THOUSANDS(wholly, 0),
                   figures->plural, target);
}

/* A sum that lacks a part is no sum: which clusters it concerns is said once, where it happens. */
static void warn_of_partial_sums(const BcuPeopleInput *input, const BcuPeopleFigures *figures, BcuDiagLog *log)
{
    enum { NAMED = 10 };
    const BcuMembership *membership = input->membership;
    g_autoptr(GString) list = g_string_new(NULL);
    uint32_t partial = 0;
    for (uint32_t c = 0; membership && c < membership->cluster_count; c++) {
        uint32_t areas = 0, missing = 0;
        for (uint32_t a = 0; a < membership->area_count; a++)
            if (membership->cluster_of[a] == c) {
                areas++;
                missing += isnan(figures->of_area[a]) || figures->is_partial[a];
            }
        if (missing > 0 && partial++ < NAMED)
            g_string_append_printf(list, "%s%s (%u of %u)", list->len ? ", " : "", membership->cluster_name[c], missing,
                                   areas);
    }
    if (partial > NAMED)
        g_string_append_printf(list, " and %u more", partial - NAMED);
    if (partial > 0)
        bcu_report(log, BCU_WARNING, "PPL030", NULL, "Fill in the figures; shares and densities leave these clusters out.",
                   "%u of %u %s lack figures for some of their %s, so that their people are only a part: %s", partial,
                   membership->cluster_count, input->project->clusters_plural,
                   bcu_project_layer(input->project, BCU_LAYER_AREAS)->plural, list->str);
}

bool bcu_people_resolve(const BcuPeopleInput *input, BcuPeople **people, BcuDiagLog *log)
{
    const BcuProject *project = input->project;
    BcuPeople *made = g_new0(BcuPeople, 1);
    bool ok = true;
    made->sources = g_array_new(FALSE, FALSE, sizeof(BcuPeopleFigures));
    add_own_figures(input, made);
    if (input->cells)
        ok = add_cells(input, input->cells, bcu_project_layer(project, BCU_LAYER_CELLS), input->cell_parents, made,
                       log);
    if (ok && input->subareas)
        ok = add_cells(input, input->subareas, bcu_project_layer(project, BCU_LAYER_SUBAREAS), input->parents,
                       made, log);
    for (guint i = 0; i < made->sources->len; i++)
        report_interpolation(input, &g_array_index(made->sources, BcuPeopleFigures, i), log);
    if (made->sources->len > 0)
        warn_of_partial_sums(input, &g_array_index(made->sources, BcuPeopleFigures, 0), log);
    if (ok)
        *people = made;
    else
        bcu_people_free(made);
    return ok;
}

void bcu_people_free(BcuPeople *people)
{
    if (!people)
        return;
    for (guint i = 0; i < people->sources->len; i++) {
        BcuPeopleFigures *figures = &g_array_index(people->sources, BcuPeopleFigures, i);
        g_free(figures->of_area);
        g_free(figures->is_partial);
        g_array_unref(figures->split);
    }
    g_array_unref(people->sources);
    g_free(people);
}
