/* Writes records as JSON lines, and reads them.
 * Records as JSON lines: for --diagnostics=json and for the pipe between worker and host. */
#include "text/diag_json.h"
#include "text/json_text.h"
#include "text/visible.h"
#include <jansson.h>
#include <string.h>

static const char *const WORDS[] = {"summary", "note", "warning", "error"};

static void put_text(BcuJson *json, const char *key, const char *value)
{
    if (!value)
        return;
    bcu_json_key(json, key);
    bcu_json_text(json, value);
}

static void put_number(BcuJson *json, const char *key, int64_t value)
{
    if (value == 0)
        return;
    bcu_json_key(json, key);
    bcu_json_integer(json, value);
}

char *bcu_diag_to_json(const BcuDiag *diag)
{
    GString *line = g_string_new(NULL);
    BcuJson *json = bcu_json_new_text(0, line);
    const BcuPlace *place = &diag->place;
    bcu_json_begin_object(json);
    put_text(json, "severity", WORDS[diag->severity]);
    put_text(json, "code", diag->code);
    put_text(json, "message", diag->message);
    put_text(json, "hint", diag->hint);
    put_text(json, "origin", diag->origin);
    put_text(json, "file", place->file);
    put_number(json, "line", place->line);
    put_text(json, "key", place->key);
    put_number(json, "record", place->record);
    put_text(json, "field", place->field);
    put_number(json, "part", place->part);
    put_number(json, "ring", place->ring);
    put_number(json, "vertex", place->vertex);
    if (place->has_position) {
        bcu_json_key(json, "x");
        bcu_json_real(json, place->x, -1);
        bcu_json_key(json, "y");
        bcu_json_real(json, place->y, -1);
    }
    bcu_json_end_object(json);
    bcu_json_close(json);
    g_autofree char *plain = g_string_free(line, FALSE);
    return bcu_visible_json(plain);
}

static char *get_text(json_t *object, const char *key)
{
    return g_strdup(json_string_value(json_object_get(object, key)));
}

static int64_t get_number(json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

/* \return -1 when it is no severity. */
static int level_of(json_t *object)
{
    const char *severity = json_string_value(json_object_get(object, "severity"));
    for (int level = 0; severity && level <= BCU_ERROR; level++)
        if (g_str_equal(WORDS[level], severity))
            return level;
    return -1;
}

/* The pipe of a plugin may carry anything: what has another type than it should have is not there. */
BcuDiag *bcu_diag_from_json(const char *line)
{
    json_t *object = json_loads(line, 0, NULL), *x = json_object_get(object, "x"), *y = json_object_get(object, "y");
    int level = level_of(object);
    if (level < 0 || !json_is_string(json_object_get(object, "code")) ||
        !json_is_string(json_object_get(object, "message"))) {
        json_decref(object);
        return NULL;
    }
    BcuDiag *diag = g_new0(BcuDiag, 1);
    diag->severity = (BcuSeverity)level;
    diag->code = get_text(object, "code");
    diag->message = get_text(object, "message");
    diag->hint = get_text(object, "hint");
    diag->origin = get_text(object, "origin");
    diag->place = (BcuPlace){.file = get_text(object, "file"),
                             .line = get_number(object, "line"),
                             .key = get_text(object, "key"),
                             .record = get_number(object, "record"),
                             .field = get_text(object, "field"),
                             .part = get_number(object, "part"),
                             .ring = get_number(object, "ring"),
                             .vertex = get_number(object, "vertex"),
                             .has_position = json_is_number(x) && json_is_number(y),
                             .x = json_number_value(x),
                             .y = json_number_value(y)};
    json_decref(object);
    return diag;
}
