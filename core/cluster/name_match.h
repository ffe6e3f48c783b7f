/** Names as people shorten them: "Kensington" for "Kensington and Chelsea". */
#ifndef BCU_NAME_MATCH_H
#define BCU_NAME_MATCH_H

#include "cluster/membership.h"

/** Which texts a written name fits: the best kind of match and how many fit it equally well.
 * Case, spaces, punctuation, accents, "&" and "and" do not count; a short form is a run of whole
 * words from the start.
 * \param first set to the first text that fits. \return how many fit; 0 for none. */
size_t bcu_name_match(const char *written, char *const *codes, char *const *names, uint32_t count,
                      BcuMatch *kind, uint32_t *first, GArray *all);

#endif
