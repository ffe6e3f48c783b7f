/* PNG: chunks through libpng, compressed by libdeflate. */
#include "canvas/png_file.h"
#include <libdeflate.h>
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
    const char *const keys[] = {"Title", "Author", "Description", "Comment"};
    const char *const values[] = {file->title, file->author, file->alt, file->provenance};
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        if (!values[i])
            continue;
        png_text text = {
            .compression = PNG_ITXT_COMPRESSION_NONE, .key = (char *)keys[i], .text = (char *)values[i]};
        png_set_text(png, info, &text, 1);
    }
}

/* ---- pixels ---------------------------------------------------------------------------- */

/* Bytes of red, green and blue, from 32 bits a pixel. Each store writes a fourth byte, which the next one
 * writes over. \param row of three bytes a pixel and one more. */
static void pack_row(const unsigned char *pixels, int width, unsigned char *row)
{
    for (int x = 0; x < width; x++) {
        uint32_t pixel;
        memcpy(&pixel, pixels + (size_t)x * 4, 4);
        pixel = GUINT32_TO_BE(pixel << 8);
        memcpy(row + (size_t)x * 3, &pixel, 4);
    }
}

/* Makes the rows of a PNG of the surface's own memory, which they fill to three quarters: to touch as much
 * memory once more takes longer than to compress it. Flat colour gains nothing by filters.
 * \return how many bytes. */
static size_t pack_rows(unsigned char *pixels, int width, int height)
{
    size_t length = (size_t)width * 3;
    unsigned char *row = g_malloc(length + 2);
    row[0] = PNG_FILTER_VALUE_NONE;
    for (int y = 0; y < height; y++) {
        pack_row(pixels + (size_t)y * (size_t)width * 4, width, row + 1);
        memcpy(pixels + (size_t)y * (length + 1), row, length + 1);
    }
    g_free(row);
    return (length + 1) * (size_t)height;
}

typedef struct Packed {
    unsigned char *bytes;
    size_t length;
    void *owned; /* NULL: the bytes lie behind the rows */
} Packed;

/* Into the memory behind the rows, where there is nearly always room. */
static Packed compress(unsigned char *rows, size_t length, size_t room)
{
    enum { LEVEL = 2 };
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(LEVEL);
    Packed packed = {.bytes = rows + length};
    if (!compressor)
        return packed;
    packed.length = libdeflate_zlib_compress(compressor, rows, length, packed.bytes, room);
    if (packed.length == 0) {
        size_t most = libdeflate_zlib_compress_bound(compressor, length);
        packed.bytes = packed.owned = g_malloc(most);
        packed.length = libdeflate_zlib_compress(compressor, rows, length, packed.bytes, most);
    }
    libdeflate_free_compressor(compressor);
    return packed;
}

/* ---- the file -------------------------------------------------------------------------- */

static bool write_chunks(png_structp png, png_infop info, int width, int height, const Packed *packed,
                         const CanvasFile *file, BcuStream *stream)
{
    if (setjmp(png_jmpbuf(png)) != 0)
        return false;
    png_uint_32 density = (png_uint_32)lround(file->dpi / 0.0254);
    png_set_write_fn(png, stream, write_bytes, flush_nothing);
    png_set_IHDR(png, info, (png_uint_32)width, (png_uint_32)height, 8, PNG_COLOR_TYPE_RGB,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_pHYs(png, info, density, density, PNG_RESOLUTION_METER);
    set_texts(png, info, file);
    png_write_info(png, info);
    png_write_chunk(png, (png_const_bytep) "IDAT", packed->bytes, packed->length);
    png_write_chunk(png, (png_const_bytep) "IEND", NULL, 0);
    return true;
}

bool png_file_write(cairo_surface_t *surface, const CanvasFile *file, BcuStream *stream)
{
    int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
    unsigned char *pixels = cairo_image_surface_get_data(surface);
    if (!pixels)
        return false;
    size_t length = pack_rows(pixels, width, height);
    Packed packed = compress(pixels, length, (size_t)width * (size_t)height * 4 - length);
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    bool ok = info && packed.length > 0 && write_chunks(png, info, width, height, &packed, file, stream);
    png_destroy_write_struct(&png, &info);
    g_free(packed.owned);
    return ok;
}
