/* Writes JSON as a stream.
 * The streaming JSON writer; see <bcukit/json.h>. */
#include "text/json_text.h"
#include <bcukit/number.h>
#include <glib.h>
#include <math.h>
#include <string.h>

#define BUFFER_SIZE 65536
#define DEEPEST 64

struct BcuJson {
    BcuWrite write;
    void *closure;
    int indent, depth;
    bool has_items[DEEPEST]; /* whether the structure at a depth has something before the next item */
    bool after_key, failed;
    size_t used;
    char buffer[BUFFER_SIZE];
};

BcuJson *bcu_json_new(int indent, BcuWrite write, void *closure)
{
    BcuJson *json = g_new(BcuJson, 1);
    json->write = write;
    json->closure = closure;
    json->indent = indent;
    json->depth = 0;
    json->has_items[0] = false;
    json->after_key = json->failed = false;
    json->used = 0;
    return json;
}

void bcu_json_flush(BcuJson *json)
{
    if (json->used > 0 && !json->failed)
        json->failed = !json->write(json->closure, json->buffer, json->used);
    json->used = 0;
}

bool bcu_json_close(BcuJson *json)
{
    if (!json)
        return false;
    bcu_json_flush(json);
    bool ok = !json->failed;
    g_free(json);
    return ok;
}

static void put(BcuJson *json, const char *bytes, size_t count)
{
    if (json->used + count > BUFFER_SIZE)
        bcu_json_flush(json);
    if (count > BUFFER_SIZE) {
        json->failed = json->failed || !json->write(json->closure, bytes, count);
        return;
    }
    memcpy(json->buffer + json->used, bytes, count);
    json->used += count;
}

static void put_line(BcuJson *json)
{
    if (json->indent == 0)
        return;
    put(json, "\n", 1);
    for (int i = 0; i < json->depth * json->indent; i++)
        put(json, " ", 1);
}

/* Comma and line end before an item, unless it follows its key. */
static void before_item(BcuJson *json)
{
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (json->has_items[json->depth])
        put(json, ",", 1);
    if (json->depth > 0)
        put_line(json);
    json->has_items[json->depth] = json->depth > 0;
}

static void begin(BcuJson *json, const char *bracket)
{
    g_assert(json->depth + 1 < DEEPEST);
    before_item(json);
    put(json, bracket, 1);
    json->has_items[++json->depth] = false;
}

static void end(BcuJson *json, const char *bracket)
{
    g_assert(json->depth > 0);
    bool had_items = json->has_items[json->depth--];
    if (had_items)
        put_line(json);
    put(json, bracket, 1);
}

void bcu_json_begin_object(BcuJson *json) { begin(json, "{"); }
void bcu_json_end_object(BcuJson *json) { end(json, "}"); }
void bcu_json_begin_array(BcuJson *json) { begin(json, "["); }
void bcu_json_end_array(BcuJson *json) { end(json, "]"); }

static void put_escape(BcuJson *json, unsigned char c)
{
    static const char short_for[] = "\b\f\n\r\t\"\\";
    static const char letters[] = "bfnrt\"\\";
    const char *found = c ? strchr(short_for, c) : NULL;
    char text[8];
    if (found)
        g_snprintf(text, sizeof text, "\\%c", letters[found - short_for]);
    else
        g_snprintf(text, sizeof text, "\\u%04x", c);
    put(json, text, strlen(text));
}

static void put_string(BcuJson *json, const char *value)
{
    g_autofree char *repaired = NULL;
    if (!g_utf8_validate(value, -1, NULL))
        value = repaired = g_utf8_make_valid(value, -1);
    put(json, "\"", 1);
    const char *plain = value;
    for (const char *c = value;; c++) {
        unsigned char byte = (unsigned char)*c;
        if (byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7f)
            continue;
        put(json, plain, (size_t)(c - plain));
        if (byte == '\0')
            break;
        put_escape(json, byte);
        plain = c + 1;
    }
    put(json, "\"", 1);
}

void bcu_json_key(BcuJson *json, const char *key)
{
    before_item(json);
    put_string(json, key);
    put(json, json->indent ? ": " : ":", json->indent ? 2 : 1);
    json->after_key = true;
}

void bcu_json_text(BcuJson *json, const char *value)
{
    if (!value) {
        bcu_json_null(json);
        return;
    }
    before_item(json);
    put_string(json, value);
}

void bcu_json_integer(BcuJson *json, int64_t value)
{
    char text[24];
    g_snprintf(text, sizeof text, "%" G_GINT64_FORMAT, value);
    bcu_json_raw(json, text, strlen(text));
}

void bcu_json_real(BcuJson *json, double value, int decimals)
{
    char text[BCU_NUMBER_SIZE];
    if (!isfinite(value)) {
        bcu_json_null(json);
        return;
    }
    size_t length = decimals < 0 ? bcu_number_shortest(text, value)
                                 : bcu_number_fixed(text, value, decimals, true);
    bcu_json_raw(json, text, length);
}

void bcu_json_bool(BcuJson *json, bool value)
{
    bcu_json_raw(json, value ? "true" : "false", value ? 4 : 5);
}

void bcu_json_null(BcuJson *json)
{
    bcu_json_raw(json, "null", 4);
}

void bcu_json_value(BcuJson *json, BcuValue value, int decimals)
{
    switch (value.type) {
    case BCU_BOOL: bcu_json_bool(json, value.as.boolean); break;
    case BCU_INTEGER: bcu_json_integer(json, value.as.integer); break;
    case BCU_REAL: bcu_json_real(json, value.as.real, decimals); break;
    case BCU_TEXT: bcu_json_text(json, value.as.text); break;
    default: bcu_json_null(json);
    }
}

void bcu_json_raw(BcuJson *json, const char *bytes, size_t count)
{
    before_item(json);
    put(json, bytes, count);
}

void bcu_json_append(BcuJson *json, const char *bytes, size_t count)
{
    put(json, bytes, count);
}

void bcu_json_newline(BcuJson *json)
{
    put(json, "\n", 1);
    json->has_items[0] = false;
}

void bcu_json_put_text(BcuJson *json, const char *key, const char *value)
{
    bcu_json_key(json, key);
    bcu_json_text(json, value);
}

void bcu_json_put_integer(BcuJson *json, const char *key, int64_t value)
{
    bcu_json_key(json, key);
    bcu_json_integer(json, value);
}

static bool append_to_text(void *text, const void *bytes, size_t count)
{
    g_string_append_len(text, bytes, (gssize)count);
    return true;
}

BcuJson *bcu_json_new_text(int indent, GString *text)
{
    return bcu_json_new(indent, append_to_text, text);
}
