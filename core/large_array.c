/* Arrays of megabytes. The first touch of a page costs more than filling it, most of all where the kernel has
 * to ask a host for it, so a thread touches the pages of a very large array from its end while they are
 * filled from the start. */
#include "large_array.h"
#include "heap_control.h"
#include <glib.h>
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

typedef void *(*Allocate)(size_t bytes);

static size_t whole_pages(size_t bytes)
{
    return (bytes + PAGE - 1) / PAGE * PAGE;
}

static void *new_array(size_t count, size_t size, Allocate small, Allocate large)
{
    if (size && count > (SIZE_MAX - PAGE) / size)
        return NULL;
    size_t bytes = count * size;
    if (bytes < WORTH_WHILE)
        return small(MAX(bytes, 1));
    bytes = whole_pages(bytes);
    void *array = large(bytes);
    if (!array)
        return NULL;
    madvise(array, bytes, MADV_HUGEPAGE);
    if (bytes >= WORTH_A_THREAD)
        touch_ahead(array, bytes);
    return array;
}

static void *of_small_pieces(size_t bytes)
{
    return g_try_malloc(bytes);
}

static void *zeroed_of_small_pieces(size_t bytes)
{
    return g_try_malloc0(bytes);
}

static void *of_large_pages(size_t bytes)
{
    return aligned_alloc(PAGE, bytes);
}

static void *zeroed_of_large_pages(size_t bytes)
{
    return bcu_heap_zeroed(PAGE, bytes);
}

void *bcu_large_array_new(size_t count, size_t size)
{
    return new_array(count, size, of_small_pieces, of_large_pages);
}

/* ---- expected --------------------------------------------------------------------------- */

static struct {
    void *array;
    size_t bytes;
} expected;

void bcu_large_array_expect0(size_t count, size_t size)
{
    bcu_large_array_forget();
    if (size && count > (SIZE_MAX - PAGE) / size)
        return;
    if (count * size >= WORTH_A_THREAD)
        expected.array = bcu_large_array_new0(count, size);
    expected.bytes = expected.array ? count * size : 0;
}

void bcu_large_array_forget(void)
{
    g_clear_pointer(&expected.array, g_free);
}

void *bcu_large_array_new0(size_t count, size_t size)
{
    if (expected.array && size && expected.bytes / size == count && expected.bytes % size == 0)
        return g_steal_pointer(&expected.array);
    return new_array(count, size, zeroed_of_small_pieces, zeroed_of_large_pages);
}

/* jemalloc, where it is the heap, cuts what is freed before it asks the system. */
void bcu_large_array_lend(size_t bytes)
{
    g_free(bcu_large_array_new(bytes, 1));
}
