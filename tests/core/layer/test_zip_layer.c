/* Paths into archives: where an archive ends and its member begins. */
#include "layer/zip_layer.h"
#include <glib/gstdio.h>

static void expect(const char *path, const char *archive, const char *member)
{
    g_autofree char *found = NULL, *rest = NULL;
    g_assert_true(bcu_zip_path_split(path, &found, &rest) == (archive != NULL));
    g_assert_cmpstr(found, ==, archive);
    g_assert_cmpstr(rest, ==, member);
    g_assert_true(bcu_zip_path_split(path, NULL, NULL) == (archive != NULL));
}

/* A folder may be called like an archive, and an archive may lie in it. */
static void test_paths(void)
{
    g_autofree char *root = g_dir_make_tmp("zips-XXXXXX", NULL), *before = g_get_current_dir();
    g_assert_cmpint(g_chdir(root), ==, 0);
    g_assert_cmpint(g_mkdir("folder.zip", 0700), ==, 0);
    const char *const files[] = {"a.zip", "folder.zip/B.ZIP", "c.shz", "d.shp"};
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++)
        g_assert_true(g_file_set_contents(files[i], "", 0, NULL));
    expect("a.zip", "a.zip", NULL);
    expect("a.zip/", "a.zip", NULL);
    expect("a.zip/wards.shp", "a.zip", "wards.shp");
    expect("./a.zip/deep/er/wards", "./a.zip", "deep/er/wards");
    expect("folder.zip/B.ZIP/x.zip/y", "folder.zip/B.ZIP", "x.zip/y");
    expect("c.shz", "c.shz", NULL);
    expect("folder.zip/d.shp", NULL, NULL);
    expect("d.shp", NULL, NULL);
    expect("nowhere.zip", NULL, NULL);
    expect("", NULL, NULL);
    expect("/", NULL, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++)
        g_unlink(files[i]);
    g_rmdir("folder.zip");
    g_assert_cmpint(g_chdir(before), ==, 0);
    g_rmdir(root);
}

/* Found by their suffix while they are open, and by nothing else. */
static void test_open_parts(void)
{
    BcuOpenParts parts = BCU_OPEN_PARTS_NONE;
    int file = -2;
    parts.file[BCU_PART_DBF] = bcu_nameless_file();
    g_assert_cmpint(parts.file[BCU_PART_DBF], >=, 0);
    g_autofree char *stem = bcu_open_parts_stem(&parts), *table = g_strconcat(stem, ".DBF", NULL),
                    *shapes = g_strconcat(stem, ".shp", NULL);
    g_assert_true(bcu_open_part(table, &file));
    g_assert_cmpint(file, ==, parts.file[BCU_PART_DBF]);
    g_assert_true(bcu_open_part(shapes, &file));
    g_assert_cmpint(file, ==, -1);
    g_assert_true(bcu_open_part(stem, NULL));
    g_assert_false(bcu_open_part("districts.dbf", &file));
    bcu_open_parts_close(&parts);
    g_assert_cmpint(parts.file[BCU_PART_DBF], ==, -1);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/zip_layer/paths", test_paths);
    g_test_add_func("/zip_layer/open_parts", test_open_parts);
    return g_test_run();
}
