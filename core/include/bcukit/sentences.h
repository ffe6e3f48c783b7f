/** What the figures say, in sentences: the same in messages, on maps, pages and in documents.
 *
 * Shares of people are of all people, also of those outside of all clusters: there is one denominator. Numbers have
 * commas between thousands, shares one decimal.
 * Since 1.0. */
#ifndef BCUKIT_SENTENCES_H
#define BCUKIT_SENTENCES_H

#include <bcukit/dataset.h>
#include <bcukit/table.h>

BCU_BEGIN_DECLS

/** All that can be said of a dataset: one row for each sentence, with what it speaks of ("people", "size", "density",
 * "stretch", "phase", "state") and the sentence. No row where there is no figure.
 * \param as_of YYYY, YYYY-MM or YYYY-MM-DD adds what is live at the end of it; NULL for none.
 * \return caller frees; it cannot fail. */
BCU_API BcuTable *bcu_sentences(const BcuDataset *dataset, const char *as_of);

/** What is live after a phase, and whom that covers: "After June 2018, 4 of 12 BCUs are live: …".
 * \param rollout of bcu_measure_rollout() of the same dataset.
 * \param row of it; what is said for one out of range is not defined.
 * \return freed with free(); it cannot fail. */
BCU_API char *bcu_sentence_of_phase(const BcuDataset *dataset, const BcuTable *rollout, uint32_t row);

BCU_END_DECLS
#endif
