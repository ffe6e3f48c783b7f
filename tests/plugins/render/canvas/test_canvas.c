/* Pixels of the PNG canvas, pages of the PDF, elements of the SVG. */
#include "canvas/canvas_cairo.h"
#include "canvas/text.h"
#include "plugin/sink.h"
#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <string.h>

extern const BcuPlugin bcu_plugin;

static const BcuColour PAPER = {255, 255, 255}, RED = {200, 20, 20}, BLUE = {20, 20, 200};
static const CanvasFile FILE_100 = {.width = 100,
                                    .height = 80,
                                    .dpi = 254, /* ten pixels to the millimetre */
                                    .font = "Roboto",
                                    .title = "A & B",
                                    .alt = "Two <areas>"};

/* ---- files ----------------------------------------------------------------------------- */

typedef struct Output {
    char *folder;
    BcuSink *sink;
    BcuDiagLog *log;
    Canvas *canvas;
    BcuStream *stream;
} Output;

static Output output_of(const char *format)
{
    Output output = {.folder = g_dir_make_tmp("canvas-XXXXXX", NULL), .log = bcu_diag_log_new()};
    const char *params[] = {"format", format, NULL};
    output.sink = bcu_sink_new(&bcu_plugin, output.folder);
    output.stream = bcu_sink_open(output.sink, "map", params, output.log);
    output.canvas = canvas_new(format, &FILE_100, output.stream);
    return output;
}

/* Finishes; \return the bytes of the file. */
static GBytes *finished(Output *output)
{
    g_assert_true(bcu_stream_commit(output->stream, output->canvas->finish(output->canvas), output->log));
    const BcuSinkFile *file = g_ptr_array_index(bcu_sink_files(output->sink), 0);
    char *bytes;
    gsize size;
    g_assert_true(g_file_get_contents(file->staged, &bytes, &size, NULL));
    g_remove(file->staged);
    g_rmdir(output->folder);
    g_free(output->folder);
    bcu_sink_free(output->sink);
    bcu_diag_log_free(output->log);
    return g_bytes_new_take(bytes, size);
}

static char *finished_text(Output *output)
{
    GBytes *bytes = finished(output);
    char *text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    g_bytes_unref(bytes);
    return text;
}

static BcuColour pixel_at(const Canvas *canvas, int x, int y)
{
    cairo_surface_t *surface = ((const CairoCanvas *)canvas)->surface;
    uint32_t pixel;
    cairo_surface_flush(surface);
    memcpy(&pixel,
           cairo_image_surface_get_data(surface) + y * cairo_image_surface_get_stride(surface) + 4 * x, 4);
    return (BcuColour){(uint8_t)(pixel >> 16), (uint8_t)(pixel >> 8), (uint8_t)pixel};
}

/* ---- shapes ---------------------------------------------------------------------------- */

/* A polygon of x, y pairs. */
static Path *polygon(const double *xy, size_t count)
{
    Path *path = path_new();
    path_begin(path);
    for (size_t i = 0; i + 1 < count; i += 2)
        path_add(path, (BcuPoint){xy[i], xy[i + 1]});
    return path;
}

/* Two fills that share a slanted border, without any line on it. */
static void draw_pair(Canvas *canvas, bool mosaic)
{
    static const double left[] = {10.03, 10, 50.37, 10, 61.71, 70, 10, 70};
    static const double right[] = {50.37, 10, 90, 10, 90, 70, 61.71, 70};
    g_autoptr(Path) a = polygon(left, G_N_ELEMENTS(left)), b = polygon(right, G_N_ELEMENTS(right));
    canvas->begin_page(canvas, "pair", PAPER);
    if (mosaic)
        canvas->begin_mosaic(canvas);
    canvas->fill(canvas, a, RED, &(Mark){"area", "a", "Left <1>", NULL});
    canvas->fill(canvas, b, BLUE, &(Mark){"area", "b", NULL, NULL});
    if (mosaic)
        canvas->end_mosaic(canvas);
}

