/** Outputs: staged while written, renamed into place when the plugin has succeeded.
 * Since 1.0. */
#ifndef BCUKIT_SINK_H
#define BCUKIT_SINK_H

#include <bcukit/diag.h>

BCU_BEGIN_DECLS

enum { BCU_OUTPUT_OPTIONAL = 1u << 0, /**< not every run writes it */ BCU_OUTPUT_MANY = 1u << 1 };

typedef struct BcuOutputSpec {
    const char *id;
    const char *pattern; /**< file name; {word} is replaced by a parameter: "map-{kind}.png" */
    const char *media_type;
    uint32_t flags;
    const char *help;    /**< one line: what it holds */
} BcuOutputSpec;

typedef struct BcuSink BcuSink;
typedef struct BcuStream BcuStream;

/** Opens a declared output.
 * \param params name, value, name, value, …, NULL for the {words} of the pattern; NULL for none.
 * \return a stream that _commit ends; NULL on failure, reported (undeclared id, twice the same
 *         file, disk). */
BCU_API BcuStream *bcu_sink_open(BcuSink *sink, const char *output_id, const char *const *params,
                                 BcuDiagLog *log);
/** Appends bytes (a BcuWrite with the stream as closure). After a failure all writes fail. */
BCU_API bool bcu_stream_write(void *stream, const void *bytes, size_t count);
/** For libraries that want a path: the staged file, not yet there unless written to. Use either
 * this or _write. Borrowed from the stream. */
BCU_API const char *bcu_stream_path(BcuStream *stream);
/** For libraries that write to the path themselves: their write failed. \param error errno; 0: unknown.
 * Reported by _commit, as for a failure of _write. */
BCU_API void bcu_stream_fail(BcuStream *stream, int error);
/** Flushes what was written so far, so that the staged file can be read back. */
BCU_API bool bcu_stream_flush(BcuStream *stream);
/** Reads the staged file back, on from where the call before ended. May be called in another thread than those
 * that write, for what was flushed before.
 * \return bytes read; 0 at the end of what is there; -1 on failure, with errno. */
BCU_API int64_t bcu_stream_read_back(BcuStream *stream, void *bytes, size_t count);
/** Says that a file beside the output, of its name and this suffix, would be read as a part of it, such as the log of
 * a database that another program has open. While there is one, the output is not put into place (OUT032). */
BCU_API void bcu_stream_forbid_beside(BcuStream *stream, const char *suffix);
/** Says for the manifest how the staged file was verified: one line. */
BCU_API void bcu_stream_verified(BcuStream *stream, const char *text);
/** Ends the stream. \param ok the writer's final status: false drops the file.
 * \return false when the file was dropped. */
BCU_API bool bcu_stream_commit(BcuStream *stream, bool ok, BcuDiagLog *log);

BCU_END_DECLS
#endif
