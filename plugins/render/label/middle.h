/** The visual centre of an outline: where a reader expects its name. */
#ifndef RENDER_MIDDLE_H
#define RENDER_MIDDLE_H

#include <bcukit/bcukit.h>

/** Well inside the largest ring: the mean of the places that are nearly as far from the border as any. So it
 * is the pole of inaccessibility, balanced along the long axis where that could as well be elsewhere. \param
 * outline all rings as one part, at least one. */
BcuPoint middle_of(const BcuShape *outline);

#endif
