/* Coarse pictures of the line work and of the territory, summed up from the upper left corner so that any
 * rectangle is counted with four look-ups. */
#include "label/ground.h"

/* What a cell of each counts. */
enum { JUNCTION = 20 };
static const guint32 LINE[] = {
    [BCU_BORDER_OUTER] = 3, [BCU_BORDER_CLUSTER] = 3, [BCU_BORDER_AREA] = 1, [BCU_BORDER_SUBAREA] = 1};

/* A cell is kept where its sum will be: so a picture becomes its sums in place. */
typedef guint32 Picture;

struct Ground {
    const BcuDataset *dataset;
    const Page *page;
    double left, top, cell;
    int columns, rows;
    LineWork lines;
    /* (columns + 1) * (rows + 1); each once somebody asks for it */
    Picture *ink[BCU_LEVEL_COUNT], *cover;
};

static Picture *picture_new(const Ground *ground)
{
    return g_new0(Picture, (gsize)(ground->columns + 1) * (gsize)(ground->rows + 1));
}

/* The cells of a row. */
static Picture *row_of(const Ground *ground, Picture *picture, int row)
{
    return picture + (row + 1) * (ground->columns + 1) + 1;
}

static void sum_up(const Ground *ground, Picture *picture)
{
    for (int row = 0; row < ground->rows; row++) {
        Picture *cells = row_of(ground, picture, row), *above = row_of(ground, picture, row - 1), line = 0;
        for (int column = 0; column < ground->columns; column++) {
            line += cells[column];
            cells[column] = above[column] + line;
        }
    }
}

/* The next point of an arc on the page that is not too close to the last one for a cell; its end for sure. */
static size_t next_apart(const Ground *ground, BcuArc arc, size_t i, BcuPoint last, BcuPoint *next)
{
    for (*next = page_point(ground->page, arc.points[i]);
         i + 1 < arc.count && fabs(next->x - last.x) + fabs(next->y - last.y) < 0.5 * ground->cell;
         *next = page_point(ground->page, arc.points[i]))
        i++;
    return i;
}

/* ---- line work ----------------------------------------------------------------------- */

/* What a cell holds before it is weighed: the heaviest line through it, and how many arcs end in it. */
enum { END = 4 };

static Picture weight(Picture cell)
{
    return cell >= 3 * END ? JUNCTION : cell % END;
}

static Picture *ink_at(const Ground *ground, Picture *ink, BcuPoint p)
{
    double x = (p.x - ground->left) / ground->cell, y = (p.y - ground->top) / ground->cell;
    if (!(x >= 0 && y >= 0 && x < ground->columns && y < ground->rows))
        return NULL;
    return row_of(ground, ink, (int)y) + (int)x;
}

static void draw_edge(const Ground *ground, Picture *ink, BcuPoint a, BcuPoint b, Picture line)
{
    int steps = (int)(2 * fmax(fabs(b.x - a.x), fabs(b.y - a.y)) / ground->cell) + 1;
    for (int i = 0; i < steps; i++) {
        double t = (double)i / steps;
        Picture *cell = ink_at(ground, ink, (BcuPoint){a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)});
        if (cell && *cell % END < line)
            *cell += line - *cell % END;
    }
}

static void draw_arc(const Ground *ground, Picture *ink, BcuArc arc)
{
    BcuPoint last = page_point(ground->page, arc.points[0]), p;
    for (int end = 0; end < 2; end++) {
        Picture *cell = ink_at(ground, ink, end ? page_point(ground->page, arc.points[arc.count - 1]) : last);
        if (cell)
            *cell += END;
    }
    for (size_t i = 1; i < arc.count; i++, last = p) {
        i = next_apart(ground, arc, i, last, &p);
        draw_edge(ground, ink, last, p, LINE[arc.border]);
    }
}

/* A level's own border comes after those of higher ones. */
static bool counts(const Ground *ground, BcuLevel level, uint32_t coverage, BcuArc arc)
{
    return (int)arc.border <= (int)level + 1 &&
           (!ground->lines.has || ground->lines.has(ground->lines.closure, coverage, arc));
}

static Picture *draw_ink(const Ground *ground, BcuLevel level)
{
    Picture *ink = picture_new(ground);
    for (uint32_t c = 0; c < bcu_coverage_count(ground->dataset); c++)
        for (uint32_t a = 0; a < bcu_arc_count(ground->dataset, c); a++) {
            BcuArc arc = bcu_arc_at(ground->dataset, c, a);
            if (counts(ground, level, c, arc))
                draw_arc(ground, ink, arc);
        }
    for (int row = 0; row < ground->rows; row++)
        for (Picture *cell = row_of(ground, ink, row), *end = cell + ground->columns; cell < end; cell++)
            *cell = weight(*cell);
    sum_up(ground, ink);
    return ink;
}

/* ---- territory ----------------------------------------------------------------------- */

/* Where an outer border runs through the middle of a row. */
typedef struct Crossing {
    int row;
    double x;
} Crossing;

