/* Finds one place for the maps of a run: each map is laid out for itself first, and the place of one of them, as small
 * as the smallest, serves all; where no legend but its own has room beside it, all get smaller by steps. */
#include "maps/deck.h"

/* By how much, and where the map then lies in the place it was found at: in the middle, to the left, to the right. */
static const double SHARES[] = {0.93, 0.86, 0.79, 0.72}, ACROSS[] = {0.5, 0, 1};

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

/* Where a map lies that has the best place for itself. */
typedef struct {
    Frame place;
    BcuBox extent;
    double scale;
} Berth;

static gint by_scale(gconstpointer a, gconstpointer b)
{
    const Berth *first = a, *second = b;
    return (first->scale > second->scale) - (first->scale < second->scale);
}

/* One for each map, the smallest first.
 * \return NULL where one of the maps lacks something even so; free with g_array_unref(). */
static GArray *list_berths(const PlanContext *context, const Page *page, const GPtrArray *plans, const Deck *deck)
{
    GArray *berths = g_array_new(false, false, sizeof(Berth));
    bool ok = true;
    for (guint p = 0; p < plans->len && ok; p++) {
        Sheet sheet = {0};
        sheet_init(&sheet, context, g_ptr_array_index(plans, p), page, deck);
        Berth berth = {sheet.page.map, sheet.extent, sheet.page.scale_y};
        ok = !sheet.misfit;
        g_array_append_val(berths, berth);
        sheet_clear(&sheet);
    }
    if (!ok)
        g_clear_pointer(&berths, g_array_unref);
    else
        g_array_sort(berths, by_scale); /* stable: the first of those as small */
    return berths;
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

/* The others' places, as small as the smallest map: their legends have room there. */
static bool try_berths(const PlanContext *context, const Page *page, const GPtrArray *plans, const GArray *berths, Deck *deck)
{
    double smallest = g_array_index(berths, Berth, 0).scale;
    for (guint b = 0; b < berths->len; b++) {
        const Berth *berth = &g_array_index(berths, Berth, b);
        deck->place = shrunk(berth->place, smallest / berth->scale, 0.5);
        deck->extent = berth->extent;
        if (suits_all(context, page, plans, deck))
            return true;
    }
    return false;
}

/* The smallest map's place by steps smaller. */
static bool try_shrunk(const PlanContext *context, const Page *page, const GPtrArray *plans, const Berth *berth, Deck *deck)
{
    deck->extent = berth->extent;
    for (gsize s = 0; s < G_N_ELEMENTS(SHARES); s++)
        for (gsize a = 0; a < G_N_ELEMENTS(ACROSS); a++) {
            deck->place = shrunk(berth->place, SHARES[s], ACROSS[a]);
            if (suits_all(context, page, plans, deck))
                return true;
        }
    return false;
}

Deck deck_of(const PlanContext *context, const Page *page, const GPtrArray *plans)
{
    Deck deck = {.heading_mm = tallest_heading(context, page, plans)};
    g_autoptr(GPtrArray) whole = whole_maps(plans);
    g_autoptr(GArray) berths = whole->len < 2 ? NULL : list_berths(context, page, whole, &deck);
    if (!berths)
        return deck;
    deck.placed = true;
    deck.placed = try_berths(context, page, whole, berths, &deck) ||
                  try_shrunk(context, page, whole, &g_array_index(berths, Berth, 0), &deck);
    return deck;
}
