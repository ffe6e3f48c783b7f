/** Sentences that are reported where the figures are made. */
#ifndef BCU_SENTENCES_H
#define BCU_SENTENCES_H

#include <bcukit/sentences.h>

/** Who lives in clusters, and who does not. \return g_free; NULL where no figures are. */
char *bcu_sentence_of_people(const BcuDataset *dataset);
/** The largest and the smallest cluster. \return g_free; NULL where there are no two sizes. */
char *bcu_sentence_of_sizes(const BcuDataset *dataset);
/** Which cluster has the most and which the fewest of what a column counts, among those whose people are all known.
 * \param cover of bcu_measure_cover() of clusters. \param what is counted: "people". \return g_free; NULL where there are
 * no two figures. */
char *bcu_sentence_of_extremes(const BcuDataset *dataset, const BcuTable *cover, const char *column, const char *what);
/** What is live at the end of a date, and whom that covers. \return g_free; NULL where no figures are. */
char *bcu_sentence_of_date(const BcuDataset *dataset, const char *as_of);
/** Where one of the first resource serves the most people, and where the fewest. \param cover of bcu_measure_cover() of
 * clusters. \return g_free; NULL where no figures are. */
char *bcu_sentence_of_stretch(const BcuDataset *dataset, const BcuTable *cover);

#endif
