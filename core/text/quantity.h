/** Quantities as people write them: lengths with units, and levels of detail. */
#ifndef BCU_QUANTITY_H
#define BCU_QUANTITY_H

#include <bcukit/dataset.h>
#include <glib.h>

/** A length such as "20 m", "0.5km", "3 mm" in the given unit; a bare number is in that unit. */
bool bcu_length_parse(const char *text, const char *unit, double *value);
/** A length such as "20 m" or "0.5 km" (a bare number is in metres), or a share to keep such as "25 %". */
bool bcu_simplification_parse(const char *text, BcuSimplification *how);

#endif
