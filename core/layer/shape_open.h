/** The .shp of a layer, opened by its index. */
#ifndef BCU_SHAPE_OPEN_H
#define BCU_SHAPE_OPEN_H

#include "layer/open_parts.h"
#include <bcukit/diag.h>
#include <shapefil.h>

/** Opens the shapes; an index that cannot be used is made anew where the .shp leaves no doubt, and that is warned of.
 * \param shown the path for messages.
 * \param parts the open parts, none of them where the layer lies in a folder.
 * \param stem path without suffix, or the name of the open parts; these and their name where an index was made.
 * \return closed by SHPClose(); NULL, reported. */
SHPHandle bcu_shapes_open(const char *shown, BcuOpenParts *parts, char **stem, BcuDiagLog *log);
/** What shapelib complained of last, it has no other way to say why; "" for nothing. */
const char *bcu_shapes_complaint(void);
void bcu_shapes_forget_complaint(void);

#endif
