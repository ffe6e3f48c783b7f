/** One figure for each feature of a level: what a map colours or sizes by. */
#ifndef RENDER_FIGURES_H
#define RENDER_FIGURES_H

#include "maps/plan.h"

typedef struct Figures {
    BcuLevel level;
    uint32_t count;
    double *values;       /* one per feature; NAN: unknown; shares as percentages */
    char *name;           /* "People per km²" */
    char *description;    /* "people per square kilometre of land"; empty: none */
    char *unit;           /* written after a figure, with its space: " ha"; empty: none */
    bool amount;          /* has a size: is large or small; else high or low */
    int decimals;         /* that are worth printing */
    int column_decimals;  /* that the column has; -1: as many as are needed */
    uint32_t known;       /* features with a figure */
    uint32_t least, most; /* features with the least and the most; BCU_NONE: none has any */
} Figures;

/** Reads the column that an option names, at the level that the option "level" names; from the file of
 * the option "csv" where that is set. \param fallback where the option is unset: a column of people; a
 * project without people is shown by area.
 * \return false when there is no such column, reported. */
bool figures_read(const PlanContext *context, const char *option, const char *fallback, Figures *figures);
void figures_clear(Figures *figures);
/** The figure with its unit; "no data" for NAN. Freed with g_free. */
char *figures_text(const Figures *figures, double value);
/** "Residents per DWO" or "Area (ha)". g_free. */
char *figures_legend_title(const Figures *figures);
/** "People per km²: highest in A (13,233), lowest in B (2,156)". Freed with g_free. */
char *figures_headline(const PlanContext *context, const Figures *figures);
/** What a pointer shows on each feature: "A: 13,233". Freed with g_strfreev. */
char **figures_titles(const PlanContext *context, const Figures *figures);
/** All figures as a sentence, or their range where there are many. */
void figures_append_alt(const PlanContext *context, const Figures *figures, GString *alt);

#endif
