/** Names on the map: each within its area; else beside it with a leader line, or as a number whose
 * name stands in a key. */
#ifndef RENDER_LABEL_H
#define RENDER_LABEL_H

#include "canvas/text.h"
#include "label/ground.h"
#include "style/style.h"

/** The key has no more numbers than a reader finds again. */
#define LABEL_KEY_MOST 25

/** A text that wants a place in a feature. */
typedef struct LabelWish {
    BcuLevel level;
    uint32_t feature;
    char *text;               /* owned */
    char *figure;             /* owned; stands below in a line of its own; NULL: none */
    int priority;             /* larger goes first */
    double smallest, largest; /* size of the letters, mm */
    Weight weight;
    BcuColour colour, halo; /* the halo is the fill beneath: lines part, nothing else shows */
    BcuLevel fill_level;    /* whose fill that is: outside of it a name takes the colours of the page */
    uint32_t fill_feature;
    bool may_lead, may_number; /* where the area has no room: a leader line; a number */
    bool may_squeeze;          /* before that: condensed, a leader line upon others, over its border */
    bool if_seen;              /* only where some of the area can be seen */
    double radius;             /* of the circle that it names, mm; 0: it names the area */
    BcuColour disc;            /* of that circle, on which its number stands */
} LabelWish;

typedef struct Label {
    guint wish;  /* index of the wish */
    Text *text;  /* the name, or the number */
    Block block; /* what the text covers */
    bool in_circle;
    bool on_fill;  /* all of it stands on the fill that the wish names */
    bool has_line; /* from the area to the text */
    BcuPoint line[2];
    guint number; /* in the key, from 1; 0: the name is written out */
} Label;

/** Names of one level that are left out together, since too few of them would have room. */
typedef struct GivenUp {
    BcuLevel level;
    guint names;
} GivenUp;

typedef struct Labels {
    GArray *placed;   /* Label */
    GArray *key;      /* guint: the wish behind number i + 1 */
    GArray *unplaced; /* guint: wishes that found no room */
    GArray *given_up; /* GivenUp */
} Labels;

/** What the labels of a map stand on and among. */
typedef struct LabelGround {
    const Page *page;
    LineWork lines;     /* that they had better not cover */
    const Frame *taken; /* what they may not cover: furniture */
    guint taken_count;
} LabelGround;

/** From the level with the highest priority down. One whose names need more numbers than the key may have is
 * given up as a whole.
 * \param wishes LabelWish; must outlive the labels \param most_numbers how long the key may get. */
Labels *labels_place(const BcuDataset *dataset, const LabelGround *around, const char *font,
                     const GArray *wishes, guint most_numbers);
void labels_free(Labels *labels);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Labels, labels_free)
void labels_draw(const Labels *labels, const BcuDataset *dataset, const GArray *wishes, const Style *style,
                 Canvas *canvas);

#endif
