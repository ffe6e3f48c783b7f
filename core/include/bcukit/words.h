/** Figures and names of columns in the words that maps, pages and documents have in common. */
#ifndef BCUKIT_WORDS_H
#define BCUKIT_WORDS_H

#include <bcukit/dataset.h>

BCU_BEGIN_DECLS

/* All results are freed with free(). */

/** The text with a capital at its start. */
BCU_API char *bcu_words_capital(const char *text);
/** The name of a column as words: "people_per_km2" becomes "People per km²"; a resource's key is
 * written in capitals, a unit at the end is left out. */
BCU_API char *bcu_words_of_column(const BcuDataset *dataset, const BcuColumn *column);
/** A description of a column in the same words. */
BCU_API char *bcu_words_of_text(const BcuDataset *dataset, const char *text);
/** "34.7 %", of a share of 0 to 1; never 100 % of what is less than all. */
BCU_API char *bcu_words_percent(double share);

BCU_END_DECLS
#endif
