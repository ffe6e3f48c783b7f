/** Names on the map: inside their area, as large as fits. */
#ifndef RENDER_LABEL_H
#define RENDER_LABEL_H

#include "page.h"
#include "text.h"

typedef struct Label {
    Text *text;  /* NULL: no room */
    double x, y; /* upper left corner of the text, mm */
} Label;

/** Finds place and size for the name of a cluster. */
Label label_place(const BcuDataset *dataset, uint32_t cluster, const Page *page, const char *font);

#endif
