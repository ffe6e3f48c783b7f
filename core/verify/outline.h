/** Outlines of files measured again, in the working CRS of the run. */
#ifndef BCU_OUTLINE_H
#define BCU_OUTLINE_H

#include "crs/session.h"
#include "verify/known.h"

/** Measures what comes in one CRS. */
typedef struct BcuMeasurer BcuMeasurer;

/** \param from CRS of the file. \param working definition of that of the run.
 * \param rounded by how much its coordinates may be off, in its own unit.
 * \return NULL where it cannot be measured; `log` says why. */
BcuMeasurer *bcu_measurer_new(BcuCrsSession *session, const BcuCrs *from, const char *working, double rounded,
                              BcuDiagLog *log);
void bcu_measurer_free(BcuMeasurer *measurer);
/** Compares the area of an outline with the one that its file states, as far as rounding of coordinates lets it.
 * \param shape its points are moved. */
void bcu_measurer_compare(BcuMeasurer *measurer, BcuShape *shape, const char *code, double area_ha, BcuFindings *findings);

#endif
