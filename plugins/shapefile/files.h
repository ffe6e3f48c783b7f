/** The files of one layer, which are committed together or not at all. */
#ifndef SHAPEFILE_FILES_H
#define SHAPEFILE_FILES_H

#include <bcukit/bcukit.h>
#include <glib.h>
#include <shapefil.h>

typedef enum FileKind { FILE_SHP, FILE_SHX, FILE_DBF, FILE_PRJ, FILE_CPG, FILE_COUNT } FileKind;

typedef struct Files {
    BcuStream *streams[FILE_COUNT]; /* NULL: not written */
    const char *name;               /* of the layer */
    uint64_t limit;                 /* bytes that none of them may pass */
    BcuDiagLog *log;
} Files;

/** What many readers of the format can hold. */
#define FILES_LIMIT ((uint64_t)INT32_MAX)

/** \param has_shapes whether .shp, .shx and .prj are among them */
bool files_open(Files *files, const BcuRun *run, const char *layer, bool has_shapes);
/** Commits all, or drops all when ok is false. */
bool files_commit(Files *files, bool ok);
/** \return false when a file of that size would be too large, reported. */
bool files_fit(const Files *files, FileKind kind, uint64_t size);

/** Hooks for shapelib, which keeps the first failure of a write to itself. Not for several threads. */
SAHooks files_hooks(void);
/** Tells the stream of a failure since the hooks were asked for. \return whether there was none. */
bool files_settle(BcuStream *stream);

#endif
