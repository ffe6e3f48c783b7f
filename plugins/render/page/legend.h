/** What a legend says, whatever it looks like. */
#ifndef RENDER_LEGEND_H
#define RENDER_LEGEND_H

#include <bcukit/colour.h>
#include <glib.h>

typedef enum Swatch {
    SWATCH_NONE,
    SWATCH_FILL,
    SWATCH_CLASS,      /* a part of a bar: classes one after another meet */
    SWATCH_NO_CLUSTER, /* hatched fills */
    SWATCH_NO_DATA,
    SWATCH_LINE,
    SWATCH_DOT,
    SWATCH_CIRCLE
} Swatch;

typedef struct LegendEntry {
    Swatch swatch;
    BcuColour colour;
    double size_mm;       /* width of a line, diameter of a dot or circle */
    char *label, *detail; /* owned; the second line, smaller, may be NULL */
} LegendEntry;

/** A tick or a change of colour on a continuous ramp. */
typedef struct RampStop {
    double at; /* 0 to 1, rising */
    BcuColour colour;
    char *label; /* owned; NULL: no tick */
} RampStop;

typedef struct Legend {
    char *title;     /* owned; NULL: none */
    GArray *ramp;    /* RampStop; drawn as one bar above the entries; empty: no ramp */
    GArray *entries; /* LegendEntry, in order from above; circles one after another are one nest, classes one bar */
} Legend;

void legend_init(Legend *legend);
void legend_clear(Legend *legend);
/** Texts are copied; detail may be NULL. */
void legend_add(Legend *legend, Swatch swatch, BcuColour colour, double size_mm, const char *label,
                const char *detail);
/** For g_array_sort: stops by where they are; of two at one place that with a label first. */
int legend_stop_order(const void *a, const void *b);
void legend_add_stop(Legend *legend, double at, BcuColour colour, const char *label);

#endif
