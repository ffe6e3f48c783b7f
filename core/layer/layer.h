/** A layer as read: geometry in flat arrays, attributes as a table, origin kept. */
#ifndef BCU_LAYER_H
#define BCU_LAYER_H

#include <bcukit/dataset.h>
#include <glib.h>

/** A ring that encloses nothing; left out while the layer was read. */
typedef struct BcuEmptyRing {
    uint32_t record;
    BcuPoint at;
} BcuEmptyRing;

/** For polygons, ring r has the points ring_start[r] up to ring_start[r + 1], closed, shells
 * counter-clockwise and holes clockwise; record i has the rings record_start[i] up to
 * record_start[i + 1], each shell followed by its holes. For lines a ring is an open run; for
 * points it is one point. */
typedef struct BcuLayer {
    char *id;   /* "boroughs" */
    char *path; /* as the user wrote it, for messages */
    BcuGeometry geometry;
    BcuPoint *points;
    size_t point_count;
    size_t *ring_start;
    size_t ring_count;
    size_t *record_start;
    uint32_t record_count;
    BcuTable *fields;   /* one row per record */
    char *crs_text;     /* definition as it was read; NULL when there is none */
    const BcuCrs *crs;  /* what that means; NULL until it is looked up, and when it means nothing. Of the session */
    char *crs_origin;   /* ".prj", "project file": where the CRS was found */
    char *encoding;     /* of the attribute table: "UTF-8", "WINDOWS-1252" */
    char *encoding_origin; /* ".cpg", "language byte 0x57", "its bytes" */
    bool had_z, had_m;
    char *type_name;    /* shape type of the file: "polygon", "polygon Z", "point" */
    GArray *empty_rings; /* BcuEmptyRing */
} BcuLayer;

void bcu_layer_free(BcuLayer *layer);
/** The records and their fields stay, without geometry. */
void bcu_layer_drop_rings(BcuLayer *layer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BcuLayer, bcu_layer_free)
BcuBox bcu_layer_extent(const BcuLayer *layer);
BcuBox bcu_layer_record_extent(const BcuLayer *layer, uint32_t record);
/** The column of a field that holds numbers; BCU_NONE where none of that name does, or it is NULL. */
uint32_t bcu_layer_number_column(const BcuLayer *layer, const char *field);
/** Freed with bcu_shape_free. Polygons only. */
BcuShape *bcu_layer_shape_build(const BcuLayer *layer, uint32_t record);

#endif
