/* Chains that meet, against all pairs of edges. */
#include "geometry/chains.h"
#include "geometry/predicates.h"

typedef struct Lines {
    BcuPoint *points;
    size_t *start;
    uint32_t count, odd; /* odd: only those lines are looked at */
    uint8_t *met;        /* per pair of points that edges start at */
    size_t edges, meetings;
} Lines;

static void mark(Lines *lines, uint32_t a, uint32_t b)
{
    lines->met[a * lines->edges + b] = lines->met[b * lines->edges + a] = 1;
}

static bool meet(const BcuChainLook *look, const BcuChain *chain, const BcuChain *other)
{
    Lines *lines = look->closure;
    lines->meetings++;
    for (uint32_t a = chain->first; a < chain->first + chain->edges; a++)
        for (uint32_t b = other->first; b < other->first + other->edges; b++)
            mark(lines, a, b);
    return false;
}

static bool is_odd(const void *closure, uint32_t line)
{
    (void)closure;
    return line % 2 == 1;
}

static double distance(const BcuPoint *a, const BcuPoint *b)
{
    double share, nearest = INFINITY;
    if (bcu_segments_cross(a[0], a[1], b[0], b[1]))
        return 0;
    for (int i = 0; i < 2; i++) {
        nearest = fmin(nearest, bcu_segment_distance2(a[i], b[0], b[1], &share));
        nearest = fmin(nearest, bcu_segment_distance2(b[i], a[0], a[1], &share));
    }
    return sqrt(nearest);
}

/* Lines of edges of all lengths, a few of them a thousand times as long as most. */
static Lines lines_new(GRand *random, uint32_t count)
{
    enum { LONGEST = 40 };
    Lines lines = {g_new(BcuPoint, count * LONGEST), g_new0(size_t, count + 1), count, 0, NULL, 0, 0};
    for (uint32_t l = 0; l < count; l++) {
        size_t points = (size_t)g_rand_int_range(random, 2, LONGEST);
        BcuPoint *line = lines.points + lines.start[l];
        double step = g_rand_int_range(random, 0, 12) == 0 ? 1000 : g_rand_double_range(random, 0.1, 3);
        line[0] = (BcuPoint){g_rand_double_range(random, -20, 20), g_rand_double_range(random, -20, 20)};
        for (size_t i = 1; i < points; i++)
            line[i] = (BcuPoint){line[i - 1].x + g_rand_double_range(random, -step, step),
                                 line[i - 1].y + g_rand_double_range(random, -step, step)};
        lines.start[l + 1] = lines.start[l] + points;
    }
    lines.edges = lines.start[count];
    lines.met = g_new0(uint8_t, lines.edges * lines.edges);
    return lines;
}

static void lines_clear(Lines *lines)
{
    g_free(lines->points);
    g_free(lines->start);
    g_free(lines->met);
}

static uint32_t line_with(const Lines *lines, size_t edge)
{
    uint32_t line = 0;
    while (lines->start[line + 1] <= edge)
        line++;
    return line;
}

static void check_met(const Lines *lines, double reach, bool odd)
{
    for (size_t a = 0; a + 1 < lines->edges; a++)
        for (size_t b = a + 1; b + 1 < lines->edges; b++) {
            uint32_t line_a = line_with(lines, a), line_b = line_with(lines, b);
            bool are_edges = a + 1 < lines->start[line_a + 1] && b + 1 < lines->start[line_b + 1];
            if (are_edges && (!odd || (line_a % 2 == 1 && line_b % 2 == 1)) &&
                distance(lines->points + a, lines->points + b) <= reach)
                g_assert_cmpuint(lines->met[a * lines->edges + b], ==, 1);
            if (odd && (line_a % 2 == 0 || line_b % 2 == 0))
                g_assert_cmpuint(lines->met[a * lines->edges + b], ==, 0);
        }
}

static void test_all_that_are_near(void)
{
    static const double REACHES[] = {0, 0.01, 2, 300};
    for (guint32 seed = 1; seed <= 40; seed++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(seed);
        Lines lines = lines_new(random, 12);
        double reach = REACHES[seed % G_N_ELEMENTS(REACHES)];
        bool odd = seed % 3 == 0;
        BcuChainLook look = {lines.points, lines.start, lines.count, reach, odd ? is_odd : NULL, meet, &lines};
        g_assert_cmpint(bcu_chains_look(&look), ==, BCU_CHAINS_SEEN);
        check_met(&lines, reach, odd);
        lines_clear(&lines);
    }
}

