/** Inside of a session: PROJ objects and what the modules of this room share. */
#ifndef BCU_CRS_PROJ_H
#define BCU_CRS_PROJ_H

#include "crs/cache.h"
#include "crs/session.h"
#include "proj_on_demand.h"

typedef struct BcuOperation BcuOperation;
typedef struct BcuGround BcuGround;

/** What a definition turned out to mean, in plain text: from its own WKT a CRS is made without the database. */
struct BcuCrs {
    BcuCrsSession *session;
    char *definition;
    char *wkt; /* WKT 2 of the registered CRS, where there is one */
    char *name;
    char *authority; /* "EPSG:27700"; NULL without a code */
    bool is_geographic;
    double metres_per_unit; /* 0 for angles */
    double degrees_per_unit; /* of angles, also of those that lengths stand for: 0.9 for grads */
    char *wrong_code;        /* "EPSG:32632": that the text claims to be, and does not describe; NULL */
    BcuGround *ground;      /* how to measure on it; NULL until somebody asks */
};

/** The look-ups that a thread does ahead, in their order. */
typedef struct BcuCrsAhead {
    GThread *thread;
    const GThread *self; /* of the thread, seen by itself */
    GQueue queue;        /* of what is wanted, see ahead.c */
    bool is_over;        /* the thread has seen the end of the queue */
    GHashTable *pending; /* definitions that it has not come to yet */
    char *to;              /* where outputs will want to get; NULL: not known */
    const BcuCrs *working; /* the first of the last definitions; NULL before, and where there are none */
} BcuCrsAhead;

struct BcuCrsSession {
    PJ_CONTEXT *context;   /* NULL while nobody asks PROJ's database */
    PJ_CONTEXT *fileless;  /* for operations that need no file; lasts beyond releases */
    GHashTable *found;     /* definition to BcuCrs */
    GHashTable *operations; /* by both definitions and place, to BcuOperation */
    BcuBox place;          /* of the data, in degrees; min_x > max_x across 180, as PROJ has it; empty in y: not known */
    double accepted_m;     /* accuracy that the user accepts of operations through a third CRS; 0: none */
    BcuCrsCache *cache;    /* NULL: none */
    BcuCrsAhead ahead;
    GMutex guard;  /* of found, and of pending and queue ahead */
    GCond settled; /* one definition less is pending */
};

/** The one context of the session, opened on first use; waits for what is being looked up ahead. */
PJ_CONTEXT *bcu_proj_context(BcuCrsSession *session);
/** The one for operations that need no file; lasts beyond releases. */
PJ_CONTEXT *bcu_proj_context_fileless(BcuCrsSession *session);
/** Whether PROJ and its database are there; reported where not. To be asked before the context is. */
bool bcu_proj_require(BcuCrsSession *session, BcuDiagLog *log);
/** A CRS just as it is defined, or the horizontal part of it; NULL on failure, reported, also where areas cannot be
 * mapped in it. Freed with proj_destroy. */
PJ *bcu_proj_crs_create(BcuCrsSession *session, const char *definition, BcuDiagLog *log);
/** The registered CRS that a text claims to be by a code of its own, where it describes that; freed with proj_destroy.
 * \param wrong_code the code where it does not; g_free. */
PJ *bcu_proj_crs_claimed(BcuCrsSession *session, PJ *crs, char **wrong_code);
/** Whether two describe the same coordinates all over the area where the second is used. */
bool bcu_proj_crs_coincide(BcuCrsSession *session, PJ *found, PJ *registered);
/** The same for what was looked up: needs no database. */
PJ *bcu_proj_crs(const BcuCrs *crs, BcuDiagLog *log);
/** The registered CRS that a text as ESRI writes it names and describes; NULL when it does not, or not to the
 * letter, and has to be understood. */
PJ *bcu_proj_crs_from_esri(BcuCrsSession *session, const char *definition);
/** The registered CRS that a definition without a code means, or NULL. */
PJ *bcu_proj_crs_match(BcuCrsSession *session, PJ *crs);
/** Whether two CRSs are the same, axis order apart. */
bool bcu_proj_crs_equivalent(BcuCrsSession *session, PJ *a, PJ *b);
/** Whether coordinates are angles. */
bool bcu_proj_crs_is_geographic(BcuCrsSession *session, PJ *crs);

/** What is known of a definition without PROJ, from this run or an earlier one; NULL when nothing is. Waits for a
 * definition that is being looked up. */
const BcuCrs *bcu_crs_recall(BcuCrsSession *session, const char *definition);
/** Reports CRS010. */
void bcu_crs_report_unknown(const char *definition, const BcuPlace *place, BcuDiagLog *log);
void bcu_crs_free(BcuCrs *crs);
/** Waits for the thread that looks up ahead; not in that thread. */
void bcu_crs_ahead_wait(BcuCrsSession *session);

/** How to get from one CRS to another. */
struct BcuOperation {
    char *pipeline; /* PROJ string with x or longitude first; NULL when nothing moves */
    char *name;
    double accuracy_m;    /* negative when unknown */
    bool uses_grids;      /* a grid of measured shifts takes part: not smooth */
    char *missing_grid;   /* of a better operation; NULL */
    double better_m;      /* its accuracy */
    bool leaves_datum;    /* one of the two has a datum that nobody knows: longitude and latitude stay as they are */
    PJ *ready;            /* once bcu_operation_ready() has made it; borrowed, as long as the session */
};

/** The most accurate operation that can be carried out. Looked up once.
 * \return borrowed from the session; NULL on failure, reported. */
const BcuOperation *bcu_operation_find(const BcuCrs *from, const BcuCrs *to, BcuDiagLog *log);
/** The same between two CRSs that are open; freed with bcu_operation_free.
 * \param at where it is to be used, in degrees; NULL: wherever `from` is. */
BcuOperation *bcu_operation_between(BcuCrsSession *session, PJ *from, PJ *to, const BcuBox *at, BcuDiagLog *log);
void bcu_operation_free(BcuOperation *operation);
/** An operation that moves points, ready for use; without grids it may outlive releases and forks.
 * \return freed with proj_destroy; NULL on failure, reported. */
PJ *bcu_operation_make(BcuCrsSession *session, const BcuOperation *operation, BcuDiagLog *log);
/** Points of the CRS to longitude and latitude on its own datum, in place. \return false when one has no place. */
bool bcu_geodesic_to_degrees(BcuGeodesic *geodesic, BcuPoint *points, size_t count);
/** Makes the operation ready for this process and for those forked from it. */
void bcu_operation_ready(const BcuCrs *from, const BcuCrs *to, BcuDiagLog *log);

/** Makes measuring on the ground of a CRS ready for this process and for those forked from it. */
void bcu_ground_ready(const BcuCrs *crs, BcuDiagLog *log);
void bcu_ground_free(BcuGround *ground);

#endif
