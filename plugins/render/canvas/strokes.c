/* Where three borders meet two of them go on as one line. From each node where an odd number of arcs ends a
 * stroke goes as far as it can, which is to another such node; what is left then are closed strokes. */
#include "canvas/strokes.h"

enum { NONE = -1 };

/* An arc's end is 2 * its index in the list for its start, one more for its end. */
typedef struct Net {
    const Lines *lines;
    const GArray *arcs;
    int *first; /* per node: an end that is there, or NONE */
    int *next;  /* per end: another one at the same node, or NONE */
    bool *used; /* per arc of the list */
} Net;

static uint32_t arc_at(const Net *net, int index)
{
    return g_array_index(net->arcs, uint32_t, index);
}

static uint32_t node_of(const Net *net, int end)
{
    BcuArcEnds ends = net->lines->ends[arc_at(net, end / 2)];
    return end % 2 ? ends.to : ends.from;
}

static void net_init(Net *net, const Lines *lines, const GArray *arcs)
{
    *net = (Net){lines, arcs, g_new(int, (gsize)lines->node_count + 1), g_new(int, 2 * (gsize)arcs->len + 1),
                 g_new0(bool, (gsize)arcs->len + 1)};
    for (uint32_t node = 0; node < lines->node_count; node++)
        net->first[node] = NONE;
    /* Backwards, so that a node's first is that of its first arc. */
    for (int end = 2 * (int)arcs->len - 1; end >= 0; end--) {
        int *first = &net->first[node_of(net, end)];
        net->next[end] = *first;
        *first = end;
    }
}

static void net_clear(Net *net)
{
    g_free(net->first);
    g_free(net->next);
    g_free(net->used);
}

/* An end at the node whose arc is not drawn yet, or NONE. */
static int free_end(Net *net, uint32_t node)
{
    int *first = &net->first[node];
    while (*first != NONE && net->used[*first / 2])
        *first = net->next[*first];
    return *first;
}

static bool is_odd(Net *net, uint32_t node)
{
    bool odd = false;
    for (int end = free_end(net, node); end != NONE; end = net->next[end])
        odd ^= !net->used[end / 2];
    return odd;
}

/* One stroke from a node on, until nothing goes on. */
static void draw_from(Net *net, uint32_t node, double smallest, Path *path)
{
    path_begin(path);
    for (int end = free_end(net, node), steps = 0; end != NONE; end = free_end(net, node), steps++) {
        size_t start = net->lines->arc_start[arc_at(net, end / 2)];
        size_t count = net->lines->arc_start[arc_at(net, end / 2) + 1] - start;
        bool back = end % 2;
        for (size_t i = steps > 0; i < count; i++)
            path_add(path, net->lines->points[start + (back ? count - 1 - i : i)]);
        net->used[end / 2] = true;
        node = node_of(net, end ^ 1);
    }
    path_drop_small_run(path, smallest);
}

void strokes_add(const Lines *lines, const GArray *arcs, double smallest, Path *path)
{
    Net net;
    int ends = 2 * (int)arcs->len;
    net_init(&net, lines, arcs);
    for (int end = 0; end < ends; end++)
        while (is_odd(&net, node_of(&net, end)))
            draw_from(&net, node_of(&net, end), smallest, path);
    for (int end = 0; end < ends; end += 2)
        if (!net.used[end / 2])
            draw_from(&net, node_of(&net, end), smallest, path);
    net_clear(&net);
}
