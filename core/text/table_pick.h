/** Tables of some columns of another, and the lines that rows of a table were read from. */
#ifndef BCU_TABLE_PICK_H
#define BCU_TABLE_PICK_H

#include <bcukit/table.h>

/** \param columns indices, in the order of the copy; one may stand more than once.
 * \return caller frees. */
BcuTable *bcu_table_pick_dup(const BcuTable *table, const uint32_t *columns, size_t count);

/** Keeps the line of its file on which a row begins: cells may hold line breaks, and files blank lines. */
void bcu_table_set_line(BcuTable *table, uint32_t row, int64_t line);

/** \return the line, counted from 1; 0 where the table was not read from lines. */
int64_t bcu_table_line(const BcuTable *table, uint32_t row);

#endif
