/** The problem places of a check as GeoJSON, to open in a GIS. */
#ifndef BCU_PROBLEMS_H
#define BCU_PROBLEMS_H

#include "base/diag.h"
#include "check/sheet.h"
#include "crs/session.h"

/** One point for each row of the sheet that has a place (columns x and y), and for each record of the
 * log that has one, in WGS 84; properties are the row's columns with the section's key in "problem".
 * \param crs of the places.
 * \param count how many there are.
 * \return g_free; NULL on failure, reported. */
char *bcu_problems_geojson(const BcuSheet *sheet, const BcuCrs *crs, size_t *count, BcuDiagLog *log);

#endif
