/** Figures as they are printed for people: commas between thousands. */
#ifndef BCU_THOUSANDS_H
#define BCU_THOUSANDS_H

#include <bcukit/table.h>
#include <glib.h>

typedef struct BcuThousands {
    char text[512];
} BcuThousands;

/** A number with a fixed count of decimals, for a message. \return the text, which is in `to`. */
const char *bcu_thousands(BcuThousands *to, double value, int decimals);
/** The same with a text that lasts to the end of the block. */
#define BCU_THOUSANDS(value, decimals) bcu_thousands(&(BcuThousands){{0}}, (double)(value), (decimals))
/** Appends a number (BCU_INTEGER or BCU_REAL) with the decimals of its column. */
void bcu_thousands_append(GString *line, BcuValue value, int decimals);

#endif
