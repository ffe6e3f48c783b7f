/** All maps that the options ask for. */
#ifndef RENDER_MAP_H
#define RENDER_MAP_H

#include <bcukit/bcukit.h>

/** What the plugin looks for in this library. */
BCU_PLUGIN_EXPORT bool map_render(const BcuRun *run);

#endif
