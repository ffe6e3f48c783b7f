/* Each row keeps the stretches that are inside over its whole height; a rectangle fits where the
 * stretches of the rows it covers have enough in common. */
#include "label/room.h"

enum { MOST_SPANS = 16 };

typedef struct Span {
    double left, right;
} Span;

struct Room {
    double c, s; /* cosine and sine of the direction of the text */
    double top, row;
    int row_count;
    GArray *spans; /* Span, row by row */
    guint *row_start;
    double *widest; /* of each row */
};

/* A stretch of the outline that runs through a row: nothing inside is certain between left and right. */
typedef struct Barrier {
    int row;
    double left, right;
    bool crosses; /* the middle of the row, an odd number of times */
} Barrier;

static BcuPoint to_rows(const Room *room, BcuPoint p)
{
    return (BcuPoint){p.x * room->c + p.y * room->s, p.y * room->c - p.x * room->s};
}

static BcuPoint to_page(const Room *room, BcuPoint p)
{
    return (BcuPoint){p.x * room->c - p.y * room->s, p.x * room->s + p.y * room->c};
}

/* ---- rows ---------------------------------------------------------------------------- */

static int row_at(const Room *room, double y)
{
    return CLAMP((int)((y - room->top) / room->row), 0, room->row_count - 1);
}

/* The part of an edge from a down to b that is in a row. */
static Barrier barrier_in(const Room *room, int row, BcuPoint a, BcuPoint b)
{
    double y0 = room->top + row * room->row, middle = y0 + room->row / 2;
    double slope = b.y > a.y ? (b.x - a.x) / (b.y - a.y) : 0;
    double x0 = a.y >= y0 ? a.x : a.x + slope * (y0 - a.y);
    double x1 = b.y <= y0 + room->row ? b.x : a.x + slope * (y0 + room->row - a.y);
    return (Barrier){row, fmin(x0, x1), fmax(x0, x1), a.y <= middle && middle < b.y};
}

/* Edges that follow one another in a row become one barrier: there is nothing between them. */
static void add_barriers(const Room *room, BcuPoint from, BcuPoint to, guint first_of_ring, GArray *barriers)
{
    bool down = from.y <= to.y;
    for (int row = row_at(room, from.y), last = row_at(room, to.y);; row += down ? 1 : -1) {
        Barrier barrier = barrier_in(room, row, down ? from : to, down ? to : from);
        Barrier *before =
            barriers->len > first_of_ring ? &g_array_index(barriers, Barrier, barriers->len - 1) : NULL;
        if (before && before->row == row) {
            before->left = fmin(before->left, barrier.left);
            before->right = fmax(before->right, barrier.right);
            before->crosses ^= barrier.crosses;
        } else {
            g_array_append_val(barriers, barrier);
        }
        if (row == last)
            return;
    }
}

static int by_row_then_left(const void *a, const void *b)
{
    const Barrier *p = a, *q = b;
    return p->row != q->row ? p->row - q->row : (p->left > q->left) - (p->left < q->left);
}

/* Between barriers a point is inside when an odd number of edges lies to its left. */
static void add_spans(Room *room, const GArray *barriers)
{
    guint i = 0;
    for (int row = 0; row < room->row_count; row++) {
        double reached = -INFINITY;
        bool inside = false;
        room->row_start[row] = room->spans->len;
        for (; i < barriers->len && g_array_index(barriers, Barrier, i).row == row; i++) {
            Barrier barrier = g_array_index(barriers, Barrier, i);
            if (inside && barrier.left > reached) {
                Span span = {reached, barrier.left};
                g_array_append_val(room->spans, span);
                room->widest[row] = fmax(room->widest[row], span.right - span.left);
            }
            reached = fmax(reached, barrier.right);
            inside ^= barrier.crosses;
        }
    }
    room->row_start[room->row_count] = room->spans->len;
}

