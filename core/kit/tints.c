/* Gives clusters their fills.
 * Cluster fills: twelve tints, given out so that neighbours look as different as can be, to every kind of
 * sight and in grey print. The search swaps tints from several fixed starts. It looks at the clusters as
 * the project states them, and counts as neighbours, a little, all that would be if one area moved: so
 * moving one changes no colour. */
#include "kit/sight.h"
#include <glib.h>
#include <math.h>
#include <string.h>

/* Light tints that carry dark text with a contrast of more than 6. */
static const BcuColour TINTS[] = {
    {0xf4, 0xe9, 0xb4}, {0xfd, 0xe2, 0xce}, {0xfa, 0xce, 0xd3}, {0xdc, 0xd1, 0xf4},
    {0xcf, 0xe8, 0xb7}, {0xb1, 0xe0, 0xd5}, {0x91, 0xc2, 0xa1}, {0xa8, 0xad, 0xdd},
    {0xdb, 0xa5, 0xc2}, {0xe8, 0xaa, 0x94}, {0xd3, 0xc1, 0x7d}, {0xbb, 0x9f, 0x7f},
};

enum { TINT_COUNT = G_N_ELEMENTS(TINTS), STARTS = 600 };

/* What neighbours should be apart at least: CIEDE2000 to normal sight, to others; L* in grey print. */
static const double ENOUGH = 12, ENOUGH_DEFICIENT = 8, ENOUGH_GREY = 4.65;
/* What a pair costs grows so fast as it comes near that the worst pair decides. */
static const double STEEPNESS = 25;
/* Of pairs that may become neighbours, beside those that are. */
static const double POTENTIAL = 1e-11;

/* A pair of clusters, from the view of one. */
typedef struct Tie {
    uint32_t other;
    double weight;
} Tie;

typedef struct Search {
    uint32_t count;
    uint32_t *cluster_of; /* area to cluster, before any was moved */
    GArray **ties;    /* Tie, by cluster */
    BcuColour *own;   /* of clusters whose colour the project states */
    bool *fixed;      /* those */
    uint8_t *tint;    /* what the others have now */
    size_t *used;     /* how often each tint is */
    double price[TINT_COUNT][TINT_COUNT];
} Search;

/* ---- neighbours -------------------------------------------------------------------------- */

static void tie(Search *search, uint32_t a, uint32_t b, double weight)
{
    for (guint i = 0; i < search->ties[a]->len; i++) {
        Tie *known = &g_array_index(search->ties[a], Tie, i);
        if (known->other != b)
            continue;
        known->weight = fmax(known->weight, weight);
        return;
    }
    Tie made = {b, weight};
    g_array_append_val(search->ties[a], made);
}

static void tie_both(Search *search, uint32_t a, uint32_t b, double weight)
{
    if (a == b || a == BCU_NONE || b == BCU_NONE)
        return;
    tie(search, a, b, weight);
    tie(search, b, a, weight);
}

static void add_neighbours(Search *search, GArray **around, uint32_t a, uint32_t b)
{
    tie_both(search, search->cluster_of[a], search->cluster_of[b], 1);
    g_array_append_val(around[a], search->cluster_of[b]);
    g_array_append_val(around[b], search->cluster_of[a]);
}

static void tie_potential(Search *search, const GArray *around)
{
    for (guint i = 0; i < around->len; i++)
        for (guint k = 0; k < i; k++)
            tie_both(search, g_array_index(around, uint32_t, i), g_array_index(around, uint32_t, k), POTENTIAL);
}

/* Over land and over water; and around each area, where any two would be neighbours if it moved. */
static void find_neighbours(const BcuDataset *dataset, Search *search)
{
    uint32_t areas = bcu_feature_count(dataset, BCU_AREAS);
    g_autofree GArray **around = g_new(GArray *, (size_t)areas + 1);
    for (uint32_t a = 0; a < areas; a++) {
        around[a] = g_array_new(false, false, sizeof(uint32_t));
        g_array_append_val(around[a], search->cluster_of[a]);
    }
    for (size_t i = 0; i < bcu_adjacency_count(dataset, BCU_AREAS); i++) {
        BcuAdjacency pair = bcu_adjacency_at(dataset, BCU_AREAS, i);
        add_neighbours(search, around, pair.a, pair.b);
    }
    for (size_t i = 0; i < bcu_bridge_count(dataset, BCU_AREAS); i++) {
        BcuBridge pair = bcu_bridge_at(dataset, BCU_AREAS, i);
        add_neighbours(search, around, pair.a, pair.b);
    }
    for (uint32_t a = 0; a < areas; a++) {
        tie_potential(search, around[a]);
        g_array_unref(around[a]);
    }
}

