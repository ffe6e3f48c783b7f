/* Stretches of features are made by whoever is free, written in their order, and read back by whoever is
 * free: all processors are busy to the end, and one that is slower for a while does less. */
#include "staging.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { MOST_TEXTS = GEO_MOST_THREADS + 1 }; /* stretches made, but not yet written */
enum { BLOCK = 1 << 16, USUAL_TEXT = 3 << 18 };
enum { WORTH_A_THREAD = 4 }; /* stretches: to start a thread takes about as long as to make two of them */

/* Where a stretch lies in the file. */
typedef struct Place {
    uint64_t first, end;
} Place;

struct GeoStaging {
    BcuStream *stream;
    const GeoFile *file;
    const GeoFeatures *features;
    uint32_t count; /* of stretches */
    Place *place;   /* by stretch */
    uint64_t size;  /* bytes written so far; known to the one who writes */

    GMutex mutex; /* of what follows */
    GCond change;
    unsigned workers;
    uint32_t made, written, read; /* stretches begun to be made, written, begun to be read back */
    GString *text[MOST_TEXTS]; /* of stretch s at s % MOST_TEXTS, when it is made and not yet being written */
    GPtrArray *spare;          /* GString: for what is made next */
    bool is_writing, has_failed;
    GeoFound found;
    int failure; /* errno of reading back; 0 */
};

GeoStaging *geo_staging_begin(BcuStream *stream, const GeoFile *file)
{
    GeoStaging *staging = g_new0(GeoStaging, 1);
    staging->stream = stream;
    staging->file = file;
    g_mutex_init(&staging->mutex);
    g_cond_init(&staging->change);
    return staging;
}

bool geo_staging_write(void *closure, const void *bytes, size_t count)
{
    GeoStaging *staging = closure;
    staging->size += count;
    return bcu_stream_write(staging->stream, bytes, count);
}

/* Of the stretch that begins with a row. */
static uint32_t end_of(const GeoStaging *staging, uint32_t first)
{
    return staging->file->count - first > staging->features->stretch ? first + staging->features->stretch
                                                                     : staging->file->count;
}

static const char *separator_before(const GeoStaging *staging, uint32_t stretch)
{
    return stretch > 0 ? staging->features->separator : "";
}

/* ---- tasks: the mutex is let go of meanwhile ------------------------------------------------ */

static void make(GeoStaging *staging, unsigned hand)
{
    const GeoFeatures *features = staging->features;
    uint32_t stretch = staging->made++, first = stretch * features->stretch;
    GString *text = g_ptr_array_steal_index_fast(staging->spare, staging->spare->len - 1);
    g_mutex_unlock(&staging->mutex);
    g_string_append(text, separator_before(staging, stretch));
    features->make(features->closure, hand, first, end_of(staging, first), text);
    g_mutex_lock(&staging->mutex);
    staging->text[stretch % MOST_TEXTS] = text;
}

static void write_next(GeoStaging *staging)
{
    uint32_t stretch = staging->written;
    GString *text = g_steal_pointer(&staging->text[stretch % MOST_TEXTS]);
    staging->is_writing = true;
    g_mutex_unlock(&staging->mutex);
    staging->place[stretch] = (Place){staging->size + strlen(separator_before(staging, stretch)),
                                      staging->size + text->len};
    bool ok = geo_staging_write(staging, text->str, text->len) && bcu_stream_flush(staging->stream);
    g_string_truncate(text, 0);
    g_mutex_lock(&staging->mutex);
    g_ptr_array_add(staging->spare, text);
    staging->is_writing = false;
    staging->has_failed |= !ok;
    staging->written++;
}

static int open_staged(const GeoStaging *staging)
{
    return open(bcu_stream_path(staging->stream), O_RDONLY | O_CLOEXEC);
}

/* Until the end or where something differs. \return errno; 0. */
static int take_bytes(int file, Place place, GeoReader *reader)
{
    g_autofree void *block = g_malloc(BLOCK);
    while (place.first < place.end) {
        ssize_t count = pread(file, block, MIN((uint64_t)BLOCK, place.end - place.first), (off_t)place.first);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return count < 0 ? errno : EIO;
        if (!geo_reader_take(reader, block, (size_t)count))
            break;
        place.first += (uint64_t)count;
    }
    return 0;
}