Room *room_new(const BcuShape *outline, double turn, double row)
{
    Room *room = g_new0(Room, 1);
    g_autofree BcuPoint *points = g_new(BcuPoint, outline->point_count + 1);
    double bottom = -INFINITY;
    room->c = cos(turn);
    room->s = sin(turn);
    room->top = INFINITY;
    for (size_t i = 0; i < outline->point_count; i++) {
        points[i] = to_rows(room, outline->points[i]);
        room->top = fmin(room->top, points[i].y);
        bottom = fmax(bottom, points[i].y);
    }
    room->row = row;
    room->row_count = outline->point_count ? (int)((bottom - room->top) / row) + 1 : 0;
    room->row_start = g_new0(guint, (gsize)room->row_count + 1);
    room->widest = g_new0(double, (gsize)room->row_count + 1);
    room->spans = g_array_new(false, false, sizeof(Span));
    g_autoptr(GArray) barriers = g_array_new(false, false, sizeof(Barrier));
    for (size_t r = 0; r < outline->ring_count; r++)
        for (size_t i = outline->ring_start[r], first = barriers->len; i + 1 < outline->ring_start[r + 1];
             i++)
            add_barriers(room, points[i], points[i + 1], (guint)first, barriers);
    g_array_sort(barriers, by_row_then_left);
    add_spans(room, barriers);
    return room;
}

void room_free(Room *room)
{
    g_array_unref(room->spans);
    g_free(room->row_start);
    g_free(room->widest);
    g_free(room);
}

/* ---- rectangles ---------------------------------------------------------------------- */

/* What the spans so far and those of one more row have in common, as far as it is wide enough. */
static int narrow(const Room *room, int row, double width, Span *spans, int count)
{
    Span common[MOST_SPANS];
    int found = 0;
    for (int i = 0; i < count; i++)
        for (guint k = room->row_start[row]; k < room->row_start[row + 1] && found < MOST_SPANS; k++) {
            Span other = g_array_index(room->spans, Span, k);
            Span both = {fmax(spans[i].left, other.left), fmin(spans[i].right, other.right)};
            if (both.right - both.left >= width)
                common[found++] = both;
        }
    for (int i = 0; i < found; i++)
        spans[i] = common[i];
    return found;
}

/* A rectangle that is looked for, in rows. */
typedef struct Search {
    double width, air, wanted_x;
    int rows;
} Search;

static bool is_inside(const Room *room, int row, double left, double right)
{
    if (row < 0 || row >= room->row_count)
        return false;
    for (guint k = room->row_start[row]; k < room->row_start[row + 1]; k++) {
        Span span = g_array_index(room->spans, Span, k);
        if (span.left <= left && span.right >= right)
            return true;
    }
    return false;
}

/* Grows the rectangle row by row, and by as much to the sides. */
static double air_at(const Room *room, const Search *search, int top, double x)
{
    double air = 0;
    for (int grown = 1; air < search->air; grown++) {
        double reach = fmin(grown * room->row, search->air), half = search->width / 2 + reach;
        for (int row = top - grown; row < top + search->rows + grown; row++)
            if (!is_inside(room, row, x - half, x + half))
                return air;
        air = reach;
    }
    return air;
}

/* In the middle, at the quarters, at both ends with as much air as is enough, and where it is wanted. */
static void add_places(const Room *room, const Search *search, Span span, int top, GArray *places)
{
    double left = span.left + search->width / 2, right = span.right - search->width / 2;
    double air = fmin(search->air, (right - left) / 2);
    const double xs[] = {CLAMP(search->wanted_x, left, right),
                         CLAMP(search->wanted_x, left + air, right - air),
                         (left + right) / 2,
                         left + air,
                         right - air,
                         (3 * left + right) / 4,
                         (left + 3 * right) / 4};
    double y = room->top + (top + search->rows / 2.0) * room->row;
    for (gsize i = 0; i < G_N_ELEMENTS(xs); i++) {
        if (i > 0 && xs[i] == xs[i - 1])
            continue;
        RoomPlace place = {to_page(room, (BcuPoint){xs[i], y}), air_at(room, search, top, xs[i])};
        g_array_append_val(places, place);
    }
}

void room_find(const Room *room, double width, double height, double air, BcuPoint wanted, GArray *places)
{
    Search search = {width, air, to_rows(room, wanted).x, (int)ceil(height / room->row - 1e-9)};
    for (int top = 0; top + search.rows <= room->row_count; top++) {
        Span spans[MOST_SPANS] = {{-INFINITY, INFINITY}};
        int count = 1, row = top;
        for (; row < top + search.rows && count > 0; row++) {
            if (room->widest[row] < width)
                break;
            count = narrow(room, row, width, spans, count);
        }
        if (row < top + search.rows && room->widest[row] < width)
            top = row; /* no rectangle can cover this row */
        else
            for (int i = 0; i < count; i++)
                add_places(room, &search, spans[i], top, places);
    }
}
