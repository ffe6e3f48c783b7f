/** Features of geographic exports, read back without the plugins that wrote them. */
#ifndef BCU_FEATURES_H
#define BCU_FEATURES_H

#include "base/diag.h"
#include <bcukit/geometry.h>
#include <glib.h>

/** A feature as its file has it. */
typedef struct BcuFeature {
    char *layer; /* as its file calls it; "" for clusters, which have members */
    char *code, *name; /* name: NULL where it has none */
    double people, area_ha; /* as stated; NAN: not said */
    BcuShape *shape; /* NULL for what is no polygon */
    char *cluster; /* code of the one that it lies in; NULL where its file does not say */
    GArray *arcs;  /* guint, in TopoJSON: those it is made of, either way; NULL elsewhere */
} BcuFeature;

void bcu_feature_free(void *feature);

/** What a file has, in its own CRS. */
typedef struct BcuFeatures {
    GPtrArray *all; /* BcuFeature */
    double step; /* what coordinates are multiples of, where the file says so; else 0 */
    char *crs; /* definition that the file states; NULL */
} BcuFeatures;

void bcu_features_clear(BcuFeatures *features);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BcuFeatures, bcu_features_clear)
BcuBox bcu_features_extent(const BcuFeatures *features);

/** GeoJSON, a collection or a feature a line. \return false where the file is something else; `problem` is g_free. */
bool bcu_geojson_features(const char *path, const char *layer, BcuFeatures *features, char **problem);
/** TopoJSON. \return as above. */
bool bcu_topojson_features(const char *path, BcuFeatures *features, char **problem);
/** A shapefile, by the path of its .shp. \return as above. */
bool bcu_shapefile_features(const char *path, const char *layer, BcuFeatures *features, char **problem);
/** The data of an interactive page, without outlines; nothing for another page. \return as above. */
bool bcu_page_features(const char *path, BcuFeatures *features, char **problem);

#endif
