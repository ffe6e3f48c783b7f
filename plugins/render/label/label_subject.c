/* What a label is to name: the form of its name, the outline of its area, where in it a name is wanted. */
#include "label/clip.h"
#include "label/label_places.h"

PangoLayout *site_layout(Site *site, const char *font, Weight weight)
{
    PangoLayout *layout = g_hash_table_lookup(site->layouts, GINT_TO_POINTER(weight));
    if (!layout) {
        layout = text_layout_new(font, weight);
        g_hash_table_insert(site->layouts, GINT_TO_POINTER(weight), layout);
    }
    return layout;
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

/* The outline on the page as far as it can be seen, without what is too fine to matter, all rings as one
 * part. */
static BcuShape *outline_on_page(const Site *site, const LabelWish *wish)
{
    BcuArcShape arcs = bcu_feature_arcs(site->dataset, wish->level, wish->feature);
    uint32_t coverage = bcu_dataset_level(site->dataset, wish->level).coverage;
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

static void outline_free(BcuShape *outline)
{
    g_free(outline->points);
    g_free(outline->ring_start);
    g_free(outline);
}

static size_t largest_ring(const BcuShape *outline)
{
    size_t largest = 0;
    for (size_t r = 1; r < outline->ring_count; r++)
        if (fabs(bcu_ring_area(bcu_shape_ring(outline, r))) >
            fabs(bcu_ring_area(bcu_shape_ring(outline, largest))))
            largest = r;
    return largest;
}

/* Well inside the largest ring: its pole, drawn towards the centre of gravity. So many points of it will do.
 */
static BcuPoint middle_of(const BcuShape *outline, double precision)
{
    enum { ENOUGH = 160 };
    BcuRing ring = bcu_shape_ring(outline, largest_ring(outline));
    g_autofree BcuPoint *points = g_new(BcuPoint, ENOUGH + 2);
    size_t step = ring.count / ENOUGH + 1, count = 0;
    for (size_t i = 0; i + 1 < ring.count; i += step)
        points[count++] = ring.points[i];
    points[count++] = points[0];
    size_t ring_start[] = {0, count}, part_start[] = {0, 1};
    BcuShape coarse = {points, count, ring_start, 1, part_start, 1};
    BcuPoint pole = bcu_shape_pole(&coarse, precision, NULL), centre = bcu_shape_centroid(&coarse);
    BcuPoint middle = {0.6 * pole.x + 0.4 * centre.x, 0.6 * pole.y + 0.4 * centre.y};
    return bcu_shape_contains(outline, middle) ? middle : pole;
}

static double sparing_of(const Ground *ground, BcuBox box)
{
    static const double FEW = 0.3; /* ink where lines can be avoided */
    Block block = {{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2},
                   (box.max_x - box.min_x) / 2,
                   (box.max_y - box.min_y) / 2,
                   0};
    return block.half_width > 0 ? pow(FEW / fmax(ground_ink(ground, &block), FEW), 2) : 1;
}

void subject_init(Subject *subject, Site *site, const char *font, const LabelWish *wish, guint index)
{
    *subject = (Subject){.wish = wish, .index = index};
    subject->wording = wording_new(wish->text, wish->figure, site_layout(site, font, wish->weight));
    subject->outline = outline_on_page(site, wish);
    subject->sparing = sparing_of(site->ground, bcu_shape_extent(subject->outline));
    subject->anchor =
        subject->outline->ring_count && wish->radius == 0
            ? middle_of(subject->outline, 0.3 * site->page->unit)
            : page_point(site->page, bcu_feature_label_point(site->dataset, wish->level, wish->feature));
}

void subject_clear(Subject *subject)
{
    wording_free(subject->wording);
    outline_free(subject->outline);
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