static uint32_t find_cluster(const BcuDataset *dataset, const char *code)
{
    for (uint32_t c = 0; c < bcu_feature_count(dataset, BCU_CLUSTERS); c++)
        if (g_str_equal(bcu_feature_code(dataset, BCU_CLUSTERS, c), code))
            return c;
    return BCU_NONE;
}

/* The clusters before a move, where they are the same ones. */
static void find_clusters(const BcuDataset *dataset, Search *search)
{
    uint32_t areas = bcu_feature_count(dataset, BCU_AREAS), before = bcu_baseline_count(dataset);
    g_autofree uint32_t *present = g_new(uint32_t, (size_t)before + 1);
    bool same = before == search->count;
    for (uint32_t b = 0; b < before && same; b++)
        same = (present[b] = find_cluster(dataset, bcu_baseline_code(dataset, b))) != BCU_NONE;
    for (uint32_t a = 0; a < areas; a++) {
        uint32_t baseline = same ? bcu_area_baseline(dataset, a) : BCU_NONE;
        search->cluster_of[a] = baseline != BCU_NONE ? present[baseline]
                                : same               ? BCU_NONE
                                                     : bcu_feature_cluster(dataset, BCU_AREAS, a);
    }
}

/* ---- what a choice costs ----------------------------------------------------------------- */

/* 1 and more: far enough apart in every way. */
static double apart(BcuColour a, BcuColour b)
{
    double least = fmin(bcu_sight_apart(a, b, BCU_SIGHT_NORMAL) / ENOUGH,
                        bcu_sight_grey_apart(a, b) / ENOUGH_GREY);
    for (BcuSight sight = BCU_SIGHT_PROTAN; sight < BCU_SIGHT_COUNT; sight++)
        least = fmin(least, bcu_sight_apart(a, b, sight) / ENOUGH_DEFICIENT);
    return least;
}

static double price_of(BcuColour a, BcuColour b)
{
    return exp(-STEEPNESS * apart(a, b));
}

/* What a tint for a cluster costs; `except` is not looked at. */
static double cost_of(const Search *search, uint32_t cluster, uint8_t tint, uint32_t except)
{
    double cost = 0;
    for (guint i = 0; i < search->ties[cluster]->len; i++) {
        const Tie *tie = &g_array_index(search->ties[cluster], Tie, i);
        if (tie->other != except)
            cost += tie->weight * (search->fixed[tie->other]
                                       ? price_of(TINTS[tint], search->own[tie->other])
                                       : search->price[tint][search->tint[tie->other]]);
    }
    return cost;
}

static double cost_of_all(const Search *search)
{
    double cost = 0;
    for (uint32_t c = 0; c < search->count; c++)
        if (!search->fixed[c])
            cost += cost_of(search, c, search->tint[c], BCU_NONE);
    return cost;
}

/* ---- the search -------------------------------------------------------------------------- */

/* A tint that is used less often; where tints must come again, as often. */
static void try_other_tints(Search *search, uint32_t c, bool *better)
{
    double now = cost_of(search, c, search->tint[c], BCU_NONE);
    for (uint8_t t = 0; t < TINT_COUNT; t++) {
        size_t room = search->count > TINT_COUNT ? 2 : 0;
        if (search->used[t] >= search->used[search->tint[c]] + room)
            continue;
        double cost = cost_of(search, c, t, BCU_NONE);
        if (cost >= now * (1 - 1e-9))
            continue;
        search->used[search->tint[c]]--;
        search->used[t]++;
        search->tint[c] = t;
        now = cost;
        *better = true;
    }
}

