/** How everything looks: theme, colours, widths of lines, font. Lengths in mm. */
#ifndef RENDER_STYLE_H
#define RENDER_STYLE_H

#include "canvas/hatch.h"
#include "page/page.h"

#define BORDER_KINDS (BCU_BORDER_SUBAREA + 1)

typedef enum Theme { THEME_LIGHT, THEME_DARK, THEME_PRINT } Theme;
#define THEME_NAMES "light|dark|print"

/** What a feature lacks, so that it is hatched. */
typedef enum Missing { MISSING_NOTHING, MISSING_CLUSTER, MISSING_DATA } Missing;

/** Letters of one use: one size on the whole map. */
typedef struct Letters {
    double size; /* mm */
    Weight weight;
} Letters;

typedef struct Style {
    bool dark;
    double hatch;              /* how far its lines are from the fill to the ink, 0 to 1 */
    const char *font;          /* family; borrowed from the options */
    double unit;               /* size of body text */
    double floor;              /* no letters but those of sources are smaller */
    double source_floor;       /* nor those than this */
    double title, subtitle, source;
    Letters names[BCU_LEVEL_COUNT]; /* of features on the map, by level */
    BcuColour paper;           /* behind everything; also the halo of labels */
    BcuColour ink;             /* titles, names, strong lines */
    BcuColour muted;           /* details, notes, thin lines; legible on paper */
    BcuColour water, stream;   /* areas; lines */
    BcuColour none;            /* areas in no cluster, and what is not the subject */
    BcuColour no_data;         /* a figure is unknown */
    BcuColour rest;            /* what is there, but not the subject */
    Pen borders[BORDER_KINDS]; /* by BcuBorder */
    bool fixed[BORDER_KINDS];  /* widths that the project sets */
} Style;

/** The themes as they come, lengths in units of body text. */
const Style *style_theme(Theme theme);
/** Ink or paper, whichever reads well on the fill; black or white where neither reaches WCAG AA. */
BcuColour style_text_on(const Style *style, BcuColour fill);
/** The same, but grey where that reads well: for names that do not lead. */
BcuColour style_quiet_text_on(const Style *style, BcuColour fill);
/** The lines over its grey. */
Hatch style_hatch(const Style *style, Missing missing);
/** The style that the options ask for, in letters for the page. */
void style_read(const BcuOptions *options, const Page *page, Style *style);
/** Warns where text could not be read. */
void style_check(const Style *style, BcuDiagLog *log);

#endif