static void read_next(GeoStaging *staging)
{
    uint32_t stretch = staging->read++, first = stretch * staging->features->stretch;
    g_mutex_unlock(&staging->mutex);
    GeoReader *reader = geo_reader_new_stretch(staging->file, first, end_of(staging, first));
    int file = open_staged(staging);
    int failure = file >= 0 ? take_bytes(file, staging->place[stretch], reader) : errno;
    if (file >= 0)
        close(file);
    g_mutex_lock(&staging->mutex);
    staging->failure = staging->failure ? staging->failure : failure;
    staging->has_failed |= !geo_reader_end(reader, &staging->found) || failure;
}

/* ---- workers ------------------------------------------------------------------------------- */

/* Writing comes first, since others wait for it, then reading, while the text is in the processor's cache.
 * \return false when nothing is left to begin. */
static bool do_next(GeoStaging *staging, unsigned hand)
{
    bool may_make = staging->made < staging->count && staging->spare->len > 0 &&
                    (hand == 0 || !staging->features->one_hand);
    if (staging->has_failed || staging->read == staging->count)
        return false;
    if (!staging->is_writing && staging->text[staging->written % MOST_TEXTS])
        write_next(staging);
    else if (staging->read < staging->written)
        read_next(staging);
    else if (may_make)
        make(staging, hand);
    else {
        g_cond_wait(&staging->change, &staging->mutex);
        return true;
    }
    g_cond_broadcast(&staging->change);
    return true;
}

static void *work(void *closure)
{
    GeoStaging *staging = closure;
    g_mutex_lock(&staging->mutex);
    unsigned hand = staging->workers++;
    while (do_next(staging, hand))
        continue;
    g_mutex_unlock(&staging->mutex);
    return NULL;
}

static void free_text(void *text)
{
    g_string_free(text, TRUE);
}

/* Texts are made once and here: the heap of the thread that runs the plugin has large pages, those of others
 * have small ones, shared with the process that was forked. */
static void make_room(GeoStaging *staging, unsigned texts)
{
    staging->place = g_new0(Place, (size_t)staging->count + 1);
    staging->spare = g_ptr_array_new_with_free_func(free_text);
    for (unsigned i = 0; i < texts; i++)
        g_ptr_array_add(staging->spare, g_string_sized_new(USUAL_TEXT));
}

static void drop_texts(GeoStaging *staging)
{
    for (size_t i = 0; i < MOST_TEXTS; i++)
        if (staging->text[i])
            free_text(g_steal_pointer(&staging->text[i]));
    g_ptr_array_unref(staging->spare);
}

/* The one who calls works, too, and does all where the system gives no other thread. */
bool geo_staging_put(GeoStaging *staging, const GeoFeatures *features)
{
    uint32_t rows = staging->file->count;
    GThread *threads[GEO_MOST_THREADS] = {NULL};
    staging->features = features;
    staging->count = rows / features->stretch + (rows % features->stretch > 0);
    unsigned workers = MIN(MIN(g_get_num_processors(), GEO_MOST_THREADS), staging->count / WORTH_A_THREAD + 1);
    make_room(staging, workers + 1);
    for (unsigned i = 1; i < workers; i++)
        threads[i] = g_thread_try_new("features", work, staging, NULL);
    work(staging);
    for (unsigned i = 1; i < workers; i++)
        if (threads[i])
            g_thread_join(threads[i]);
    drop_texts(staging);
    return !staging->has_failed;
}

/* ---- the file as a whole ----------------------------------------------------------------- */

/* What stands around the features is JSON with an item in the place of each stretch: then so is all of it. */
static void read_frame(GeoStaging *staging)
{
    const GeoFile frame = {staging->file->layer, staging->file->geometry, false, NULL, 0};
    GeoReader *reader = geo_reader_new(&frame);
    Place around = {0, 0};
    int file = open_staged(staging), failure = file < 0 ? errno : 0;
    for (uint32_t s = 0; s < staging->count && !failure; s++) {
        around.end = staging->place[s].first;
        failure = take_bytes(file, around, reader);
        geo_reader_take(reader, "0", 1);
        around.first = staging->place[s].end;
    }
    around.end = staging->size;
    staging->failure = failure ? failure : take_bytes(file, around, reader);
    geo_reader_end(reader, &staging->found);
    if (file >= 0)
        close(file);
}

bool geo_staging_end(GeoStaging *staging, char **report, BcuDiagLog *log)
{
    bool ok = bcu_stream_flush(staging->stream);
    if (ok && !staging->has_failed && !staging->file->is_sequence)
        read_frame(staging);
    if (staging->failure)
        bcu_stream_fail(staging->stream, staging->failure);
    ok = ok && !staging->failure && geo_found_report(&staging->found, staging->file, report, log);
    g_mutex_clear(&staging->mutex);
    g_cond_clear(&staging->change);
    g_free(staging->place);
    g_free(staging);
    return ok;
}
