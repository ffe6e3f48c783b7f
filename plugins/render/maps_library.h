/** The library that draws. Cairo, Pango and all that they bring take longer to open than any other plugin as
 * a whole, and to check options needs none of it: so it is opened when there is something to draw. */
#ifndef RENDER_MAPS_LIBRARY_H
#define RENDER_MAPS_LIBRARY_H

#include <bcukit/bcukit.h>

/** Opens render/maps.so beside the plugin and draws with it. */
bool maps_library_render(const BcuRun *run);

#endif
