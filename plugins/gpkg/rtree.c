/* Sort-tile-recursive packing: entries are cut into upright slices of equal count, each slice into nodes from
 * south to north; the nodes' boxes are the entries of the next level, up to one root. Sources: Leutenegger,
 * Lopez and Edgington, "STR: A Simple and Efficient Algorithm for R-Tree Packing", 1997; the layout of nodes:
 * SQLite, "The SQLite R*Tree Module", section 4, "Database format". */
#include "rtree.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { HEAD = 4, CELL = 8 + 4 * 4, ROOT = 1 };

typedef struct Place {
    gint64 id, node;
} Place;

typedef struct Tree {
    Database *database;
    sqlite3_stmt *insert_node, *insert_place;
    guint8 *node;
    gsize node_size;
    guint capacity;
    gint64 last_node; /* number given last */
} Tree;

/* ---- boxes ------------------------------------------------------------------------------- */

/* SQLite's own way of rounding to the next float below or above. */
static float below(double value)
{
    float rounded = (float)value;
    return (double)rounded > value ? (float)(value * (value < 0 ? 1 + 1.0 / 8388608 : 1 - 1.0 / 8388608))
                                   : rounded;
}

static float above(double value)
{
    float rounded = (float)value;
    return (double)rounded < value ? (float)(value * (value < 0 ? 1 - 1.0 / 8388608 : 1 + 1.0 / 8388608))
                                   : rounded;
}

RtreeEntry rtree_entry(gint64 id, BcuBox extent)
{
    return (RtreeEntry){id, below(extent.min_x), above(extent.max_x), below(extent.min_y),
                        above(extent.max_y)};
}

static int by_x(const void *a, const void *b)
{
    const RtreeEntry *p = a, *q = b;
    float x = p->min_x + p->max_x, y = q->min_x + q->max_x;
    return x != y ? (x > y) - (x < y) : (p->id > q->id) - (p->id < q->id);
}

static int by_y(const void *a, const void *b)
{
    const RtreeEntry *p = a, *q = b;
    float x = p->min_y + p->max_y, y = q->min_y + q->max_y;
    return x != y ? (x > y) - (x < y) : (p->id > q->id) - (p->id < q->id);
}

static int by_id(const void *a, const void *b)
{
    const Place *p = a, *q = b;
    return (p->id > q->id) - (p->id < q->id);
}

/* ---- nodes ------------------------------------------------------------------------------- */

static guint8 *put_big_endian(guint8 *at, guint64 value, int bytes)
{
    for (int i = bytes - 1; i >= 0; i--)
        *at++ = (guint8)(value >> 8 * i);
    return at;
}

static guint8 *put_float(guint8 *at, float value)
{
    guint32 bits;
    memcpy(&bits, &value, sizeof bits);
    return put_big_endian(at, bits, 4);
}

/* Only the root says how many levels lie below it. */
static bool write_node(Tree *tree, gint64 number, guint depth, const RtreeEntry *entries, guint count)
{
    memset(tree->node, 0, tree->node_size);
    guint8 *at = put_big_endian(tree->node, number == ROOT ? depth : 0, 2);
    at = put_big_endian(at, count, 2);
    for (guint i = 0; i < count; i++) {
        at = put_big_endian(at, (guint64)entries[i].id, 8);
        at = put_float(at, entries[i].min_x);
        at = put_float(at, entries[i].max_x);
        at = put_float(at, entries[i].min_y);
        at = put_float(at, entries[i].max_y);
    }
    sqlite3_bind_int64(tree->insert_node, 1, number);
    sqlite3_bind_blob(tree->insert_node, 2, tree->node, (int)tree->node_size, SQLITE_STATIC);
    return database_step(tree->database, tree->insert_node);
}

