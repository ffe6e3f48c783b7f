/** Figures and names of columns in the words that maps, pages and documents have in common.
 * Since 1.0. */
#ifndef BCUKIT_WORDS_H
#define BCUKIT_WORDS_H

#include <bcukit/dataset.h>

BCU_BEGIN_DECLS

/** The text with a capital at its start. Freed with free(), as all results here. */
BCU_API char *bcu_words_capital(const char *text);
/** What the people of a dataset are called: "Londoners", or "people". Borrowed from the dataset. */
BCU_API const char *bcu_words_people(const BcuDataset *dataset);
/** The name of a column as words: "people_per_km2" becomes "People per km²"; a resource's key is
 * written in capitals, a unit at the end is left out. Freed with free(). */
BCU_API char *bcu_words_of_column(const BcuDataset *dataset, const BcuColumn *column);
/** A description of a column in the same words, and in those of the project: "BCUs" for "clusters". Freed with free(). */
BCU_API char *bcu_words_of_text(const BcuDataset *dataset, const char *text);
/** "34.7%", of a share of 0 to 1; never 100 % of what is less than all. Freed with free(). */
BCU_API char *bcu_words_percent(double share);

BCU_END_DECLS
#endif
