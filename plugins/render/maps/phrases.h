/** Pieces of sentences for titles, legends and alternative texts. All results are freed with g_free. */
#ifndef RENDER_PHRASES_H
#define RENDER_PHRASES_H

#include <bcukit/bcukit.h>
#include <glib.h>

/** "12 BCUs", "1 ward" */
char *phrase_count(const BcuDataset *dataset, BcuLevel level, uint32_t count);
/** A name for use in a sentence: where some of it runs from right to left, the rest of the sentence does not.
 * Lists have their names so. */
char *phrase_name(const char *name);
/** "A, B and C" \param names const char * */
char *phrase_list(const GPtrArray *names);
/** The areas of a cluster, or of none (BCU_NONE): "A, B, C". */
char *phrase_members(const BcuDataset *dataset, uint32_t cluster);

#endif
