/** Places that a label may take: those in its area, those beside it. */
#ifndef RENDER_LABEL_PLACES_H
#define RENDER_LABEL_PLACES_H

#include "label/label.h"
#include "label/wording.h"

/** What all labels of a map share while they are placed. */
typedef struct Site {
    const BcuDataset *dataset;
    const LabelGround *around;
    const Page *page; /* that of the ground */
    Ground *ground;
    Clutter *clutter;
    Clutter *dots;         /* of points that are to be named */
    bool over_dots;        /* names of higher levels that have no room among them stand upon them */
    Clutter *apart;        /* air around names of higher levels: close to one another they read as one */
    bool close_by;         /* numbers, and what has no other place, stand in that air */
    GHashTable *outlines;  /* BcuShape of a feature, as far as the page shows it, built once */
    GHashTable *layouts;   /* weight to PangoLayout, for measuring */
    GArray *discs;         /* Disc: the circles that are to be named */
    bool names_in_circles; /* most circles have room for theirs: the others get smaller letters to have it,
                              too */
    guint most_numbers;
    double scale; /* of the letters of the level that is being placed; 1: as large as its wishes ask for */
    double step;  /* of the smaller ones, for names that have no room else, as a share of those */
} Site;

/** Sizes of the letters of a level on a map: one, and one step below it. */
enum { LETTER_SIZES = 2 };
double site_letters(const Site *site, const LabelWish *wish, int step);

typedef struct Disc {
    guint wish;
    BcuPoint centre;
    double radius;
} Disc;

/** A wish with what is known of its name and area. */
typedef struct Subject {
    const LabelWish *wish;
    guint index;
    Weight weight; /* that of the wish, or condensed */
    Wording *wording;
    const BcuShape *outline; /* what the body of the page shows of it; no points for a point */
    const BcuShape *home;    /* its name lies mostly in there; NULL: anywhere */
    double sparing;          /* how much it is worth not to hide a line; 1; less where lines are everywhere */
    BcuPoint anchor;         /* where the label is wanted: the point itself, or well inside */
} Subject;

/** For measuring, borrowed. */
PangoLayout *site_layout(Site *site, const char *font, Weight weight);
void subject_init(Subject *subject, Site *site, const char *font, const LabelWish *wish, guint index);
void subject_clear(Subject *subject);
/** Sets its name in condensed letters from now on. */
void subject_condense(Subject *subject, Site *site, const char *font);
/** Whether there is enough to be seen of its area for a name to be missed. */
bool subject_is_in_sight(const Subject *subject, const Site *site);

/** A form of the name at a size and a place. */
typedef struct Place {
    const Form *form;
    double size;
    Block block;
    bool in_circle; /* nobody else stands there */
    bool has_line;
    BcuPoint line[2];
    double cost; /* of places that are compared with one another */
} Place;

/** Of one that the site built. */
void outline_free(gpointer outline);
/** The outline of a feature on the page, borrowed; no rings for a point. */
const BcuShape *site_outline(const Site *site, BcuLevel level, uint32_t feature);
/** The share of the middle and the corners of a block that lies in an outline. */
double share_within(const BcuShape *outline, const Block *block);
/** Whether nothing stands there. */
bool place_is_free(const Site *site, const Block *block);
/** Whether the block keeps within the body of the page: areas may reach beyond it. */
bool place_is_on_page(const Site *site, const Block *block);
/** Upright or along the long axis, the largest letters that have room in the area. */
bool place_inside(const Site *site, const Subject *subject, Place *place);
/** What letters of a name cost that are smaller than they might be, times the logarithm of the share; and
 * what a name beside its circle costs. */
#define PLACE_SHRINKING 5
#define PLACE_BESIDE_CIRCLE 0.4
/** Places (Place) around a point, or in and around a circle, the best first, taken ones too. */
GArray *places_around(const Site *site, const Subject *subject);
/** With a leader line. \param anywhere also upon other areas. */
bool place_beside(const Site *site, const Subject *subject, bool anywhere, Place *place);
/** Appends those in its circle. */
void places_in_circle(const Site *site, const Subject *subject, GArray *places);
/** Whether the name has room in its circle. */
bool place_has_circle(const Site *site, const Subject *subject);
/** Upright near the middle of the area, mostly in it, over its border. */
bool place_astride(const Site *site, const Subject *subject, Place *place);
/** A number beside its dot. */
bool place_number_of_dot(const Site *site, const Subject *subject, const Form *form, Place *place);
/** A number in its circle; other labels keep out of that. */
bool place_number_in_circle(const Site *site, const Subject *subject, const Form *form, Place *place);
/** Near the middle of the area, over its border if need be. \param form the number. */
bool place_number(const Site *site, const Subject *subject, const Form *form, Place *place);

#endif