/* Of lines that are mostly far apart few meet, also where one edge is a million times as long as the others. */
static void test_few_meet(void)
{
    enum { LINES = 1000 };
    g_autofree BcuPoint *points = g_new(BcuPoint, 2 * LINES);
    size_t start[LINES + 1];
    uint8_t unused[1];
    for (size_t l = 0; l <= LINES; l++)
        start[l] = 2 * l;
    for (size_t l = 0; l < LINES; l++) {
        points[2 * l] = (BcuPoint){(double)(l % 32), (double)(l / 32)};
        points[2 * l + 1] = (BcuPoint){points[2 * l].x + 0.1, points[2 * l].y + 0.1};
    }
    points[1] = (BcuPoint){-1e5, -3};
    Lines lines = {points, start, LINES, 0, unused, 0, 0};
    BcuChainLook look = {points, start, LINES, 0, NULL, meet, &lines};
    lines.met = g_new0(uint8_t, (size_t)4 * LINES * LINES);
    lines.edges = (size_t)2 * LINES;
    g_assert_cmpint(bcu_chains_look(&look), ==, BCU_CHAINS_SEEN);
    g_assert_cmpuint(lines.meetings, <, 10 * LINES);
    g_free(lines.met);
}

static bool count(const BcuChainLook *look, const BcuChain *chain, const BcuChain *other)
{
    (void)chain;
    (void)other;
    ++*(size_t *)look->closure;
    return false;
}

/* Points repeated, and one edge among them as short as numbers there allow, which has no middle to cut it at. */
static void test_hardly_any_length(void)
{
    static const double FAR[] = {0, 1e6, 1e18, 1e300};
    BcuPoint points[600];
    const size_t start[] = {0, G_N_ELEMENTS(points)};
    for (size_t f = 0; f < G_N_ELEMENTS(FAR); f++) {
        for (size_t i = 0; i < G_N_ELEMENTS(points); i++)
            points[i] = (BcuPoint){FAR[f], i < 300 ? FAR[f] : nextafter(FAR[f], INFINITY)};
        size_t meetings = 0;
        BcuChainLook look = {points, start, 1, 0, NULL, count, &meetings};
        g_assert_cmpint(bcu_chains_look(&look), ==, BCU_CHAINS_SEEN);
        g_assert_cmpuint(meetings, >=, 25 * 24); /* half of the chains stand at either end of that edge */
    }
}

static bool stop(const BcuChainLook *look, const BcuChain *chain, const BcuChain *other)
{
    (void)chain;
    (void)other;
    ++*(size_t *)look->closure;
    return true;
}

static void test_stops(void)
{
    const BcuPoint points[] = {{0, 0}, {1, 1}, {2, 0}, {0, 1}, {1, 0}, {2, 1}};
    const size_t start[] = {0, 3, 6};
    size_t calls = 0;
    BcuChainLook look = {points, start, 2, 0, NULL, stop, &calls};
    g_assert_cmpint(bcu_chains_look(&look), ==, BCU_CHAINS_STOPPED);
    g_assert_cmpuint(calls, ==, 1);
    look.line_count = 0;
    g_assert_cmpint(bcu_chains_look(&look), ==, BCU_CHAINS_SEEN);
}

static void test_one_way(void)
{
    const BcuPoint ahead[] = {{0, 0}, {1, 0.5}, {2, -0.5}, {3, 0}}, back[] = {{0, 0}, {2, 1}, {1, 1}, {3, 0}};
    const BcuChain chain = {BCU_BOX_EMPTY, 0, 3};
    g_assert_true(bcu_chain_goes_one_way(ahead, &chain, 0));
    g_assert_true(bcu_chain_goes_one_way(ahead, &chain, 0.9));
    g_assert_false(bcu_chain_goes_one_way(ahead, &chain, 1.1));
    g_assert_false(bcu_chain_goes_one_way(back, &chain, 0));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/chains/all-that-are-near", test_all_that_are_near);
    g_test_add_func("/chains/few-meet", test_few_meet);
    g_test_add_func("/chains/hardly-any-length", test_hardly_any_length);
    g_test_add_func("/chains/stops", test_stops);
    g_test_add_func("/chains/one-way", test_one_way);
    return g_test_run();
}
