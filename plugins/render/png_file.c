/* PNG through libpng. */
#include "png_file.h"
#include <png.h>
#include <setjmp.h>
#include <string.h>

static void write_bytes(png_structp png, png_bytep bytes, png_size_t count)
{
    if (!bcu_stream_write(png_get_io_ptr(png), bytes, count))
        png_error(png, "write");
}

static void flush_nothing(png_structp png)
{
    (void)png;
}

static void set_texts(png_structp png, png_infop info, const CanvasFile *file)
{
    const char *const keys[] = {"Title", "Author", "Description"};
    const char *const values[] = {file->title, file->author, file->alt};
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        if (!values[i])
            continue;
        png_text text = {
            .compression = PNG_ITXT_COMPRESSION_NONE, .key = (char *)keys[i], .text = (char *)values[i]};
        png_set_text(png, info, &text, 1);
    }
}

static void write_rows(png_structp png, cairo_surface_t *surface, png_bytep row)
{
    int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
    int stride = cairo_image_surface_get_stride(surface);
    const unsigned char *pixels = cairo_image_surface_get_data(surface);
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            uint32_t pixel;
            memcpy(&pixel, pixels + (size_t)y * (size_t)stride + (size_t)x * 4, 4);
            row[3 * x] = (png_byte)(pixel >> 16);
            row[3 * x + 1] = (png_byte)(pixel >> 8);
            row[3 * x + 2] = (png_byte)pixel;
        }
        png_write_row(png, row);
    }
}

bool png_file_write(cairo_surface_t *surface, const CanvasFile *file, BcuStream *stream)
{
    int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    png_bytep row = g_malloc((size_t)width * 3);
    bool ok = false;
    if (info && setjmp(png_jmpbuf(png)) == 0) {
        png_set_write_fn(png, stream, write_bytes, flush_nothing);
        png_set_IHDR(png, info, (png_uint_32)width, (png_uint_32)height, 8, PNG_COLOR_TYPE_RGB,
                     PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
        png_uint_32 density = (png_uint_32)lround(file->dpi / 0.0254);
        png_set_pHYs(png, info, density, density, PNG_RESOLUTION_METER);
        set_texts(png, info, file);
        /* Flat colour: filters cost time and gain nothing. */
        png_set_filter(png, 0, PNG_FILTER_NONE);
        png_set_compression_level(png, 2);
        png_write_info(png, info);
        write_rows(png, surface, row);
        png_write_end(png, info);
        ok = true;
    }
    g_free(row);
    png_destroy_write_struct(&png, &info);
    return ok;
}
