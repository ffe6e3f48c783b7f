/* Gives threads arenas of jemalloc, and frees them.
 * jemalloc keeps what is freed in arenas; the first is everybody's. A new one has nothing yet, and begins with large
 * pages of its own. */
#include "base/heap_control.h"
#include <stdlib.h>
#include <string.h>

/* Of jemalloc, which the executable brings; not of the library, which a program with another heap may load. */
extern int mallctl(const char *name, void *old, size_t *old_length, void *value, size_t length)
    __attribute__((weak));
extern void *mallocx(size_t bytes, int flags) __attribute__((weak));

void bcu_heap_begin_own(void)
{
    unsigned arena;
    size_t length = sizeof arena;
    if (mallctl && mallctl("arenas.create", &arena, &length, NULL, 0) == 0)
        mallctl("thread.arena", NULL, NULL, &arena, sizeof arena);
}

void bcu_heap_give_back(void)
{
    if (mallctl)
        mallctl("arena.0.purge", NULL, NULL, NULL, 0);
}

/* jemalloc knows of the pages that are new, and zeros as yet. Its flags are the exponent of the alignment, and a bit for
 * zeros. */
void *bcu_heap_zeroed(size_t alignment, size_t bytes)
{
    enum { ZEROS = 0x40 };
    if (mallocx)
        return mallocx(bytes, __builtin_ctzll(alignment) | ZEROS);
    void *array = aligned_alloc(alignment, bytes);
    return array ? memset(array, 0, bytes) : NULL;
}
