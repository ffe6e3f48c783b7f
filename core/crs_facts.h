/** What PROJ said in earlier runs about CRSs, in plain values: what a definition means, the best operation
 * between two. To ask its database takes a small job a quarter of its time, and the answers stay the same
 * until PROJ, what it reads or bcukit is replaced. They are kept in a file and forgotten when any of that has
 * changed; who removes the file loses nothing but that time. */
#ifndef BCU_CRS_FACTS_H
#define BCU_CRS_FACTS_H

#include "host.h"
#include <glib.h>

/** Answers from this file on, and learns for it; until they are saved; else nothing is known or learnt. */
BCU_HOST void bcu_crs_facts_open(const char *path);
/** \param kind what is asked, \param of about which definition, \param type of the answer.
 * \return NULL when it is not known; g_variant_unref. */
GVariant *bcu_crs_fact(const char *kind, const char *of, const char *type);
/** Takes a floating reference. */
void bcu_crs_fact_learn(const char *kind, const char *of, GVariant *fact);
/** Writes what was learnt, if anything was; silent when that cannot be done. */
BCU_HOST void bcu_crs_facts_save(void);

#endif
