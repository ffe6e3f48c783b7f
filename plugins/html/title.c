/* The page's title: the dataset's, which asks what if where something is supposed. */
#include "page.h"

char *page_title_dup(const BcuDataset *dataset)
{
    const char *title = bcu_dataset_text(dataset, BCU_TEXT_TITLE);
    return *title ? g_strdup(title) : bcu_words_capital(bcu_dataset_level(dataset, BCU_CLUSTERS).plural);
}
