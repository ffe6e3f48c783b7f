/** What found no room on a page, told to the user. */
#ifndef RENDER_SHORTFALLS_H
#define RENDER_SHORTFALLS_H

#include "page/layout.h"

/** Says what the layout could not place and what no font can write, unless that was said before: a map that
 * is drawn twice, for itself and in a book, lacks the same twice. \param map what it is called: "locator
 * east" \param wishes of its labels \param told texts of warnings that were given, owned by it; takes those
 * that are given now. */
void shortfalls_report(const BcuDataset *dataset, const Layout *layout, const char *map, const GArray *wishes,
                       GHashTable *told, BcuDiagLog *log);

#endif
