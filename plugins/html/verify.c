/* Reads the page back: its JSON by a library, its paths by a reader of their own, against the dataset. */
#include "page.h"
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

typedef struct Reading {
    const Page *page;
    size_t features, figures, outlines;
    BcuAreaDifference worst;
} Reading;

/* ---- outlines ----------------------------------------------------------------------------- */

/* Twice the area of a path of rings, M x y l dx dy … z, about the first point of each. */
static double path_area(const char *at, const char *end)
{
    double sum = 0;
    BcuPoint first = {0, 0}, pen = {0, 0};
    bool is_absolute = true;
    while (at < end) {
        if (*at == 'M' || *at == 'l' || *at == 'z') {
            is_absolute = *at++ == 'M';
            continue;
        }
        char *rest;
        double x = (double)strtol(at, &rest, 10), y = (double)strtol(rest, &rest, 10);
        if (rest == at)
            return NAN;
        at = rest;
        BcuPoint next = is_absolute ? (BcuPoint){x, y} : (BcuPoint){pen.x + x, pen.y + y};
        if (is_absolute)
            first = next;
        else
            sum += (pen.x - first.x) * (next.y - first.y) - (next.x - first.x) * (pen.y - first.y);
        pen = next;
    }
    return sum;
}

/* y runs down on the page, so shells count as negative there. */
static const char *compare_outline(Reading *reading, BcuLevel level, uint32_t feature, const char *d,
                                   const char *end)
{
    const Page *page = reading->page;
    const Grid *grid = &page->grid;
    double area = -path_area(d, end) / 2 / (grid->units_x * grid->units_y);
    double displacement = hypot(0.5 / grid->units_x, 0.5 / grid->units_y);
    reading->outlines++;
    return bcu_verify_area(page->drawn, level, feature, area, displacement, &reading->worst)
               ? NULL
               : "an area differs by more than rounding explains";
}

static const char *compare_outlines(Reading *reading, const char *html, BcuLevel level)
{
    static const char *const GROUPS[BCU_LEVEL_COUNT] = {"<g id=\"clusters\"", "<g id=\"areas\"",
                                                        "<g id=\"subareas\""};
    const char *at = strstr(html, GROUPS[level]), *wrong = at ? NULL : "a level has no outlines";
    for (uint32_t f = 0; f < bcu_feature_count(reading->page->dataset, level) && !wrong; f++) {
        at = strstr(at, "<path d=\"");
        const char *end = at ? strchr(at + 9, '"') : NULL;
        if (!end)
            return "an outline is missing";
        wrong = compare_outline(reading, level, f, at + 9, end);
        at = end;
    }
    return wrong;
}

/* ---- figures ------------------------------------------------------------------------------ */

static const char *compare_column(Reading *reading, json_t *item, const Column *column)
{
    json_t *list = json_object_get(item, column->texts ? "texts" : "values");
    if (g_strcmp0(json_string_value(json_object_get(item, "key")), column->key) != 0 ||
        json_array_size(list) != column->count)
        return "a column is missing, or has another number of figures";
    for (uint32_t i = 0; i < column->count; i++) {
        json_t *cell = json_array_get(list, i);
        bool same = column->texts ? g_strcmp0(json_string_value(cell), column->texts[i]) == 0
                    : isnan(column->values[i])
                        ? json_is_null(cell)
                        : json_is_number(cell) && json_number_value(cell) == column->values[i];
        if (!same)
            return "a figure differs";
        reading->figures++;
    }
    return NULL;
}

static const char *compare_names(Reading *reading, json_t *item, BcuLevel level)
{
    const BcuDataset *dataset = reading->page->dataset;
    json_t *codes = json_object_get(item, "codes"), *names = json_object_get(item, "names");
    if (json_array_size(codes) != bcu_feature_count(dataset, level) ||
        json_array_size(names) != json_array_size(codes))
        return "the number of features differs";
    for (uint32_t f = 0; f < bcu_feature_count(dataset, level); f++) {
        g_autofree char *code = g_utf8_make_valid(bcu_feature_code(dataset, level, f), -1),
                        *name = g_utf8_make_valid(bcu_feature_name(dataset, level, f), -1);
        if (g_strcmp0(json_string_value(json_array_get(codes, f)), code) != 0 ||
            g_strcmp0(json_string_value(json_array_get(names, f)), name) != 0)
            return "a code or a name differs";
        reading->features++;
    }
    return NULL;
}

static const char *compare_level(Reading *reading, json_t *item, const char *html, BcuLevel level)
{
    const GPtrArray *columns = reading->page->figures[level].columns;
    json_t *list = json_object_get(item, "columns");
    const char *wrong = compare_names(reading, item, level);
    if (!wrong && json_array_size(list) != columns->len)
        wrong = "the number of columns differs";
    for (guint i = 0; i < columns->len && !wrong; i++)
        wrong = compare_column(reading, json_array_get(list, i), g_ptr_array_index(columns, i));
    if (!wrong && bcu_dataset_level(reading->page->dataset, level).geometry == BCU_POLYGONS)
        wrong = compare_outlines(reading, html, level);
    return wrong;
}

/* ---- the page ----------------------------------------------------------------------------- */

static json_t *data_of(const char *html)
{
    static const char MARK[] = "<script type=\"application/json\" id=\"data\">";
    const char *start = strstr(html, MARK), *end = start ? strstr(start, "</script>") : NULL;
    return end ? json_loadb(start + strlen(MARK), (size_t)(end - start) - strlen(MARK),
                            JSON_DECODE_INT_AS_REAL, NULL)
               : NULL;
}

const char *page_verify(const Page *page, const char *html, char **report)
{
    Reading reading = {.page = page};
    json_t *root = data_of(html), *levels = json_object_get(root, "levels");
    const char *wrong = root ? NULL : "its data are not JSON";
    size_t index = 0;
    for (int level = BCU_CLUSTERS; level < BCU_LEVEL_COUNT && !wrong; level++)
        if (page->has_level[level])
            wrong = compare_level(&reading, json_array_get(levels, index++), html, (BcuLevel)level);
    if (!wrong && json_array_size(levels) != index)
        wrong = "the number of levels differs";
    if (!wrong)
        *report = g_strdup_printf(
            "read back: %zu features with their codes and names, %zu figures as in the tables, %zu "
            "outlines; areas within %.3g square map units of the simplified borders (allowed "
            "there: %.3g)",
            reading.features, reading.figures, reading.outlines, reading.worst.largest,
            reading.worst.allowed);
    json_decref(root);
    return wrong;
}
