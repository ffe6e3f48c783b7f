/** Arrays of megabytes. */
#ifndef BCU_LARGE_ARRAY_H
#define BCU_LARGE_ARRAY_H

#include <stddef.h>

/** An array that the system backs with large pages where it has them and the array is worth it. g_free, g_realloc.
 * \return NULL when memory is out. */
void *bcu_large_array_new(size_t count, size_t size);
/** The same, of zeros. Pages that come new from the system are not written to for that. */
void *bcu_large_array_new0(size_t count, size_t size);
/** So many zeros will be asked for: their pages are touched from now on. One array at a time is expected. */
void bcu_large_array_expect0(size_t count, size_t size);
/** What was expected and has not been asked for will not be. */
void bcu_large_array_forget(void);
/** Waits for the threads that touch pages of new arrays. Before a process is forked. */
void bcu_large_array_settle(void);

#endif
