/* Chooses the canvas for the format of a file. */
#include "canvas/canvas.h"
#include <string.h>

Canvas *canvas_new(const char *format, const CanvasFile *file, BcuStream *stream)
{
    if (strcmp(format, "png") == 0)
        return canvas_png_new(file, stream);
    if (strcmp(format, "pdf") == 0)
        return canvas_pdf_new(file, stream);
    return canvas_svg_new(file, stream);
}
