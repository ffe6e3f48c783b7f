/** Columns as dBase fields: short unique names, widths that hold every value. */
#ifndef SHAPEFILE_FIELDS_H
#define SHAPEFILE_FIELDS_H

#include <bcukit/bcukit.h>
#include <glib.h>

enum { FIELD_NAME_SIZE = 11, FIELD_MAX_TEXT = 254, FIELD_MAX_NUMBER = 24 };

typedef struct Field {
    char name[FIELD_NAME_SIZE]; /* at most ten characters of ASCII, unique whatever the case */
    BcuType type;
    int width, decimals; /* decimals of numbers that all fit as fixed; -1: as short as they are exact */
    uint32_t cut_values; /* texts longer than a field can be */
} Field;

/** One field per column. g_free. */
Field *fields_describe(const BcuTable *table);
/** A cell as it stands in the file, without padding; empty for null.
 * \param text FIELD_MAX_TEXT + 1 bytes at least, BCU_NUMBER_SIZE too. \return its length */
size_t fields_format(const Field *field, BcuValue value, char *text);

#endif
