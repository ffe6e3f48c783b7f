/** Records of a layer as geometries of GEOS. */
#ifndef BCU_RECORD_SHAPES_H
#define BCU_RECORD_SHAPES_H

#include "geometry/faces.h"
#include "geometry/strtree.h"
#include "layer/layer.h"

/** Of a record: as it was drawn where that is valid, else its ground. To be destroyed; NULL where GEOS fails. */
GEOSGeometry *bcu_faces_record(GEOSContextHandle_t context, const BcuLayer *layer, uint32_t record);
/** Of the records of a layer by their index; those without geometry are never found. */
BcuStrTree *bcu_strtree_of_records(GEOSContextHandle_t context, const BcuLayer *layer);

#endif
