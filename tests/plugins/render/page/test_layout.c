/* What must hold of every page whatever the data: no label on another, on the furniture or outside its
 * area without a leader, no furniture on the map, nothing lost without a word. */
#include "base/diag.h"
#include "crs_session.h"
#include "dataset/dataset_private.h"
#include "maps/plan.h"
#include "page/layout.h"
#include "polygon_file.h"
#include "text/diag_print.h"
#include <glib/gstdio.h>

static char *folder;

/* ---- projects ---------------------------------------------------------------------------- */

typedef struct Case {
    BcuProject *project;
    BcuDataset *dataset;
    BcuDiagLog *log;
} Case;

static bool read_case(const char *text, Case *read)
{
    g_autofree char *path = g_build_filename(folder, "project.ini", NULL);
    BcuProjectFlags flags = {0};
    *read = (Case){.log = bcu_diag_log_new()};
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    if (bcu_dataset_read(test_session(), path, &flags, &read->project, &read->dataset, read->log))
        return true;
    for (size_t i = 0; i < bcu_diag_log_size(read->log); i++)
        bcu_diag_print(bcu_diag_log_at(read->log, i), stderr);
    return false;
}

static void clear_case(Case *read)
{
    bcu_dataset_free(read->dataset);
    bcu_project_free(read->project);
    bcu_diag_log_free(read->log);
}

/* Rectangles in rows; two next to one another belong to one group. */
static void write_grid(const char *name, int columns, int rows, double width, double height)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    int count = columns * rows;
    g_autofree PolygonRecord *records = g_new0(PolygonRecord, (gsize)count);
    g_autofree BcuPoint *points = g_new(BcuPoint, 4 * (gsize)count);
    g_autoptr(GStringChunk) codes = g_string_chunk_new(64);
    char text[16];
    for (int i = 0; i < count; i++) {
        double x = 500000 + (i % columns) * width, y = 200000 + (i / columns) * height;
        BcuPoint *p = points + 4 * i;
        p[0] = (BcuPoint){x, y};
        p[1] = (BcuPoint){x + width, y};
        p[2] = (BcuPoint){x + width, y + height};
        p[3] = (BcuPoint){x, y + height};
        g_snprintf(text, sizeof text, "Area %d", i + 1);
        records[i].code = g_string_chunk_insert(codes, text);
        g_snprintf(text, sizeof text, "Group %d", i / 2 + 1);
        records[i].group = g_string_chunk_insert(codes, text);
        records[i].people = i;
        records[i].points = p;
        records[i].count = 4;
    }
    write_polygon_file(path, records, count, (PolygonStyle){0});
}

#define CELLS "[crs]\nworking = EPSG:27700\n[layer cells]\npath = cells.shp\ncode = CODE\ncrs = EPSG:27700\n"

/* ---- checks ------------------------------------------------------------------------------ */

static GArray *wishes_for(const BcuDataset *dataset, BcuLevel level, double unit, bool others)
{
    GArray *wishes = g_array_new(false, true, sizeof(LabelWish));
    for (uint32_t f = 0; f < bcu_feature_count(dataset, level); f++) {
        LabelWish wish = {.level = level,
                          .feature = f,
                          .text = (char *)(gsize)bcu_feature_name(dataset, level, f),
                          .priority = BCU_LEVEL_COUNT - (int)level,
                          .smallest = 0.5 * unit,
                          .largest = (level == BCU_CLUSTERS ? 1.4 : 0.9) * unit,
                          .may_lead = others,
                          .may_number = others};
        g_array_append_val(wishes, wish);
    }
    return wishes;
}

static void assert_labels_apart(const Layout *layout)
{
    const GArray *placed = layout->labels->placed;
    const Block legend = block_of_frame(layout->legend_frame), bar = block_of_frame(layout->bar_frame);
    for (guint i = 0; i < placed->len; i++) {
        const Label *a = &g_array_index(placed, Label, i);
        BcuBox box = block_extent(&a->block);
        g_assert_false(layout->legend && block_meets(&a->block, &legend));
        g_assert_false(layout->bar && block_meets(&a->block, &bar));
        g_assert_cmpfloat(box.min_x, >=, 0);
        g_assert_cmpfloat(box.max_x, <=, layout->page.width);
        g_assert_cmpfloat(a->text->width, <=, 2 * a->block.half_width * 1.02);
        g_assert_cmpfloat(a->text->height, <=, 2 * a->block.half_height * 1.02);
        for (guint k = i + 1; k < placed->len; k++)
            g_assert_false(block_meets(&a->block, &g_array_index(placed, Label, k).block));
    }
}

