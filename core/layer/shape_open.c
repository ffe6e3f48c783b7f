/* Opens the shapes of a layer by their index, or by one made anew where that is missing or damaged. */
#include "layer/shape_open.h"
#include "base/diag.h"
#include "layer/file_kind.h"
#include "layer/index_build.h"
#include "layer/shape_index.h"
#include "layer/shape_io.h"
#include <string.h>
#include <unistd.h>

/* The last thing shapelib complained about; it has no other way to say why. */
static char last_complaint[256];

static void keep_complaint(const char *message)
{
    g_strlcpy(last_complaint, message, sizeof last_complaint);
    g_strchomp(last_complaint);
}

const char *bcu_shapes_complaint(void)
{
    return last_complaint;
}

void bcu_shapes_forget_complaint(void)
{
    last_complaint[0] = '\0';
}

/* The header of a damaged file may claim gigabytes, which shapelib and we would set aside for a record. */
static void believe_no_more_than_there_is(SHPHandle shapes)
{
    shapes->sHooks.FSeek(shapes->fpSHP, 0, SEEK_END);
    SAOffset size = shapes->sHooks.FTell(shapes->fpSHP);
    if (size < shapes->nFileSize)
        shapes->nFileSize = (unsigned)size;
}

/* Whether there is a .shp to open; else what is there is told. */
static bool is_there(const char *shown, const char *stem, BcuDiagLog *log)
{
    g_autofree char *shp = g_strconcat(stem, ".shp", NULL), *upper = g_strconcat(stem, ".SHP", NULL);
    BcuPlace place = {.file = shown};
    if (!bcu_open_part(stem, NULL) && !g_file_test(shp, G_FILE_TEST_EXISTS) && !g_file_test(upper, G_FILE_TEST_EXISTS)) {
        bcu_file_kind_report(shown, log);
        return false;
    }
    const char *why = bcu_shape_part_obstacle(stem, ".shp");
    if (why)
        bcu_report(log, BCU_ERROR, "SHP017", &place, "Put the file itself there, and allow reading it.",
                   "the layer cannot be read: %s", why);
    return !why;
}

static SHPHandle open_as_it_is(const char *shown, const char *stem, BcuDiagLog *log)
{
    SAHooks hooks;
    bcu_shape_io_hooks(&hooks);
    hooks.Error = keep_complaint;
    bcu_shapes_forget_complaint();
    g_autofree char *shp = g_strconcat(stem, ".shp", NULL);
    g_autofree char *upper = g_strconcat(stem, ".SHP", NULL);
    BcuPlace place = {.file = shown};
    const char *no_index = bcu_shape_part_obstacle(stem, ".shx");
    SHPHandle shapes = no_index ? NULL : SHPOpenLL(shp, "rb", &hooks);
    if (no_index)
        bcu_report(log, BCU_ERROR, "SHP011", &place, "Put the .shx that belongs to the shapefile beside it.",
                   "the index file (.shx) cannot be read: %s", no_index);
    else if (!shapes)
        bcu_report(log, BCU_ERROR, "SHP011", &place, "The file may be cut off; fetch it again.",
                   "not a readable shapefile%s%s", *last_complaint ? ": " : "", last_complaint);
    if (!shapes)
        return NULL;
    believe_no_more_than_there_is(shapes);
    const char *named = bcu_open_part(stem, NULL) ? shown : g_file_test(shp, G_FILE_TEST_EXISTS) ? shp : upper;
    if (!bcu_shape_head_is_sound(shapes, named, log) || !bcu_shape_index_is_sound(shapes, shown, log)) {
        SHPClose(shapes);
        return NULL;
    }
    SHPSetFastModeReadObject(shapes, 1);
    return shapes;
}

/* \return NULL, without a word, where the .shp leaves doubt. */
static SHPHandle open_by_new_index(const char *shown, BcuOpenParts *parts, char **stem, const char *why, BcuDiagLog *log)
{
    BcuPlace place = {.file = shown};
    if (!bcu_open_part(*stem, NULL))
        bcu_open_parts_beside(parts, *stem);
    int old = parts->file[BCU_PART_SHX], made = bcu_index_build(parts->file[BCU_PART_SHP]);
    if (made < 0)
        return NULL;
    if (old >= 0)
        close(old);
    parts->file[BCU_PART_SHX] = made;
    g_autofree char *by_parts = bcu_open_parts_stem(parts);
    SHPHandle shapes = open_as_it_is(shown, by_parts, NULL);
    if (!shapes)
        return NULL;
    g_free(*stem);
    *stem = g_steal_pointer(&by_parts);
    bcu_report(log, BCU_WARNING, "SHP026", &place, "Fetch the layer whole; nothing else, where its areas look right.",
               "its index (.shx) %s, and was made anew from the .shp", why);
    return shapes;
}

SHPHandle bcu_shapes_open(const char *shown, BcuOpenParts *parts, char **stem, BcuDiagLog *log)
{
    if (!is_there(shown, *stem, log))
        return NULL;
    g_autoptr(BcuDiagLog) said = bcu_diag_log_new();
    bcu_diag_log_set_origin(said, bcu_diag_log_origin(log));
    bool is_missing = bcu_shape_part_is_missing(*stem, ".shx");
    SHPHandle shapes = open_as_it_is(shown, *stem, said), again = NULL;
    bool is_obstacle = !is_missing && bcu_shape_part_obstacle(*stem, ".shx");
    if (!is_obstacle && (!shapes || !bcu_shape_index_is_within(shapes)))
        again = open_by_new_index(shown, parts, stem, is_missing ? "is missing" : "is damaged or of another file", log);
    if (again) {
        if (shapes)
            SHPClose(shapes);
        return again;
    }
    for (size_t i = 0; i < bcu_diag_log_size(said); i++)
        bcu_diag_log_add(log, bcu_diag_log_at(said, i));
    return shapes;
}
