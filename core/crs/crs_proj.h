/** PROJ objects shared by the modules that call PROJ: crs.c, crs_esri.c, crs_known.c, crs_match.c, crs_suggest.c,
 * operation.c, transform.c and geodesic.c. */
#ifndef BCU_CRS_PROJ_H
#define BCU_CRS_PROJ_H

#include "crs/session.h"
#include "proj_on_demand.h"

/** The one context of this process, opened on first use; waits for what is being looked up ahead. */
PJ_CONTEXT *bcu_proj_context(void);
/** One more, for what outlives bcu_crs_release(). */
PJ_CONTEXT *bcu_proj_context_new(void);
/** A CRS just as it is defined; NULL on failure, reported. Freed with proj_destroy. */
PJ *bcu_proj_crs_create(const char *definition, BcuDiagLog *log);

/** What a definition turned out to mean, in plain text: from its own WKT a CRS is made without the database. */
typedef struct BcuCrsKnown {
    char *wkt; /* WKT 2 of the registered CRS, where there is one */
    char *name;
    char *authority; /* "EPSG:27700"; NULL without a code */
    bool is_geographic;
    double metres_per_unit; /* 0 for degrees */
} BcuCrsKnown;

/** Looked up once, by this process or by those that it was forked from.
 * \return borrowed, for ever; NULL on failure, reported. */
const BcuCrsKnown *bcu_crs_known(const char *definition, BcuDiagLog *log);
/** Waits for the thread that looks up ahead. */
void bcu_crs_ahead_wait(void);

/** A CRS by definition, the registered one where the definition means the same; NULL on failure,
 * reported. Freed with proj_destroy. Looked up once: later calls, also those of processes forked
 * since, need no database. */
PJ *bcu_proj_crs(const char *definition, BcuDiagLog *log);
/** The registered CRS that a text as ESRI writes it names and describes; NULL when it does not, or not to the
 * letter, and has to be understood. */
PJ *bcu_proj_crs_from_esri(const char *definition);
/** The registered CRS that a definition without a code means, or NULL. */
PJ *bcu_proj_crs_match(PJ *crs);
/** Whether two CRSs are the same, axis order apart. */
bool bcu_proj_crs_equivalent(PJ *a, PJ *b);
/** Whether coordinates are degrees. */
bool bcu_proj_crs_is_geographic(PJ *crs);

/** How to get from one CRS to another: plain text, so that it survives a fork. */
typedef struct BcuOperation {
    char *pipeline; /* PROJ string with x or longitude first; NULL when nothing moves */
    char *name;
    double accuracy_m;    /* negative when unknown */
    bool uses_grids;      /* a grid of measured shifts takes part: not smooth */
    char *missing_grid;   /* of a better operation; NULL */
    double better_m;      /* its accuracy */
    PJ *ready;            /* once bcu_operation_ready() has made it; borrowed, for ever */
} BcuOperation;

/** The most accurate operation that can be carried out. Looked up once, as bcu_proj_crs.
 * \return borrowed, for ever; NULL on failure, reported. */
const BcuOperation *bcu_operation_find(const char *from, const char *to, BcuDiagLog *log);
/** The same between two CRSs at hand; freed with bcu_operation_free.
 * \param at where it is to be used, in degrees; NULL: wherever `from` is. */
BcuOperation *bcu_operation_between(PJ *from, PJ *to, const BcuBox *at, BcuDiagLog *log);
void bcu_operation_free(BcuOperation *operation);
/** An operation that moves points, ready for use; without grids it may outlive bcu_crs_release() and forks.
 * \return freed with proj_destroy; NULL on failure. */
PJ *bcu_operation_make(const BcuOperation *operation);
/** Makes measuring on the ground of a CRS ready for this process and for those forked from it. */
void bcu_geodesic_ready(const char *definition, BcuDiagLog *log);
/** Makes the operation ready for this process and for those forked from it. */
void bcu_operation_ready(const char *from, const char *to, BcuDiagLog *log);

#endif
