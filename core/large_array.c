/* Arrays of megabytes. */
#include "large_array.h"
#include <glib.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

/* The first touch of each page of 4 kB costs as much as filling it. Large pages are given only where a whole one
 * fits in, so such an array begins with one and is rounded up to whole ones. */
enum { PAGE = 2 << 20, WORTH_WHILE = 1 << 20 };

void *bcu_large_array_new(size_t count, size_t size)
{
    if (size && count > (SIZE_MAX - PAGE) / size)
        return NULL;
    size_t bytes = count * size;
    if (bytes < WORTH_WHILE)
        return g_try_malloc(MAX(bytes, 1));
    bytes = (bytes + PAGE - 1) / PAGE * PAGE;
    void *array = aligned_alloc(PAGE, bytes);
    if (array)
        madvise(array, bytes, MADV_HUGEPAGE);
    return array;
}

/* jemalloc, where it is the heap, cuts what is freed before it asks the system. */
void bcu_large_array_lend(size_t bytes)
{
    g_free(bcu_large_array_new(bytes, 1));
}