/* The largest share of the paper in any pixel along the common border. The paper is the only one that
 * has green beyond 20. */
static int brightest_on_border(const Canvas *canvas)
{
    int most = 0;
    for (int y = 110; y < 690; y++)
        for (int x = 480; x < 640; x++)
            most = MAX(most, pixel_at(canvas, x, y).g);
    return most;
}

static void test_no_paper_between_neighbours(void)
{
    Output plain = output_of("png"), mosaic = output_of("png");
    draw_pair(plain.canvas, false);
    draw_pair(mosaic.canvas, true);
    g_assert_cmpint(brightest_on_border(plain.canvas), >, 60); /* what a seam looks like */
    g_assert_cmpint(brightest_on_border(mosaic.canvas), <=, 21);
    g_bytes_unref(finished(&plain));
    g_bytes_unref(finished(&mosaic));
}

/* From red to blue in steps: no pixel is a jump to the other colour and back. */
static void test_borders_in_mosaics_are_smooth(void)
{
    Output output = output_of("png");
    draw_pair(output.canvas, true);
    int mixed = 0;
    for (int y = 110; y < 690; y++) {
        int last = 255;
        for (int x = 480; x < 640; x++) {
            BcuColour pixel = pixel_at(output.canvas, x, y);
            g_assert_cmpint(pixel.r, <=, last);
            g_assert_cmpint(ABS(pixel.r + pixel.b - 220), <=, 2);
            mixed += pixel.r != RED.r && pixel.r != BLUE.r;
            last = pixel.r;
        }
    }
    g_assert_cmpint(mixed, >, 500);
    g_bytes_unref(finished(&output));
}

/* More lines than go into one portion: each is there, and nothing is between them. */
static void test_portions_of_strokes(void)
{
    Output output = output_of("png");
    g_autoptr(Path) path = path_new();
    output.canvas->begin_page(output.canvas, "", PAPER);
    for (int line = 0; line < 300; line++) {
        path_begin(path);
        for (int step = 0; step <= 20; step++)
            path_add(path, (BcuPoint){5.05 + line * 0.3, 5 + step * 3.5});
    }
    output.canvas->stroke(output.canvas, path, &(Pen){.colour = BLUE, .width = 0.1}, false, NULL);
    for (int line = 0; line < 300; line++)
        for (int y = 60; y < 740; y += 97) {
            g_assert_cmpint(pixel_at(output.canvas, 50 + 3 * line, y).r, ==, BLUE.r);
            g_assert_cmpint(pixel_at(output.canvas, 51 + 3 * line, y).r, ==, PAPER.r);
        }
    g_bytes_unref(finished(&output));
}

static void test_clip(void)
{
    Output output = output_of("png");
    g_autoptr(Path) path = path_new();
    path_add_rectangle(path, 0, 0, 100, 80);
    output.canvas->begin_page(output.canvas, "clip", PAPER);
    output.canvas->begin_clip(output.canvas, (BcuBox){20, 30, 40, 50});
    output.canvas->fill(output.canvas, path, RED, NULL);
    output.canvas->end_clip(output.canvas);
    output.canvas->circle(output.canvas, (BcuPoint){70, 40}, 10, BLUE, &(Pen){.colour = RED, .width = 2},
                          NULL);
    g_assert_cmpint(pixel_at(output.canvas, 195, 400).g, ==, 255);
    g_assert_cmpint(pixel_at(output.canvas, 205, 400).g, ==, RED.g);
    g_assert_cmpint(pixel_at(output.canvas, 395, 495).g, ==, RED.g);
    g_assert_cmpint(pixel_at(output.canvas, 405, 400).g, ==, 255);
    g_assert_cmpint(pixel_at(output.canvas, 700, 400).b, ==, BLUE.b);
    g_assert_cmpint(pixel_at(output.canvas, 600, 400).r, ==, RED.r); /* the outline */
    g_assert_cmpint(pixel_at(output.canvas, 585, 400).g, ==, 255);
    g_bytes_unref(finished(&output));
}

