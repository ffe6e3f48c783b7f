/* Takes bytes for a coverage, cells of a grid whose nodes are pushed about, and their groups, and compares the
 * dissolve with GEOSUnaryUnion. */
#include "dissolved.h"
#include "fuzz.h"
#include <math.h>

enum { MOST_SIDE = 10, GROUPS = 4 };

/* A byte of the input; over its end they come again. */
static uint8_t byte_at(const uint8_t *data, size_t size, size_t index)
{
    return data[index % size];
}

/* At most a third of a cell from where it stood, in sixteenths of that: no cell turns over, and many edges stay on
 * one line. */
static BcuPoint node_at(const uint8_t *data, size_t size, int side, int x, int y)
{
    uint8_t push = byte_at(data, size, 1 + (size_t)(y * (side + 1) + x));
    return (BcuPoint){x + ((push & 15) - 8) / 24.0, y + ((push >> 4) - 8) / 24.0};
}

static void add_cell(GArray *values, const uint8_t *data, size_t size, int side, int cell)
{
    static const int DX[] = {0, 1, 1, 0, 0}, DY[] = {0, 0, 1, 1, 0};
    const double end = NAN;
    for (int corner = 0; corner < 5; corner++) {
        BcuPoint at = node_at(data, size, side, cell % side + DX[corner], cell / side + DY[corner]);
        g_array_append_val(values, at.x);
        g_array_append_val(values, at.y);
    }
    g_array_append_val(values, end);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 8)
        return 0;
    int side = 2 + data[0] % (MOST_SIDE - 1);
    uint32_t group_of[MOST_SIDE * MOST_SIDE];
    g_autoptr(GArray) values = g_array_new(false, false, sizeof(double));
    for (int cell = 0; cell < side * side; cell++) {
        add_cell(values, data, size, side, cell);
        group_of[cell] = byte_at(data, size, 3 + 2 * (size_t)cell) % GROUPS;
    }
    GEOSContextHandle_t geos = GEOS_init_r();
    g_autoptr(BcuLayer) layer = layer_of_rings((const double *)(const void *)values->data, values->len);
    compare_all(geos, layer, group_of, GROUPS);
    GEOS_finish_r(geos);
    return 0;
}
