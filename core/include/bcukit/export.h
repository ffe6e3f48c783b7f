/** Layers on their way into a GIS format: clusters, areas, subareas, borders, context layers and tables
 * of figures, all seen alike: a table of columns and, but for figures, one shape per row.
 * Layers, rows and arcs run from 0 to their count less one; what is read for one out of range is not defined.
 * Since 1.0. */
#ifndef BCUKIT_EXPORT_H
#define BCUKIT_EXPORT_H

#include <bcukit/crs.h>
#include <bcukit/plugin.h>
#include <bcukit/simplify.h>
#include <bcukit/table.h>

BCU_BEGIN_DECLS

/** Entries for the plugin's table of options. \param prefix text before names of source attributes */
#define BCU_EXPORT_OPTIONS(prefix)                                                                 \
    {"layers", BCU_OPTION_TEXT, BCU_OPTION_LIST, NULL, NULL, 0, 0, NULL,                           \
     "ids of the layers and tables to write; unset: all"},                                         \
    {"crs", BCU_OPTION_CRS, 0, NULL, NULL, 0, 0, NULL,                                             \
     "CRS of the coordinates; unset: the working CRS"},                                            \
    BCU_SIMPLIFY_OPTION,                                                                           \
    {"attributes", BCU_OPTION_BOOL, 0, NULL, "true", 0, 0, NULL,                                   \
     "keep the attributes of the layers as they were read"},                                       \
    {                                                                                              \
        "attribute_prefix", BCU_OPTION_TEXT, 0, NULL, prefix, 0, 0, NULL,                          \
            "what to put before their names"                                                       \
    }

typedef struct BcuExport BcuExport;

typedef enum BcuExportKind {
    BCU_EXPORT_LEVEL,   /**< clusters, areas or subareas: columns of <bcukit/properties.h> */
    BCU_EXPORT_BORDERS, /**< each arc of a coverage once: kind, codes and names on both sides, length_m */
    BCU_EXPORT_CONTEXT, /**< a context layer: its attributes as read */
    BCU_EXPORT_FIGURES  /**< area, coverage or rollout of <bcukit/measure.h>; no geometry */
} BcuExportKind;

/** Borrowed from the export. Final for major 1. */
typedef struct BcuExportLayer {
    const char *id;          /**< unique, whatever the case: "bcu", "borders", "coverage" */
    const char *title;       /**< "BCUs" */
    const char *description; /**< one line */
    BcuExportKind kind;
    BcuLevel level;          /**< of the rows; of a borders layer: of what lies left and right;
                                  BCU_LEVEL_COUNT where the rows are no features */
    BcuGeometry geometry;
    bool is_multi;           /**< some shape has several parts */
    const BcuTable *table;   /**< one row per feature */
} BcuExportLayer;

/** What a format can hold. Kinds are sets of 1u << BcuExportKind. Final for major 1. */
typedef struct BcuExportChoice {
    uint32_t offered; /**< kinds that can be written; 0: all */
    uint32_t usual;   /**< those of them that are when the option "layers" is unset; 0: all */
    bool simplestyle; /**< as in <bcukit/properties.h> */
    bool rounded;     /**< shapes have coordinates rounded to `decimals`: found faster, with the same result */
    int decimals;     /**< 0 to 9 */
} BcuExportChoice;

/** What the options above ask for. Unknown layer ids are reported with those that there are.
 * \return caller frees; borrows from the run's dataset; NULL on failure, reported. */
BCU_API BcuExport *bcu_export_build(const BcuRun *run);
/** The same, for a format that does not hold everything. \return as above: caller frees; NULL on failure, reported. */
BCU_API BcuExport *bcu_export_build_of(const BcuRun *run, BcuExportChoice choice);
/** Frees the export, and a dataset that was simplified for it. */
BCU_API void bcu_export_free(BcuExport *exported);
/** The CRS of all shapes; borrowed. */
BCU_API const BcuCrs *bcu_export_crs(const BcuExport *exported);
/** Whether that is in degrees: shapes then lie between -180 and 180. */
BCU_API bool bcu_export_is_geographic(const BcuExport *exported);
/** How shapes got there from the working CRS; "none" when they stayed. Borrowed. */
BCU_API const char *bcu_export_operation(const BcuExport *exported);
/** Layers and tables that were chosen. */
BCU_API uint32_t bcu_export_layer_count(const BcuExport *exported);
/** One of them, 0 to bcu_export_layer_count less 1, in the order in which they are written; borrowed. */
BCU_API BcuExportLayer bcu_export_layer_at(const BcuExport *exported, uint32_t layer);
/** The shape of a row, in the CRS of the export. A line or a point is a part with one ring, which is
 * open. No parts: the feature has no place. Shared borders are identical bit for bit.
 * In degrees, a shape that crosses the meridian of 180 comes in parts on either side of it.
 * \return caller frees with bcu_shape_free. */
BCU_API BcuShape *bcu_export_shape_build(const BcuExport *exported, uint32_t layer, uint32_t row);

/** Whether the shape of a row crosses the meridian of 180 and is cut there, so that it is not made of whole
 * borders. */
BCU_API bool bcu_export_is_cut(const BcuExport *exported, uint32_t layer, uint32_t row);

/** The dataset that the shapes are of: the run's, or the simplified one. Borrowed. */
BCU_API const BcuDataset *bcu_export_dataset(const BcuExport *exported);
/** From the working CRS to that of the export; borrowed. */
BCU_API BcuTransform *bcu_export_transform(const BcuExport *exported);
/** A border as the shapes have it, in the CRS of the export; empty when no chosen layer uses it. */
BCU_API BcuRing bcu_export_arc(const BcuExport *exported, uint32_t coverage, uint32_t arc);

BCU_END_DECLS
#endif
