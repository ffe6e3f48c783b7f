/* Stages outputs for a plugin: only what is declared, staged, complete or not at all. */
#include "plugin/sink.h"
#include "plugin/entries.h"
#include "plugin/output_file.h"
#include "plugin/output_name.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

struct BcuSink {
    const BcuPlugin *plugin;
    char *folder;
    GPtrArray *files;  /* BcuSinkFile: committed */
    GHashTable *names; /* opened so far */
};

struct BcuStream {
    BcuSink *sink;
    const char *output_id;
    char *name, *path, *verified;
    GStrvBuilder *forbidden;
    BcuOutputFile *file; /* NULL until written to */
    int failure;         /* errno of the first failed write; 0 */
    int back;            /* for reading back; -1 until asked for */
};

void bcu_sink_file_free(BcuSinkFile *file)
{
    if (!file)
        return;
    g_free(file->output_id);
    g_free(file->name);
    g_free(file->staged);
    g_free(file->verified);
    g_strfreev(file->forbidden);
    g_free(file);
}

BcuSink *bcu_sink_new(const BcuPlugin *plugin, const char *staging_folder)
{
    BcuSink *sink = g_new0(BcuSink, 1);
    sink->plugin = plugin;
    sink->folder = g_strdup(staging_folder);
    sink->files = g_ptr_array_new_with_free_func((GDestroyNotify)bcu_sink_file_free);
    sink->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return sink;
}

void bcu_sink_free(BcuSink *sink)
{
    if (!sink)
        return;
    g_free(sink->folder);
    g_ptr_array_unref(sink->files);
    g_hash_table_unref(sink->names);
    g_free(sink);
}

const BcuPlugin *bcu_sink_plugin(const BcuSink *sink)
{
    return sink->plugin;
}

const char *bcu_sink_folder(const BcuSink *sink)
{
    return sink->folder;
}

const GPtrArray *bcu_sink_files(const BcuSink *sink)
{
    return sink->files;
}

static const BcuOutputSpec *declared(const BcuSink *sink, const char *output_id)
{
    for (uint32_t i = 0; i < sink->plugin->output_count; i++) {
        const BcuOutputSpec *spec = bcu_plugin_output(sink->plugin, i);
        if (g_str_equal(spec->id, output_id))
            return spec;
    }
    return NULL;
}

BcuStream *bcu_sink_open(BcuSink *sink, const char *output_id, const char *const *params, BcuDiagLog *log)
{
    const BcuOutputSpec *spec = declared(sink, output_id);
    if (!spec) {
        bcu_report(log, BCU_ERROR, "OUT010", NULL, "Declare it in the plugin's table of outputs.",
                   "the plugin opens an output \"%s\" that it does not declare", output_id);
        return NULL;
    }
    g_autofree char *name = bcu_output_name_fill(spec->pattern, params);
    if (!g_hash_table_add(sink->names, g_strdup(name))) {
        bcu_report(log, BCU_ERROR, "OUT011", NULL, "Each output needs a name of its own.",
                   "the plugin writes %s twice", name);
        return NULL;
    }
    BcuStream *stream = g_new0(BcuStream, 1);
    stream->sink = sink;
    stream->output_id = spec->id;
    stream->back = -1;
    stream->forbidden = g_strv_builder_new();
    stream->path = g_build_filename(sink->folder, name, NULL);
    stream->name = g_steal_pointer(&name);
    return stream;
}

bool bcu_stream_write(void *closure, const void *bytes, size_t count)
{
    BcuStream *stream = closure;
    if (!stream->file && !stream->failure && !(stream->file = bcu_output_file_new(stream->path)))
        stream->failure = errno;
    if (!stream->failure && !bcu_output_file_write(stream->file, bytes, count))
        stream->failure = errno;
    return stream->failure == 0;
}

const char *bcu_stream_path(BcuStream *stream)
{
    return stream->path;
}

void bcu_stream_fail(BcuStream *stream, int error)
{
    if (!stream->failure)
        stream->failure = error ? error : EIO;
}

bool bcu_stream_flush(BcuStream *stream)
{
    if (stream->file && !stream->failure && !bcu_output_file_flush(stream->file))
        stream->failure = errno;
    return stream->failure == 0;
}

int64_t bcu_stream_read_back(BcuStream *stream, void *bytes, size_t count)
{
    ssize_t got;
    if (stream->back < 0 && (stream->back = open(stream->path, O_RDONLY | O_CLOEXEC)) < 0)
        return -1;
    do
        got = read(stream->back, bytes, count);
    while (got < 0 && errno == EINTR);
    return got;
}

void bcu_stream_forbid_beside(BcuStream *stream, const char *suffix)
{
    g_strv_builder_add(stream->forbidden, suffix);
}

void bcu_stream_verified(BcuStream *stream, const char *text)
{
    g_free(stream->verified);
    stream->verified = g_strdup(text);
}

bool bcu_stream_commit(BcuStream *stream, bool ok, BcuDiagLog *log)
{
    if (!stream)
        return false;
    if (stream->file && !bcu_output_file_close(stream->file) && !stream->failure)
        stream->failure = errno;
    if (stream->back >= 0)
        close(stream->back);
    if (stream->failure) {
        BcuPlace place = {.file = stream->name};
        bcu_report(log, BCU_ERROR, "OUT020", &place, "Free some space, or write to another folder with -o.",
                   "the file cannot be written: %s", g_strerror(stream->failure));
    }
    ok = ok && !stream->failure && g_file_test(stream->path, G_FILE_TEST_IS_REGULAR);
    if (ok) {
        BcuSinkFile *file = g_new0(BcuSinkFile, 1);
        file->output_id = g_strdup(stream->output_id);
        file->name = g_strdup(stream->name);
        file->staged = g_strdup(stream->path);
        file->verified = g_strdup(stream->verified);
        file->forbidden = g_strv_builder_end(stream->forbidden);
        g_ptr_array_add(stream->sink->files, file);
    } else {
        unlink(stream->path);
    }
    g_free(stream->name);
    g_free(stream->path);
    g_free(stream->verified);
    g_strv_builder_unref(stream->forbidden);
    g_free(stream);
    return ok;
}
