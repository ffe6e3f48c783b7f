/* Sums input files in a thread.
 * The thread is started before there is anything to sum: to start one while a library is being opened takes as
 * long as opening it. */
#include "base/file_sums.h"
#include "base/digest.h"
#include "base/large_array.h"

struct BcuFileSums {
    GThread *thread;     /* NULL where the system gives none: all is summed by who waits */
    GPtrArray *held;     /* char *: paths added before the beginning; NULL since */
    bool has_ended;
    GAsyncQueue *queue;  /* char *: paths; the struct itself ends it */
    GHashTable *by_path; /* BcuFileSum; the thread's until it has ended */
};

BcuFileSum *bcu_file_sum_of(const char *path)
{
    BcuFileSum *sum = g_new0(BcuFileSum, 1);
    sum->sha256 = bcu_file_sha256(path, &sum->size);
    return sum;
}

void bcu_file_sum_free(BcuFileSum *sum)
{
    g_free(sum->sha256);
    g_free(sum);
}

static void *sum_files(void *data)
{
    BcuFileSums *sums = data;
    for (void *path; (path = g_async_queue_pop(sums->queue)) != sums;) {
        bcu_large_array_settle(); /* whoever fills arrays waits for their pages, nobody yet for sums */
        g_hash_table_insert(sums->by_path, path, bcu_file_sum_of(path));
    }
    return NULL;
}

BcuFileSums *bcu_file_sums_start(void)
{
    BcuFileSums *sums = g_new0(BcuFileSums, 1);
    sums->held = g_ptr_array_new();
    sums->queue = g_async_queue_new();
    sums->by_path =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)bcu_file_sum_free);
    sums->thread = g_thread_try_new("sums", sum_files, sums, NULL);
    return sums;
}

void bcu_file_sums_add(BcuFileSums *sums, const char *path)
{
    if (sums->held)
        g_ptr_array_add(sums->held, g_strdup(path));
    else
        g_async_queue_push(sums->queue, g_strdup(path));
}

void bcu_file_sums_begin(BcuFileSums *sums)
{
    for (guint i = 0; sums->held && i < sums->held->len; i++)
        g_async_queue_push(sums->queue, g_ptr_array_index(sums->held, i));
    g_clear_pointer(&sums->held, g_ptr_array_unref);
}

void bcu_file_sums_wait(BcuFileSums *sums)
{
    if (sums->has_ended)
        return;
    sums->has_ended = true;
    bcu_file_sums_begin(sums);
    g_async_queue_push(sums->queue, sums);
    if (sums->thread)
        g_thread_join(sums->thread);
    else
        sum_files(sums);
}

const BcuFileSum *bcu_file_sums_find(const BcuFileSums *sums, const char *path)
{
    return g_hash_table_lookup(sums->by_path, path);
}

void bcu_file_sums_free(BcuFileSums *sums)
{
    if (!sums)
        return;
    bcu_file_sums_wait(sums);
    g_async_queue_unref(sums->queue);
    g_hash_table_unref(sums->by_path);
    g_free(sums);
}