/* The middle of a label lies in its area, or a line leads there; a number may stand a little aside. */
static void assert_labels_inside(const BcuDataset *dataset, const Layout *layout, const GArray *wishes)
{
    const Page *page = &layout->page;
    for (guint i = 0; i < layout->labels->placed->len; i++) {
        const Label *label = &g_array_index(layout->labels->placed, Label, i);
        const LabelWish *wish = &g_array_index(wishes, LabelWish, label->wish);
        BcuPoint at = label->has_line ? label->line[0] : label->block.centre;
        BcuShape *shape = bcu_feature_shape_build(dataset, wish->level, wish->feature);
        bool inside = false;
        for (int step = -1; step <= 1; step++) {
            double x = at.x + (label->number ? step * 0.3 * label->block.half_width : 0);
            inside |= bcu_shape_contains(
                shape, (BcuPoint){page->centre.x + (x - page->origin.x) / page->scale_x,
                                  page->centre.y - (at.y - page->origin.y) / page->scale_y});
        }
        g_assert_true(inside);
        bcu_shape_free(shape);
    }
}

static bool within(Frame frame, BcuPoint p)
{
    return p.x > frame.x && p.x < frame.x + frame.width && p.y > frame.y && p.y < frame.y + frame.height;
}

static void assert_furniture_clear(const BcuDataset *dataset, const Layout *layout)
{
    const Page *page = &layout->page;
    for (uint32_t c = 0; c < bcu_coverage_count(dataset); c++) {
        BcuRing points = bcu_coverage_points(dataset, c, NULL);
        for (size_t i = 0; i < points.count; i++) {
            BcuPoint p = page_point(page, points.points[i]);
            g_assert_false(layout->legend && within(layout->legend_frame, p));
            g_assert_false(layout->bar && within(layout->bar_frame, p));
            g_assert_true(within((Frame){page->body.x - 1e-6, page->body.y - 1e-6, page->body.width + 2e-6,
                                         page->body.height + 2e-6},
                                 p));
        }
    }
    double bottom = page->height - page->margin;
    g_assert_cmpfloat(page->margin + layout->heading->height, <=, page->body.y);
    g_assert_cmpfloat(page->body.y + page->body.height, <=, bottom - layout->footer->height);
    g_assert_cmpfloat(page->body.height, >, 0.3 * page->height);
    if (layout->bar)
        g_assert_cmpfloat(layout->bar_frame.y, >=, page->body.y - 1e-6);
}

static void assert_key(const Layout *layout)
{
    guint numbers = 0;
    for (guint i = 0; i < layout->labels->placed->len; i++) {
        const Label *label = &g_array_index(layout->labels->placed, Label, i);
        if (label->number == 0)
            continue;
        numbers++;
        g_assert_cmpuint(label->number, <=, layout->labels->key->len);
        g_assert_cmpuint(g_array_index(layout->labels->key, guint, label->number - 1), ==, label->wish);
        g_assert_cmpint(atoi(label->text->content), ==, (int)label->number);
    }
    g_assert_cmpuint(numbers, ==, layout->labels->key->len);
}

static guint names_given_up(const Layout *layout)
{
    guint names = 0;
    for (guint i = 0; i < layout->labels->given_up->len; i++)
        names += g_array_index(layout->labels->given_up, GivenUp, i).names;
    return names;
}

/* Lays out the clusters' legend with names of a level on a page, and checks it all. */
static Layout *checked_layout(const Case *read, BcuLevel level, const char *paper, bool others,
                              GArray **wishes)
{
    Page page;
    Style style = {.font = "Roboto"};
    Legend legend;
    legend_init(&legend);
    g_assert_true(page_init(&page, paper, 300, NAN));
    style.unit = page.unit;
    for (uint32_t c = 0; c < bcu_feature_count(read->dataset, BCU_CLUSTERS); c++)
        legend_add(&legend, SWATCH_FILL, (BcuColour){0}, 0, bcu_feature_name(read->dataset, BCU_CLUSTERS, c),
                   NULL);
    Furniture furniture = {.title = "A title of a usual length",
                           .subtitle = "and what goes below it",
                           .attribution = "Contains data of someone",
                           .legend = &legend};
    *wishes = wishes_for(read->dataset, level, page.unit, others);
    Names names = {.wishes = *wishes};
    Layout *layout =
        layout_new(read->dataset, &furniture, &names, bcu_dataset_extent(read->dataset), &style, &page);
    g_assert_cmpuint(layout->labels->placed->len + layout->labels->unplaced->len + names_given_up(layout), ==,
                     (*wishes)->len);
    g_assert_cmpuint(layout->labels->key->len, <=, LABEL_KEY_MOST);
    assert_labels_apart(layout);
    assert_labels_inside(read->dataset, layout, *wishes);
    assert_furniture_clear(read->dataset, layout);
    assert_key(layout);
    legend_clear(&legend);
    return layout;
}

