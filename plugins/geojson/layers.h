/** GeoJSON layers of a dataset (RFC 7946). */
#ifndef GEOJSON_LAYERS_H
#define GEOJSON_LAYERS_H

#include <bcukit/bcukit.h>

bool geojson_write_layers(const BcuRun *run);

#endif
