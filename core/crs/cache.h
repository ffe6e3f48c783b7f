/** On-disk cache of look-ups in PROJ: what a definition means, the best operation between two, how to measure. To ask
 * PROJ's database takes a small job a quarter of its time, and the answers stay the same until PROJ, what it
 * reads or bcukit is replaced. A file that is not wholly as it was written, or that somebody else could have written,
 * is as good as none. Who removes it loses nothing but that time. */
#ifndef BCU_CRS_CACHE_H
#define BCU_CRS_CACHE_H

#include <bcukit/api.h>
#include <glib.h>

typedef struct BcuCrsCache BcuCrsCache;

/** \param path of the file, which need not be there and is not read before somebody asks. */
BcuCrsCache *bcu_crs_cache_open(const char *path);
/** Writes what was learnt, if anything was; silent when that cannot be done. NULL is no cache, here and below. */
void bcu_crs_cache_close(BcuCrsCache *cache);
/** What is known of a kind about a definition. From any thread.
 * \param format,... as of g_variant_get: a tuple, and where its values go, copied.
 * \return false, and nothing set, when it is not known. */
bool bcu_crs_cache_get(BcuCrsCache *cache, const char *kind, const char *of, const char *format, ...);
/** \param format,... as of g_variant_new. */
void bcu_crs_cache_put(BcuCrsCache *cache, const char *kind, const char *of, const char *format, ...);

#endif
