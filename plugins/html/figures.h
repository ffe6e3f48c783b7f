/** All figures and attributes of a level, as the page shows them. */
#ifndef HTML_FIGURES_H
#define HTML_FIGURES_H

#include <bcukit/bcukit.h>
#include <glib.h>

/* Texts are kept of clusters only: areas and subareas have them by the cluster that they lie in. */
typedef struct Column {
    char *key;   /* name of the column in the tables */
    char *words; /* "Residents per DWO" */
    char *about; /* one line; empty: none */
    char *unit;  /* written behind a figure, with its space; empty: none */
    BcuType type;
    int decimals;       /* as in the tables; -1: as many as needed */
    int shown;          /* that are worth printing, of a share's percentage */
    bool is_share;      /* from 0 to 1, read as a percentage */
    bool is_main;       /* in the table as it opens */
    bool is_by_phase;   /* the same for all of a phase: one value per row of the roll-out */
    bool is_same;       /* for all features: one value stands for all */
    uint32_t count;     /* of values or texts */
    double *values;     /* as the tables have them, rounded; NAN: unknown; NULL for text */
    char **texts;       /* NULL: none */
    BcuClasses classes; /* of the level's figures; shares as percentages */
} Column;

typedef struct Figures {
    BcuLevel level;
    GPtrArray *columns; /* Column */
} Figures;

/** \return false on failure, reported. */
bool figures_read(const BcuRun *run, BcuLevel level, Figures *figures);
void figures_clear(Figures *figures);
/** The value of a feature: where the column is by phase, that of its cluster's phase. */
double figures_value(const BcuDataset *dataset, const Figures *figures, const Column *column,
                     uint32_t feature);
/** The figure with its unit, or the text; empty where unknown. Freed with g_free. */
char *figures_text(const BcuDataset *dataset, const Figures *figures, const Column *column, uint32_t feature);

#endif
