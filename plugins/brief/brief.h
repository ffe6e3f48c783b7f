/** The briefing on its way: what its parts are made from. */
#ifndef BRIEF_H
#define BRIEF_H

#include "document.h"
#include <bcukit/guest.h>
#include <bcukit/plugin.h>
#include <bcukit/table.h>

/** Sections that the option "sections" may name, in the order that is used where it does not. */
#define BRIEF_SECTIONS "summary|map|clusters|changes|rollout|pages|sources"

/** Clusters beyond which there is no page for each: nobody leafs through that. */
#define BRIEF_MOST_PAGES 40

/** Width of the text between the margins of the paper, and the height of a picture that leaves room for its caption. */
#define BRIEF_TEXT_MM 170.0

typedef struct Brief {
    const BcuRun *run;
    const BcuDataset *dataset;
    Document *document;
    BcuTable *cover, *sentences, *rollout; /* rollout: NULL without phases */
    GPtrArray *guests;                     /* BcuGuest: their pictures stay until the document is written */
    bool has_pictures;                     /* there is a plugin that draws */
} Brief;

/** Makes the document that the options ask for. A map that cannot be drawn is missing, reported. */
void content_fill(Brief *brief);

/* Parts of it, each in the file of its name. */
void clusters_table(Brief *brief);
void cluster_facts(Brief *brief, uint32_t cluster);
void rollout_table(Brief *brief);
void changes_tables(Brief *brief);
void picture_overview(Brief *brief);
void picture_panels(Brief *brief);
/** All locators at once, of which picture_locator() takes one. \return borrowed from the brief; NULL on failure,
 * reported. */
BcuGuest *pictures_locators(Brief *brief);
void picture_locator(Brief *brief, const BcuGuest *locators, uint32_t cluster);

/** Writers: each gives the whole file. */
char *markdown_of(const Document *document);
/** \return false when a picture cannot be read. */
bool html_of(const Document *document, GString *html);
/** Writes the package to that path. \return false on failure, errno in `error`. */
bool docx_write(const Document *document, const char *path, int64_t seconds, bool is_dated, int *error);

#endif
