/* Labels by priority: those that fit their area, then leader lines, then numbers. */
#include "label/label.h"
#include "label/label_crowd.h"
#include "label/label_levels.h"

/* ---- placing ------------------------------------------------------------------------- */

static void take(Labels *labels, const Site *site, const char *font, const Subject *subject,
                 const Place *place, guint number)
{
    Label label = {.wish = subject->index,
                   .block = place->block,
                   .in_circle = place->in_circle,
                   .has_line = place->has_line,
                   .number = number};
    label.text = text_new(place->form->text, font, place->size, subject->weight, 0, ALIGN_CENTRE);
    label.on_fill = share_within(site_outline(site, subject->wish->fill_level, subject->wish->fill_feature),
                                 &place->block) == 1;
    label.line[0] = place->line[0];
    label.line[1] = place->line[1];
    g_array_append_val(labels->placed, label);
    clutter_add(site->clutter, place->block);
    if (place->has_line)
        clutter_add(site->clutter, block_of_line(place->line[0], place->line[1], 0.3 * site->page->unit));
}

/* ---- numbers ------------------------------------------------------------------------- */

typedef struct Numbered {
    const Subject *subject;
    Place place;
    int band; /* of the map, from the top */
} Numbered;

static int in_reading_order(const void *a, const void *b)
{
    const Numbered *p = a, *q = b;
    if (p->band != q->band)
        return p->band - q->band;
    return (p->place.block.centre.x > q->place.block.centre.x) -
           (p->place.block.centre.x < q->place.block.centre.x);
}

/* Gives those with room a number, in reading order, so that one found in the key is soon found on the map. */
static void take_numbers(Labels *labels, Site *site, const char *font, GArray *numbered)
{
    g_array_sort(numbered, in_reading_order);
    for (guint i = 0; i < numbered->len; i++) {
        const Numbered *n = &g_array_index(numbered, Numbered, i);
        guint number = labels->key->len + 1;
        g_autofree char *digits = g_strdup_printf("%u", number);
        Form form = {digits, 0, 0};
        Place place = n->place;
        place.form = &form;
        take(labels, site, font, n->subject, &place, number);
        g_array_append_val(labels->key, n->subject->index);
    }
}

static bool place_digits(const Site *site, const Subject *subject, const Form *digits, Place *place)
{
    if (subject->wish->radius > 0 && place_number_in_circle(site, subject, digits, place))
        return true;
    return subject->outline->ring_count && subject->wish->radius == 0
               ? place_number(site, subject, digits, place)
               : place_number_of_dot(site, subject, digits, place);
}

/* All get the room that the longest number needs. */
static void place_numbers(Labels *labels, Site *site, const char *font, GPtrArray *pending)
{
    g_autoptr(GArray) numbered = g_array_new(false, false, sizeof(Numbered));
    guint most = MIN(labels->key->len + pending->len, site->most_numbers);
    for (guint i = 0; i < pending->len;) {
        const Subject *subject = g_ptr_array_index(pending, i);
        Numbered n = {.subject = subject};
        Wording *digits = wording_new(most < 10    ? "8"
                                      : most < 100 ? "88"
                                                   : "888",
                                      NULL, site_layout(site, font, subject->weight));
        bool found = subject->wish->may_number && labels->key->len + numbered->len < site->most_numbers &&
                     place_digits(site, subject, &digits->forms[0], &n.place);
        wording_free(digits);
        if (!found) {
            i++;
            continue;
        }
        n.band = (int)(12 * (n.place.block.centre.y - site->page->map.y) / site->page->map.height);
        clutter_add(site->clutter, n.place.block);
        g_array_append_val(numbered, n);
        g_ptr_array_remove_index(pending, i);
    }
    take_numbers(labels, site, font, numbered);
}

/* ---- order --------------------------------------------------------------------------- */

typedef bool (*Placer)(const Site *site, const Subject *subject, Place *place);

static bool place_in_area(const Site *site, const Subject *subject, Place *place)
{
    return subject->outline->ring_count && subject->wish->radius == 0 && place_inside(site, subject, place);
}

/* A higher level comes before the dots of a lower one. */
static bool place_over_dots(const Site *site, const Subject *subject, Place *place)
{
    Site bold = *site;
    bold.over_dots = true;
    return place_in_area(&bold, subject, place);
}

