/** What the heap is told beside malloc and free. Does nothing where the heap is not jemalloc. */
#ifndef BCU_HEAP_CONTROL_H
#define BCU_HEAP_CONTROL_H

#include <stddef.h>

/** In a process that was forked from a large one: takes memory from the system from here on, in this thread, and none
 * that the other process has freed: that is shared until it is written to, and then copied page by page. What was
 * allocated before may be freed as ever. */
void bcu_heap_begin_own(void);
/** Gives the pages that the heap holds free back to the system: where they are too small for what comes next, and
 * where others need memory next. Pages that were in use a moment ago are cheaper than new ones, above all in a
 * virtual machine, whose host provides each that is touched for the first time. */
void bcu_heap_give_back(void);

/** Zeros, aligned to a power of two that divides their number. free.
 * \return NULL when memory is out. */
void *bcu_heap_zeroed(size_t alignment, size_t bytes);

#endif
