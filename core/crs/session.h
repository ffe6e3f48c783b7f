/** One session with PROJ: every CRS and operation that a run asks for is looked up in it, once. */
#ifndef BCU_CRS_SESSION_H
#define BCU_CRS_SESSION_H

#include <bcukit/crs.h>
#include <glib.h>

/** A degree of latitude, about: for tolerances and thresholds, never for measuring. */
#define BCU_METRES_PER_DEGREE 111320.0

/** PROJ's contexts, what was looked up, and the thread that looks up ahead. Of one process: a process forked from it
 * has its own copy, once bcu_crs_session_release() was called. */
typedef struct BcuCrsSession BcuCrsSession;

/** \param cache the file that keeps look-ups from run to run, see cache.h; NULL: none. */
BcuCrsSession *bcu_crs_session_new(const char *cache);
/** With all that was found in it. What was looked up goes into the cache. */
void bcu_crs_session_free(BcuCrsSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BcuCrsSession, bcu_crs_session_free)
/** Waits for what is looked up ahead and closes PROJ's database: call before fork. */
void bcu_crs_session_release(BcuCrsSession *session);

/** Whether PROJ's database is open, which takes a process 20 ms. */
bool bcu_crs_session_is_open(const BcuCrsSession *session);

/** What a definition means. \return borrowed from the session; NULL on failure, reported. */
const BcuCrs *bcu_crs_find(BcuCrsSession *session, const char *definition, BcuDiagLog *log);
/** The same, with the place where it was given. */
const BcuCrs *bcu_crs_require(BcuCrsSession *session, const char *definition, const BcuPlace *place, BcuDiagLog *log);
/** The same, in the session of another CRS. */
const BcuCrs *bcu_crs_beside(const BcuCrs *crs, const char *definition, BcuDiagLog *log);
/** Whether two mean the same CRS (axis order apart). */
bool bcu_crs_same(const BcuCrs *a, const BcuCrs *b);

/** Starts to open PROJ, beside what follows. */
void bcu_crs_open_ahead(BcuCrsSession *session);
/** Starts to look up, beside what follows, what definitions mean and how to measure on the ground of the first of
 * them, the working CRS. Whoever asks for one waits for that one. Nothing is reported before somebody asks. */
void bcu_crs_look_ahead(BcuCrsSession *session, GPtrArray *definitions);
/** Adds to that the CRS that outputs will be in: one in a session. */
void bcu_crs_look_ahead_to(BcuCrsSession *session, const char *to);
/** Looks up, beside what follows, how to get from the working CRS to that one, from where the data of the run lies: to
 * be called once bcu_crs_work_at() has said where, else each plugin's process would look for it. */
void bcu_crs_look_ahead_from_here(BcuCrsSession *session, const BcuCrs *working);
/** Says where the data of a run lies, for what chooses operations that depend on it: NAD27 has one for the United
 * States and another for Canada, ten metres apart, and S-JTSK one for each half of what was one country. Nothing is
 * noted where the extent is no place on the globe. To be called before transforms are made. */
void bcu_crs_work_at(const BcuCrs *crs, BcuBox extent);

/** Accepts operations of that stated accuracy, in metres, where PROJ offers no better one: those through a third CRS. */
void bcu_crs_accept(BcuCrsSession *session, double accuracy_m);

/** As bcu_transform_points_rounded, from one array into another. \param to may be `from`. */
bool bcu_transform_copy_rounded(BcuTransform *transform, const BcuPoint *from, BcuPoint *to, size_t count,
                                int decimals);
/** A projected CRS worth using for a layer in degrees with this extent: on its datum and in metres
 * ("EPSG:32631"); where none is made for such an area, an equal-area one about its middle, on WGS 84
 * ("+proj=laea ..."). NULL when the extent is nowhere. g_free. */
char *bcu_crs_suggest_projected(const BcuCrs *crs, BcuBox extent);
/** "9.1.1": the PROJ release in use. Static. */
const char *bcu_crs_library_version(void);

#endif
