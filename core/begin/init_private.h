/** A project file in the making. */
#ifndef BCU_INIT_PRIVATE_H
#define BCU_INIT_PRIVATE_H

#include "begin/init.h"

/** What the project file is written from. */
typedef struct BcuDraft {
    const BcuLayer *layer;
    const BcuInitRequest *request;
    BcuFields fields;
    uint32_t group, group_name; /* columns; BCU_NONE with a look-up table */
    BcuTable *lookup;           /* NULL without */
    uint32_t lookup_field;      /* of the layer, that it is joined to */
    uint32_t lookup_area, lookup_cluster, lookup_name; /* its columns */
    uint32_t clusters, outside;
} BcuDraft;

/** The text of the project file. g_free. */
char *bcu_draft_write(const BcuDraft *draft, BcuDiagLog *log);

#endif
