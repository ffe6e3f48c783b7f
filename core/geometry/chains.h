/** Which edges of lines come near one another, found without comparing all with all. */
#ifndef BCU_CHAINS_H
#define BCU_CHAINS_H

#include <bcukit/geometry.h>
#include <glib.h>

/** A few edges of a line. An edge is named by the index of its first point. */
typedef struct BcuChain {
    BcuBox box; /* around them, and the reach on each side */
    uint32_t first, edges;
} BcuChain;

/** Lines are arcs, rings: points from line_start[i] to line_start[i + 1], two at least. The first need not start at 0. */
typedef struct BcuChainLook BcuChainLook;
struct BcuChainLook {
    const BcuPoint *points;
    const size_t *line_start; /* line_count + 1 */
    uint32_t line_count;
    double reach; /* edges that are farther apart need not meet */
    /** Which lines to look at; NULL: all. */
    bool (*has)(const void *closure, uint32_t line);
    /** Called for each chain with itself and with others whose boxes touch its own, with the same more than once.
     * \return true to stop. */
    bool (*meet)(const BcuChainLook *look, const BcuChain *chain, const BcuChain *other);
    void *closure;
};

typedef enum BcuChainsEnd { BCU_CHAINS_SEEN, BCU_CHAINS_STOPPED, BCU_CHAINS_NO_MEMORY } BcuChainsEnd;

BcuChainsEnd bcu_chains_look(const BcuChainLook *look);

/** Edge by edge, where boxes come within the reach: what there is to do for chains that meet. An edge and the one after it
 * in a chain are compared, too, unless the chain goes one way.
 * \return whether `meet` returned true, after which it is not called again. */
bool bcu_chains_compare(const BcuChainLook *look, const BcuChain *chain, const BcuChain *other,
                        bool (*meet)(void *closure, uint32_t edge, uint32_t other));

/** Whether each edge goes on, by more than the reach, in the direction of all: then those that do not follow one
 * another are so far apart, and the chain need not be compared with itself. */
bool bcu_chain_goes_one_way(const BcuPoint *points, const BcuChain *chain, double reach);

static inline BcuBox bcu_box_between(BcuPoint a, BcuPoint b)
{
    return (BcuBox){MIN(a.x, b.x), MIN(a.y, b.y), MAX(a.x, b.x), MAX(a.y, b.y)};
}

static inline bool bcu_boxes_touch(const BcuBox *a, const BcuBox *b)
{
    return (a->min_x <= b->max_x) & (b->min_x <= a->max_x) & (a->min_y <= b->max_y) & (b->min_y <= a->max_y);
}

static inline BcuBox bcu_box_grown(BcuBox box, double by)
{
    return (BcuBox){box.min_x - by, box.min_y - by, box.max_x + by, box.max_y + by};
}

#endif
