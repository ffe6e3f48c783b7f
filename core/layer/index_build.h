/** The index of a .shp, made from it. */
#ifndef BCU_INDEX_BUILD_H
#define BCU_INDEX_BUILD_H

#include <bcukit/api.h>

/** Writes the .shx that belongs to a .shp, where that is whole and leaves no doubt of the order of its records: one right
 * after another up to its end, numbered in that order, all of one type.
 * \return a descriptor of a file without a name, closed by the caller; -1 where there is doubt, or no room for it. */
int bcu_index_build(int shp);

#endif
