/** Which area is in which cluster, which subarea in which area. */
#ifndef BCU_MEMBERSHIP_H
#define BCU_MEMBERSHIP_H

#include "layer/layer.h"
#include "project/project.h"

/** How a member was recognised; for trace and check. */
typedef enum BcuMatch {
    BCU_MATCH_NONE,
    BCU_MATCH_CODE,
    BCU_MATCH_CASE,   /* the code in other letters */
    BCU_MATCH_NAME,
    BCU_MATCH_NUMBER, /* the number that a spreadsheet makes of the code */
    BCU_MATCH_SHORT,
    BCU_MATCH_FIELD,
    BCU_MATCH_LOOKUP
} BcuMatch;

/** "by name"; "" for none. Static. */
const char *bcu_match_phrase(BcuMatch match);

typedef struct BcuMembership {
    uint32_t area_count, cluster_count;
    uint32_t *cluster_of;  /* per area; BCU_NONE */
    BcuMatch *match;       /* per area */
    char **written;        /* per area: the member as the project wrote it; NULL */
    char **cluster_code, **cluster_name; /* per cluster, also those made from a field */
    bool lost_members;                   /* rows of the look-up table fit no area */
    const BcuClusterSpec **spec;         /* per cluster; NULL when made from a field or lookup */
} BcuMembership;

/** Resolves clusters to areas: by code, exact name or unambiguous short form; or by field or lookup. */
bool bcu_membership_resolve(const BcuProject *project, const BcuLayer *areas,
                            BcuMembership **membership, BcuDiagLog *log);
/** The area meant by a code, a name or a short form; BCU_NONE, reported with suggestions.
 * place says where it was written. */
uint32_t bcu_membership_find_area(const BcuProject *project, const BcuLayer *areas,
                                  const char *written, const BcuPlace *place,
                                  BcuMatch *match, BcuDiagLog *log);
void bcu_membership_free(BcuMembership *membership);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BcuMembership, bcu_membership_free)

/** How subareas found their area. */
typedef struct BcuParents {
    uint32_t *area_of; /* per subarea; BCU_NONE */
    bool *is_coded;    /* per subarea: by code, not by location */
    uint32_t count, by_code, by_location, disagreeing, lost;
} BcuParents;

/** Of subareas, or of cells whose layer (spec) has the key parent: by parent code, by location where there is none; says where the two disagree. */
bool bcu_parents_resolve(const BcuProject *project, const BcuLayer *areas, const BcuLayerSpec *spec,
                         const BcuLayer *subareas, BcuParents **parents, BcuDiagLog *log);
void bcu_parents_free(BcuParents *parents);

/** The cells of a field as text, one for each record. g_strfreev. */
GStrv bcu_layer_texts(const BcuLayer *layer, const char *field);
/** Whether the layer has the field (NULL counts as yes); reported with the nearest names. */
bool bcu_layer_require_field(const BcuLayer *layer, const char *field, const char *key, BcuDiagLog *log);
/** Whether the layer has all fields that the project names. */
bool bcu_layer_check_fields(const BcuLayerSpec *spec, const BcuLayer *layer, BcuDiagLog *log);

#endif
