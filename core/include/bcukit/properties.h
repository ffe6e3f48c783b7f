/** What a feature carries along into other programs: the same columns in every export.
 *
 * One table per level, one row per feature, in this order:
 * - clusters: code, name, members, phase, phase_label, go_live, the free keys of the project file,
 *   population, area_ha;
 * - areas: code, name, cluster_code, cluster_name, population, area_ha;
 * - subareas: code, name, area_code, area_name, cluster_code, cluster_name, population, area_ha.
 * area_ha is left out for points. No two columns have one name, whatever their case: a later one
 * gets a number, as databases need it.
 * Levels and rows are those of the dataset; what is read for one out of range is not defined.
 * Since 1.0. */
#ifndef BCUKIT_PROPERTIES_H
#define BCUKIT_PROPERTIES_H

#include <bcukit/dataset.h>
#include <bcukit/json.h>

BCU_BEGIN_DECLS

/** Final for major 1. */
typedef struct BcuPropertyChoice {
    const char *source_prefix; /**< adds the attributes of the layer as read, each with this before its
                                    name; NULL: leaves them out. Clusters come from no layer. */
    bool simplestyle;          /**< adds fill, fill-opacity, stroke and stroke-width of polygons in the
                                    colours of the map. Source: Mapbox, simplestyle-spec 1.1.0. */
} BcuPropertyChoice;

/** \return caller frees with bcu_table_free. */
BCU_API BcuTable *bcu_properties_build(const BcuDataset *dataset, BcuLevel level, BcuPropertyChoice choice);

/** Writes a row as a JSON object; members of a cluster become an array. */
BCU_API void bcu_properties_put_json(const BcuDataset *dataset, BcuLevel level, const BcuTable *properties,
                                     uint32_t feature, BcuJson *json);

BCU_END_DECLS
#endif
