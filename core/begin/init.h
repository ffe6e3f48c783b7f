/** A first project file for a layer: what its fields are good for, what groups it, said in comments. */
#ifndef BCU_INIT_H
#define BCU_INIT_H

#include "begin/fields.h"

typedef struct BcuInitRequest {
    const char *by;     /* a field of the layer, or a CSV file with area and cluster codes; NULL: the
                           field that looks most like a grouping */
    const char *path;   /* of the project file to be; its folder decides how paths are written */
    const BcuFields *fields; /* of the layer */
    const GPtrArray *plugins; /* const char *: ids for the key run */
} BcuInitRequest;

/** What was found, for the message at the end. */
typedef struct BcuInitResult {
    char *text;                 /* of the project file */
    char *grouped_by;           /* "CODE_REG" or "lookup.csv" */
    uint32_t areas, clusters, outside; /* outside: areas in no cluster */
} BcuInitResult;
void bcu_init_result_clear(BcuInitResult *result);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BcuInitResult, bcu_init_result_clear)

/** An id for the layer of a file: its name in small letters, digits and hyphens. g_free. */
char *bcu_init_layer_id(const char *path);
/** Reports what keeps the layer from being used: no unique code, nothing to group by. */
bool bcu_init(const BcuLayer *layer, const BcuInitRequest *request, BcuInitResult *result,
              BcuDiagLog *log);

#endif