static int by_row_then_x(const void *a, const void *b)
{
    const Crossing *p = a, *q = b;
    return p->row != q->row ? p->row - q->row : (p->x > q->x) - (p->x < q->x);
}

static void cross_rows(const Ground *ground, BcuPoint a, BcuPoint b, GArray *crossings)
{
    double low = (fmin(a.y, b.y) - ground->top) / ground->cell - 0.5;
    double high = (fmax(a.y, b.y) - ground->top) / ground->cell - 0.5;
    for (int row = MAX((int)ceil(low), 0); row < high && row < ground->rows; row++) {
        double y = ground->top + (row + 0.5) * ground->cell;
        Crossing crossing = {row, a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y)};
        g_array_append_val(crossings, crossing);
    }
}

static void cross_arc(const Ground *ground, BcuArc arc, GArray *crossings)
{
    BcuPoint last = page_point(ground->page, arc.points[0]), p;
    for (size_t i = 1; i < arc.count; i++, last = p) {
        i = next_apart(ground, arc, i, last, &p);
        cross_rows(ground, last, p, crossings);
    }
}

static GArray *outer_crossings(const Ground *ground)
{
    GArray *crossings = g_array_new(false, false, sizeof(Crossing));
    for (uint32_t c = 0; c < bcu_coverage_count(ground->dataset); c++)
        for (uint32_t a = 0; a < bcu_arc_count(ground->dataset, c); a++) {
            BcuArc arc = bcu_arc_at(ground->dataset, c, a);
            if (arc.border == BCU_BORDER_OUTER && bcu_coverage_level(ground->dataset, c) == BCU_AREAS)
                cross_arc(ground, arc, crossings);
        }
    g_array_sort(crossings, by_row_then_x);
    return crossings;
}

/* From every first crossing of a row to the second. */
static void draw_cover(Ground *ground)
{
    g_autoptr(GArray) crossings = outer_crossings(ground);
    ground->cover = picture_new(ground);
    for (guint i = 0; i + 1 < crossings->len;) {
        Crossing from = g_array_index(crossings, Crossing, i), to = g_array_index(crossings, Crossing, i + 1);
        if (from.row != to.row) {
            i++;
            continue;
        }
        int first = MAX((int)floor((from.x - ground->left) / ground->cell), 0);
        int last = MIN((int)floor((to.x - ground->left) / ground->cell), ground->columns - 1);
        for (int column = first; column <= last; column++)
            row_of(ground, ground->cover, from.row)[column] = 1;
        i += 2;
    }
    sum_up(ground, ground->cover);
}

/* ---- the ground ---------------------------------------------------------------------- */

Ground *ground_new(const BcuDataset *dataset, const Page *page, LineWork lines)
{
    Ground *ground = g_new0(Ground, 1);
    *ground = (Ground){.dataset = dataset,
                       .page = page,
                       .left = page->map.x,
                       .top = page->map.y,
                       .cell = 0.25 * page->unit,
                       .lines = lines};
    ground->columns = (int)(page->map.width / ground->cell) + 1;
    ground->rows = (int)(page->map.height / ground->cell) + 1;
    return ground;
}

void ground_free(Ground *ground)
{
    for (int level = 0; level < BCU_LEVEL_COUNT; level++)
        g_free(ground->ink[level]);
    g_free(ground->cover);
    g_free(ground);
}

/* ---- questions ----------------------------------------------------------------------- */

/* The sum over a rectangle of the page, and how many cells it has. */
static double sum_over(const Ground *ground, const Picture *sums, BcuBox box, double *cells)
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

/* A turned block is followed by squares along it. \param cells set to how many the block has. */
static double sum_under(const Ground *ground, const Picture *sums, const Block *block, double *cells)
{
    double sum = 0;
    *cells = 0;
    if (block->turn == 0)
        return sum_over(ground, sums, block_extent(block), cells);
    int pieces = (int)ceil(block->half_width / fmax(block->half_height, ground->cell));
    for (int i = 0; i < pieces; i++) {
        double along = block->half_width * ((2.0 * i + 1) / pieces - 1);
        BcuPoint p = {block->centre.x + along * cos(block->turn), block->centre.y + along * sin(block->turn)};
        double reach = block->half_height;
        sum += sum_over(ground, sums, (BcuBox){p.x - reach, p.y - reach, p.x + reach, p.y + reach}, cells);
    }
    return sum;
}

static double ink_under(Ground *ground, BcuLevel level, const Block *block, double *cells)
{
    if (!ground->ink[level])
        ground->ink[level] = draw_ink(ground, level);
    return sum_under(ground, ground->ink[level], block, cells);
}

double ground_ink(Ground *ground, BcuLevel level, const Block *block)
{
    double cells, sum = ink_under(ground, level, block, &cells);
    return sum / cells;
}

double ground_hidden(Ground *ground, BcuLevel level, const Block *block)
{
    double cells;
    return ink_under(ground, level, block, &cells) * ground->cell;
}

double ground_cover(Ground *ground, const Block *block)
{
    if (!ground->cover)
        draw_cover(ground);
    double cells, sum = sum_under(ground, ground->cover, block, &cells);
    return sum / cells;
}
