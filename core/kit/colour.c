/* Cluster fills: chosen so that no two neighbours are alike. */
#include <bcukit/colour.h>
#include <glib.h>
#include <math.h>
#include <string.h>

/* Light tints that carry dark text with a contrast of more than 6. */
static const BcuColour TINTS[] = {
    {0x8f, 0xb8, 0xde}, {0xf6, 0xd5, 0x8b}, {0x9f, 0xcf, 0xb0}, {0xe3, 0xa7, 0x8f},
    {0xcf, 0xc3, 0xe6}, {0xee, 0xec, 0xb2}, {0xc4, 0xe3, 0xec}, {0xd9, 0xb9, 0xc4},
    {0xc2, 0xad, 0x74}, {0x7f, 0xb3, 0xb5}, {0xf3, 0xd9, 0xd0}, {0xa9, 0x9b, 0xcf},
    {0xc8, 0xd9, 0x6f},
};

static double linear(uint8_t part)
{
    double value = part / 255.0;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

/* Relative luminance of WCAG 2. */
static double luminance(BcuColour c)
{
    return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

double bcu_colour_contrast(BcuColour a, BcuColour b)
{
    double x = luminance(a), y = luminance(b);
    return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

static size_t neighbours_of(const BcuDataset *dataset, uint32_t cluster)
{
    size_t count = 0;
    for (size_t i = 0; i < bcu_adjacency_count(dataset, BCU_CLUSTERS); i++) {
        BcuAdjacency pair = bcu_adjacency_at(dataset, BCU_CLUSTERS, i);
        count += pair.a == cluster || pair.b == cluster;
    }
    return count;
}

/* How far apart two colours are for the eye that tells them worst: with normal sight, without
 * red, or without green cones. Source of the projections: Vienot, Brettel and Mollon, 1999. */
static double apart(BcuColour a, BcuColour b)
{
    static const double SIGHT[3][3][3] = {
        {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
        {{0.11238, 0.88762, 0}, {0.11238, 0.88762, 0}, {0.00401, -0.00401, 1}},
        {{0.29275, 0.70725, 0}, {0.29275, 0.70725, 0}, {-0.02234, 0.02234, 1}},
    };
    double x[3] = {linear(a.r), linear(a.g), linear(a.b)},
           y[3] = {linear(b.r), linear(b.g), linear(b.b)};
    double least = INFINITY;
    for (int sight = 0; sight < 3; sight++) {
        double sum = 0;
        for (int row = 0; row < 3; row++) {
            double p = 0, q = 0;
            for (int k = 0; k < 3; k++) {
                p += SIGHT[sight][row][k] * x[k];
                q += SIGHT[sight][row][k] * y[k];
            }
            double step = cbrt(fmax(p, 0)) - cbrt(fmax(q, 0));
            sum += step * step;
        }
        least = fmin(least, sqrt(sum));
    }
    return least;
}

/* The least used tint; among equals the one farthest from those of the neighbours. */
static uint32_t pick(const BcuDataset *dataset, uint32_t cluster, const int *chosen,
                     const size_t *used)
{
    double distance[G_N_ELEMENTS(TINTS)];
    for (size_t t = 0; t < G_N_ELEMENTS(TINTS); t++)
        distance[t] = 10;
    for (size_t i = 0; i < bcu_adjacency_count(dataset, BCU_CLUSTERS); i++) {
        BcuAdjacency pair = bcu_adjacency_at(dataset, BCU_CLUSTERS, i);
        uint32_t other = pair.a == cluster ? pair.b : pair.b == cluster ? pair.a : BCU_NONE;
        for (size_t t = 0; other != BCU_NONE && chosen[other] >= 0 && t < G_N_ELEMENTS(TINTS); t++)
            distance[t] = fmin(distance[t], apart(TINTS[t], TINTS[chosen[other]]));
    }
    uint32_t best = 0;
    for (uint32_t t = 1; t < G_N_ELEMENTS(TINTS); t++) {
        bool alike = distance[t] == 0, best_alike = distance[best] == 0;
        if (alike != best_alike     ? best_alike
            : used[t] != used[best] ? used[t] < used[best]
                                    : distance[t] > distance[best])
            best = t;
    }
    return best;
}

void bcu_colour_clusters(const BcuDataset *dataset, BcuColour *colours)
{
    uint32_t count = bcu_feature_count(dataset, BCU_CLUSTERS);
    g_autofree int *chosen = g_new(int, count + 1);
    g_autofree size_t *degree = g_new(size_t, count + 1);
    size_t used[G_N_ELEMENTS(TINTS)] = {0};
    for (uint32_t c = 0; c < count; c++) {
        chosen[c] = -1;
        degree[c] = neighbours_of(dataset, c);
    }
    /* The clusters with most neighbours first: they are hardest to place. */
    for (uint32_t round = 0; round < count; round++) {
        uint32_t next = BCU_NONE;
        for (uint32_t c = 0; c < count; c++)
            if (chosen[c] < 0 && (next == BCU_NONE || degree[c] > degree[next]))
                next = c;
        chosen[next] = (int)pick(dataset, next, chosen, used);
        used[chosen[next]]++;
    }
    for (uint32_t c = 0; c < count; c++) {
        const char *own = bcu_cluster_colour_text(dataset, c);
        if (!own || !bcu_colour_parse(own, &colours[c]))
            colours[c] = TINTS[chosen[c]];
    }
}
