/** PROJ objects shared by crs.c, crs_suggest.c and geodesic.c, the only files that include proj.h. */
#ifndef BCU_CRS_PROJ_H
#define BCU_CRS_PROJ_H

#include "crs.h"
#include <proj.h>

/** The one context of this process, opened on first use. */
PJ_CONTEXT *bcu_proj_context(void);
/** A CRS by definition; NULL on failure, reported. Freed with proj_destroy. */
PJ *bcu_proj_crs(const char *definition, BcuDiagLog *log);
/** An operation between two CRSs with x or longitude first; NULL on failure, reported.
 * operation and accuracy_m may be NULL. */
PJ *bcu_proj_operation(PJ *from, PJ *to, char **operation, double *accuracy_m, BcuDiagLog *log);

#endif
