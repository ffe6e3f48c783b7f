/** Figures from a CSV file joined to a layer by code. */
#ifndef BCU_JOIN_H
#define BCU_JOIN_H

#include "layer/layer.h"
#include "project/project.h"

/** Adds the column "population" to the layer. Every row of the CSV and every record must find the
 * other side; those that do not are listed with the nearest names. */
bool bcu_join_population(const BcuPopulationSpec *spec, BcuLayer *layer,
                                  const char *code_field, BcuDiagLog *log);

#endif
