/** Names on the map: inside their area, as large as fits. */
#ifndef RENDER_LABEL_H
#define RENDER_LABEL_H

#include "page.h"
#include "text.h"

/** A text that wants a place in or beside a feature. */
typedef struct LabelWish {
    BcuLevel level;
    uint32_t feature;
    char *text;               /* owned */
    int priority;             /* larger goes first */
    double smallest, largest; /* size of the letters, mm */
    Weight weight;
    BcuColour colour;
} LabelWish;

typedef struct Label {
    Text *text;  /* NULL: no room */
    double x, y; /* upper left corner of the text, mm */
} Label;

/** Finds place and size for a text. */
Label label_place(const BcuDataset *dataset, const LabelWish *wish, const Page *page, const char *font);

#endif
