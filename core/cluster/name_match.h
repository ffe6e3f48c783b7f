/** Written codes and names to areas, by one set of rules for members, look-up tables and joined figures. */
#ifndef BCU_NAME_MATCH_H
#define BCU_NAME_MATCH_H

#include "cluster/membership.h"

typedef struct BcuMatcher BcuMatcher;

/** Indexes areas by code and name, which it borrows. */
BcuMatcher *bcu_matcher_new(char *const *codes, char *const *names, uint32_t count);
void bcu_matcher_free(BcuMatcher *matcher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BcuMatcher, bcu_matcher_free)

/** The areas that a written text fits, by the first of these rules that any fits: the code; the code but for case
 * and accents; the name but for case, blanks, punctuation, accents, "&" and "and"; the same number, which spreadsheets
 * make of a code ("1001" or "1001.0" for "01001"); a short form.
 * A short form is a run of whole words from the start of a name: "Kensington". Where other names have these words
 * elsewhere ("Corse" in Corse-du-Sud and Haute-Corse), all of them may be meant.
 * \param weakest the last rule to try: BCU_MATCH_NAME, BCU_MATCH_NUMBER or BCU_MATCH_SHORT.
 * \param fitting set to the areas (uint32_t) that fit equally well. \return which rule; BCU_MATCH_NONE. */
BcuMatch bcu_matcher_find(const BcuMatcher *matcher, const char *written, BcuMatch weakest, GArray *fitting);

#endif
