/** What is drawn, whatever the file: filled and stroked paths, and text. Lengths in mm. */
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
void path_free(Path *path);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Path, path_free)
void path_begin(Path *path);
void path_add(Path *path, BcuPoint point);
void path_add_rectangle(Path *path, double x, double y, double width, double height);
static inline guint path_run_end(const Path *path, guint run)
{
    return run + 1 < path->starts->len ? g_array_index(path->starts, guint, run + 1)
                                       : path->points->len;
}

typedef enum Weight { WEIGHT_NORMAL, WEIGHT_BOLD } Weight;
typedef enum Align { ALIGN_LEFT, ALIGN_CENTRE } Align;

/** Text that has been broken into lines; made by text.h. */
typedef struct Text Text;

/** Identity of a shape for a web page: id, class and code; may be NULL. */
typedef struct Mark {
    const char *class_name, *code, *title;
} Mark;

typedef struct Canvas Canvas;
struct Canvas {
    void (*fill)(Canvas *, const Path *, BcuColour, const Mark *);
    void (*stroke)(Canvas *, const Path *, BcuColour, double width, bool closed, const Mark *);
    void (*text)(Canvas *, const Text *, double x, double y, BcuColour, bool halo);
    void (*begin_group)(Canvas *, const char *id);
    void (*end_group)(Canvas *);
    /** Ends the drawing, writes what is left and frees. */
    bool (*finish)(Canvas *);
};

/** What a file says about itself. */
typedef struct Description {
    const char *title, *alt, *subject;
} Description;

Canvas *canvas_png_new(double width, double height, double dpi, const Description *, BcuStream *);
Canvas *canvas_pdf_new(double width, double height, const Description *, BcuStream *);
Canvas *canvas_svg_new(double width, double height, const char *font, const Description *,
                       BcuStream *);

#endif
