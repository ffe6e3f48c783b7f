/** Tables of some columns of another. */
#ifndef BCU_TABLE_PICK_H
#define BCU_TABLE_PICK_H

#include <bcukit/table.h>

/** \param columns indices, in the order of the copy; one may stand more than once.
 * \return caller frees. */
BcuTable *bcu_table_pick_dup(const BcuTable *table, const uint32_t *columns, size_t count);

#endif