static bool place_outside(const Site *site, const Subject *subject, Place *place)
{
    return subject->wish->may_lead && place_beside(site, subject, false, place);
}

static bool place_anywhere(const Site *site, const Subject *subject, Place *place)
{
    return subject->wish->may_lead && place_beside(site, subject, true, place);
}

/* Upon another cluster a cluster's name would be taken for that one's: it rather stands over its own border. */
static bool place_over_border(const Site *site, const Subject *subject, Place *place)
{
    return subject->wish->level == BCU_CLUSTERS && place_astride(site, subject, place);
}

static bool place_upon_others(const Site *site, const Subject *subject, Place *place)
{
    return subject->wish->level != BCU_CLUSTERS && place_anywhere(site, subject, place);
}

static bool place_squeezed_astride(const Site *site, const Subject *subject, Place *place)
{
    return subject->wish->may_squeeze && place_astride(site, subject, place);
}

/* Takes those that find a place out of the list. */
static void place_all(Labels *labels, Site *site, const char *font, GPtrArray *pending, Placer placer)
{
    for (guint i = 0; i < pending->len;) {
        const Subject *subject = g_ptr_array_index(pending, i);
        Place place;
        if (!placer(site, subject, &place)) {
            i++;
            continue;
        }
        take(labels, site, font, subject, &place, 0);
        g_ptr_array_remove_index(pending, i);
    }
}

static void place_around(Labels *labels, Site *site, const char *font, GPtrArray *pending)
{
    g_autoptr(GArray) standing = crowd_place(site, pending);
    for (guint i = 0; i < standing->len; i++) {
        const Standing *one = &g_array_index(standing, Standing, i);
        take(labels, site, font, one->subject, &one->place, 0);
    }
}

/* Everything since a group was begun. */
static void take_back(Labels *labels, Site *site, guint placed, guint blocks)
{
    for (guint i = placed; i < labels->placed->len; i++)
        text_free(g_array_index(labels->placed, Label, i).text);
    g_array_set_size(labels->placed, placed);
    for (guint block = blocks; block < clutter_size(site->clutter); block++)
        clutter_remove(site->clutter, block);
}

/* Names of different levels that stand close to one another read as one: lower ones keep farther off. */
static void keep_apart(const Labels *labels, Site *site, guint placed)
{
    static const double AIR = 0.35; /* of the letters */
    for (guint i = placed; i < labels->placed->len; i++) {
        const Label *label = &g_array_index(labels->placed, Label, i);
        Block block = label->block;
        block.half_width += AIR * label->text->size;
        block.half_height += AIR * label->text->size;
        if (label->number == 0 && !label->in_circle)
            clutter_add(site->apart, block);
    }
}

/* Some of the names, without numbers for the others, are worse than none: the reader would take the areas
 * without a name for parts of those with one. */
static bool give_up(Labels *labels, Site *site, GPtrArray *pending, guint placed, guint blocks)
{
    guint wanting = 0;
    for (guint i = 0; i < pending->len; i++)
        wanting += ((const Subject *)g_ptr_array_index(pending, i))->wish->may_number;
    guint all = labels->placed->len - placed + pending->len;
    const LabelWish *wish = pending->len ? ((const Subject *)g_ptr_array_index(pending, 0))->wish : NULL;
    bool too_few = wish && wish->may_squeeze && wish->level != BCU_CLUSTERS && 5 * pending->len > 3 * all;
    if (!too_few && labels->key->len + wanting <= site->most_numbers)
        return false;
    GivenUp level = {((const Subject *)g_ptr_array_index(pending, 0))->wish->level,
                     labels->placed->len - placed + pending->len};
    take_back(labels, site, placed, blocks);
    g_array_append_val(labels->given_up, level);
    return true;
}

static guint count_inside(Labels *labels, Site *site, const char *font, const GPtrArray *pending)
{
    guint placed = labels->placed->len, blocks = clutter_size(site->clutter);
    g_autoptr(GPtrArray) trial = g_ptr_array_copy((GPtrArray *)pending, NULL, NULL);
    place_all(labels, site, font, trial, place_in_area);
    take_back(labels, site, placed, blocks);
    return pending->len - trial->len;
}

/* Letters of a level are of one size on a map and one step below it: the largest with which all names have
 * room in their areas, or most of them. */
