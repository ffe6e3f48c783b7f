/** How shapelib gets at the bytes of a file. */
#ifndef BCU_SHAPE_IO_H
#define BCU_SHAPE_IO_H

#include <shapefil.h>
#include <stdbool.h>

/** Fills the hooks for reading in large blocks: shapelib seeks before each record, and the C library
 * then throws away what it had read ahead and asks the system again. Regular files are opened, for reading only. */
void bcu_shape_io_hooks(SAHooks *hooks);
/** Why the part of a shapefile with this suffix, in lower or upper case, cannot be opened; NULL when it can. Static. */
const char *bcu_shape_part_obstacle(const char *stem, const char *suffix);
/** Whether there is no such part at all. */
bool bcu_shape_part_is_missing(const char *stem, const char *suffix);

#endif
