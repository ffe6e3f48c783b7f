/* Replays inputs through a fuzz target: each file of a folder as it is, then changed in some bytes, cut or doubled, as
 * often as asked, always the same way. What libFuzzer once found stays found by a build without it. */
#include "fuzz.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void spoil(GByteArray *bytes, GRand *dice)
{
    for (int times = g_rand_int_range(dice, 1, 5); times > 0 && bytes->len; times--) {
        guint at = (guint)g_rand_int_range(dice, 0, (int)bytes->len);
        guint length = (guint)g_rand_int_range(dice, 1, 17);
        length = MIN(length, bytes->len - at);
        switch (g_rand_int_range(dice, 0, 5)) {
        case 0: bytes->data[at] = (guint8)g_rand_int_range(dice, 0, 256); break;
        case 1: bytes->data[at] ^= (guint8)(1u << g_rand_int_range(dice, 0, 8)); break;
        case 2: memset(bytes->data + at, g_rand_boolean(dice) ? 0xff : 0, length); break;
        case 3: g_byte_array_remove_range(bytes, at, length); break;
        default: {
            g_autofree guint8 *again = g_memdup2(bytes->data + at, length);
            g_byte_array_append(bytes, again, length);
        }
        }
    }
}

static void replay(const char *path, int times)
{
    char *text;
    gsize length;
    g_assert_true(g_file_get_contents(path, &text, &length, NULL));
    LLVMFuzzerTestOneInput((const uint8_t *)text, length);
    GRand *dice = g_rand_new_with_seed(g_str_hash(strrchr(path, '/')));
    for (int i = 0; i < times; i++) {
        g_autoptr(GByteArray) bytes = g_byte_array_new();
        g_byte_array_append(bytes, (const guint8 *)text, (guint)length);
        spoil(bytes, dice);
        LLVMFuzzerTestOneInput(bytes->data, bytes->len);
    }
    g_rand_free(dice);
    g_free(text);
}

static gint by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: %s FOLDER TIMES\n", argv[0]);
        return 2;
    }
    GDir *folder = g_dir_open(argv[1], 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; folder && (name = g_dir_read_name(folder));)
        g_ptr_array_add(names, g_build_filename(argv[1], name, NULL));
    g_clear_pointer(&folder, g_dir_close);
    g_ptr_array_sort(names, by_name);
    for (guint i = 0; i < names->len; i++)
        replay(g_ptr_array_index(names, i), atoi(argv[2]));
    printf("%u inputs, each as it is and changed %s times\n", names->len, argv[2]);
    return names->len ? 0 : 1;
}