static void set_letters(Labels *labels, Site *site, const char *font, const GPtrArray *pending)
{
    static const double SHRINK = 0.88, SMALL = 0.75, MOST = 0.8, STEPS[] = {0.8, 0.7, 0.6};
    const LabelWish *wish = ((const Subject *)g_ptr_array_index(pending, 0))->wish;
    double scale = 1, step = STEPS[0];
    guint most = 0;
    for (site->scale = 1; site->scale * wish->largest >= wish->smallest && most < pending->len;
         site->scale *= SHRINK) {
        if (site->scale < SMALL && most >= MOST * pending->len)
            break;
        for (gsize s = 0; s < G_N_ELEMENTS(STEPS) && most < pending->len; s++) {
            site->step = STEPS[s];
            guint inside = count_inside(labels, site, font, pending);
            if (inside <= most)
                continue;
            most = inside;
            scale = site->scale;
            step = site->step;
        }
    }
    site->scale = scale;
    site->step = step;
}

/* Names that would need a key try harder: a key costs the map a column. Areas do so together: once there is a
 * key, a number is clearer than a line upon others. */
static void squeeze(Labels *labels, Site *site, const char *font, GPtrArray *pending)
{
    g_autoptr(GPtrArray) willing = g_ptr_array_new();
    for (guint i = pending->len; i-- > 0;) {
        Subject *subject = g_ptr_array_index(pending, i);
        if (!subject->wish->may_squeeze)
            continue;
        subject_condense(subject, site, font);
        g_ptr_array_insert(willing, 0, subject);
        g_ptr_array_remove_index(pending, i);
    }
    guint placed = labels->placed->len, blocks = clutter_size(site->clutter);
    g_autoptr(GPtrArray) all = g_ptr_array_copy(willing, NULL, NULL);
    place_all(labels, site, font, willing, place_in_area);
    place_all(labels, site, font, willing, place_outside);
    place_all(labels, site, font, willing, place_over_border);
    place_all(labels, site, font, willing, place_upon_others);
    place_all(labels, site, font, willing, place_astride);
    bool numbers = willing->len > 0 && ((const Subject *)willing->pdata[0])->wish->level != BCU_CLUSTERS;
    if (numbers)
        take_back(labels, site, placed, blocks);
    g_ptr_array_extend(pending, numbers ? all : willing, NULL, NULL);
}

/* One priority; what is left over has no room. */
static void place_group(Labels *labels, Site *site, const char *font, GPtrArray *pending)
{
    guint placed = labels->placed->len, blocks = clutter_size(site->clutter);
    set_letters(labels, site, font, pending);
    place_all(labels, site, font, pending, place_in_area);
    place_all(labels, site, font, pending, place_over_dots);
    place_around(labels, site, font, pending);
    place_all(labels, site, font, pending, place_outside);
    if (give_up(labels, site, pending, placed, blocks))
        return;
    squeeze(labels, site, font, pending);
    site->close_by = true;
    place_numbers(labels, site, font, pending);
    place_all(labels, site, font, pending, place_anywhere);
    place_all(labels, site, font, pending, place_squeezed_astride);
    site->close_by = false;
    keep_apart(labels, site, placed);
    for (guint i = 0; i < pending->len; i++)
        g_array_append_val(labels->unplaced, ((const Subject *)g_ptr_array_index(pending, i))->index);
}

static int by_priority(const void *a, const void *b)
{
    const Subject *p = a, *q = b;
    if (p->wish->priority != q->wish->priority)
        return q->wish->priority - p->wish->priority;
    return (p->index > q->index) - (p->index < q->index);
}

static void place_groups(Labels *labels, Site *site, const char *font, Subject *subjects, guint count)
{
    qsort(subjects, count, sizeof *subjects, by_priority);
    g_autoptr(GPtrArray) pending = g_ptr_array_new();
    for (guint i = 0; i < count; i++) {
        g_ptr_array_add(pending, &subjects[i]);
        if (i + 1 < count && subjects[i + 1].wish->priority == subjects[i].wish->priority)
            continue;
        place_group(labels, site, font, pending);
        g_ptr_array_set_size(pending, 0);
    }
}

