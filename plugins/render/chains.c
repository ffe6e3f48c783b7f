/* Where three borders meet two of them go on as one line. From each place where an odd number of arcs ends a
 * line is followed as far as it goes, which is to another such place; what is left then are closed lines. */
#include "chains.h"

enum { NONE = -1 };

/* An arc's end is 2 * its index in the list for its start, one more for its end. */
typedef struct Net {
    const Lines *lines;
    const GArray *arcs;
    GHashTable *nodes; /* BcuPoint to its index + 1 */
    GArray *heads;     /* int: per node the first end that is there, or NONE */
    int *next;         /* per end: another one at the same node, or NONE */
    int *node;         /* per end */
    bool *used;        /* per arc */
} Net;

/* ---- nodes ------------------------------------------------------------------------------- */

static guint hash_point(gconstpointer key)
{
    const BcuPoint *p = key;
    return g_double_hash(&p->x) * 31 + g_double_hash(&p->y);
}

static gboolean same_point(gconstpointer a, gconstpointer b)
{
    const BcuPoint *p = a, *q = b;
    return p->x == q->x && p->y == q->y;
}

/* The points of an arc of the list. */
static BcuRing points_of(const Net *net, int index)
{
    uint32_t arc = g_array_index(net->arcs, uint32_t, index);
    size_t first = net->lines->arc_start[arc];
    return (BcuRing){net->lines->points + first, net->lines->arc_start[arc + 1] - first};
}

/* Arcs that meet share the coordinates of the place to the last bit. */
static int node_at(Net *net, const BcuPoint *place)
{
    int found = GPOINTER_TO_INT(g_hash_table_lookup(net->nodes, place));
    if (found)
        return found - 1;
    const int none = NONE;
    g_array_append_val(net->heads, none);
    g_hash_table_insert(net->nodes, (gpointer)place, GINT_TO_POINTER((int)net->heads->len));
    return (int)net->heads->len - 1;
}

static void add_end(Net *net, int end, const BcuPoint *place)
{
    int node = net->node[end] = node_at(net, place);
    net->next[end] = g_array_index(net->heads, int, node);
    g_array_index(net->heads, int, node) = end;
}

static void net_init(Net *net, const Lines *lines, const GArray *arcs)
{
    *net = (Net){lines,
                 arcs,
                 g_hash_table_new(hash_point, same_point),
                 g_array_new(false, false, sizeof(int)),
                 g_new(int, 2 * (gsize)arcs->len),
                 g_new(int, 2 * (gsize)arcs->len),
                 g_new0(bool, arcs->len)};
    for (int i = (int)arcs->len - 1; i >= 0; i--) { /* so that a node's first end is that of its first arc */
        BcuRing points = points_of(net, i);
        add_end(net, 2 * i + 1, &points.points[points.count - 1]);
        add_end(net, 2 * i, &points.points[0]);
    }
}

static void net_clear(Net *net)
{
    g_hash_table_unref(net->nodes);
    g_array_unref(net->heads);
    g_free(net->next);
    g_free(net->node);
    g_free(net->used);
}

/* ---- lines ------------------------------------------------------------------------------- */

/* An end at the node whose arc is not drawn yet, or NONE. */
static int free_end(Net *net, int node)
{
    int *head = &g_array_index(net->heads, int, node);
    while (*head != NONE && net->used[*head / 2])
        *head = net->next[*head];
    return *head;
}

static bool is_odd(Net *net, int node)
{
    bool odd = false;
    for (int end = free_end(net, node); end != NONE; end = net->next[end])
        odd ^= !net->used[end / 2];
    return odd;
}

/* One line from a node on, until nothing goes on. */
static void follow(Net *net, int node, double smallest, Path *path)
{
    path_begin(path);
    for (int end = free_end(net, node), steps = 0; end != NONE; end = free_end(net, node), steps++) {
        BcuRing points = points_of(net, end / 2);
        bool back = end % 2;
        for (size_t i = steps > 0; i < points.count; i++)
            path_add(path, points.points[back ? points.count - 1 - i : i]);
        net->used[end / 2] = true;
        node = net->node[end ^ 1];
    }
    path_drop_small_run(path, smallest);
}

void chains_add(const Lines *lines, const GArray *arcs, double smallest, Path *path)
{
    Net net;
    net_init(&net, lines, arcs);
    for (int node = 0; node < (int)net.heads->len; node++)
        while (is_odd(&net, node))
            follow(&net, node, smallest, path);
    for (int node = 0; node < (int)net.heads->len; node++)
        while (free_end(&net, node) != NONE)
            follow(&net, node, smallest, path);
    net_clear(&net);
}
