/* Arrays of many megabytes. */
#include "large_array.h"
#include <stdint.h>
#include <sys/mman.h>

void bcu_large_array_advise(void *array, size_t bytes)
{
    enum { PAGE = 4096, WORTH_WHILE = 8 << 20 };
    if (!array || bytes < WORTH_WHILE)
        return;
    uintptr_t start = ((uintptr_t)array + PAGE - 1) / PAGE * PAGE;
    madvise((void *)start, ((uintptr_t)array + bytes - start) / PAGE * PAGE, MADV_HUGEPAGE);
}
