/* A coarse picture of the line work and of the territory, summed up from the upper left corner
 * so that any rectangle is counted with four look-ups. */
#include "ground.h"
#include <string.h>

enum { JUNCTION = 20 }; /* as bad as so many cells of border */

struct Ground {
    double left, top, cell;
    int columns, rows;
    guint32 *ink, *cover; /* (columns + 1) * (rows + 1) sums */
};

/* ---- drawing ------------------------------------------------------------------------- */

typedef struct Picture {
    Ground *ground;
    guint8 *cells, *ends; /* line work; how many arcs end in a cell */
    GArray *crossings;    /* Crossing: outer borders through the middles of rows */
} Picture;

typedef struct Crossing {
    int row;
    double x;
} Crossing;

static guint8 *cell_at(const Ground *ground, guint8 *cells, BcuPoint p)
{
    double x = (p.x - ground->left) / ground->cell, y = (p.y - ground->top) / ground->cell;
    if (!(x >= 0 && y >= 0 && x < ground->columns && y < ground->rows))
        return NULL;
    return &cells[(int)y * ground->columns + (int)x];
}

static void draw_edge(Picture *picture, BcuPoint a, BcuPoint b)
{
    const Ground *ground = picture->ground;
    int steps = (int)(2 * fmax(fabs(b.x - a.x), fabs(b.y - a.y)) / ground->cell) + 1;
    for (int i = 0; i < steps; i++) {
        double t = (double)i / steps;
        guint8 *cell =
            cell_at(ground, picture->cells, (BcuPoint){a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)});
        if (cell)
            *cell = 1;
    }
}

static void cross_rows(Picture *picture, BcuPoint a, BcuPoint b)
{
    const Ground *ground = picture->ground;
    double low = (fmin(a.y, b.y) - ground->top) / ground->cell - 0.5;
    double high = (fmax(a.y, b.y) - ground->top) / ground->cell - 0.5;
    for (int row = MAX((int)ceil(low), 0); row < high && row < ground->rows; row++) {
        double y = ground->top + (row + 0.5) * ground->cell;
        Crossing crossing = {row, a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y)};
        g_array_append_val(picture->crossings, crossing);
    }
}

static void draw_arc(Picture *picture, const Page *page, BcuArc arc, bool fills)
{
    BcuPoint last = page_point(page, arc.points[0]), p = last;
    for (size_t i = 1; i < arc.count; i++) {
        p = page_point(page, arc.points[i]);
        if (i + 1 < arc.count && fabs(p.x - last.x) + fabs(p.y - last.y) < 0.5 * picture->ground->cell)
            continue;
        draw_edge(picture, last, p);
        if (fills)
            cross_rows(picture, last, p);
        last = p;
    }
    for (int end = 0; end < 2; end++) {
        guint8 *count =
            cell_at(picture->ground, picture->ends, page_point(page, arc.points[end ? arc.count - 1 : 0]));
        if (count && *count < 3)
            ++*count;
    }
}

static void draw_coverage(Picture *picture, const BcuDataset *dataset, uint32_t coverage, const Page *page)
{
    bool areas = bcu_coverage_level(dataset, coverage) == BCU_AREAS;
    for (uint32_t a = 0; a < bcu_arc_count(dataset, coverage); a++) {
        BcuArc arc = bcu_arc_at(dataset, coverage, a);
        draw_arc(picture, page, arc, areas && arc.border == BCU_BORDER_OUTER);
    }
}

/* ---- sums ---------------------------------------------------------------------------- */

static int by_row_then_x(const void *a, const void *b)
{
    const Crossing *p = a, *q = b;
    return p->row != q->row ? p->row - q->row : (p->x > q->x) - (p->x < q->x);
}

/* From every first crossing of a row to the second. */
static guint8 *fill_territory(const Picture *picture)
{
    const Ground *ground = picture->ground;
    guint8 *filled = g_new0(guint8, (gsize)(ground->columns * ground->rows));
    GArray *crossings = picture->crossings;
    g_array_sort(crossings, by_row_then_x);
    for (guint i = 0; i + 1 < crossings->len;) {
        Crossing from = g_array_index(crossings, Crossing, i), to = g_array_index(crossings, Crossing, i + 1);
        if (from.row != to.row) {
            i++;
            continue;
        }
        int first = MAX((int)floor((from.x - ground->left) / ground->cell), 0);
        int last = MIN((int)floor((to.x - ground->left) / ground->cell), ground->columns - 1);
        if (last >= first)
            memset(filled + from.row * ground->columns + first, 1, (gsize)(last - first + 1));
        i += 2;
    }
    return filled;
}

