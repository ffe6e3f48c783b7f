/* Population figures to areas: as given, by the subareas' parents, or by areal interpolation. */
#include "cluster/people.h"
#include "cluster/overlap.h"
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
        guint first = at;
        while (at < overlaps->len && g_array_index(overlaps, BcuOverlap, at).source == r)
            at++;
        double value = figure_of(cells, r, column), left = value;
        if (isnan(value))
            continue;
        if (parents && parents->is_coded[r]) {
            give(&figures, parents->area_of[r], value);
            continue;
        }
        for (guint i = first; i < at; i++) {
            const BcuOverlap *overlap = &g_array_index(overlaps, BcuOverlap, i);
            give(&figures, overlap->target, value * overlap->share);
            left -= value * overlap->share;
        }
        bool split = at - first > 1 || (at > first && fabs(left) > 1e-6 * value);
        figures.outside += at == first || split ? left : 0;
        figures.interpolated += split ? value : 0;
        figures.split_count += split;
    }
    if (figures.split_count > 0)
        make_whole(&figures, areas);
    g_array_append_val(people->sources, figures);
    g_array_unref(overlaps);
    return true;
}

static void report_interpolation(const BcuPeopleFigures *figures, const char *target, BcuDiagLog *log)
{
    if (figures->split_count == 0 && figures->outside < 0.5)
        return;
    bcu_report(log, BCU_NOTE, "PPL020", NULL, NULL,
               "%s of %s %s lie across borders of %s: their %s people (%.2f %%) are divided by area; "
               "%s people lie outside all %s",
               BCU_THOUSANDS(figures->split_count, 0), BCU_THOUSANDS(figures->cell_count, 0), figures->plural, target,
               BCU_THOUSANDS(figures->interpolated, 0), 100 * figures->interpolated / figures->total,
               BCU_THOUSANDS(figures->outside, 0), target);
}

bool bcu_people_resolve(const BcuPeopleInput *input, BcuPeople **people, BcuDiagLog *log)
{
    const BcuProject *project = input->project;
    BcuPeople *made = g_new0(BcuPeople, 1);
    bool ok = true;
    made->sources = g_array_new(FALSE, FALSE, sizeof(BcuPeopleFigures));
    add_own_figures(input, made);
    if (input->cells)
        ok = add_cells(input, input->cells, bcu_project_layer(project, BCU_LAYER_CELLS), NULL, made, log);
    if (ok && input->subareas)
        ok = add_cells(input, input->subareas, bcu_project_layer(project, BCU_LAYER_SUBAREAS), input->parents,
                       made, log);
    const char *target = bcu_project_layer(project, BCU_LAYER_AREAS)->plural;
    for (guint i = 0; i < made->sources->len; i++)
        report_interpolation(&g_array_index(made->sources, BcuPeopleFigures, i), target, log);
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
    for (guint i = 0; i < people->sources->len; i++)
        g_free(g_array_index(people->sources, BcuPeopleFigures, i).of_area);
    g_array_unref(people->sources);
    g_free(people);
}
