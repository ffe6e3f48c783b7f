/** How everything looks: theme, colours, widths of lines, font. Lengths in mm. */
#ifndef RENDER_STYLE_H
#define RENDER_STYLE_H

#include "canvas/canvas.h"

#define BORDER_KINDS (BCU_BORDER_SUBAREA + 1)

typedef struct Style {
    bool dark;
    const char *font;          /* family; borrowed from the options */
    double unit;               /* size of body text */
    BcuColour paper;           /* behind everything; also the halo of labels */
    BcuColour ink;             /* titles, names, strong lines */
    BcuColour muted;           /* details, notes, thin lines; legible on paper */
    BcuColour water, stream;   /* areas; lines */
    BcuColour none;            /* areas in no cluster, and what is not the subject */
    BcuColour no_data;         /* a figure is unknown */
    Pen borders[BORDER_KINDS]; /* by BcuBorder */
    bool fixed[BORDER_KINDS];  /* widths that the project sets */
} Style;

/** The themes as they come, lengths in units of body text. */
const Style *style_theme(bool dark);
/** Ink or paper, whichever reads well on the fill; black or white where neither reaches WCAG AA. */
BcuColour style_text_on(const Style *style, BcuColour fill);
/** The style that the options ask for. \param unit size of body text on the page. */
void style_read(const BcuOptions *options, double unit, Style *style);
/** Warns where text could not be read. */
void style_check(const Style *style, BcuDiagLog *log);

#endif
