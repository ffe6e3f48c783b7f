/** Whether the records of a .shp are those that its index, the .shx, means. */
#ifndef BCU_SHAPE_INDEX_H
#define BCU_SHAPE_INDEX_H

#include <bcukit/diag.h>
#include <shapefil.h>

/** Whether the .shp begins as one, and holds what the .shx says; else SHP016 or SHP011. \param path of the .shp. */
bool bcu_shape_head_is_sound(SHPHandle shapes, const char *path, BcuDiagLog *log);
/** Whether no two entries of the index share bytes, else SHP023. Records that it leaves out are warned of, SHP025. */
bool bcu_shape_index_is_sound(SHPHandle shapes, const char *path, BcuDiagLog *log);
/** Whether no entry of the index reaches beyond the end of the .shp. */
bool bcu_shape_index_is_within(SHPHandle shapes);
/** The number of the first record: 1, or 0 where a writer counts from there. */
uint32_t bcu_shape_first_number(SHPHandle shapes);
/** Whether the record that was just read is the one that the index means, else SHP023: its number is of another, or its
 * type is not the layer's.
 * \param first the number of the first record.
 * \param odd set when its number or length is not what it should be, but of no other record either. */
bool bcu_shape_record_is_sound(SHPHandle shapes, int record, uint32_t first, const char *path, bool *odd,
                               BcuDiagLog *log);

#endif
