/** The forms that values of project files are written in: a length, a share, one of a few words. */
#ifndef BCU_PROJECT_FORMS_H
#define BCU_PROJECT_FORMS_H

#include "project/reading.h"

typedef enum BcuFormId {
    BCU_FORM_TEXT, BCU_FORM_LINES, BCU_FORM_PLUGINS, BCU_FORM_AREAS, BCU_FORM_PATH, BCU_FORM_CRS, BCU_FORM_ENCODING,
    BCU_FORM_FIELD, BCU_FORM_COLUMN, BCU_FORM_LAYER, BCU_FORM_PHASE, BCU_FORM_DATE, BCU_FORM_COLOUR, BCU_FORM_PAINT,
    BCU_FORM_PLACE, BCU_FORM_ROLE, BCU_FORM_CELLS, BCU_FORM_ZEROS, BCU_FORM_YES_NO, BCU_FORM_NUMBER, BCU_FORM_DEGREES,
    BCU_FORM_LENGTH, BCU_FORM_ON_PAPER, BCU_FORM_SHARE, BCU_FORM_DETAIL, BCU_FORM_DECIMAL, BCU_FORM_THOUSANDS,
} BcuFormId;

/** A value in the project file. */
typedef struct BcuWritten {
    BcuReading *reading;
    const char *group, *key, *text;
} BcuWritten;

typedef struct BcuKeyForm {
    const char *name; /* as the reference calls it: "length" */
    const char *want; /* what to write, for hints: "a length"; NULL where any text does or words are given */
    /** \return false: the text does not fit; then nothing is written. */
    bool (*read)(const BcuWritten *value, const struct BcuKeyForm *form, void *to);
    void (*clear)(void *to);  /* frees what was read; NULL where there is nothing to free */
    const char *const *words; /* those to choose from, in the order of the enumeration or "no" first; or NULL */
} BcuKeyForm;

const BcuKeyForm *bcu_key_form(BcuFormId id);

#endif
