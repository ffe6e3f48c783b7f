/* jemalloc keeps what is freed in arenas; the first is everybody's. A new one has nothing yet, and begins with large
 * pages of its own. */
#include "heap_control.h"
#include <stddef.h>

/* Of jemalloc, which the executable brings; not of the library, which a program with another heap may load. */
extern int mallctl(const char *name, void *old, size_t *old_length, void *value, size_t length)
    __attribute__((weak));

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
