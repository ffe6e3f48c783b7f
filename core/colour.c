/* Cluster fills: chosen so that no two neighbours are alike. */
#include <bcukit/colour.h>
#include <glib.h>
#include <math.h>
#include <string.h>

/* Light tints, told apart also without red-green sight: they differ in lightness and in blue
 * against yellow. Dark text on each reaches a contrast of more than 7. */
static const BcuColour TINTS[] = {
    {0x8f, 0xb8, 0xde}, {0xf6, 0xd5, 0x8b}, {0x9f, 0xcf, 0xb0}, {0xe3, 0xa7, 0x8f},
    {0xcf, 0xc3, 0xe6}, {0xee, 0xec, 0xb2}, {0xbf, 0xd9, 0xe6}, {0xd9, 0xb9, 0xc4},
};

static int hex_digit(char c)
{
    return g_ascii_xdigit_value(c);
}

bool bcu_colour_parse(const char *text, BcuColour *colour)
{
    size_t length = strlen(text);
    if (text[0] != '#' || (length != 4 && length != 7) ||
        strspn(text + 1, "0123456789abcdefABCDEF") != length - 1)
        return false;
    uint8_t part[3];
    for (int i = 0; i < 3; i++)
        part[i] = (uint8_t)(length == 4 ? hex_digit(text[1 + i]) * 17
                                        : hex_digit(text[1 + 2 * i]) * 16 + hex_digit(text[2 + 2 * i]));
    *colour = (BcuColour){part[0], part[1], part[2]};
    return true;
}

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

/* How often each tint is used, and which ones the neighbours have. */
static uint32_t pick(const BcuDataset *dataset, uint32_t cluster, const int *chosen, const size_t *used)
{
    bool taken[G_N_ELEMENTS(TINTS)] = {false};
    for (size_t i = 0; i < bcu_adjacency_count(dataset, BCU_CLUSTERS); i++) {
        BcuAdjacency pair = bcu_adjacency_at(dataset, BCU_CLUSTERS, i);
        uint32_t other = pair.a == cluster ? pair.b : pair.b == cluster ? pair.a : BCU_NONE;
        if (other != BCU_NONE && chosen[other] >= 0)
            taken[chosen[other]] = true;
    }
    uint32_t best = 0;
    for (uint32_t t = 1; t < G_N_ELEMENTS(TINTS); t++)
        if (taken[best] ? !taken[t] || used[t] < used[best] : !taken[t] && used[t] < used[best])
            best = t;
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
    /* The clusters with most neighbours first: eight tints then always suffice on a map. */
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
