/** Arrays of many megabytes. */
#ifndef BCU_LARGE_ARRAY_H
#define BCU_LARGE_ARRAY_H

#include <stddef.h>

/** Asks the system to back a new array with large pages: the first touch of each small page costs as much
 * as filling it. Does nothing for small arrays and where there are no large pages. */
void bcu_large_array_advise(void *array, size_t bytes);

#endif
