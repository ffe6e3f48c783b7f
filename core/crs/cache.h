/** What PROJ said in earlier runs about CRSs, in plain values: what a definition means, the best operation
 * between two. To ask its database takes a small job a quarter of its time, and the answers stay the same
 * until PROJ, what it reads or bcukit is replaced. They are kept in a file and forgotten when any of that has
 * changed; who removes the file loses nothing but that time. */
#ifndef BCU_CRS_CACHE_H
#define BCU_CRS_CACHE_H

#include <bcukit/api.h>
#include <glib.h>

/** Names the file to answer from and to learn for, until it is saved. Before and after, nothing is known. */
void bcu_crs_facts_open(const char *path);
/** What is known of a kind about a definition.
 * \param format,... as of g_variant_get: a tuple, and where its values go, copied.
 * \return false, and nothing set, when it is not known. */
bool bcu_crs_fact(const char *kind, const char *of, const char *format, ...);
/** \param format,... as of g_variant_new. */
void bcu_crs_fact_learn(const char *kind, const char *of, const char *format, ...);
/** Writes what was learnt, if anything was; silent when that cannot be done. After bcu_crs_release(), which
 * ends the thread that learns. */
void bcu_crs_facts_save(void);

#endif
