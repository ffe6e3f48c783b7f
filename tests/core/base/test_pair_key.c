/* Keys of pairs, and how their hashes spread. */
#include "base/pair_key.h"

static void test_keys(void)
{
    g_assert_cmpint(bcu_pair_key(1, 2), !=, bcu_pair_key(2, 1));
    g_assert_cmpint(bcu_pair_key(0, G_MAXUINT32), !=, bcu_pair_key(G_MAXUINT32, 0));
    g_assert_cmpint(bcu_pair_key((guint32)-1, (guint32)-2), ==, bcu_pair_key(G_MAXUINT32, G_MAXUINT32 - 1));
}

/* Cells of a grid hardly ever share a hash, whatever rows and columns have in common. */
static void test_spread(void)
{
    enum { SIDE = 300 };
    g_autoptr(GHashTable) hashes = g_hash_table_new(NULL, NULL);
    for (guint32 column = 0; column < SIDE; column++)
        for (guint32 row = 0; row < SIDE; row++) {
            gint64 key = bcu_pair_key(column, row);
            g_hash_table_add(hashes, GUINT_TO_POINTER(bcu_pair_hash(&key)));
        }
    g_assert_cmpuint(g_hash_table_size(hashes), >, SIDE * SIDE * 99 / 100);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pair_key/keys", test_keys);
    g_test_add_func("/pair_key/spread", test_spread);
    return g_test_run();
}
