/** The alternative text of a map in a file of its own: programs that show pictures seldom read what
 * the picture says of itself. */
#ifndef RENDER_ALT_H
#define RENDER_ALT_H

#include "maps/plan.h"

/** Writes it beside the map, under the same name. */
bool alt_write(const MapPlan *plan, bool first, const BcuRun *run);

#endif
