/** What was staged, read back by a JSON library, decoded and compared with the dataset. */
#ifndef TOPOJSON_VERIFY_H
#define TOPOJSON_VERIFY_H

#include "arcs.h"

/** What a file is to hold. */
typedef struct TopoFile {
    const char *path;
    const BcuExport *exported;
    int decimals;   /* where it is not quantised */
    bool clockwise; /* shells */
    const TopoLayer *layers; /* as many as the export has: what was made valid on the grid; NULL: nothing */
} TopoFile;

/** \param report one line for the manifest, g_free. \return false when something differs, reported. */
bool topojson_verify(const TopoFile *file, char **report, BcuDiagLog *log);

#endif