static void try_swaps(Search *search, uint32_t a, bool *better)
{
    for (uint32_t b = a + 1; b < search->count; b++) {
        uint8_t x = search->tint[a], y = search->tint[b];
        if (search->fixed[b] || x == y)
            continue;
        double now = cost_of(search, a, x, b) + cost_of(search, b, y, a);
        double then = cost_of(search, a, y, b) + cost_of(search, b, x, a);
        if (then >= now * (1 - 1e-9))
            continue;
        search->tint[a] = y;
        search->tint[b] = x;
        *better = true;
    }
}

static void descend(Search *search)
{
    enum { MOST_ROUNDS = 60, FEW = 150 }; /* among more clusters a swap gains nothing that another tint does not */
    bool better = true;
    for (int round = 0; better && round < MOST_ROUNDS; round++) {
        better = false;
        for (uint32_t c = 0; c < search->count; c++) {
            if (search->fixed[c])
                continue;
            try_other_tints(search, c, &better);
            if (search->count <= FEW)
                try_swaps(search, c, &better);
        }
    }
}

/* The tints in turn, each round of them in another order. */
static void start(Search *search, uint32_t seed)
{
    uint8_t order[TINT_COUNT];
    memset(search->used, 0, TINT_COUNT * sizeof *search->used);
    for (uint32_t c = 0, next = TINT_COUNT; c < search->count; c++, next++) {
        if (next >= TINT_COUNT) {
            for (uint8_t t = 0; t < TINT_COUNT; t++)
                order[t] = t;
            for (uint32_t t = TINT_COUNT - 1; t > 0; t--) {
                seed = seed * 1664525u + 1013904223u;
                uint32_t k = (uint32_t)((uint64_t)seed * (t + 1) >> 32);
                uint8_t swapped = order[t];
                order[t] = order[k];
                order[k] = swapped;
            }
            next = 0;
        }
        search->tint[c] = order[next];
        search->used[order[next]] += !search->fixed[c];
    }
}

static void search_tints(Search *search)
{
    g_autofree uint8_t *best = g_new0(uint8_t, (size_t)search->count + 1);
    double least = INFINITY;
    for (uint8_t a = 0; a < TINT_COUNT; a++)
        for (uint8_t b = 0; b < TINT_COUNT; b++)
            search->price[a][b] = price_of(TINTS[a], TINTS[b]);
    for (uint32_t s = 0; s < (search->count <= 2 * TINT_COUNT ? STARTS : 2); s++) {
        start(search, s);
        descend(search);
        double cost = cost_of_all(search);
        if (cost >= least * (1 - 1e-9))
            continue;
        least = cost;
        memcpy(best, search->tint, search->count);
    }
    memcpy(search->tint, best, search->count);
}

static void search_init(const BcuDataset *dataset, Search *search)
{
    size_t count = search->count = bcu_feature_count(dataset, BCU_CLUSTERS);
    search->cluster_of = g_new(uint32_t, (size_t)bcu_feature_count(dataset, BCU_AREAS) + 1);
    search->ties = g_new(GArray *, count + 1);
    search->own = g_new0(BcuColour, count + 1);
    search->fixed = g_new0(bool, count + 1);
    search->tint = g_new0(uint8_t, count + 1);
    search->used = g_new0(size_t, TINT_COUNT);
    for (uint32_t c = 0; c < count; c++) {
        const char *own = bcu_cluster_colour_text(dataset, c);
        search->ties[c] = g_array_new(false, false, sizeof(Tie));
        search->fixed[c] = own && bcu_colour_parse(own, &search->own[c]);
    }
    find_clusters(dataset, search);
    find_neighbours(dataset, search);
}

void bcu_colour_clusters(const BcuDataset *dataset, BcuColour *colours)
{
    Search search;
    search_init(dataset, &search);
    search_tints(&search);
    for (uint32_t c = 0; c < search.count; c++) {
        colours[c] = search.fixed[c] ? search.own[c] : TINTS[search.tint[c]];
        g_array_unref(search.ties[c]);
    }
    g_free(search.cluster_of);
    g_free(search.ties);
    g_free(search.own);
    g_free(search.fixed);
    g_free(search.tint);
    g_free(search.used);
}
