/** What is drawn, whatever the file: filled and stroked paths, circles and text. Lengths in mm, y
 * downwards from the upper left corner of the page. */
#ifndef RENDER_CANVAS_H
#define RENDER_CANVAS_H

#include <bcukit/bcukit.h>
#include <glib.h>

/** Runs of points on the page. */
typedef struct Path {
    GArray *points; /* BcuPoint */
    GArray *starts; /* guint: first point of each run */
} Path;

Path *path_new(void);
Path *path_copy(const Path *path);
void path_free(Path *path);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Path, path_free)
void path_begin(Path *path);
void path_add(Path *path, BcuPoint point);
/** Drops the last run when it is smaller than that. \return whether it was. */
bool path_drop_small_run(Path *path, double smallest);
void path_add_rectangle(Path *path, double x, double y, double width, double height);
static inline guint path_run_end(const Path *path, guint run)
{
    return run + 1 < path->starts->len ? g_array_index(path->starts, guint, run + 1) : path->points->len;
}

/** Weight and width of letters. */
typedef enum Weight { WEIGHT_NORMAL, WEIGHT_BOLD, WEIGHT_CONDENSED, WEIGHT_BOLD_CONDENSED } Weight;
static inline bool weight_is_bold(Weight weight)
{
    return weight == WEIGHT_BOLD || weight == WEIGHT_BOLD_CONDENSED;
}
static inline bool weight_is_condensed(Weight weight)
{
    return weight == WEIGHT_CONDENSED || weight == WEIGHT_BOLD_CONDENSED;
}
typedef enum Align { ALIGN_LEFT, ALIGN_CENTRE } Align;

/** Text that has been broken into lines; made by text.h. */
typedef struct Text Text;

/** A line: joins and ends are round. */
typedef struct Pen {
    BcuColour colour;
    double width;
    double dash, gap; /* dash 0: unbroken */
} Pen;

/** How text is put on the page. */
typedef struct Lettering {
    BcuColour colour;
    const BcuColour *halo; /* NULL: none */
    double turn;           /* degrees clockwise about the middle of the text */
} Lettering;

/** Identity of a shape for a web page and for tests; may be NULL, as each member. */
typedef struct Mark {
    const char *class_name; /* kind of shape: "cluster" */
    const char *code;       /* code of the feature */
    const char *title;      /* shown by browsers when pointed at */
    const char *id;         /* NULL: made of class and code */
} Mark;

/** By how much fills of a mosaic overlap in files whose viewer blends edges, mm: most of a pixel of a screen. */
#define CANVAS_SEAM 0.2

typedef struct Canvas Canvas;
struct Canvas {
    /** How far a line may be from where it ought to be before the file shows it, mm. */
    double fineness;
    /** Comes before anything is drawn. Only a PDF may have more than one page; its title becomes a
     * bookmark. The paper is painted in its colour. */
    void (*begin_page)(Canvas *, const char *title, BcuColour paper);
    /** Even-odd: a ring within a ring is a hole. */
    void (*fill)(Canvas *, const Path *, BcuColour, const Mark *);
    void (*stroke)(Canvas *, const Path *, const Pen *, bool closed, const Mark *);
    /** \param outline may be NULL. */
    void (*circle)(Canvas *, BcuPoint centre, double radius, BcuColour, const Pen *outline, const Mark *);
    /** \param x,y upper left corner of the text before it is turned. */
    void (*text)(Canvas *, const Text *, double x, double y, const Lettering *, const Mark *);
    /** Shapes that belong together, one inside the other; the id names them in an SVG. */
    void (*begin_group)(Canvas *, const char *id);
    void (*end_group)(Canvas *);
    /** Fills that meet at common borders and do not overlap: nothing shines through between them. */
    void (*begin_mosaic)(Canvas *);
    void (*end_mosaic)(Canvas *);
    /** Nothing is drawn outside the box until its end. */
    void (*begin_clip)(Canvas *, BcuBox box);
    void (*end_clip)(Canvas *);
    /** Ends the drawing, writes what is left and frees. */
    bool (*finish)(Canvas *);
};

/** The file to be drawn, and what it says about itself. */
typedef struct CanvasFile {
    double width, height;
    double dpi;         /* of a PNG */
    const char *font;   /* of an SVG's text */
    bool text_as_paths; /* in an SVG: looks the same without the font, cannot be searched */
    const char *title, *alt;
    const char *author, *provenance; /* may be NULL */
    uint32_t shapes;    /* areas and subareas that the map may show */
} CanvasFile;

/** \param format "png", "svg" or "pdf"
 * \param file what it points to must last until finish. */
Canvas *canvas_new(const char *format, const CanvasFile *file, BcuStream *stream);

Canvas *canvas_png_new(const CanvasFile *file, BcuStream *stream);
Canvas *canvas_pdf_new(const CanvasFile *file, BcuStream *stream);
Canvas *canvas_svg_new(const CanvasFile *file, BcuStream *stream);

#endif
