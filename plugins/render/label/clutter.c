/* Blocks in a grid of cells: a new one is compared only with those in its own cells. */
#include "label/clutter.h"

struct Clutter {
    double cell;
    int columns, rows;
    GArray *blocks; /* Block */
    GArray **cells; /* guint: those that reach into the cell; NULL: none */
};

Block block_of_frame(Frame frame)
{
    return (Block){
        {frame.x + frame.width / 2, frame.y + frame.height / 2}, frame.width / 2, frame.height / 2, 0};
}

Block block_of_line(BcuPoint from, BcuPoint to, double width)
{
    return (Block){{(from.x + to.x) / 2, (from.y + to.y) / 2},
                   hypot(to.x - from.x, to.y - from.y) / 2,
                   width / 2,
                   atan2(to.y - from.y, to.x - from.x)};
}

Block block_of_dot(BcuPoint at, double radius)
{
    return (Block){at, radius, radius, 0};
}

BcuBox block_extent(const Block *block)
{
    if (block->turn == 0) /* as nearly all */
        return (BcuBox){block->centre.x - block->half_width, block->centre.y - block->half_height,
                        block->centre.x + block->half_width, block->centre.y + block->half_height};
    double c = fabs(cos(block->turn)), s = fabs(sin(block->turn));
    double x = block->half_width * c + block->half_height * s,
           y = block->half_width * s + block->half_height * c;
    return (BcuBox){block->centre.x - x, block->centre.y - y, block->centre.x + x, block->centre.y + y};
}

/* Whether a line across the direction `turn` parts the two. */
static bool apart(const Block *a, const Block *b, double turn)
{
    double x = cos(turn), y = sin(turn);
    double distance = fabs((b->centre.x - a->centre.x) * x + (b->centre.y - a->centre.y) * y);
    double reach = 0;
    for (int i = 0; i < 2; i++) {
        const Block *block = i ? b : a;
        reach += block->half_width * fabs(cos(turn - block->turn)) +
                 block->half_height * fabs(sin(turn - block->turn));
    }
    return distance >= reach;
}

bool block_meets(const Block *a, const Block *b)
{
    if (a->turn == 0 && b->turn == 0)
        return fabs(a->centre.x - b->centre.x) < a->half_width + b->half_width &&
               fabs(a->centre.y - b->centre.y) < a->half_height + b->half_height;
    return !(apart(a, b, a->turn) || apart(a, b, a->turn + G_PI_2) || apart(a, b, b->turn) ||
             apart(a, b, b->turn + G_PI_2));
}

/* ---- grid ---------------------------------------------------------------------------- */

Clutter *clutter_new(const Page *page)
{
    Clutter *clutter = g_new0(Clutter, 1);
    clutter->cell = 3 * page->unit;
    clutter->columns = (int)(page->width / clutter->cell) + 1;
    clutter->rows = (int)(page->height / clutter->cell) + 1;
    clutter->blocks = g_array_new(false, false, sizeof(Block));
    clutter->cells = g_new0(GArray *, (gsize)(clutter->columns * clutter->rows));
    return clutter;
}

void clutter_free(Clutter *clutter)
{
    for (int i = 0; i < clutter->columns * clutter->rows; i++)
        if (clutter->cells[i])
            g_array_unref(clutter->cells[i]);
    g_free(clutter->cells);
    g_array_unref(clutter->blocks);
    g_free(clutter);
}

typedef struct CellRange {
    int left, right, top, bottom;
} CellRange;

/* What lies off the page belongs to the cells at its edge. */
static CellRange cells_of(const Clutter *clutter, const Block *block)
{
    BcuBox box = block_extent(block);
    return (CellRange){CLAMP((int)floor(box.min_x / clutter->cell), 0, clutter->columns - 1),
                       CLAMP((int)floor(box.max_x / clutter->cell), 0, clutter->columns - 1),
                       CLAMP((int)floor(box.min_y / clutter->cell), 0, clutter->rows - 1),
                       CLAMP((int)floor(box.max_y / clutter->cell), 0, clutter->rows - 1)};
}

guint clutter_add(Clutter *clutter, Block block)
{
    CellRange range = cells_of(clutter, &block);
    guint index = clutter->blocks->len;
    g_array_append_val(clutter->blocks, block);
    for (int row = range.top; row <= range.bottom; row++)
        for (int column = range.left; column <= range.right; column++) {
            GArray **cell = &clutter->cells[row * clutter->columns + column];
            if (!*cell)
                *cell = g_array_new(false, false, sizeof(guint));
            g_array_append_val(*cell, index);
        }
    return index;
}

/* Its cells still list it, but nothing can meet it. */
void clutter_remove(Clutter *clutter, guint index)
{
    static const double NOTHING = -1e9;
    Block *block = &g_array_index(clutter->blocks, Block, index);
    block->half_width = block->half_height = NOTHING;
}

/* How many blocks it meets, as far as `most`. \param index set to one of them. */
static guint count_meetings(const Clutter *clutter, const Block *block, guint most, guint *index)
{
    CellRange range = cells_of(clutter, block);
    guint count = 0;
    for (int row = range.top; row <= range.bottom; row++)
        for (int column = range.left; column <= range.right; column++) {
            const GArray *cell = clutter->cells[row * clutter->columns + column];
            for (guint i = 0; cell && i < cell->len; i++) {
                guint other = g_array_index(cell, guint, i);
                if ((count > 0 && other == *index) ||
                    !block_meets(&g_array_index(clutter->blocks, Block, other), block))
                    continue;
                *index = other;
                if (++count == most)
                    return count;
            }
        }
    return count;
}

guint clutter_count(const Clutter *clutter, const Block *block)
{
    guint index;
    return count_meetings(clutter, block, G_MAXUINT, &index);
}

guint clutter_size(const Clutter *clutter)
{
    return clutter->blocks->len;
}

bool clutter_is_free(const Clutter *clutter, const Block *block)
{
    guint index;
    return count_meetings(clutter, block, 1, &index) == 0;
}

bool clutter_meets_one(const Clutter *clutter, const Block *block, guint *index)
{
    return count_meetings(clutter, block, 2, index) == 1;
}
