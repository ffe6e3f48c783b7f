/** Everything on a sheet gets its place: title, map, legend, scale bar, sources, labels. */
#ifndef RENDER_LAYOUT_H
#define RENDER_LAYOUT_H

#include "label/label.h"
#include "page/arrange.h"
#include "page/legend_box.h"
#include "page/paragraphs.h"
#include "page/scale_bar.h"

/** Air between a label and what it may not touch. */
#define LABEL_AIR_UNITS 0.4

/** What stands around a map. Texts may be NULL or empty. */
typedef struct Furniture {
    const char *what_if; /* above the title: what is supposed */
    const char *title, *subtitle;
    const char *note, *source, *attribution, *licence; /* attribution: lines */
    const Legend *legend;                              /* may have no entries */
    ScaleBarForm bar;
    Side side;   /* of the map where the legend may be */
    bool filled; /* the map covers all of its frame: a detail, or several panels */
    const GArray
        *symbols; /* BcuBox, map units: what stands on the map and may reach beyond the territory; NULL */
    double heading_mm;  /* that title and subtitle take at least: as much as on the other maps of a deck */
    const Frame *place; /* that the map has to take; NULL: the best for it */
} Furniture;

/** Names that go on the map. */
typedef struct Names {
    const GArray *wishes; /* LabelWish; must outlive the layout */
    bool within_map;      /* they keep within the map's frame, else within the body of the page */
    bool (*draws)(const void *closure, uint32_t coverage, BcuArc arc); /* whether the map has a line there */
    /** Appends what they must not cover besides furniture, Frame; NULL: nothing. */
    void (*add_obstacles)(const void *closure, const Page *page, GArray *frames);
    const void *closure;
} Names;

typedef struct Layout {
    const Style *style;
    Page page; /* with all frames, fitted */
    Paragraphs *heading, *footer;
    LegendBox *legend; /* NULL: none */
    LegendForm legend_form;
    guint legend_cut; /* entries that found no room */
    Frame legend_frame;
    ScaleBar *bar;
    double bar_share; /* of the usual length */
    Frame bar_frame;
    bool bar_missing; /* it found no room */
    bool misfit;      /* legend or scale bar found no room beside the place that the map has to take */
    Labels *labels;
} Layout;

/** \param page from page_init \param names NULL: none. */
Layout *layout_new(const BcuDataset *dataset, const Furniture *furniture, const Names *names, BcuBox extent,
                   const Style *style, const Page *page);
void layout_free(Layout *layout);
/** What title and subtitle take, mm. */
double layout_heading_mm(const Furniture *furniture, const Style *style, const Page *page);
/** Makes the scale bar that of a panel in the map's frame. */
void layout_scale_bar(Layout *layout, const BcuDataset *dataset, const Page *view, ScaleBarForm form);
/** Title, legend, scale bar and sources; the labels are drawn with labels_draw. */
void layout_draw(const Layout *layout, Canvas *canvas);

#endif
