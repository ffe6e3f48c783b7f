/* What a label is to name: the form of its name, the outline of its area, where in it a name is wanted. */
#include "label/clip.h"
#include "label/label_places.h"
#include "label/middle.h"

PangoLayout *site_layout(Site *site, const char *font, Weight weight)
{
    PangoLayout *layout = g_hash_table_lookup(site->layouts, GINT_TO_POINTER(weight));
    if (!layout) {
        layout = text_layout_new(font, weight);
        g_hash_table_insert(site->layouts, GINT_TO_POINTER(weight), layout);
    }
    return layout;
}

double site_letters(const Site *site, const LabelWish *wish, int step)
{
    return fmax(wish->smallest, wish->largest * site->scale * (step ? site->step : 1));
}

static void add_ring(const Site *site, uint32_t coverage, const int32_t *refs, uint32_t count, GArray *points)
{
    double spacing = 0.04 * site->page->unit;
    guint first = points->len;
    for (uint32_t i = 0; i < count; i++) {
        bool back = refs[i] < 0;
        BcuArc arc = bcu_arc_at(site->dataset, coverage, (uint32_t)(back ? ~refs[i] : refs[i]));
        for (size_t k = 0; k + 1 < arc.count; k++) {
            BcuPoint p = page_point(site->page, arc.points[back ? arc.count - 1 - k : k]);
            const BcuPoint *last =
                points->len > first ? &g_array_index(points, BcuPoint, points->len - 1) : NULL;
            if (!last || fabs(p.x - last->x) + fabs(p.y - last->y) >= spacing)
                g_array_append_val(points, p);
        }
    }
    BcuPoint start = g_array_index(points, BcuPoint, first);
    g_array_append_val(points, start);
}

/* As far as it can be seen, without what is too fine to matter, all rings as one part. */
static BcuShape *outline_build(const Site *site, BcuLevel level, uint32_t feature)
{
    BcuArcShape arcs = bcu_feature_arcs(site->dataset, level, feature);
    uint32_t coverage = bcu_dataset_level(site->dataset, level).coverage;
    GArray *points = g_array_new(false, false, sizeof(BcuPoint)),
           *starts = g_array_new(false, false, sizeof(size_t));
    for (uint32_t r = arcs.part_count ? arcs.part_start[0] : 0;
         arcs.part_count && r < arcs.part_start[arcs.part_count]; r++) {
        size_t start = points->len;
        add_ring(site, coverage, arcs.refs + arcs.ring_start[r], arcs.ring_start[r + 1] - arcs.ring_start[r],
                 points);
        clip_ring(points, (guint)start, site->page->body);
        if (points->len > start)
            g_array_append_val(starts, start);
    }
    size_t end = points->len;
    g_array_append_val(starts, end);
    BcuShape *shape = g_new0(BcuShape, 1);
    shape->point_count = points->len;
    shape->ring_count = starts->len - 1;
    shape->points = (BcuPoint *)(void *)g_array_free(points, FALSE);
    shape->ring_start = (size_t *)(void *)g_array_free(starts, FALSE);
    return shape;
}

void outline_free(gpointer data)
{
    BcuShape *outline = data;
    g_free(outline->points);
    g_free(outline->ring_start);
    g_free(outline);
}

const BcuShape *site_outline(const Site *site, BcuLevel level, uint32_t feature)
{
    gpointer key = GSIZE_TO_POINTER((gsize)feature * BCU_LEVEL_COUNT + level + 1);
    BcuShape *outline = g_hash_table_lookup(site->outlines, key);
    if (!outline) {
        outline = outline_build(site, level, feature);
        g_hash_table_insert(site->outlines, key, outline);
    }
    return outline;
}

double share_within(const BcuShape *outline, const Block *block)
{
    static const double PROBES[][2] = {{0, 0}, {-0.9, -0.7}, {0.9, -0.7}, {-0.9, 0.7}, {0.9, 0.7}};
    double c = cos(block->turn), s = sin(block->turn);
    guint inside = 0;
    for (gsize i = 0; outline->ring_count && i < G_N_ELEMENTS(PROBES); i++) {
        double along = PROBES[i][0] * block->half_width, across = PROBES[i][1] * block->half_height;
        inside += bcu_shape_contains(outline, (BcuPoint){block->centre.x + along * c - across * s,
                                                         block->centre.y + along * s + across * c});
    }
    return (double)inside / G_N_ELEMENTS(PROBES);
}

/* Of a point the area around it. */
static const BcuShape *home_of(const Site *site, const LabelWish *wish)
{
    uint32_t area = wish->level == BCU_SUBAREAS && wish->radius == 0
                        ? bcu_feature_parent(site->dataset, wish->level, wish->feature)
                        : BCU_NONE;
    return area != BCU_NONE ? site_outline(site, BCU_AREAS, area) : NULL;
}

static double sparing_of(Ground *ground, BcuLevel level, BcuBox box)
{
    static const double FEW = 0.3; /* ink where lines can be avoided */
    Block block = {{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2},
                   (box.max_x - box.min_x) / 2,
                   (box.max_y - box.min_y) / 2,
                   0};
    return block.half_width > 0 ? pow(FEW / fmax(ground_ink(ground, level, &block), FEW), 2) : 1;
}

void subject_init(Subject *subject, Site *site, const char *font, const LabelWish *wish, guint index)
{
    *subject = (Subject){.wish = wish, .index = index, .weight = wish->weight};
    subject->wording = wording_new(wish->text, wish->figure, site_layout(site, font, wish->weight));
    subject->outline = site_outline(site, wish->level, wish->feature);
    subject->home = subject->outline->ring_count == 0 ? home_of(site, wish) : NULL;
    subject->sparing =
        wish->radius > 0 ? sparing_of(site->ground, wish->level, bcu_shape_extent(subject->outline)) : 1;
    subject->anchor =
        subject->outline->ring_count && wish->radius == 0
            ? middle_of(subject->outline)
            : page_point(site->page, bcu_feature_label_point(site->dataset, wish->level, wish->feature));
}

void subject_clear(Subject *subject)
{
    wording_free(subject->wording);
}

void subject_condense(Subject *subject, Site *site, const char *font)
{
    const LabelWish *wish = subject->wish;
    wording_free(subject->wording);
    subject->weight = weight_is_bold(wish->weight) ? WEIGHT_BOLD_CONDENSED : WEIGHT_CONDENSED;
    subject->wording = wording_new(wish->text, wish->figure, site_layout(site, font, subject->weight));
}

/* ---- in sight ------------------------------------------------------------------------ */

/* What a frame shows of an outline, mm2. */
static double area_within(const BcuShape *outline, Frame frame)
{
    double area = 0;
    g_autoptr(GArray) points = g_array_new(false, false, sizeof(BcuPoint));
    for (size_t r = 0; r < outline->ring_count; r++) {
        BcuRing ring = bcu_shape_ring(outline, r);
        g_array_set_size(points, 0);
        g_array_append_vals(points, ring.points, (guint)ring.count);
        clip_ring(points, 0, frame);
        area += bcu_ring_area((BcuRing){(const BcuPoint *)(const void *)points->data, points->len});
    }
    return fabs(area);
}

bool subject_is_in_sight(const Subject *subject, const Site *site)
{
    enum { NAMES = 8 }; /* as much as so many small names take */
    const Form *form = &subject->wording->forms[0];
    double letters = subject->wish->smallest, name = form->width * form->height * letters * letters;
    double seen = area_within(subject->outline, site->page->body);
    for (guint i = 0; i < site->around->taken_count; i++)
        seen -= area_within(subject->outline, site->around->taken[i]);
    return seen > NAMES * name;
}
