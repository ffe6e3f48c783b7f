/** The heap of a process that was forked from a large one. */
#ifndef BCU_OWN_HEAP_H
#define BCU_OWN_HEAP_H

/** Takes memory from the system from here on, in this thread, and none that the other process has freed: that
 * is shared until it is written to, and then copied page by page. What was allocated before may be freed as
 * ever. Does nothing where the heap is not jemalloc. */
void bcu_own_heap_begin(void);

#endif