static const char *const PAPERS[] = {"A4-landscape", "A4-portrait", "slide-16:9",
                                     "square",       "1200x500 px", "90x140 mm"};

/* What the worst of the pages could not place. */
typedef struct Lost {
    guint labels, entries;
} Lost;

static Lost check_pages(const Case *read, BcuLevel level, bool others)
{
    Lost most = {0};
    for (gsize p = 0; p < G_N_ELEMENTS(PAPERS); p++) {
        GArray *wishes;
        Layout *layout = checked_layout(read, level, PAPERS[p], others, &wishes);
        most.labels = MAX(most.labels, layout->labels->unplaced->len + names_given_up(layout));
        most.entries = MAX(most.entries, layout->legend_cut);
        layout_free(layout);
        g_array_unref(wishes);
    }
    return most;
}

/* ---- tests ------------------------------------------------------------------------------- */

static void test_shipped(void)
{
    BcuProjectFlags flags = {0};
    Case read = {.log = bcu_diag_log_new()};
    g_assert_true(
        bcu_dataset_read(test_session(), TEST_SHAPES_DIR "/met_bcu.ini", &flags, &read.project, &read.dataset, read.log));
    g_assert_cmpuint(check_pages(&read, BCU_CLUSTERS, false).labels, ==, 0);
    g_assert_cmpuint(check_pages(&read, BCU_AREAS, true).labels, ==, 0);
    clear_case(&read);
}

static void test_one_area(void)
{
    Case read;
    write_grid("cells", 1, 1, 1000, 700);
    g_assert_true(read_case(CELLS "[clusters]\nfield = GROUP\n", &read));
    g_assert_cmpuint(check_pages(&read, BCU_CLUSTERS, false).labels, ==, 0);
    clear_case(&read);
}

/* A country a twentieth as wide as long: names go along it or beside it. */
static void test_long_and_thin(void)
{
    Case read;
    write_grid("cells", 1, 12, 4000, 7000);
    g_assert_true(read_case(CELLS "[clusters]\nfield = GROUP\n", &read));
    g_assert_cmpuint(check_pages(&read, BCU_AREAS, true).labels, ==, 0);
    clear_case(&read);
}

/* 600 areas in 300 groups: the legend cannot hold them all on a small page, and says so. There the names are
 * given up all together; some of them would look like all. */
static void test_many(void)
{
    Case read;
    write_grid("cells", 30, 20, 1000, 1000);
    g_assert_true(read_case(CELLS "[clusters]\nfield = GROUP\n", &read));
    Lost lost = check_pages(&read, BCU_AREAS, true);
    g_assert_cmpuint(lost.entries, >, 0);
    g_assert_cmpuint(lost.labels, ==, 600);
    clear_case(&read);
}

static void test_wards(void)
{
    if (!g_file_test(TEST_DATA_DIR "/London_Ward_CityMerged.shp", G_FILE_TEST_EXISTS)) {
        g_test_skip("the official wards are not here");
        return;
    }
    Case read;
    g_assert_true(read_case("[layer wards]\npath = " TEST_DATA_DIR
                            "/London_Ward_CityMerged.shp\ncode = GSS_CODE\n"
                            "name = NAME\n[clusters]\nfield = BOROUGH\n",
                            &read));
    check_pages(&read, BCU_CLUSTERS, true);
    check_pages(&read, BCU_AREAS, true);
    clear_case(&read);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    folder = g_dir_make_tmp("bcukit-layout-XXXXXX", NULL);
    g_test_add_func("/layout/shipped", test_shipped);
    g_test_add_func("/layout/one_area", test_one_area);
    g_test_add_func("/layout/long_and_thin", test_long_and_thin);
    g_test_add_func("/layout/many", test_many);
    g_test_add_func("/layout/wards", test_wards);
    return g_test_run();
}
