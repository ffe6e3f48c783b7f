/** Inside of BcuExport: export.c says which layers there are, export_shape.c makes their shapes. */
#ifndef BCU_EXPORT_PRIVATE_H
#define BCU_EXPORT_PRIVATE_H

#include <bcukit/crs.h>
#include <bcukit/export.h>
#include <glib.h>

/** Points of a coverage in the CRS of the export: the dataset's own where nothing changes. Else arcs
 * that no chosen layer uses have none: moving points is most of what an export costs. */
typedef struct BcuExportLines {
    const BcuPoint *points;
    const size_t *arc_start;
    BcuPoint *moved; /* NULL when nothing changes, as moved_start */
    size_t *moved_start;
    BcuPoint *split; /* the dataset's, with vertices on edges around the globe; NULL where there are none */
    size_t *split_start;
} BcuExportLines;

typedef struct BcuExportEntry {
    BcuExportLayer shown;
    char *id, *title, *description;
    BcuTable *owned; /* NULL where the table is the dataset's */
    uint32_t index;  /* of the coverage, the context layer or the kind of figures */
} BcuExportEntry;

struct BcuExport {
    const BcuDataset *dataset; /* the simplified one if there is one */
    BcuDataset *simplified;    /* NULL for none */
    const BcuCrs *crs; /* of the dataset */
    bool is_geographic; /* the CRS of the export: what crosses the meridian of 180 is cut there */
    BcuTransform *transform;
    bool rounded; /* to `decimals` */
    int decimals;
    BcuExportLines lines[2];
    GPtrArray *layers; /* BcuExportEntry */
    BcuDiagLog *log;
};

/** Brings the points of all chosen layers into the CRS of the export, or sees to it that this will
 * succeed when they are asked for. */
bool bcu_export_move(BcuExport *exported);
void bcu_export_lines_clear(BcuExport *exported);

#endif
