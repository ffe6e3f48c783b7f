/** Names of points and circles: all of them side by side. */
#ifndef RENDER_LABEL_CROWD_H
#define RENDER_LABEL_CROWD_H

#include "label/label_places.h"

/** A name and the place that it got. */
typedef struct Standing {
    const Subject *subject;
    Place place;
} Standing;

/** Gives those in the list that name a point or a circle a place and takes them out of it; the list keeps
 * those without room. \return Standing, in the order of the list; nothing of them is in the clutter. */
GArray *crowd_place(const Site *site, GPtrArray *pending);

#endif
