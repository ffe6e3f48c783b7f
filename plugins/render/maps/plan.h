/** What a map is to show, before anything is laid out: made from the dataset and the options by one
 * kind of map each, drawn by paint.h. */
#ifndef RENDER_PLAN_H
#define RENDER_PLAN_H

#include "label/label.h"
#include "page/legend.h"
#include "style/style.h"

typedef struct Circle {
    BcuPoint centre; /* map units */
    double diameter_mm;
    BcuColour colour;
    BcuLevel level;
    uint32_t feature;
    char *title; /* owned; what a pointer shows; may be NULL */
} Circle;

/** One map within a plan; small multiples have several. */
typedef struct Panel {
    char *heading, *figure, *detail; /* owned; written above the panel; NULL: none */
    double share;                    /* 0 to 1, drawn as a bar below them; NAN: none */
    BcuColour bar;                   /* its colour */
    BcuBox extent;                   /* what is shown, map units */
    bool small;                      /* one of several: lines are half as wide */
    bool inset;                      /* lies in a corner of the first panel's frame */
    BcuLevel level;                  /* whose features are filled; areas in no cluster are filled besides */
    BcuColour *fills;                /* one per feature of that level; owned */
    char **titles;                   /* one per feature, or NULL: what a pointer shows; owned */
    GArray *circles;                 /* Circle, in order of drawing */
    GArray *wishes;                  /* LabelWish */
} Panel;

typedef struct MapPlan {
    const char *kind;             /* "clusters": names the file */
    char *part;                   /* owned; which of several maps of the kind: a code; NULL */
    char *title, *subtitle, *alt; /* owned */
    char *what_if;                /* owned; a line above a title that does not say it; NULL */
    char *document_title;         /* owned; of the file: the title with what is supposed */
    Legend legend;
    const char *book;           /* pages of one PDF follow one another and share this name; NULL */
    bool pale_borders;          /* inner borders in the colour of the paper: the fills speak */
    bool outlined;              /* and have a thin dark line: some fills are paper */
    bool borders[BORDER_KINDS]; /* which are drawn, by BcuBorder */
    uint32_t focus;             /* the only cluster whose subareas have borders; BCU_NONE: all */
    GPtrArray *panels;          /* Panel */
} MapPlan;

/** What plans are made from. */
typedef struct PlanContext {
    const BcuDataset *dataset;
    const BcuOptions *options;
    const Style *style;
    BcuDiagLog *log;
    GHashTable *told;      /* what was said already of maps that lack something */
    const BcuShape *water; /* that the areas leave empty; NULL: none */
    const Page *page;      /* before anything is laid out */
    const char *provenance; /* what leads to the manifest; may be NULL */
} PlanContext;

/** A plan without panels. Freed with plan_free. */
MapPlan *plan_new(const char *kind);
void plan_free(MapPlan *plan);
/** A panel of the whole dataset whose features all have the fill of "no subject". Belongs to the plan. */
Panel *plan_add_panel(const PlanContext *context, MapPlan *plan, BcuLevel level);
/** Wishes for the name of a feature, in ink or paper, whichever reads well on its fill. \return the wish,
 * to be changed before the next one is added. */
LabelWish *panel_add_name(const PlanContext *context, Panel *panel, BcuLevel level, uint32_t feature);
/** A circle at the label point of a feature. \param title may be NULL; copied. */
void panel_add_circle(const PlanContext *context, Panel *panel, BcuLevel level, uint32_t feature,
                      double diameter_mm, BcuColour colour, const char *title);
/** Names the areas of a panel of clusters, small and grey, so that the clusters' names lead. */
void panel_add_area_names(const PlanContext *context, Panel *panel);
/** Whether areas are named, on the map or in the legend: where the option asks for it and nobody would have
 * to read hundreds of names. */
bool plan_lists_members(const PlanContext *context);
/** Whether a legend says what the map says as well. \param needed whether it is, when that is left to us. */
bool plan_has_legend(const PlanContext *context, bool needed);
/** Whether it is several maps side by side. */
static inline bool plan_is_series(const MapPlan *plan)
{
    return plan->panels->len > 1 && !((const Panel *)g_ptr_array_index(plan->panels, plan->panels->len - 1))->inset;
}
/** Whether it is one map of the whole territory. */
static inline bool plan_shows_whole(const MapPlan *plan)
{
    return plan->panels->len == 1;
}
/** Adds the entry for areas in no cluster where there are any. */
void plan_add_none_entry(const PlanContext *context, MapPlan *plan);

/** The line work that the borders of a kind are taken from: those of subareas from their own layer, all
 * others from the layer that is filled. BCU_NONE: there is none. */
uint32_t plan_coverage_of(const BcuDataset *dataset, const Panel *panel, BcuBorder border);
/** Whether the panel has a line along an arc of a coverage. */
bool plan_draws(const BcuDataset *dataset, const MapPlan *plan, const Panel *panel, uint32_t coverage,
                BcuArc arc);

/** Says what is supposed, where a grouping is compared with another, in everything that names the map. */
void plan_mark_what_if(const BcuDataset *dataset, MapPlan *plan);

/** Opens the file of a map. \param first whether it is the first map of the run
 * \param format ending of the file's name. */
BcuStream *plan_open_output(const MapPlan *plan, bool first, const char *format, const BcuRun *run);

#endif
