/* Labels in the circle that they name. Where a name has room it belongs there: nothing is hidden, and nobody
 * asks whose it is. */
#include "label/label_places.h"

/* Letters may be smaller than beside the circle, to this share of their size. */
static const double READABLE = 0.62;
/* How much of the height of their lines letters and digits take. */
static const double LETTERS_OF_NAME = 0.85, LETTERS_OF_NUMBER = 0.7;

/* Whether a block in its circle meets another circle, which may have a name, too. */
static bool meets_other(const Site *site, const Subject *subject, const Block *block)
{
    for (guint i = 0; i < site->discs->len; i++) {
        const Disc *disc = &g_array_index(site->discs, Disc, i);
        double x = fmax(fabs(disc->centre.x - block->centre.x) - block->half_width, 0);
        double y = fmax(fabs(disc->centre.y - block->centre.y) - block->half_height, 0);
        if (disc->wish != subject->index && hypot(x, y) < disc->radius)
            return true;
    }
    return false;
}

/* With the largest letters that fit. \param share of the form's height that they take
 * \return false where they would be smaller than `smallest`. */
static bool fit(const Site *site, const Subject *subject, const Form *form, double share, double smallest,
                double largest, Place *place)
{
    static const double FILLED = 0.94;
    double reach = hypot(form->width, share * form->height) / 2;
    double size = fmin(largest, FILLED * subject->wish->radius / reach);
    Block block = {subject->anchor, form->width * size / 2, form->height * size / 2, 0};
    *place = (Place){.form = form, .size = size, .block = block, .in_circle = true};
    return size >= smallest && !meets_other(site, subject, &block);
}

static bool fit_name(const Site *site, const Subject *subject, const Form *form, Place *place)
{
    double largest = subject->wish->largest;
    return fit(site, subject, form, LETTERS_OF_NAME, READABLE * largest, largest, place);
}

void places_in_circle(const Site *site, const Subject *subject, GArray *places)
{
    static const double LIKE_OTHERS = 0.3; /* what smaller letters cost there */
    double shrinking = PLACE_SHRINKING * (site->names_in_circles ? LIKE_OTHERS : 1);
    for (guint f = 0; f < subject->wording->count; f++) {
        Place place;
        if (!fit_name(site, subject, &subject->wording->forms[f], &place))
            continue;
        place.cost = shrinking * log(subject->wish->largest / place.size);
        g_array_append_val(places, place);
    }
}

bool place_has_circle(const Site *site, const Subject *subject)
{
    bool has = false;
    Place place;
    for (guint f = 0; f < subject->wording->count && !has; f++)
        has = fit_name(site, subject, &subject->wording->forms[f], &place);
    return has;
}

bool place_number_in_circle(const Site *site, const Subject *subject, const Form *form, Place *place)
{
    const LabelWish *wish = subject->wish;
    return fit(site, subject, form, LETTERS_OF_NUMBER, 0.8 * wish->smallest, 0.8 * wish->largest, place);
}