static RtreeEntry around(gint64 number, const RtreeEntry *entries, guint count)
{
    RtreeEntry box = entries[0];
    box.id = number;
    for (guint i = 1; i < count; i++) {
        box.min_x = MIN(box.min_x, entries[i].min_x);
        box.max_x = MAX(box.max_x, entries[i].max_x);
        box.min_y = MIN(box.min_y, entries[i].min_y);
        box.max_y = MAX(box.max_y, entries[i].max_y);
    }
    return box;
}

/* In the order of ids, so that the table grows at its end. */
static bool write_places(Tree *tree, GArray *places)
{
    bool ok = true;
    qsort(places->data, places->len, sizeof(Place), by_id);
    for (guint i = 0; i < places->len && ok; i++) {
        Place place = g_array_index(places, Place, i);
        sqlite3_bind_int64(tree->insert_place, 1, place.id);
        sqlite3_bind_int64(tree->insert_place, 2, place.node);
        ok = database_step(tree->database, tree->insert_place);
    }
    return ok;
}

/* ---- levels ------------------------------------------------------------------------------ */

/* Puts entries that go into one node next to each other. */
static void tile(const Tree *tree, GArray *entries)
{
    RtreeEntry *all = (RtreeEntry *)(void *)entries->data;
    guint nodes = (entries->len + tree->capacity - 1) / tree->capacity;
    guint slice = (guint)ceil(sqrt(nodes)) * tree->capacity;
    qsort(all, entries->len, sizeof(RtreeEntry), by_x);
    for (guint first = 0; first < entries->len; first += slice)
        qsort(all + first, MIN(slice, entries->len - first), sizeof(RtreeEntry), by_y);
}

/* Writes the nodes of a level and replaces the entries by their boxes. */
static bool write_level(Tree *tree, guint depth, GArray *entries)
{
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(Place));
    RtreeEntry *all = (RtreeEntry *)(void *)entries->data;
    guint nodes = 0;
    bool is_root = entries->len <= tree->capacity, ok = true;
    tile(tree, entries);
    for (guint first = 0; first < entries->len && ok; first += tree->capacity) {
        guint count = MIN(tree->capacity, entries->len - first);
        gint64 number = is_root ? ROOT : ++tree->last_node;
        for (guint i = 0; i < count; i++) {
            Place place = {all[first + i].id, number};
            g_array_append_val(places, place);
        }
        ok = write_node(tree, number, depth, all + first, count);
        all[nodes++] = around(number, all + first, count);
    }
    g_array_set_size(entries, nodes);
    return ok && write_places(tree, places);
}

/* Rows are told from nodes of the level below by the table that says where they are. */
static bool fill_level(Tree *tree, const char *name, guint depth, GArray *entries)
{
    tree->insert_place = database_prepare(tree->database, "INSERT INTO \"%w_%s\" VALUES (?, ?)", name,
                                          depth == 0 ? "rowid" : "parent");
    bool ok = tree->insert_place && write_level(tree, depth, entries);
    sqlite3_finalize(tree->insert_place);
    return ok;
}

bool rtree_fill(Database *database, const char *name, GArray *entries)
{
    g_autofree char *size =
        database_text(database, "SELECT length(data) FROM \"%w_node\" WHERE nodeno = 1", name);
    Tree tree = {.database = database, .node_size = size ? (gsize)g_ascii_strtoull(size, NULL, 10) : 0};
    if (entries->len == 0 || tree.node_size < HEAD + 2 * CELL)
        return size != NULL;
    g_autofree guint8 *node = g_malloc(tree.node_size);
    tree.node = node;
    tree.capacity = (guint)((tree.node_size - HEAD) / CELL);
    tree.last_node = ROOT;
    tree.insert_node = database_prepare(database, "REPLACE INTO \"%w_node\" VALUES (?, ?)", name);
    bool ok = tree.insert_node != NULL, is_root = false;
    for (guint depth = 0; ok && !is_root; depth++) {
        is_root = entries->len <= tree.capacity;
        ok = fill_level(&tree, name, depth, entries);
    }
    sqlite3_finalize(tree.insert_node);
    return ok;
}
