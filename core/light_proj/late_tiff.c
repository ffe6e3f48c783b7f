/* What PROJ asks of libtiff, handed on to libtiff, which is opened by the first call: few operations have a
 * grid in GeoTIFF, and libtiff brings a library for each way to compress. */
#include <dlfcn.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <tiffio.h>

static void *library;

static void open_library(void)
{
    library = dlopen(TIFF_SONAME, RTLD_LAZY | RTLD_LOCAL);
}

/* The installed PROJ would not start either where libtiff is missing. */
static void *find(const char *name)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, open_library);
    void *function = library ? dlsym(library, name) : NULL;
    if (!function) {
        fprintf(stderr, "bcukit: a grid cannot be read: %s\n", dlerror());
        abort();
    }
    return function;
}

#define REAL(function) ((__typeof__(&function))find(#function))

TIFF *TIFFClientOpen(const char *name, const char *mode, thandle_t data, TIFFReadWriteProc read,
                     TIFFReadWriteProc write, TIFFSeekProc seek, TIFFCloseProc close, TIFFSizeProc size,
                     TIFFMapFileProc map, TIFFUnmapFileProc unmap)
{
    return REAL(TIFFClientOpen)(name, mode, data, read, write, seek, close, size, map, unmap);
}

void TIFFClose(TIFF *tiff)
{
    REAL(TIFFClose)(tiff);
}

uint64_t TIFFCurrentDirOffset(TIFF *tiff)
{
    return REAL(TIFFCurrentDirOffset)(tiff);
}

int TIFFGetField(TIFF *tiff, uint32_t tag, ...)
{
    va_list values;
    va_start(values, tag);
    int got = REAL(TIFFVGetField)(tiff, tag, values);
    va_end(values);
    return got;
}

int TIFFIsCODECConfigured(uint16_t scheme)
{
    return REAL(TIFFIsCODECConfigured)(scheme);
}

int TIFFIsTiled(TIFF *tiff)
{
    return REAL(TIFFIsTiled)(tiff);
}

int TIFFMergeFieldInfo(TIFF *tiff, const TIFFFieldInfo *fields, uint32_t count)
{
    return REAL(TIFFMergeFieldInfo)(tiff, fields, count);
}

int TIFFReadDirectory(TIFF *tiff)
{
    return REAL(TIFFReadDirectory)(tiff);
}

tmsize_t TIFFReadEncodedStrip(TIFF *tiff, uint32_t strip, void *bytes, tmsize_t size)
{
    return REAL(TIFFReadEncodedStrip)(tiff, strip, bytes, size);
}

tmsize_t TIFFReadEncodedTile(TIFF *tiff, uint32_t tile, void *bytes, tmsize_t size)
{
    return REAL(TIFFReadEncodedTile)(tiff, tile, bytes, size);
}

int TIFFSetSubDirectory(TIFF *tiff, uint64_t offset)
{
    return REAL(TIFFSetSubDirectory)(tiff, offset);
}

TIFFExtendProc TIFFSetTagExtender(TIFFExtendProc extender)
{
    return REAL(TIFFSetTagExtender)(extender);
}

uint64_t TIFFStripSize64(TIFF *tiff)
{
    return REAL(TIFFStripSize64)(tiff);
}

uint64_t TIFFTileSize64(TIFF *tiff)
{
    return REAL(TIFFTileSize64)(tiff);
}
