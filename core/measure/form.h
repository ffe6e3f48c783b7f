/** The form of a shape: how compact, how far across. */
#ifndef BCU_FORM_H
#define BCU_FORM_H

#include <bcukit/geometry.h>
#include <glib.h>

typedef struct BcuForm {
    double polsby_popper;      /* area to that of a circle of the same perimeter */
    double reock;              /* area to that of the smallest circle around it */
    double hull_ratio;         /* area to that of the convex hull */
    double longest_crossing_m; /* between the two points of the outline that are farthest apart */
} BcuForm;

/** \param shape in metres.
 * \return false when GEOS cannot make a hull or circle of it.
 * \note Sources: Polsby and Popper, 1991, "The third criterion"; Reock, 1961, "Measuring compactness". */
bool bcu_form_measure(const BcuShape *shape, BcuForm *form);

#endif
