/* Gathers paths point by point. */
#include "canvas/canvas.h"
#include <string.h>

Path *path_new(void)
{
    Path *path = g_new(Path, 1);
    path->points = g_array_new(false, false, sizeof(BcuPoint));
    path->starts = g_array_new(false, false, sizeof(guint));
    return path;
}

Path *path_copy(const Path *path)
{
    Path *copy = g_new(Path, 1);
    copy->points = g_array_copy(path->points);
    copy->starts = g_array_copy(path->starts);
    return copy;
}

void path_free(Path *path)
{
    g_array_unref(path->points);
    g_array_unref(path->starts);
    g_free(path);
}

void path_begin(Path *path)
{
    g_array_append_val(path->starts, path->points->len);
}

void path_add(Path *path, BcuPoint point)
{
    g_array_append_val(path->points, point);
}

bool path_drop_small_run(Path *path, double smallest)
{
    guint first = g_array_index(path->starts, guint, path->starts->len - 1);
    BcuRing run = {&g_array_index(path->points, BcuPoint, first), path->points->len - first};
    BcuBox box = bcu_ring_extent(run);
    if (fmax(box.max_x - box.min_x, box.max_y - box.min_y) >= smallest)
        return false;
    g_array_set_size(path->points, first);
    g_array_set_size(path->starts, path->starts->len - 1);
    return true;
}

void path_add_rectangle(Path *path, double x, double y, double width, double height)
{
    path_begin(path);
    path_add(path, (BcuPoint){x, y});
    path_add(path, (BcuPoint){x + width, y});
    path_add(path, (BcuPoint){x + width, y + height});
    path_add(path, (BcuPoint){x, y + height});
}
