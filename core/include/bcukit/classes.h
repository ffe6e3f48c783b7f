/** Figures sorted into classes, and what a legend says of each class.
 * Since 1.0. */
#ifndef BCUKIT_CLASSES_H
#define BCUKIT_CLASSES_H

#include <bcukit/api.h>

BCU_BEGIN_DECLS

#define BCU_CLASS_METHODS "quantile|equal|jenks|stddev|pretty|manual|continuous"

typedef enum BcuClassMethod {
    BCU_CLASS_QUANTILE,  /* as many figures in each class */
    BCU_CLASS_EQUAL,     /* classes equally wide */
    BCU_CLASS_JENKS,     /* natural breaks: least variance within classes */
    BCU_CLASS_STDDEV,    /* by distance from the mean */
    BCU_CLASS_PRETTY,    /* equally wide with round limits */
    BCU_CLASS_MANUAL,    /* limits as given */
    BCU_CLASS_CONTINUOUS /* no classes: a ramp from least to most */
} BcuClassMethod;

#define BCU_CLASSES_MOST 12

/** Class i holds the figures from limits[i] up to, not including, limits[i + 1]; the last one also
 * its upper limit. Figures are taken as they are printed, so that each lies within what the legend
 * says of its class. Final for major 1. */
typedef struct BcuClasses {
    size_t count;
    int decimals; /* digits after the point of a figure as printed; negative: tens, hundreds … */
    double limits[BCU_CLASSES_MOST + 1];
    char *labels[BCU_CLASSES_MOST]; /* "under 20", "20 – 39", "40 and more"; owned */
} BcuClasses;

/** \param values  figures; NAN for unknown.
 * \param wanted   how many classes; there are fewer where the figures do not differ enough.
 * \param decimals as figures are printed beside the legend; -1: as many as tell them apart.
 * \param manual   inner limits, rising, for BCU_CLASS_MANUAL. */
BCU_API void bcu_classes_build(const double *values, size_t count, BcuClassMethod method, size_t wanted,
                               int decimals, const double *manual, size_t manual_count, BcuClasses *classes);
/** Frees the labels; the struct itself is the caller's. */
BCU_API void bcu_classes_clear(BcuClasses *classes);
/** The class of a figure; SIZE_MAX for NAN. */
BCU_API size_t bcu_classes_of(const BcuClasses *classes, double value);

/** A figure with thousands separators. \param decimals as above. Freed with free(). */
BCU_API char *bcu_figure_text(double value, int decimals);
/** Round limits that enclose a range: about `wanted` steps. \return how many limits, at most `room`. */
BCU_API size_t bcu_pretty_limits(double least, double most, size_t wanted, double *limits, size_t room);

BCU_END_DECLS
#endif
