/* Finds natural breaks.
 * Natural breaks by dynamic programming: the best division of the first figures into k classes comes
 * from the best divisions of fewer figures into k - 1. The best start of the last class never moves
 * left as figures are added, so that each row is filled by halving. */
#include "legend/jenks.h"
#include <glib.h>
#include <math.h>

typedef struct Sums {
    const double *sum, *squares; /* of the figures before each index, about their mean */
} Sums;

/* Sum of squared deviations of the figures from `first` to before `end`. */
static double spread(const Sums *sums, size_t first, size_t end)
{
    double sum = sums->sum[end] - sums->sum[first], n = (double)(end - first);
    return fmax(sums->squares[end] - sums->squares[first] - sum * sum / n, 0);
}

typedef struct Row {
    const Sums *sums;
    const double *before; /* least spread of the first i figures in one class fewer */
    double *least;        /* the same with one more */
    size_t *start;        /* of the last class then */
    size_t classes;
} Row;

static void fill_row(const Row *row, size_t from, size_t to, size_t start_from, size_t start_to)
{
    if (from > to)
        return;
    size_t middle = from + (to - from) / 2, best = start_from;
    double least = INFINITY;
    for (size_t s = MAX(start_from, row->classes - 1); s <= MIN(start_to, middle - 1); s++) {
        double sum = row->before[s] + spread(row->sums, s, middle);
        if (sum < least) {
            least = sum;
            best = s;
        }
    }
    row->least[middle] = least;
    row->start[middle] = best;
    if (middle > from)
        fill_row(row, from, middle - 1, start_from, best);
    fill_row(row, middle + 1, to, best, start_to);
}

void bcu_jenks_starts(const double *sorted, size_t count, size_t classes, size_t *starts)
{
    g_autofree double *sum = g_new0(double, count + 1), *squares = g_new0(double, count + 1);
    g_autofree double *before = g_new(double, count + 1), *least = g_new(double, count + 1);
    g_autofree size_t *all_starts = g_new0(size_t, (count + 1) * classes);
    double mean = 0;
    for (size_t i = 0; i < count; i++)
        mean += sorted[i] / (double)count;
    for (size_t i = 0; i < count; i++) {
        double off = sorted[i] - mean;
        sum[i + 1] = sum[i] + off;
        squares[i + 1] = squares[i] + off * off;
    }
    Sums sums = {sum, squares};
    before[0] = 0;
    for (size_t i = 1; i <= count; i++)
        before[i] = spread(&sums, 0, i);
    for (size_t k = 2; k <= classes; k++) {
        for (size_t i = 0; i <= count; i++)
            least[i] = INFINITY;
        Row row = {&sums, before, least, all_starts + (k - 1) * (count + 1), k};
        fill_row(&row, k, count, k - 1, count - 1);
        double *swap = before;
        before = least;
        least = swap;
    }
    size_t end = count;
    for (size_t k = classes; k-- > 0;) {
        starts[k] = all_starts[k * (count + 1) + end];
        end = starts[k];
    }
}
