/* Sorts what is known by digits of the areas, and merges what comes later into it.
 *
 * A heap of all vertices would be far larger than a cache, and each step down it a wait for memory. */
#include "topology/vertex_queue.h"
#include <string.h>

#define DIGIT_BITS 11
#define DIGITS 6 /* of 64 bits */
#define BUCKETS (1 << DIGIT_BITS)

void bcu_vertex_queue_new(BcuVertexQueue *queue)
{
    *queue = (BcuVertexQueue){.planned = g_array_new(FALSE, FALSE, sizeof(BcuTriangle)),
                              .heap = g_array_new(FALSE, FALSE, sizeof(BcuTriangle))};
}

void bcu_vertex_queue_clear(BcuVertexQueue *queue)
{
    g_array_unref(queue->planned);
    g_array_unref(queue->heap);
}

static BcuTriangle *triangles_of(const GArray *array)
{
    return (BcuTriangle *)(void *)array->data;
}

static bool goes_before(BcuTriangle a, BcuTriangle b)
{
    return a.area != b.area ? a.area < b.area : a.vertex < b.vertex;
}

/* ---- what is known from the start ------------------------------------------------------ */

void bcu_vertex_queue_plan(BcuVertexQueue *queue, BcuTriangle triangle)
{
    g_array_append_val(queue->planned, triangle);
}

/* Numbers that are not negative are in the order of their bits. */
static uint32_t digit_of(BcuTriangle triangle, int digit)
{
    uint64_t bits;
    memcpy(&bits, &triangle.area, sizeof bits);
    return (uint32_t)(bits >> (digit * DIGIT_BITS)) & (BUCKETS - 1);
}

/* Keeps the order of what has the same digit, and so that of vertices with the same area. */
static void sort_by_digit(const BcuTriangle *from, BcuTriangle *to, guint count, int digit)
{
    uint32_t start[BUCKETS] = {0}, sum = 0;
    for (guint i = 0; i < count; i++)
        start[digit_of(from[i], digit)]++;
    for (int b = 0; b < BUCKETS; b++) {
        uint32_t here = start[b];
        start[b] = sum;
        sum += here;
    }
    for (guint i = 0; i < count; i++)
        to[start[digit_of(from[i], digit)]++] = from[i];
}

void bcu_vertex_queue_sort(BcuVertexQueue *queue)
{
    guint count = queue->planned->len;
    g_autofree BcuTriangle *other = g_new(BcuTriangle, (size_t)count + 1);
    BcuTriangle *all = triangles_of(queue->planned);
    for (int digit = 0; digit < DIGITS; digit += 2) {
        sort_by_digit(all, other, count, digit);
        sort_by_digit(other, all, count, digit + 1);
    }
}

/* ---- what comes later ------------------------------------------------------------------ */

void bcu_vertex_queue_push(BcuVertexQueue *queue, BcuTriangle triangle)
{
    g_array_append_val(queue->heap, triangle);
    BcuTriangle *heap = triangles_of(queue->heap);
    size_t at = queue->heap->len - 1;
    for (; at > 0 && goes_before(triangle, heap[(at - 1) / 2]); at = (at - 1) / 2)
        heap[at] = heap[(at - 1) / 2];
    heap[at] = triangle;
}

static BcuTriangle pop_heap(GArray *array)
{
    BcuTriangle *heap = triangles_of(array), top = heap[0];
    size_t count = array->len - 1, at = 0;
    BcuTriangle last = heap[count];
    for (size_t child = 1; child < count; child = 2 * at + 1) {
        child += child + 1 < count && goes_before(heap[child + 1], heap[child]);
        if (!goes_before(heap[child], last))
            break;
        heap[at] = heap[child];
        at = child;
    }
    heap[at] = last;
    g_array_set_size(array, (guint)count);
    return top;
}

bool bcu_vertex_queue_pop(BcuVertexQueue *queue, BcuTriangle *smallest)
{
    bool planned = queue->next < queue->planned->len, later = queue->heap->len > 0;
    if (planned && later)
        planned = goes_before(triangles_of(queue->planned)[queue->next], triangles_of(queue->heap)[0]);
    if (planned)
        *smallest = triangles_of(queue->planned)[queue->next++];
    else if (later)
        *smallest = pop_heap(queue->heap);
    return planned || later;
}
