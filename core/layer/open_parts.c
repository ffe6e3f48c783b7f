/* Keeps the parts of a shapefile as open files, under one name that stands for them all: shapelib asks for a part by its
 * name, and what comes out of an archive, or was made anew, has none. */
#include "layer/open_parts.h"
#include "base/input_file.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* No path that people write begins so. */
#define MARK "\001open files "

const char *bcu_part_suffix(BcuPart part)
{
    static const char *const SUFFIXES[] = {".shp", ".shx", ".dbf", ".prj", ".cpg"};
    return SUFFIXES[part];
}

char *bcu_shapefile_stem(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot && g_ascii_strcasecmp(dot, ".shp") == 0 ? g_strndup(path, (gsize)(dot - path))
                                                       : g_strdup(path);
}

char *bcu_shapefile_beside(const char *path, const char *ending)
{
    g_autofree char *stem = bcu_shapefile_stem(path);
    return g_strconcat(stem, ending, NULL);
}

void bcu_open_parts_beside(BcuOpenParts *parts, const char *stem)
{
    for (int i = 0; i < BCU_PART_COUNT; i++) {
        g_autofree char *upper = g_ascii_strup(bcu_part_suffix(i), -1);
        g_autofree char *path = g_strconcat(stem, bcu_part_suffix(i), NULL), *other = g_strconcat(stem, upper, NULL);
        const char *why;
        parts->file[i] = bcu_input_open(path, &why);
        if (parts->file[i] < 0)
            parts->file[i] = bcu_input_open(other, &why);
    }
}

void bcu_open_parts_close(BcuOpenParts *parts)
{
    for (int i = 0; i < BCU_PART_COUNT; i++) {
        if (parts->file[i] >= 0)
            close(parts->file[i]);
        parts->file[i] = -1;
    }
}

char *bcu_open_parts_stem(const BcuOpenParts *parts)
{
    GString *stem = g_string_new(MARK);
    for (int i = 0; i < BCU_PART_COUNT; i++)
        g_string_append_printf(stem, "%s%d", i ? "," : "", parts->file[i]);
    return g_string_free(stem, FALSE);
}

bool bcu_open_part(const char *path, int *file)
{
    if (!g_str_has_prefix(path, MARK))
        return false;
    const char *dot = strrchr(path, '.'), *at = path + strlen(MARK);
    if (file)
        *file = -1;
    for (int i = 0; file && dot && i < BCU_PART_COUNT; i++) {
        int number = (int)strtol(at, (char **)&at, 10);
        at += *at == ',';
        if (g_ascii_strcasecmp(dot, bcu_part_suffix(i)) == 0)
            *file = number;
    }
    return true;
}

int bcu_nameless_file(void)
{
    int file = open(g_get_tmp_dir(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file >= 0)
        return file;
    g_autofree char *path = g_build_filename(g_get_tmp_dir(), "bcukit-XXXXXX", NULL); /* where the system has none */
    file = g_mkstemp_full(path, O_RDWR | O_CLOEXEC, 0600);
    if (file >= 0)
        unlink(path);
    return file;
}
