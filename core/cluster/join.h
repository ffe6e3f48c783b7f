/** Figures from a CSV file joined to a layer by code. */
#ifndef BCU_JOIN_H
#define BCU_JOIN_H

#include "layer/layer.h"
#include "project/project.h"

/** Adds the column "population" to the layer. Every row of the CSV and every record must find the
 * other side, by the rules of name_match.h; those that do not are listed.
 * \param areas which fields hold the layer's codes and names. */
bool bcu_join_population(const BcuPopulationSpec *spec, BcuLayer *layer, const BcuLayerSpec *areas, BcuDiagLog *log);

#endif
