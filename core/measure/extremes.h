/** The rows of a table with the highest and the lowest figure of a column. */
#ifndef BCU_EXTREMES_H
#define BCU_EXTREMES_H

#include <bcukit/table.h>

typedef struct BcuExtremes {
    uint32_t most, least; /* rows; BCU_NONE where there is no figure */
    double highest, lowest;
} BcuExtremes;

/** \param column BCU_NONE: no figure. \param counts which rows count, one entry each; NULL: all. */
BcuExtremes bcu_extremes_of(const BcuTable *table, uint32_t column, const bool *counts);

#endif