static guint32 *summed(const Ground *ground, const guint8 *cells)
{
    int stride = ground->columns + 1;
    guint32 *sums = g_new0(guint32, (gsize)(stride * (ground->rows + 1)));
    for (int row = 0; row < ground->rows; row++) {
        guint32 line = 0;
        for (int column = 0; column < ground->columns; column++) {
            line += cells[row * ground->columns + column];
            sums[(row + 1) * stride + column + 1] = sums[row * stride + column + 1] + line;
        }
    }
    return sums;
}

Ground *ground_new(const BcuDataset *dataset, const Page *page, bool subareas)
{
    Ground *ground = g_new0(Ground, 1);
    *ground = (Ground){.left = page->map.x, .top = page->map.y, .cell = 0.25 * page->unit};
    ground->columns = (int)(page->map.width / ground->cell) + 1;
    ground->rows = (int)(page->map.height / ground->cell) + 1;
    gsize count = (gsize)(ground->columns * ground->rows);
    g_autofree guint8 *cells = g_new0(guint8, count), *ends = g_new0(guint8, count);
    Picture picture = {ground, cells, ends, g_array_new(false, false, sizeof(Crossing))};
    for (uint32_t c = 0; c < bcu_coverage_count(dataset); c++)
        if (subareas || bcu_coverage_level(dataset, c) == BCU_AREAS)
            draw_coverage(&picture, dataset, c, page);
    for (gsize i = 0; i < count; i++)
        if (ends[i] >= 3)
            cells[i] = JUNCTION;
    g_autofree guint8 *filled = fill_territory(&picture);
    ground->ink = summed(ground, cells);
    ground->cover = summed(ground, filled);
    g_array_unref(picture.crossings);
    return ground;
}

void ground_free(Ground *ground)
{
    g_free(ground->ink);
    g_free(ground->cover);
    g_free(ground);
}

/* ---- questions ----------------------------------------------------------------------- */

/* The sum over a rectangle of the page, and how many cells it has. */
static double sum_over(const Ground *ground, const guint32 *sums, BcuBox box, double *cells)
{
    int left = CLAMP((int)floor((box.min_x - ground->left) / ground->cell), 0, ground->columns);
    int right = CLAMP((int)ceil((box.max_x - ground->left) / ground->cell), 0, ground->columns);
    int top = CLAMP((int)floor((box.min_y - ground->top) / ground->cell), 0, ground->rows);
    int bottom = CLAMP((int)ceil((box.max_y - ground->top) / ground->cell), 0, ground->rows);
    int stride = ground->columns + 1;
    *cells += fmax(1, (double)(right - left) * (bottom - top));
    return (double)sums[bottom * stride + right] - sums[bottom * stride + left] - sums[top * stride + right] +
           sums[top * stride + left];
}

/* A turned block is followed by squares along it. */
static double share(const Ground *ground, const guint32 *sums, const Block *block)
{
    double cells = 0, sum = 0;
    if (block->turn == 0)
        return sum_over(ground, sums, block_extent(block), &cells) / cells;
    int pieces = (int)ceil(block->half_width / fmax(block->half_height, ground->cell));
    for (int i = 0; i < pieces; i++) {
        double along = block->half_width * ((2.0 * i + 1) / pieces - 1);
        BcuPoint p = {block->centre.x + along * cos(block->turn), block->centre.y + along * sin(block->turn)};
        double reach = block->half_height;
        sum += sum_over(ground, sums, (BcuBox){p.x - reach, p.y - reach, p.x + reach, p.y + reach}, &cells);
    }
    return sum / cells;
}

double ground_ink(const Ground *ground, const Block *block)
{
    return share(ground, ground->ink, block);
}

double ground_cover(const Ground *ground, const Block *block)
{
    return share(ground, ground->cover, block);
}
