/* Interpolation between exact points. */
#include "transform_grid.h"
#include <glib.h>

/* Both coordinates at once: a processor's vector of two. */
typedef double Pair __attribute__((vector_size(2 * sizeof(double))));

static inline Pair pair_of(const BcuPoint *point)
{
    return (Pair){point->x, point->y};
}

/* Weights of four nodes at -1, 0, 1, 2 for a place between the middle two, along both axes: Lagrange's
 * polynomials. */
static inline void weigh(Pair u, Pair *weight)
{
    Pair before = u + 1.0, after = u - 1.0, beyond = u - 2.0;
    weight[0] = u * after * beyond * (-1.0 / 6);
    weight[1] = before * after * beyond * 0.5;
    weight[2] = before * u * beyond * -0.5;
    weight[3] = before * u * after * (1.0 / 6);
}

BcuPoint bcu_transform_grid_at(const BcuTransformGrid *grid, BcuPoint point)
{
    Pair at = (pair_of(&point) - pair_of(&grid->origin)) / grid->step, weight[4], sum = {0, 0};
    int column = CLAMP((int)at[0], 1, grid->columns - 3), row = CLAMP((int)at[1], 1, grid->rows - 3);
    weigh(at - (Pair){column, row}, weight);
    const BcuPoint *node = grid->nodes + (size_t)(row - 1) * (size_t)grid->columns + (column - 1);
    for (int r = 0; r < 4; r++, node += grid->columns)
        sum += weight[r][1] * (weight[0][0] * pair_of(node) + weight[1][0] * pair_of(node + 1) +
                               weight[2][0] * pair_of(node + 2) + weight[3][0] * pair_of(node + 3));
    return (BcuPoint){sum[0], sum[1]};
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
    double largest = 0;
    for (size_t i = 0; i < count; i++) {
        BcuPoint found = bcu_transform_grid_at(grid, places[i]);
        /* A sum: fmax would hide that one of them is not a number. */
        double apart = fabs(found.x - targets[i].x) + fabs(found.y - targets[i].y);
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
