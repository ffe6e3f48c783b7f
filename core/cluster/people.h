/** How many people live in each area, and by whose figures. */
#ifndef BCU_PEOPLE_H
#define BCU_PEOPLE_H

#include "cluster/membership.h"

/** One source of population figures, brought to the areas. */
typedef struct BcuPeopleFigures {
    const char *layer, *plural; /* borrowed from the project */
    double *of_area;            /* per area; NAN where unknown */
    double total;               /* of the source as it stands */
    double outside;             /* of people who live in no area */
    double interpolated;        /* people of cells that were split between areas */
    uint32_t cell_count, split_count, unknown_count;
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
} BcuPeopleInput;

/** The column of a layer's own figures, joined to it or named in the project; BCU_NONE where it has none. */
uint32_t bcu_people_column(const BcuProject *project, const BcuLayer *layer, const BcuLayerSpec *spec);
bool bcu_people_resolve(const BcuPeopleInput *input, BcuPeople **people, BcuDiagLog *log);
void bcu_people_free(BcuPeople *people);

#endif
