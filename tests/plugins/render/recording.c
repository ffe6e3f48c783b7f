/* The canvas that keeps what it was asked to draw. */
#include "canvas/text.h"
#include "recording.h"
#include <string.h>

typedef struct RecordCanvas {
    Canvas canvas;
    Recording *recording;
    GPtrArray *groups; /* ids of the groups that are open */
    GArray *clips;     /* BcuBox: the page and the clips that are open */
    int mosaics;
} RecordCanvas;

static void drawing_free(void *data)
{
    Drawing *drawing = data;
    g_free(drawing->group);
    g_free(drawing->class_name);
    g_free(drawing->code);
    g_free(drawing->title);
    g_free(drawing->id);
    g_free(drawing->text);
    if (drawing->path)
        path_free(drawing->path);
    g_free(drawing);
}

Recording *recording_new(void)
{
    Recording *recording = g_new0(Recording, 1);
    recording->drawings = g_ptr_array_new_with_free_func(drawing_free);
    return recording;
}

void recording_free(Recording *recording)
{
    g_ptr_array_unref(recording->drawings);
    g_free(recording);
}

/* ---- what is drawn -------------------------------------------------------------------- */

static Drawing *add(RecordCanvas *self, Drawn drawn, BcuColour colour, const Mark *mark)
{
    Drawing *drawing = g_new0(Drawing, 1);
    g_assert_cmpint(self->recording->pages, >, 0);
    drawing->drawn = drawn;
    drawing->page = self->recording->pages;
    g_ptr_array_add(self->groups, NULL);
    drawing->group = g_strjoinv("/", (char **)self->groups->pdata);
    g_ptr_array_set_size(self->groups, (gint)self->groups->len - 1);
    if (mark) {
        drawing->class_name = g_strdup(mark->class_name);
        drawing->code = g_strdup(mark->code);
        drawing->title = g_strdup(mark->title);
        drawing->id = g_strdup(mark->id);
    }
    drawing->colour = colour;
    drawing->mosaic = self->mosaics > 0;
    drawing->box = BCU_BOX_EMPTY;
    drawing->clip = g_array_index(self->clips, BcuBox, self->clips->len - 1);
    g_ptr_array_add(self->recording->drawings, drawing);
    return drawing;
}

static void copy_path(Drawing *drawing, const Path *path)
{
    drawing->points = path->points->len;
    drawing->runs = path->starts->len;
    drawing->box =
        bcu_ring_extent((BcuRing){(const BcuPoint *)(const void *)path->points->data, path->points->len});
    drawing->path = path_copy(path);
}

static void begin_page(Canvas *canvas, const char *title, BcuColour paper)
{
    RecordCanvas *self = (RecordCanvas *)canvas;
    g_assert_cmpuint(self->groups->len, ==, 0);
    self->recording->pages++;
    Drawing *drawing = add(self, DRAWN_PAPER, paper, NULL);
    drawing->text = g_strdup(title);
    drawing->box = drawing->clip;
}

static void fill(Canvas *canvas, const Path *path, BcuColour colour, const Mark *mark)
{
    copy_path(add((RecordCanvas *)canvas, DRAWN_FILL, colour, mark), path);
}

static void stroke(Canvas *canvas, const Path *path, const Pen *pen, bool closed, const Mark *mark)
{
    Drawing *drawing = add((RecordCanvas *)canvas, DRAWN_STROKE, pen->colour, mark);
    copy_path(drawing, path);
    drawing->pen = *pen;
    drawing->closed = closed;
}

static void circle(Canvas *canvas, BcuPoint centre, double radius, BcuColour colour, const Pen *outline,
                   const Mark *mark)
{
    Drawing *drawing = add((RecordCanvas *)canvas, DRAWN_CIRCLE, colour, mark);
    drawing->box = (BcuBox){centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius};
    if (outline)
        drawing->pen = *outline;
}

static void put_text(Canvas *canvas, const Text *text, double x, double y, const Lettering *lettering,
                     const Mark *mark)
{
    Drawing *drawing = add((RecordCanvas *)canvas, DRAWN_TEXT, lettering->colour, mark);
    drawing->box = (BcuBox){x, y, x + text->width, y + text->height};
    drawing->text = g_strdup(text->content);
    drawing->letters = text->size;
    drawing->turn = lettering->turn;
    drawing->has_halo = lettering->halo != NULL;
    if (lettering->halo)
        drawing->halo = *lettering->halo;
}

