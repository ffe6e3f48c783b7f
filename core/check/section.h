/** The sections of a check, each in the file of its subject. */
#ifndef BCU_SECTION_H
#define BCU_SECTION_H

#include "check/check.h"
#include "dataset/dataset_private.h"

/** What there is to check; when a stage failed, what was made before it. */
typedef struct BcuInspection {
    const BcuProject *project;
    const BcuDatasetParts *parts; /* members may be NULL */
    const BcuDataset *dataset;    /* NULL when it could not be put together */
} BcuInspection;

/** Layers as read, their CRSs, their text and codes. */
void bcu_check_layers(const BcuInspection *inspection, BcuSheet *sheet, BcuDiagLog *log);
/** Who is in which cluster; the clusters with their sizes. */
void bcu_check_clusters(const BcuInspection *inspection, BcuSheet *sheet);
/** Subareas: how each found its area. */
void bcu_check_parents(const BcuInspection *inspection, BcuSheet *sheet);
/** By how much subareas leave their areas, where, and what no subarea covers. */
void bcu_check_subareas(const BcuInspection *inspection, BcuSheet *sheet, BcuDiagLog *log);
/** Records whose rings cross or touch themselves, as they were drawn. */
void bcu_check_rings(const BcuInspection *inspection, BcuSheet *sheet);
/** Gaps, overlaps and other flaws of the layers, with their places. */
void bcu_check_flaws(const BcuInspection *inspection, BcuSheet *sheet);
/** Figures joined and not joined. */
void bcu_check_population(const BcuInspection *inspection, BcuSheet *sheet);
/** Borders by class, and which clusters touch. */
void bcu_check_borders(const BcuInspection *inspection, BcuSheet *sheet);

/** Digits of coordinates that tell a millimetre: 3 in metres, 8 in degrees. */
int bcu_check_decimals(const BcuInspection *inspection);

/** Sets the cells of a new row, in the order of the columns, by their types: text as const char *
 * (NULL empties), integers as int64_t, reals as double (NAN empties). */
void bcu_check_add_row(BcuTable *table, ...);

#endif
