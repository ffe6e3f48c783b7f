/* The writer says how much lies in the staged file; the reader waits for that, and for nothing else. */
#include "staging.h"
#include <errno.h>
#include <glib.h>

/* Waking a thread takes longer than reading a few pages. */
enum { STRETCH = 1 << 19, BLOCK = 1 << 16 };

struct GeoStaging {
    BcuStream *stream;
    GeoReader *reader;
    GThread *thread;  /* NULL where the system gives none: all is read at the end */
    uint64_t written; /* known to the writer alone */

    GMutex mutex; /* of what follows */
    GCond change;
    uint64_t staged;       /* bytes that may be read */
    bool has_ended, wrong; /* the writer; what was read so far */
    int failure;           /* errno of reading back; 0 */
};

/* Bytes up to which the file may be read, once they are more than `known` or the last ones. */
static uint64_t wait_for_bytes(GeoStaging *staging, uint64_t known, bool *are_last)
{
    g_mutex_lock(&staging->mutex);
    while (staging->staged == known && !staging->has_ended)
        g_cond_wait(&staging->change, &staging->mutex);
    uint64_t staged = staging->staged;
    *are_last = staging->has_ended;
    g_mutex_unlock(&staging->mutex);
    return staged;
}

/* \return false when nothing further need be read. */
static bool read_until(GeoStaging *staging, uint64_t end, uint64_t *at, void *block)
{
    while (*at < end) {
        int64_t count = bcu_stream_read_back(staging->stream, block, MIN((uint64_t)BLOCK, end - *at));
        if (count > 0 && geo_reader_take(staging->reader, block, (size_t)count)) {
            *at += (uint64_t)count;
            continue;
        }
        g_mutex_lock(&staging->mutex);
        staging->wrong = true;
        staging->failure = count > 0 ? 0 : count < 0 ? errno : EIO;
        g_mutex_unlock(&staging->mutex);
        return false;
    }
    return true;
}

static void *follow(void *closure)
{
    GeoStaging *staging = closure;
    g_autofree void *block = g_malloc(BLOCK);
    uint64_t at = 0;
    bool are_last = false, going_on = true;
    while (going_on && !are_last)
        going_on = read_until(staging, wait_for_bytes(staging, at, &are_last), &at, block);
    return NULL;
}

GeoStaging *geo_staging_begin(BcuStream *stream, const GeoFile *file)
{
    GeoStaging *staging = g_new0(GeoStaging, 1);
    staging->stream = stream;
    staging->reader = geo_reader_new(file);
    g_mutex_init(&staging->mutex);
    g_cond_init(&staging->change);
    staging->thread = g_thread_try_new("read-back", follow, staging, NULL);
    return staging;
}

/* \return whether all is well so far. */
static bool tell(GeoStaging *staging, uint64_t staged, bool has_ended)
{
    g_mutex_lock(&staging->mutex);
    bool well = !staging->wrong;
    staging->staged = staged;
    staging->has_ended = has_ended;
    g_cond_signal(&staging->change);
    g_mutex_unlock(&staging->mutex);
    return well;
}

bool geo_staging_write(void *closure, const void *bytes, size_t count)
{
    GeoStaging *staging = closure;
    if (!bcu_stream_write(staging->stream, bytes, count))
        return false;
    staging->written += count;
    if (staging->written - staging->staged < STRETCH)
        return true;
    return bcu_stream_flush(staging->stream) && tell(staging, staging->written, false);
}

bool geo_staging_end(GeoStaging *staging, char **report, BcuDiagLog *log)
{
    bool ok = bcu_stream_flush(staging->stream);
    tell(staging, ok ? staging->written : staging->staged, true);
    if (staging->thread)
        g_thread_join(staging->thread);
    else
        follow(staging);
    if (staging->failure)
        bcu_stream_fail(staging->stream, staging->failure);
    else if (ok)
        ok = geo_reader_end(staging->reader, report, log);
    geo_reader_free(staging->reader);
    g_mutex_clear(&staging->mutex);
    g_cond_clear(&staging->change);
    g_free(staging);
    return ok;
}
