/** Pairs of numbers as keys of a GHashTable, with g_int64_equal. */
#ifndef BCU_PAIR_KEY_H
#define BCU_PAIR_KEY_H

#include <glib.h>

static inline gint64 bcu_pair_key(guint32 a, guint32 b)
{
    return (gint64)((guint64)a << 32 | b);
}

/** GLib's hash of such keys drops one number, or keeps only in what bits the two differ: of a grid's cells whole rows would
 * share a place. */
static inline guint bcu_pair_hash(gconstpointer key)
{
    /* An odd constant without meaning: the upper half of the product depends on all bits of both. */
    return (guint)((*(const guint64 *)key * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15)) >> 32);
}

#endif