/* ---- formats --------------------------------------------------------------------------- */

static void test_png_says_what_it_is(void)
{
    Output output = output_of("png");
    draw_pair(output.canvas, true);
    GBytes *bytes = finished(&output);
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    g_assert_nonnull(memmem(data, size, "pHYs\0\0\x27\x10\0\0\x27\x10\1", 13)); /* 10000 per metre */
    g_assert_nonnull(memmem(data, size, "Description\0\0\0\0\0Two <areas>", 27));
    g_assert_nonnull(memmem(data, size, "Title\0\0\0\0\0A & B", 15));
    g_bytes_unref(bytes);
}

static void test_svg_shapes(void)
{
    Output output = output_of("svg");
    draw_pair(output.canvas, true);
    draw_pair(output.canvas, false); /* ids must differ all the same */
    g_autoptr(Path) line = path_new();
    path_begin(line);
    path_add(line, (BcuPoint){1, 2});
    path_add(line, (BcuPoint){1, 2});
    output.canvas->stroke(output.canvas, line, &(Pen){.colour = RED, .width = 0.25, .dash = 1, .gap = 0.5},
                          false, NULL);
    g_autofree char *text = finished_text(&output);
    g_assert_nonnull(strstr(text, "role=\"img\" aria-labelledby=\"title desc\""));
    g_assert_nonnull(strstr(text, "width=\"100mm\" height=\"80mm\" viewBox=\"0 0 3750 3000\""));
    g_assert_nonnull(strstr(text, "<title id=\"title\">A &amp; B</title>"));
    g_assert_nonnull(strstr(text, "<desc id=\"desc\">Two &lt;areas&gt;</desc>"));
    g_assert_nonnull(strstr(text, "class=\"area\" id=\"area-a\" data-code=\"a\""));
    g_assert_nonnull(strstr(text, "id=\"area-a-2\""));
    g_assert_nonnull(strstr(text, "<title>Left &lt;1&gt;</title>"));
    g_assert_nonnull(strstr(text, "stroke-dasharray=\"37.5 18.8\" d=\"m38 75h0\""));
    g_assert_nonnull(strstr(text, "d=\"m376 375h1513l425 2250h-1939z\""));
}

/* A move is relative to where the pen was: the end of an open run, the start of a closed one. */
static void test_svg_moves(void)
{
    Output output = output_of("svg");
    g_autoptr(Path) path = path_new();
    for (int run = 0; run < 2; run++) {
        path_begin(path);
        path_add(path, (BcuPoint){8 + 16 * run, 8});
        path_add(path, (BcuPoint){8 + 16 * run, 16});
        path_add(path, (BcuPoint){16 + 16 * run, 16});
    }
    output.canvas->begin_page(output.canvas, "moves", PAPER);
    output.canvas->stroke(output.canvas, path, &(Pen){.colour = RED, .width = 1}, false, NULL);
    output.canvas->fill(output.canvas, path, RED, NULL);
    g_autofree char *text = finished_text(&output);
    g_assert_nonnull(strstr(text, "d=\"m300 300v300h300m300-300v300h300\""));
    g_assert_nonnull(strstr(text, "d=\"m300 300v300h300zm600 0v300h300z\""));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/canvas/seams", test_no_paper_between_neighbours);
    g_test_add_func("/canvas/smooth", test_borders_in_mosaics_are_smooth);
    g_test_add_func("/canvas/portions", test_portions_of_strokes);
    g_test_add_func("/canvas/clip", test_clip);
    g_test_add_func("/canvas/png", test_png_says_what_it_is);
    g_test_add_func("/canvas/svg", test_svg_shapes);
    g_test_add_func("/canvas/svg-moves", test_svg_moves);
    return g_test_run();
}
