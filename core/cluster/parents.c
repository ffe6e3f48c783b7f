/* Resolves which subarea is in which area.
 * Subareas to areas: by code where the layer has one, by location where it has none. */
#include "text/cells.h"
#include "cluster/name_match.h"

void bcu_parents_free(BcuParents *parents)
{
    if (!parents)
        return;
    g_free(parents->area_of);
    g_free(parents->is_coded);
    g_free(parents);
}

/* A point that lies in the subarea: itself for points. */
static BcuPoint inner_point(const BcuLayer *subareas, uint32_t record)
{
    if (subareas->geometry != BCU_POLYGONS) {
        size_t ring = subareas->record_start[record];
        return ring < subareas->record_start[record + 1] ? subareas->points[subareas->ring_start[ring]]
                                                         : (BcuPoint){NAN, NAN};
    }
    BcuShape *shape = bcu_layer_shape_build(subareas, record);
    BcuPoint point = bcu_shape_centroid(shape);
    if (!bcu_shape_contains(shape, point))
        point = bcu_shape_pole(shape, 0, NULL);
    bcu_shape_free(shape);
    return point;
}

static bool record_contains(const BcuLayer *areas, uint32_t record, BcuPoint point)
{
    bool inside = false;
    for (size_t r = areas->record_start[record]; r < areas->record_start[record + 1]; r++)
        inside ^= bcu_ring_contains((BcuRing){areas->points + areas->ring_start[r],
                                              areas->ring_start[r + 1] - areas->ring_start[r]},
                                    point);
    return inside;
}

static uint32_t area_at(const BcuLayer *areas, const BcuBox *boxes, BcuPoint point)
{
    for (uint32_t a = 0; a < areas->record_count; a++)
        if (point.x >= boxes[a].min_x && point.x <= boxes[a].max_x && point.y >= boxes[a].min_y &&
            point.y <= boxes[a].max_y && record_contains(areas, a, point))
            return a;
    return BCU_NONE;
}

/* NULL where there is no such field, or nothing in it. */
static char *text_at(const BcuLayer *layer, uint32_t record, const char *field)
{
    char *text = field ? bcu_cell_text_at(layer->fields, record, bcu_table_find(layer->fields, field)) : NULL;
    if (text && *text)
        return text;
    g_free(text);
    return NULL;
}

/* What is needed for each subarea in turn. */
typedef struct Search {
    const BcuLayer *areas, *subareas;
    const BcuLayerSpec *area_spec, *spec;
    BcuParents *parents;
    BcuDiagLog *log;
} Search;

static char *label_of(const BcuLayer *layer, const BcuLayerSpec *spec, uint32_t record)
{
    char *name = text_at(layer, record, spec->name ? spec->name : spec->code);
    return name ? name : g_strdup_printf("record %u", record + 1);
}

static void report_disagreement(const Search *search, uint32_t i, uint32_t by_code, uint32_t by_place,
                                BcuPoint point)
{
    g_autofree char *own = label_of(search->subareas, search->spec, i);
    g_autofree char *coded = label_of(search->areas, search->area_spec, by_code);
    g_autofree char *located = label_of(search->areas, search->area_spec, by_place);
    BcuPlace place = {.file = search->subareas->path, .record = i + 1, .has_position = true,
                      .x = point.x, .y = point.y};
    bcu_report(search->log, BCU_WARNING, "MEM060", &place,
               "The code is followed; correct it, or leave the key parent out to go by location.",
               "\"%s\" says it is in %s but lies in %s", own, coded, located);
}

static void report_lost(const Search *search, uint32_t i, const char *code, BcuPoint point)
{
    g_autofree char *own = label_of(search->subareas, search->spec, i);
    BcuPlace place = {.file = search->subareas->path, .record = i + 1, .has_position = true,
                      .x = point.x, .y = point.y};
    if (code)
        bcu_report(search->log, BCU_WARNING, "MEM062", &place, "Check the code field of both layers.",
                   "\"%s\" names \"%s\", which no area has as its code, and lies in none", own, code);
    else
        bcu_report(search->log, BCU_WARNING, "MEM063", &place, NULL, "\"%s\" lies in no area", own);
}

/* By the rules that look-up tables go by, short forms aside. */
static uint32_t area_of_code(const BcuMatcher *matcher, const char *code)
{
    g_autoptr(GArray) fitting = g_array_new(false, false, sizeof(uint32_t));
    bcu_matcher_find(matcher, code, BCU_MATCH_NUMBER, fitting);
    return fitting->len == 1 ? g_array_index(fitting, uint32_t, 0) : BCU_NONE;
}

static void resolve_one(const Search *search, const BcuBox *boxes, const BcuMatcher *matcher, uint32_t i)
{
    BcuParents *parents = search->parents;
    g_autofree char *code = text_at(search->subareas, i, search->spec->parent);
    BcuPoint point = inner_point(search->subareas, i);
    uint32_t by_code = code ? area_of_code(matcher, code) : BCU_NONE;
    uint32_t by_place = area_at(search->areas, boxes, point);
    parents->area_of[i] = by_code != BCU_NONE ? by_code : by_place;
    parents->is_coded[i] = by_code != BCU_NONE;
    parents->by_code += by_code != BCU_NONE;
    parents->by_location += by_code == BCU_NONE && by_place != BCU_NONE;
    if (by_code != BCU_NONE && by_place != BCU_NONE && by_code != by_place) {
        parents->disagreeing++;
        report_disagreement(search, i, by_code, by_place, point);
    }
    if (parents->area_of[i] == BCU_NONE) {
        parents->lost++;
        report_lost(search, i, code, point);
    }
}

bool bcu_parents_resolve(const BcuProject *project, const BcuLayer *areas, const BcuLayerSpec *spec,
                         const BcuLayer *subareas, BcuParents **parents, BcuDiagLog *log)
{
    if (!bcu_layer_check_fields(spec, subareas, log))
        return false;
    Search search = {areas, subareas, bcu_project_layer(project, BCU_LAYER_AREAS),
                     spec, g_new0(BcuParents, 1), log};
    search.parents->count = subareas->record_count;
    search.parents->area_of = g_new(uint32_t, (size_t)subareas->record_count + 1);
    search.parents->is_coded = g_new0(bool, (size_t)subareas->record_count + 1);
    g_autofree BcuBox *boxes = g_new(BcuBox, (size_t)areas->record_count + 1);
    for (uint32_t a = 0; a < areas->record_count; a++)
        boxes[a] = bcu_layer_record_extent(areas, a);
    g_auto(GStrv) codes = bcu_layer_texts(areas, search.area_spec->code);
    g_auto(GStrv) names = bcu_layer_texts(areas, search.area_spec->name ? search.area_spec->name : search.area_spec->code);
    g_autoptr(BcuMatcher) matcher = bcu_matcher_new(codes, names, areas->record_count);
    for (uint32_t i = 0; i < subareas->record_count; i++)
        resolve_one(&search, boxes, matcher, i);
    *parents = search.parents;
    return true;
}
