/** What is wrong with a coverage: kinds of flaws, findings, and the report that holds them. */
#ifndef BCU_FLAWS_H
#define BCU_FLAWS_H

#include "layer/layer.h"

typedef enum BcuFlaw {
    BCU_FLAW_OVERLAP,    /**< ground that two features cover; given to one of them */
    BCU_FLAW_BOW_TIE,    /**< a ring that crosses itself; its loops were told apart */
    BCU_FLAW_SLIVER,     /**< an enclosed gap that is long and thin: borders that do not meet */
    BCU_FLAW_GAP,        /**< empty ground that two or more features enclose */
    BCU_FLAW_HOLE,       /**< empty ground in the middle of one feature: a lake, or ground of others */
    BCU_FLAW_T_JUNCTION, /**< a vertex on an edge of a neighbour that has none there; it got one */
    BCU_FLAW_SPIKE,      /**< a ring that goes to a vertex and straight back; cut off */
    BCU_FLAW_ZERO_EDGE,  /**< the same vertex twice in a row; one was left out */
    BCU_FLAW_EMPTY_RING, /**< a ring without area; left out */
    BCU_FLAW_COUNT
} BcuFlaw;

/** "overlap", "bow-tie", "T-junction"; for one and for several. */
const char *bcu_flaw_name(BcuFlaw flaw, bool plural);

typedef struct BcuFinding {
    BcuFlaw flaw;
    uint32_t a, b;  /* records concerned, those most concerned first; BCU_NONE where there is no other */
    BcuPoint at;    /* in it or beside it, map units */
    double area;    /* square map units; 0 for flaws without extent; for BOW_TIE what the repair changed */
    double length;  /* of its outline, map units; 0 where it has none */
} BcuFinding;

typedef struct BcuTopologyReport {
    size_t vertices_in, vertices_merged;
    size_t count[BCU_FLAW_COUNT]; /* all that were found */
    double area[BCU_FLAW_COUNT];  /* their areas together */
    GArray *findings; /* BcuFinding: by flaw, then the largest first; see BCU_FINDINGS_MAX */
} BcuTopologyReport;

/** So many flaws of a kind are kept with their places, the rest are only counted. */
#define BCU_FINDINGS_MAX 10000

void bcu_flaws_add(BcuTopologyReport *report, BcuFinding finding);
/** Sorts the findings and says in the log what there is, one record per kind. */
void bcu_flaws_report(BcuTopologyReport *report, const char *path, BcuDiagLog *log);

#endif
