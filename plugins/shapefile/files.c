/* Streams of a layer, and what shapelib does with them. */
#include "files.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

static const char *const OUTPUTS[] = {"shp", "shx", "dbf", "prj", "cpg"};

bool files_open(Files *files, const BcuRun *run, const char *layer, bool has_shapes)
{
    const char *const params[] = {"layer", layer, NULL};
    *files = (Files){.name = layer, .limit = FILES_LIMIT, .log = run->log};
    for (int kind = 0; kind < FILE_COUNT; kind++) {
        if (!has_shapes && kind != FILE_DBF && kind != FILE_CPG)
            continue;
        files->streams[kind] = bcu_sink_open(run->sink, OUTPUTS[kind], params, run->log);
        if (!files->streams[kind])
            return false;
    }
    return true;
}

bool files_commit(Files *files, bool ok)
{
    for (int kind = 0; kind < FILE_COUNT; kind++)
        if (files->streams[kind])
            ok = bcu_stream_commit(files->streams[kind], ok, files->log) && ok;
    return ok;
}

bool files_fit(const Files *files, FileKind kind, uint64_t size)
{
    if (size <= files->limit)
        return true;
    g_autofree char *limit = g_format_size_full(files->limit, G_FORMAT_SIZE_LONG_FORMAT);
    bcu_report(files->log, BCU_ERROR, "SHAPEFILE020", NULL,
               "Write it as a GeoPackage (plugin gpkg), or simplify it.",
               "%s.%s would be larger than %s, which readers of shapefiles cannot be trusted with",
               files->name, OUTPUTS[kind], limit);
    return false;
}

/* ---- shapelib's access to files ---------------------------------------------------------- */

static int first_failure;

static void note_failure(bool failed)
{
    if (failed && !first_failure)
        first_failure = errno ? errno : EIO;
}

#ifdef BCU_SHAPELIB_PASSES_DATA /* 1.6 on: hooks get what SAHooks holds for them, and may not change what they write */
static SAFile open_file(const char *path, const char *access, void *data)
#else
static SAFile open_file(const char *path, const char *access)
#endif
{
#ifdef BCU_SHAPELIB_PASSES_DATA
    (void)data;
#endif
    FILE *file = fopen(path, access);
    note_failure(!file);
    if (file)
        setvbuf(file, NULL, _IOFBF, 1 << 18);
    return (SAFile)(void *)file;
}

#ifdef BCU_SHAPELIB_PASSES_DATA
static SAOffset write_file(const void *bytes, SAOffset size, SAOffset count, SAFile file)
#else
static SAOffset write_file(void *bytes, SAOffset size, SAOffset count, SAFile file)
#endif
{
    SAOffset written = fwrite(bytes, size, count, (FILE *)(void *)file);
    note_failure(written != count);
    return written;
}

static SAOffset seek_file(SAFile file, SAOffset offset, int whence)
{
    int status = fseeko((FILE *)(void *)file, (off_t)offset, whence);
    note_failure(status != 0);
    return (SAOffset)status;
}

static int flush_file(SAFile file)
{
    int status = fflush((FILE *)(void *)file);
    note_failure(status != 0);
    return status;
}

static int close_file(SAFile file)
{
    int status = fclose((FILE *)(void *)file);
    note_failure(status != 0);
    return status;
}

static void keep_quiet(const char *message)
{
    (void)message; /* what failed is known by errno */
}

SAHooks files_hooks(void)
{
    SAHooks hooks;
    SASetupDefaultHooks(&hooks);
    hooks.FOpen = open_file;
    hooks.FWrite = write_file;
    hooks.FSeek = seek_file;
    hooks.FFlush = flush_file;
    hooks.FClose = close_file;
    hooks.Error = keep_quiet;
    first_failure = 0;
    return hooks;
}

bool files_settle(BcuStream *stream)
{
    if (first_failure)
        bcu_stream_fail(stream, first_failure);
    return !first_failure;
}
