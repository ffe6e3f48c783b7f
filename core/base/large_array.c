/* Allocates arrays of megabytes.
 * Arrays of megabytes. The first touch of a page costs more than filling it, most of all where the kernel has
 * to ask a host for it, so a thread touches the pages of a very large array from its end while they are
 * filled from the start. */
#include "base/large_array.h"
#include "base/heap_control.h"
#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

/* Large pages are given only where a whole one fits in, so such an array begins with one and is rounded up to
 * whole ones. */
enum { PAGE = 2 << 20, WORTH_WHILE = 1 << 20, WORTH_A_THREAD = 4 * PAGE };

/* ---- touched ahead --------------------------------------------------------------------- */

typedef struct Span {
    char *begin, *end;
} Span;

static GSList *threads;
static GMutex guard; /* of the list */

/* Changes nothing in the pages, so it does no harm to an array that is freed meanwhile. */
static void *touch(void *data)
{
    Span *span = data;
#ifdef MADV_POPULATE_WRITE
    while (span->end > span->begin && madvise(span->end - PAGE, PAGE, MADV_POPULATE_WRITE) == 0)
        span->end -= PAGE;
#endif
    g_free(span);
    return NULL;
}

static void touch_ahead(char *array, size_t bytes)
{
    Span *span = g_new(Span, 1);
    *span = (Span){array, array + bytes};
    GThread *thread = g_get_num_processors() > 1 ? g_thread_try_new("touch", touch, span, NULL) : NULL;
    if (!thread) {
        g_free(span);
        return;
    }
    g_mutex_lock(&guard);
    threads = g_slist_prepend(threads, thread);
    g_mutex_unlock(&guard);
}

void bcu_large_array_settle(void)
{
    g_mutex_lock(&guard);
    g_autoptr(GSList) begun = g_steal_pointer(&threads);
    g_mutex_unlock(&guard);
    for (GSList *item = begun; item; item = item->next)
        g_thread_join(item->data);
}

/* ---- arrays ---------------------------------------------------------------------------- */

static void *new_array(size_t count, size_t size, bool zeroed)
{
    if (size && count > (SIZE_MAX - PAGE) / size)
        return NULL;
    size_t bytes = count * size;
    if (bytes < WORTH_WHILE)
        return zeroed ? g_try_malloc0(MAX(bytes, 1)) : g_try_malloc(MAX(bytes, 1));
    bytes = (bytes + PAGE - 1) / PAGE * PAGE;
    void *array = zeroed ? bcu_heap_zeroed(PAGE, bytes) : aligned_alloc(PAGE, bytes);
    if (!array)
        return NULL;
    madvise(array, bytes, MADV_HUGEPAGE);
    if (bytes >= WORTH_A_THREAD)
        touch_ahead(array, bytes);
    return array;
}

void *bcu_large_array_new(size_t count, size_t size)
{
    return new_array(count, size, false);
}

/* ---- expected --------------------------------------------------------------------------- */

static struct {
    void *array;
    size_t count, size;
} expected;

void bcu_large_array_expect0(size_t count, size_t size)
{
    bcu_large_array_forget();
    if (count >= WORTH_A_THREAD / size)
        expected.array = new_array(count, size, true);
    expected.count = count;
    expected.size = size;
}

void bcu_large_array_forget(void)
{
    g_clear_pointer(&expected.array, g_free);
}

void *bcu_large_array_new0(size_t count, size_t size)
{
    bool is_there = expected.array && expected.count == count && expected.size == size;
    return is_there ? g_steal_pointer(&expected.array) : new_array(count, size, true);
}
