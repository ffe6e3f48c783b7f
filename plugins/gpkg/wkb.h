/** GeoPackage binary read back, by rules of its own: it shares nothing with the writer. */
#ifndef GPKG_WKB_H
#define GPKG_WKB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** What is found in one geometry. */
typedef struct WkbFigures {
    int32_t srs_id;
    bool has_envelope;
    double envelope[4]; /* min x, max x, min y, max y, as stated */
    double extent[4];   /* as found */
    size_t vertices, rings;
    double area; /* shells less holes */
} WkbFigures;

/** \return NULL, or what is wrong with it: static text. */
const char *wkb_check(const void *bytes, size_t count, WkbFigures *figures);

#endif
