/* Ground without subareas against squares of a board, covered at random and counted one by one. */
#include "check/uncovered.h"
#include "layers.h"

#define SIDE 8 /* squares; each is ten units wide */
#define MOST_PIECES 30

typedef struct Board {
    bool covered[SIDE][SIDE];
    bool seen[SIDE][SIDE];
} Board;

/* Squares that hang together by their sides. */
static guint piece_size(Board *board, int x, int y)
{
    if (x < 0 || y < 0 || x >= SIDE || y >= SIDE || board->covered[y][x] || board->seen[y][x])
        return 0;
    board->seen[y][x] = true;
    return 1 + piece_size(board, x - 1, y) + piece_size(board, x + 1, y) + piece_size(board, x, y - 1) +
           piece_size(board, x, y + 1);
}

static guint size_at(const Board *board, int x, int y)
{
    Board copy = *board;
    return piece_size(&copy, x, y);
}

static guint largest_size(const Board *board)
{
    guint most = 0;
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++)
            most = MAX(most, size_at(board, x, y));
    return most;
}

/* A rectangle of squares, which may overlap others and share or meet their sides. */
static void cover(GRand *random, Board *board, GArray *rings)
{
    int x0 = g_rand_int_range(random, 0, SIDE), y0 = g_rand_int_range(random, 0, SIDE);
    int x1 = g_rand_int_range(random, x0, SIDE) + 1, y1 = g_rand_int_range(random, y0, SIDE) + 1;
    for (int y = y0; y < y1; y++)
        for (int x = x0; x < x1; x++)
            board->covered[y][x] = true;
    double ring[] = {x0, y0, x0, y1, x1, y1, x1, y0, x0, y0};
    for (guint i = 0; i < G_N_ELEMENTS(ring); i++)
        ring[i] *= 10;
    double end = NAN;
    g_array_append_vals(rings, ring, G_N_ELEMENTS(ring));
    g_array_append_val(rings, end);
}

static BcuPoint uncovered_at(const BcuLayer *areas, const BcuLayer *subareas)
{
    GEOSContextHandle_t context = GEOS_init_r();
    GEOSGeometry *area = bcu_faces_record(context, areas, 0);
    const GEOSPreparedGeometry *prepared = GEOSPrepare_r(context, area);
    BcuStrTree *tree = bcu_strtree_of_records(context, subareas);
    BcuPoint at = bcu_uncovered_at(context, area, prepared, subareas, tree);
    bcu_strtree_free(tree);
    GEOSPreparedGeom_destroy_r(context, prepared);
    GEOSGeom_destroy_r(context, area);
    GEOS_finish_r(context);
    return at;
}

static void test_board(void)
{
    static const double whole[] = {0, 0, 0, SIDE * 10, SIDE * 10, SIDE * 10, SIDE * 10, 0, 0, 0, NAN};
    GRand *random = g_rand_new_with_seed(22);
    guint bare = 0, full = 0;
    for (int round = 0; round < 400; round++) {
        Board board = {0};
        g_autoptr(GArray) rings = g_array_new(FALSE, FALSE, sizeof(double));
        for (int pieces = g_rand_int_range(random, 1, MOST_PIECES + 1); pieces > 0; pieces--)
            cover(random, &board, rings);
        g_autoptr(BcuLayer) areas = layer_of_rings(whole, G_N_ELEMENTS(whole));
        g_autoptr(BcuLayer) subareas = layer_of_rings((const double *)rings->data, rings->len);
        BcuPoint at = uncovered_at(areas, subareas);
        guint most = largest_size(&board);
        g_assert_cmpint(isnan(at.x), ==, most == 0);
        if (most > 0)
            g_assert_cmpuint(size_at(&board, (int)(at.x / 10), (int)(at.y / 10)), ==, most);
        bare += most > 0;
        full += most == 0;
    }
    g_assert_cmpuint(bare, >, 100);
    g_assert_cmpuint(full, >, 0);
    g_rand_free(random);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/uncovered/board", test_board);
    return g_test_run();
}
