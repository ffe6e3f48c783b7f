/** Rows of a table to areas, by the code or the name in one column. */
#ifndef BCU_ROW_MATCH_H
#define BCU_ROW_MATCH_H

#include "cluster/name_match.h"

typedef struct BcuRowMatch {
    uint32_t row_count, area_count;
    uint32_t *area_of;   /* per row; BCU_NONE where none fits */
    BcuMatch *rule;      /* per row */
    uint32_t *row_of;    /* per area: the first row that names it; BCU_NONE */
    uint32_t matched;    /* rows that found an area */
} BcuRowMatch;

/** What the rows are matched to, for messages. */
typedef struct BcuRowTarget {
    const char *file;          /* of the table */
    const char *layer;         /* id of the layer that has the areas */
    const BcuTable *table;
    uint32_t key;              /* its column of codes or names */
    char *const *codes, *const *names; /* of the areas */
    uint32_t area_count;
    bool ignore_zeros;         /* the user knows that codes lost their leading zeros */
} BcuRowTarget;

/** Rows that name an area in full come first; an area that one of them names is nothing else's number or short form.
 * Short forms are only taken in tables that name no area by code. What is not literally so is said.
 * \return false where a row may mean several areas, or no row fits, reported. */
bool bcu_rows_match(const BcuRowTarget *target, BcuRowMatch *match, BcuDiagLog *log);
void bcu_row_match_clear(BcuRowMatch *match);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BcuRowMatch, bcu_row_match_clear)

#endif
