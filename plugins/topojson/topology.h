/** A dataset as one TopoJSON topology. */
#ifndef TOPOJSON_TOPOLOGY_H
#define TOPOJSON_TOPOLOGY_H

#include <bcukit/bcukit.h>

bool topojson_write(const BcuRun *run);

#endif