/* ---- what is around it ---------------------------------------------------------------- */

static void begin_group(Canvas *canvas, const char *id)
{
    g_ptr_array_add(((RecordCanvas *)canvas)->groups, g_strdup(id));
}

static void end_group(Canvas *canvas)
{
    RecordCanvas *self = (RecordCanvas *)canvas;
    g_assert_cmpuint(self->groups->len, >, 0);
    g_ptr_array_set_size(self->groups, (gint)self->groups->len - 1);
}

static void begin_mosaic(Canvas *canvas)
{
    g_assert_cmpint(((RecordCanvas *)canvas)->mosaics++, ==, 0);
}

static void end_mosaic(Canvas *canvas)
{
    g_assert_cmpint(((RecordCanvas *)canvas)->mosaics--, ==, 1);
}

static void begin_clip(Canvas *canvas, BcuBox box)
{
    RecordCanvas *self = (RecordCanvas *)canvas;
    BcuBox within = g_array_index(self->clips, BcuBox, self->clips->len - 1);
    box.min_x = fmax(box.min_x, within.min_x);
    box.min_y = fmax(box.min_y, within.min_y);
    box.max_x = fmin(box.max_x, within.max_x);
    box.max_y = fmin(box.max_y, within.max_y);
    g_array_append_val(self->clips, box);
}

static void end_clip(Canvas *canvas)
{
    RecordCanvas *self = (RecordCanvas *)canvas;
    g_assert_cmpuint(self->clips->len, >, 1);
    g_array_set_size(self->clips, self->clips->len - 1);
}

static bool finish(Canvas *canvas)
{
    RecordCanvas *self = (RecordCanvas *)canvas;
    g_assert_cmpuint(self->groups->len, ==, 0);
    g_assert_cmpuint(self->clips->len, ==, 1);
    g_assert_cmpint(self->mosaics, ==, 0);
    g_ptr_array_unref(self->groups);
    g_array_unref(self->clips);
    g_free(self);
    return true;
}

Canvas *canvas_record_new(Recording *recording, double width, double height)
{
    RecordCanvas *self = g_new0(RecordCanvas, 1);
    BcuBox page = {0, 0, width, height};
    self->canvas = (Canvas){fmin(width, height) / 7000,
                            begin_page,
                            fill,
                            stroke,
                            circle,
                            put_text,
                            begin_group,
                            end_group,
                            begin_mosaic,
                            end_mosaic,
                            begin_clip,
                            end_clip,
                            finish};
    self->recording = recording;
    self->groups = g_ptr_array_new_with_free_func(g_free);
    self->clips = g_array_new(false, false, sizeof(BcuBox));
    g_array_append_val(self->clips, page);
    return &self->canvas;
}

/* ---- questions ------------------------------------------------------------------------ */

guint recording_count(const Recording *recording, Drawn drawn, const char *class_name)
{
    guint count = 0;
    for (guint i = 0; i < recording->drawings->len; i++) {
        const Drawing *drawing = recording_at(recording, i);
        count += drawing->drawn == drawn && (!class_name || g_strcmp0(drawing->class_name, class_name) == 0);
    }
    return count;
}

const Drawing *recording_find(const Recording *recording, Drawn drawn, const char *class_name,
                              const char *code)
{
    for (guint i = 0; i < recording->drawings->len; i++) {
        const Drawing *drawing = recording_at(recording, i);
        if (drawing->drawn == drawn && (!class_name || g_strcmp0(drawing->class_name, class_name) == 0) &&
            (!code || g_strcmp0(drawing->code, code) == 0))
            return drawing;
    }
    return NULL;
}

const Drawing *recording_find_text(const Recording *recording, const char *text)
{
    for (guint i = 0; i < recording->drawings->len; i++)
        if (recording_at(recording, i)->drawn == DRAWN_TEXT &&
            g_str_equal(recording_at(recording, i)->text, text))
            return recording_at(recording, i);
    return NULL;
}

double drawings_overlap(const Drawing *a, const Drawing *b)
{
    double width = fmin(a->box.max_x, b->box.max_x) - fmax(a->box.min_x, b->box.min_x);
    double height = fmin(a->box.max_y, b->box.max_y) - fmax(a->box.min_y, b->box.min_y);
    return fmax(0, fmin(width, height));
}
