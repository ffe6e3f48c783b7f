/* Each map is laid out for itself first. The smallest of them tells the place; where another one's legend has no
 * room beside that, all get smaller by steps. */
#include "maps/deck.h"

/* By how much, and where the map then lies in the place it was found at: in the middle, to the left, to the right. */
static const double SHARES[] = {1, 0.93, 0.86, 0.79, 0.72}, ACROSS[] = {0.5, 0, 1};

static double tallest_heading(const PlanContext *context, const Page *page, const GPtrArray *plans)
{
    double tallest = 0;
    for (guint p = 0; p < plans->len; p++)
        tallest = fmax(tallest, sheet_heading_mm(context, g_ptr_array_index(plans, p), page));
    return tallest;
}

/* \return how many; the plans are borrowed. */
static GPtrArray *whole_maps(const GPtrArray *plans)
{
    GPtrArray *whole = g_ptr_array_new();
    for (guint p = 0; p < plans->len; p++)
        if (plan_shows_whole(g_ptr_array_index(plans, p)))
            g_ptr_array_add(whole, g_ptr_array_index(plans, p));
    return whole;
}

/* The place of the map that is smallest where each has the best for it.
 * \return false where one of them lacks something even so. */
static bool find_smallest(const PlanContext *context, const Page *page, const GPtrArray *plans, Deck *deck)
{
    double smallest = INFINITY;
    bool ok = true;
    for (guint p = 0; p < plans->len && ok; p++) {
        Sheet sheet = {0};
        sheet_init(&sheet, context, g_ptr_array_index(plans, p), page, deck);
        ok = !sheet.misfit;
        if (sheet.page.scale_y < smallest) {
            smallest = sheet.page.scale_y;
            deck->place = sheet.page.map;
            deck->extent = sheet.extent;
        }
        sheet_clear(&sheet);
    }
    return ok;
}

static bool suits_all(const PlanContext *context, const Page *page, const GPtrArray *plans, const Deck *deck)
{
    bool ok = true;
    for (guint p = 0; p < plans->len && ok; p++) {
        Sheet sheet = {0};
        sheet_init(&sheet, context, g_ptr_array_index(plans, p), page, deck);
        ok = !sheet.misfit;
        sheet_clear(&sheet);
    }
    return ok;
}

static Frame shrunk(Frame frame, double share, double across)
{
    return (Frame){frame.x + across * (1 - share) * frame.width, frame.y + 0.5 * (1 - share) * frame.height,
                   share * frame.width, share * frame.height};
}

Deck deck_of(const PlanContext *context, const Page *page, const GPtrArray *plans)
{
    Deck deck = {.heading_mm = tallest_heading(context, page, plans)};
    g_autoptr(GPtrArray) whole = whole_maps(plans);
    if (whole->len < 2 || !find_smallest(context, page, whole, &deck))
        return deck;
    const Frame best = deck.place;
    deck.placed = true;
    for (gsize s = 0; s < G_N_ELEMENTS(SHARES); s++)
        for (gsize a = 0; a < (s == 0 ? 1 : G_N_ELEMENTS(ACROSS)); a++) {
            deck.place = shrunk(best, SHARES[s], ACROSS[a]);
            if (suits_all(context, page, whole, &deck))
                return deck;
        }
    deck.placed = false;
    return deck;
}
