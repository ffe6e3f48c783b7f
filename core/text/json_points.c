/* Writes points as JSON.
 * Points as JSON; see <bcukit/json.h>. */
#include "text/number_digits.h"
#include <bcukit/json.h>
#include <bcukit/number.h>

/* Text on its way into the array that the writer is at. */
typedef struct Text {
    size_t used;
    char bytes[1 << 14];
} Text;

enum { LONGEST_POSITION = 2 * BCU_NUMBER_SIZE + 4 };

static inline void add(Text *text, char byte)
{
    text->bytes[text->used++] = byte;
}

static inline void add_number(Text *text, double value, int decimals)
{
    char *end = text->bytes + text->used;
    size_t length = bcu_number_digits(end, value, decimals, true);
    text->used += length ? length : bcu_number_fixed(end, value, decimals, true);
}

static inline void add_position(Text *text, BcuPoint point, int decimals)
{
    add(text, '[');
    add_number(text, point.x, decimals);
    add(text, ',');
    add_number(text, point.y, decimals);
    add(text, ']');
}

void bcu_json_point(BcuJson *json, BcuPoint point, int decimals)
{
    Text text; /* whose bytes need no zeros */
    text.used = 0;
    add_position(&text, point, CLAMP(decimals, 0, 17));
    bcu_json_raw(json, text.bytes, text.used);
}

void bcu_json_points(BcuJson *json, const BcuPoint *points, size_t count, int decimals)
{
    Text text;
    decimals = CLAMP(decimals, 0, 17);
    text.used = 0;
    bcu_json_raw(json, "[", 1);
    for (size_t i = 0; i < count; i++) {
        if (text.used + LONGEST_POSITION > sizeof text.bytes) {
            bcu_json_append(json, text.bytes, text.used);
            text.used = 0;
        }
        if (i > 0)
            add(&text, ',');
        add_position(&text, points[i], decimals);
    }
    add(&text, ']');
    bcu_json_append(json, text.bytes, text.used);
}
