/** Clusters of a TopoJSON file dissolved again from their members. */
#ifndef BCU_VERIFY_DISSOLVE_H
#define BCU_VERIFY_DISSOLVE_H

#include "verify/features.h"
#include "verify/known.h"

/** An outline is made of the arcs that its members use once: counted anew for each layer that says which cluster its
 * features lie in. Where a layer gives some outlines but not all, those it does not give are differences.
 * Of shapes that rounding or cutting gave arcs of their own the area counts.
 * \param features not moved yet. \param decimals of its coordinates, as text; NULL for what is usual.
 * \return the layer that gives most of them, borrowed from the features; NULL where none gives any, or there are no arcs. */
const char *bcu_dissolve_compare(const BcuFeatures *features, const char *decimals, BcuFindings *findings);

#endif
