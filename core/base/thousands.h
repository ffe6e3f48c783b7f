/** Figures as they are printed for people: commas between thousands. */
#ifndef BCU_GROUPED_H
#define BCU_GROUPED_H

#include <bcukit/table.h>
#include <glib.h>

typedef struct BcuGrouped {
    char text[512];
} BcuGrouped;

/** A number with a fixed count of decimals, for a message. \return the text, which is in `to`. */
const char *bcu_grouped(BcuGrouped *to, double value, int decimals);
/** The same with a text that lasts to the end of the block. */
#define BCU_GROUPED(value, decimals) bcu_grouped(&(BcuGrouped){{0}}, (double)(value), (decimals))
/** Appends a number (BCU_INTEGER or BCU_REAL) with the decimals of its column. */
void bcu_grouped_append(GString *line, BcuValue value, int decimals);

#endif
