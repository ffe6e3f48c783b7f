/** Lines thinned to what can be seen on the page. */
#ifndef RENDER_THIN_H
#define RENDER_THIN_H

#include "page/page.h"
#include <glib.h>

typedef struct Thinner Thinner;
/** \param fineness how far a line may be from where it ought to be, mm. */
Thinner *thinner_new(double fineness);
void thinner_free(Thinner *thinner);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Thinner, thinner_free)
/** Appends a line or ring to the points (BcuPoint) as it is on the page, both ends kept. */
void thinner_append(Thinner *thinner, const Page *page, BcuRing line, GArray *points);

#endif