/* The priorities of levels that are given up before anything is laid out. */
static GHashTable *hopeless_levels(const Site *site, const GArray *wishes, GArray *given_up)
{
    GHashTable *judged = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < wishes->len; i++) {
        const LabelWish *wish = &g_array_index(wishes, LabelWish, i);
        gpointer priority = GINT_TO_POINTER(wish->priority);
        if (!g_hash_table_contains(judged, priority)) {
            bool hopeless = level_is_hopeless(site->dataset, site->page, wishes, wish->priority);
            GivenUp level = {wish->level, 0};
            g_hash_table_insert(judged, priority, GUINT_TO_POINTER(hopeless ? given_up->len + 1 : 0));
            if (hopeless)
                g_array_append_val(given_up, level);
        }
        guint hopeless = GPOINTER_TO_UINT(g_hash_table_lookup(judged, priority));
        if (hopeless > 0)
            g_array_index(given_up, GivenUp, hopeless - 1).names++;
    }
    return judged;
}

/* \return how many. */
static guint init_subjects(Site *site, const char *font, const GArray *wishes, Subject *subjects,
                           GArray *given_up)
{
    guint count = 0;
    g_autoptr(GHashTable) hopeless = hopeless_levels(site, wishes, given_up);
    for (guint i = 0; i < wishes->len; i++) {
        const LabelWish *wish = &g_array_index(wishes, LabelWish, i);
        if (g_hash_table_lookup(hopeless, GINT_TO_POINTER(wish->priority)))
            continue;
        subject_init(&subjects[count], site, font, wish, i);
        if (wish->if_seen && !subject_is_in_sight(&subjects[count], site))
            subject_clear(&subjects[count]);
        else
            count++;
    }
    return count;
}

/* What stands on the ground before any name, and which circles there are. */
static void survey(Site *site, const Subject *subjects, guint count)
{
    guint holding = 0;
    for (guint i = 0; i < count; i++) {
        Disc disc = {subjects[i].index, subjects[i].anchor, subjects[i].wish->radius};
        if (disc.radius > 0)
            g_array_append_val(site->discs, disc);
        if (subjects[i].outline->ring_count == 0)
            clutter_add(site->dots, block_of_dot(subjects[i].anchor, 0.2 * site->page->unit));
    }
    for (guint i = 0; i < count; i++)
        holding += subjects[i].wish->radius > 0 && place_has_circle(site, &subjects[i]);
    site->names_in_circles = 4 * holding >= 3 * site->discs->len;
}

Labels *labels_place(const BcuDataset *dataset, const LabelGround *around, const char *font,
                     const GArray *wishes, guint most_numbers)
{
    Labels *labels = g_new(Labels, 1);
    labels->placed = g_array_new(false, false, sizeof(Label));
    labels->key = g_array_new(false, false, sizeof(guint));
    labels->unplaced = g_array_new(false, false, sizeof(guint));
    labels->given_up = g_array_new(false, false, sizeof(GivenUp));
    Site site = {.dataset = dataset,
                 .around = around,
                 .page = around->page,
                 .ground = ground_new(dataset, around->page, around->lines),
                 .clutter = clutter_new(around->page),
                 .dots = clutter_new(around->page),
                 .apart = clutter_new(around->page),
                 .outlines = g_hash_table_new_full(NULL, NULL, NULL, outline_free),
                 .layouts = g_hash_table_new_full(NULL, NULL, NULL, g_object_unref),
                 .discs = g_array_new(false, false, sizeof(Disc)),
                 .most_numbers = most_numbers,
                 .scale = 1,
                 .step = 1};
    for (guint i = 0; i < around->taken_count; i++)
        clutter_add(site.clutter, block_of_frame(around->taken[i]));
    Subject *subjects = g_new(Subject, wishes->len + 1);
    guint count = init_subjects(&site, font, wishes, subjects, labels->given_up);
    survey(&site, subjects, count);
    place_groups(labels, &site, font, subjects, count);
    for (guint i = 0; i < count; i++)
        subject_clear(&subjects[i]);
    g_free(subjects);
    ground_free(site.ground);
    clutter_free(site.clutter);
    clutter_free(site.dots);
    clutter_free(site.apart);
    g_hash_table_unref(site.outlines);
    g_hash_table_unref(site.layouts);
    g_array_unref(site.discs);
    return labels;
}

void labels_free(Labels *labels)
{
    for (guint i = 0; i < labels->placed->len; i++)
        text_free(g_array_index(labels->placed, Label, i).text);
    g_array_unref(labels->placed);
    g_array_unref(labels->key);
    g_array_unref(labels->unplaced);
    g_array_unref(labels->given_up);
    g_free(labels);
}
