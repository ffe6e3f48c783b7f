/** The page on its way: what all of its parts are made from. */
#ifndef HTML_PAGE_H
#define HTML_PAGE_H

#include "figures.h"
#include "outline.h"

/** Features of a level beyond which it is left out: a browser needs seconds for more. */
#define PAGE_MOST_FEATURES 20000

typedef struct Page {
    const BcuRun *run;
    const BcuDataset *dataset; /* the run's: figures */
    const BcuDataset *drawn;   /* simplified for the screen: outlines */
    Grid grid;
    bool has_level[BCU_LEVEL_COUNT];
    Figures figures[BCU_LEVEL_COUNT];
    BcuColour *colours; /* of clusters */
} Page;

/** Writes map.html. \return false on failure, reported. */
bool page_write(const BcuRun *run);

/* Parts of it, appended to the document; each in the file of its name. */
void map_append(GString *html, const Page *page);
void tables_append(GString *html, const Page *page);
void data_append(GString *html, const Page *page);
void changes_append(GString *html, const Page *page);
/** The title of the page: the dataset's, else what the clusters are called. Freed with g_free. */
char *page_title_dup(const BcuDataset *dataset);
void phases_put_json(const BcuDataset *dataset, BcuJson *json);

/** Reads a page back and compares it with what it was made from.
 * \param report one line for the manifest, g_free. \return what is wrong; NULL: nothing. */
const char *page_verify(const Page *page, const char *html, char **report);

#endif
