/** All maps that the options ask for. */
#ifndef RENDER_MAP_H
#define RENDER_MAP_H

#include <bcukit/bcukit.h>

bool map_render(const BcuRun *run);

#endif
