/** Figures sorted into classes, and what a legend says of each class. */
#ifndef RENDER_CLASSES_H
#define RENDER_CLASSES_H

#include <bcukit/api.h>

#define CLASS_METHODS "quantile|equal|jenks|stddev|pretty|manual|continuous"

typedef enum ClassMethod {
    CLASS_QUANTILE,  /* as many figures in each class */
    CLASS_EQUAL,     /* classes equally wide */
    CLASS_JENKS,     /* natural breaks: least variance within classes */
    CLASS_STDDEV,    /* by distance from the mean */
    CLASS_PRETTY,    /* equally wide with round limits */
    CLASS_MANUAL,    /* limits as given */
    CLASS_CONTINUOUS /* no classes: a ramp from least to most */
} ClassMethod;

#define CLASSES_MOST 12

/** Class i holds the figures from limits[i] up to, not including, limits[i + 1]; the last one also
 * its upper limit. Figures are taken as they are printed, so that each lies within what the legend
 * says of its class. */
typedef struct Classes {
    size_t count;
    int decimals; /* digits after the point of a figure as printed; negative: tens, hundreds … */
    double limits[CLASSES_MOST + 1];
    char *labels[CLASSES_MOST]; /* "under 20", "20 – 39", "40 and more"; owned */
} Classes;

/** \param values  figures; NAN for unknown.
 * \param wanted   how many classes; there are fewer where the figures do not differ enough.
 * \param decimals as figures are printed beside the legend; -1: as many as tell them apart.
 * \param manual   inner limits, rising, for CLASS_MANUAL. */
void classes_build(const double *values, size_t count, ClassMethod method, size_t wanted, int decimals,
                   const double *manual, size_t manual_count, Classes *classes);
void classes_clear(Classes *classes);
/** The class of a figure; SIZE_MAX for NAN. */
size_t classes_of(const Classes *classes, double value);

/** A figure with thousands separators. \param decimals as above. Freed with g_free. */
char *figure_text(double value, int decimals);
/** Round limits that enclose a range: about `wanted` steps. \return how many limits, at most `room`. */
size_t pretty_limits(double least, double most, size_t wanted, double *limits, size_t room);

#endif
