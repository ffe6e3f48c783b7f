/** What found no room on a page, told to the user. */
#ifndef RENDER_SHORTFALLS_H
#define RENDER_SHORTFALLS_H

#include "layout.h"

/** Warnings that were given; a map that is drawn twice, for itself and in a book, lacks the same twice. */
typedef struct Told Told;
Told *told_new(void);
void told_free(Told *told);

/** Says what the layout could not place, unless that was said before.
 * \param map what it is called: "locator east" \param wishes of its labels. */
void shortfalls_report(const Layout *layout, const char *map, const GArray *wishes, Told *told,
                       BcuDiagLog *log);

#endif
