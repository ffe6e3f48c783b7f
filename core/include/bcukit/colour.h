/** Colours of clusters: the same in the map, in the GIS styles and in the web layers.
 * Since 1.0. */
#ifndef BCUKIT_COLOUR_H
#define BCUKIT_COLOUR_H

#include <bcukit/dataset.h>

BCU_BEGIN_DECLS

/** Final for major 1. */
typedef struct BcuColour {
    uint8_t r, g, b;
} BcuColour;

/** "#rgb" or "#rrggbb". */
BCU_API bool bcu_colour_parse(const char *text, BcuColour *colour);
/** WCAG 2 contrast ratio, 1 to 21. */
BCU_API double bcu_colour_contrast(BcuColour a, BcuColour b);
/** Fills for all clusters: the project's own colours, else from a colour-blind safe palette so
 * that no two neighbours are alike.
 * \param colours bcu_feature_count(dataset, BCU_CLUSTERS) entries. */
BCU_API void bcu_colour_clusters(const BcuDataset *dataset, BcuColour *colours);

BCU_END_DECLS
#endif
