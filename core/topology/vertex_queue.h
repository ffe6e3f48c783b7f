/** Vertices by the area of their triangles, the smallest first. */
#ifndef BCU_VERTEX_QUEUE_H
#define BCU_VERTEX_QUEUE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct BcuTriangle {
    double area; /* not negative */
    uint32_t vertex;
    uint32_t turn; /* of the vertex: an older one than it has now does not count any more */
} BcuTriangle;

/** What is known from the start is sorted once and read in order; only what comes later is kept in a heap. */
typedef struct BcuVertexQueue {
    GArray *planned; /* BcuTriangle: read up to `next` */
    guint next;
    GArray *heap; /* BcuTriangle */
} BcuVertexQueue;

void bcu_vertex_queue_new(BcuVertexQueue *queue);
void bcu_vertex_queue_clear(BcuVertexQueue *queue);

/** Before anything is popped: appends a triangle; of all, vertices have to ascend. Then `_sort`. */
void bcu_vertex_queue_plan(BcuVertexQueue *queue, BcuTriangle triangle);
void bcu_vertex_queue_sort(BcuVertexQueue *queue);

void bcu_vertex_queue_push(BcuVertexQueue *queue, BcuTriangle triangle);

/** Takes the smallest triangle; of equal ones that with the lower vertex. \return false when there is none. */
bool bcu_vertex_queue_pop(BcuVertexQueue *queue, BcuTriangle *smallest);

#endif
