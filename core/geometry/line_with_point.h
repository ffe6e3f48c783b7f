/** Which line has a point, of lines that stand next to one another in memory. */
#ifndef BCU_LINE_WITH_POINT_H
#define BCU_LINE_WITH_POINT_H

#include <stddef.h>

/** \param line_start line_count + 1, of which the first is not behind the point. */
static inline size_t bcu_line_with_point(const size_t *line_start, size_t line_count, size_t point)
{
    size_t low = 0, high = line_count;
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (line_start[middle] <= point)
            low = middle;
        else
            high = middle;
    }
    return low;
}

#endif
