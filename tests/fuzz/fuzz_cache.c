/* Reads bytes as the cache of look-ups in PROJ: nothing in it may crash, and only what it wrote itself is believed. */
#include "crs/cache.h"
#include "fuzz.h"
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *answer = NULL;
    fuzz_put("crs-cache", data, size);
    chmod(fuzz_path("crs-cache"), 0600);
    BcuCrsCache *cache = bcu_crs_cache_open(fuzz_path("crs-cache"));
    if (bcu_crs_cache_get(cache, "crs", "EPSG:27700", "(s)", &answer))
        g_free(answer);
    bcu_crs_cache_put(cache, "crs", "EPSG:27700", "(s)", "known");
    bcu_crs_cache_close(cache);
    return 0;
}
