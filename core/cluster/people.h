/** How many people live in each area, and by whose figures. */
#ifndef BCU_PEOPLE_H
#define BCU_PEOPLE_H

#include "cluster/membership.h"

/** A cell whose people were divided. */
typedef struct BcuSplitCell {
    uint32_t cell;
    double people;
} BcuSplitCell;

/** One source of population figures, brought to the areas. */
typedef struct BcuPeopleFigures {
    const char *layer, *plural; /* borrowed from the project */
    double *of_area;            /* per area; NAN where unknown */
    bool *is_partial;           /* per area: some of what it is added up from has no figure */
    double total;               /* of the source as it stands */
    double outside;             /* of people who live in no area */
    double interpolated;        /* people of cells that were split between areas */
    double beyond;              /* of outside: people of the parts of cells that reach beyond all areas */
    uint32_t cell_count, split_count, unknown_count, beyond_count;
    GArray *split;              /* BcuSplitCell: all that were split */
} BcuPeopleFigures;

/** All sources, the one that is used first: figures of the areas themselves, else of cells, else
 * of subareas. */
typedef struct BcuPeople {
    GArray *sources; /* BcuPeopleFigures */
} BcuPeople;

typedef struct BcuPeopleInput {
    const BcuProject *project;
    const BcuLayer *areas, *subareas, *cells; /* the last two may be NULL */
    const BcuParents *parents;                /* of the subareas */
    const BcuParents *cell_parents;           /* NULL where cells name none */
    const BcuMembership *membership;          /* says which sums are not whole */
} BcuPeopleInput;

/** The column of a layer's own figures, joined to it or named in the project; BCU_NONE where it has none. */
uint32_t bcu_people_column(const BcuProject *project, const BcuLayer *layer, const BcuLayerSpec *spec);
bool bcu_people_resolve(const BcuPeopleInput *input, BcuPeople **people, BcuDiagLog *log);
void bcu_people_free(BcuPeople *people);

#endif
