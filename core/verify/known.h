/** What the files of a folder say of each feature, so that they can be held against one another. */
#ifndef BCU_KNOWN_H
#define BCU_KNOWN_H

#include <bcukit/api.h>
#include <glib.h>

/** What one file says of one feature. */
typedef struct BcuSighting {
    const char *layer; /* "" for clusters */
    const char *code, *name;
    double people, area_ha; /* as stated; NAN: not said */
} BcuSighting;

/** What was looked at in a file, and what does not fit. */
typedef struct BcuFindings {
    const char *file;
    uint32_t features, names, people, areas; /* that it has */
    uint32_t outlines, cut; /* measured; left out, as they are cut at 180 degrees */
    uint32_t compared;  /* names and figures that another file has, too */
    uint32_t differences;
    GString *first; /* the first difference in words */
} BcuFindings;

/** What was said so far, by layer and code. */
typedef struct BcuKnown BcuKnown;

BcuKnown *bcu_known_new(void);
void bcu_known_free(BcuKnown *known);
/** Holds a sighting against what other files said, and keeps what is new. */
void bcu_known_see(BcuKnown *known, const BcuSighting *sighting, BcuFindings *findings);
/** Adds up the people of a layer. \param file set to one that states them, borrowed.
 * \return false where nothing, or not all, is known. */
bool bcu_known_people(const BcuKnown *known, const char *layer, double *people, const char **file);
/** Notes a difference; the first is kept in words. */
void bcu_findings_differ(BcuFindings *findings, const char *format, ...) G_GNUC_PRINTF(2, 3);

#endif
