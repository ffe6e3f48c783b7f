/* Transforms points by interpolation.
 * Interpolation between exact points. */
#include "crs/grid.h"
#include <glib.h>

/* Both coordinates at once: a processor's vector of two. */
typedef double Pair __attribute__((vector_size(2 * sizeof(double))));

static inline Pair pair_of(const BcuPoint *point)
{
    return (Pair){point->x, point->y};
}

static inline void put_pair(BcuPoint *point, Pair pair)
{
    *point = (BcuPoint){pair[0], pair[1]};
}

/* The polynomial of a cell in coordinates from 0 to 1. Lines stay in a cell for hundreds of points. */
typedef struct Cell {
    int column, row;
    Pair factor[4][4]; /* of the power of y (first) times that of x */
} Cell;

/* The cubic through four values at -1, 0, 1, 2, by powers: Lagrange's polynomials, multiplied out. */
static inline void cubic_through(const Pair *value, Pair *factor)
{
    factor[0] = value[1];
    factor[1] = value[2] - value[0] * (1.0 / 3) - value[1] * 0.5 - value[3] * (1.0 / 6);
    factor[2] = (value[0] + value[2]) * 0.5 - value[1];
    factor[3] = (value[1] - value[2]) * 0.5 + (value[3] - value[0]) * (1.0 / 6);
}

/* Along each row of nodes first, then across these. */
static void enter(const BcuTransformGrid *grid, int column, int row, Cell *cell)
{
    Pair along[4][4];
    const BcuPoint *node = grid->nodes + (size_t)(row - 1) * (size_t)grid->columns + (column - 1);
    for (int r = 0; r < 4; r++, node += grid->columns) {
        Pair value[4] = {pair_of(node), pair_of(node + 1), pair_of(node + 2), pair_of(node + 3)};
        cubic_through(value, along[r]);
    }
    for (int power = 0; power < 4; power++) {
        Pair value[4] = {along[0][power], along[1][power], along[2][power], along[3][power]}, factor[4];
        cubic_through(value, factor);
        for (int i = 0; i < 4; i++)
            cell->factor[i][power] = factor[i];
    }
    cell->column = column;
    cell->row = row;
}

static inline Pair power_series(const Pair *factor, double x)
{
    return ((factor[3] * x + factor[2]) * x + factor[1]) * x + factor[0];
}

static inline Pair target_of(const Cell *cell, double x, double y)
{
    Pair sum = power_series(cell->factor[3], x);
    for (int power = 2; power >= 0; power--)
        sum = sum * y + power_series(cell->factor[power], x);
    return sum;
}

void bcu_transform_grid_points(const BcuTransformGrid *grid, const BcuPoint *from, BcuPoint *to, size_t count)
{
    Cell cell = {0}; /* cells begin with column 1 */
    Pair origin = pair_of(&grid->origin);
    double per_unit = 1 / grid->step;
    for (size_t i = 0; i < count; i++) {
        Pair at = (pair_of(from + i) - origin) * per_unit;
        int column = CLAMP((int)at[0], 1, grid->columns - 3), row = CLAMP((int)at[1], 1, grid->rows - 3);
        if (column != cell.column || row != cell.row)
            enter(grid, column, row, &cell);
        put_pair(to + i, target_of(&cell, at[0] - column, at[1] - row));
    }
}

void bcu_transform_grid_clear(BcuTransformGrid *grid)
{
    g_clear_pointer(&grid->nodes, g_free);
}

/* The place of a node, or, with halves added, of one between. */
static BcuPoint place_at(const BcuTransformGrid *grid, double column, double row)
{
    return (BcuPoint){grid->origin.x + column * grid->step, grid->origin.y + row * grid->step};
}

/* The largest difference at the places that lie off each cell's lower left node by `across` and `up`. */
static double difference_at(const BcuTransformGrid *grid, double across, double up, BcuExactTransform exact,
                            void *closure)
{
    size_t count = 0;
    g_autofree BcuPoint *places = g_new(BcuPoint, (size_t)grid->columns * (size_t)grid->rows);
    g_autofree BcuPoint *targets = g_new(BcuPoint, (size_t)grid->columns * (size_t)grid->rows);
    for (int row = 1; row < grid->rows - (up > 0 ? 2 : 1); row++)
        for (int column = 1; column < grid->columns - (across > 0 ? 2 : 1); column++)
            places[count] = targets[count] = place_at(grid, column + across, row + up), count++;
    exact(closure, targets, count);
    bcu_transform_grid_points(grid, places, places, count);
    double largest = 0;
    for (size_t i = 0; i < count; i++) {
        /* A sum: fmax would hide that one of them is not a number. */
        double apart = fabs(places[i].x - targets[i].x) + fabs(places[i].y - targets[i].y);
        largest = isfinite(apart) ? fmax(largest, apart) : INFINITY;
    }
    return largest;
}

/* Fills the nodes for a step and finds the bound; infinite when a node has no target. */
static void lay(BcuTransformGrid *grid, BcuBox box, double step, BcuExactTransform exact, void *closure)
{
    grid->step = step;
    grid->columns = (int)ceil((box.max_x - box.min_x) / step) + 4;
    grid->rows = (int)ceil((box.max_y - box.min_y) / step) + 4;
    grid->origin = (BcuPoint){box.min_x - step, box.min_y - step};
    size_t count = (size_t)grid->columns * (size_t)grid->rows;
    g_free(grid->nodes);
    grid->nodes = g_new(BcuPoint, count);
    for (int row = 0; row < grid->rows; row++)
        for (int column = 0; column < grid->columns; column++)
            grid->nodes[(size_t)row * (size_t)grid->columns + (size_t)column] = place_at(grid, column, row);
    exact(closure, grid->nodes, count);
    double across = difference_at(grid, 0.5, 0, exact, closure);
    double up = difference_at(grid, 0, 0.5, exact, closure);
    double middle = difference_at(grid, 0.5, 0.5, exact, closure);
    grid->error = 2 * fmax(across + up, middle);
}

bool bcu_transform_grid_build(BcuTransformGrid *grid, BcuBox box, double error, size_t most,
                              BcuExactTransform exact, void *closure)
{
    double width = box.max_x - box.min_x, height = box.max_y - box.min_y;
    double step = fmax(width, height) / 4;
    *grid = (BcuTransformGrid){.error = INFINITY};
    for (int attempt = 0; attempt < 4 && step > 0 && isfinite(step); attempt++) {
        /* Each cell costs its node, two edges and its middle. */
        if (4 * (width / step + 5) * (height / step + 5) > (double)most)
            break;
        lay(grid, box, step, exact, closure);
        if (grid->error <= error)
            return true;
        if (!isfinite(grid->error))
            break;
        step *= 0.9 * pow(error / grid->error, 0.25);
    }
    bcu_transform_grid_clear(grid);
    return false;
}
