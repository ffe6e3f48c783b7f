/** Figures as they are printed for people: commas between thousands. */
#ifndef BCU_GROUPED_H
#define BCU_GROUPED_H

#include "host.h"
#include <bcukit/table.h>

/** Appends a number (BCU_INTEGER or BCU_REAL) with the decimals of its column. */
BCU_HOST void bcu_grouped_append(GString *line, BcuValue value, int decimals);

#endif
