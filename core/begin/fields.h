/** What the fields of a layer are good for, guessed from their names and values. */
#ifndef BCU_FIELDS_H
#define BCU_FIELDS_H

#include "layer/layer.h"

/** One field with what its values are like. */
typedef struct BcuFieldProfile {
    uint32_t column;
    const char *name;   /* borrowed from the layer */
    BcuType type;
    uint32_t distinct;  /* how many different values */
    uint32_t empty;     /* records without one */
    bool is_short;      /* whole numbers, or text of about one length without blanks: looks like a code */
    bool is_wordy;      /* mostly words, without digits: looks like a name */
} BcuFieldProfile;

typedef struct BcuFields {
    GArray *profiles;      /* BcuFieldProfile, one per column */
    uint32_t record_count;
    /* Columns; BCU_NONE where nothing fits. */
    uint32_t code;         /* unique, filled, the most code-like */
    uint32_t name;
    uint32_t parent;       /* groups the records; a code where there is one */
    uint32_t population;
    uint32_t published_ha;
} BcuFields;

void bcu_fields_detect(const BcuLayer *layer, BcuFields *fields);
void bcu_fields_clear(BcuFields *fields);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BcuFields, bcu_fields_clear)

/** How much a field looks like the code of its records; 0 where it cannot be one. */
int bcu_field_code_score(const BcuFieldProfile *profile, uint32_t records);
/** Whether a field numbers the records of the file, so that it says nothing about what they are. */
bool bcu_field_counts_records(const BcuFieldProfile *profile, const BcuLayer *layer);

/** The field that names what another field groups by: one name for each of its values. BCU_NONE:
 * none does. */
uint32_t bcu_fields_name_of(const BcuFields *fields, const BcuLayer *layer, uint32_t grouping);
/** Name of a column; NULL for BCU_NONE. */
const char *bcu_fields_title(const BcuFields *fields, uint32_t column);
/** Fields that would group the areas, with the number of groups: "REG (13), ZONE (4)". g_free. */
char *bcu_fields_groupings(const BcuFields *fields);

#endif
