/** Which levels' names a map has room for, told from sizes alone: before anything is laid out. */
#ifndef RENDER_LABEL_LEVELS_H
#define RENDER_LABEL_LEVELS_H

#include "label/label.h"

/** Whether so many names of that priority are larger than their areas that neither leader lines nor a key
 * could hold them. Names of what lies outside the subject and of circles are not judged. */
bool level_is_hopeless(const BcuDataset *dataset, const Page *page, const GArray *wishes, int priority);

#endif
