/* Takes values out of a key file as they are written, and finds the places that messages name. */
#include "project/reading.h"
#include <stdarg.h>

int bcu_reading_line(const BcuReading *reading, const char *group, const char *key)
{
    g_autofree char *at = key ? g_strdup_printf("%s\n%s", group, key) : g_strdup(group);
    return GPOINTER_TO_INT(g_hash_table_lookup(reading->lines, at));
}

void bcu_reading_fail(BcuReading *reading, const char *group, const char *key, const char *hint,
                      const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *full_key = key ? g_strdup_printf("%s.%s", group, key) : g_strdup(group);
    BcuPlace place = {
        .file = reading->project->path, .line = bcu_reading_line(reading, group, key), .key = full_key};
    bcu_report(reading->log, BCU_ERROR, "PRJ030", &place, hint, "%s", message);
    reading->ok = false;
}

char *bcu_reading_text(const BcuReading *reading, const char *group, const char *key)
{
    g_autofree char *value = g_key_file_get_string(reading->file, group, key, NULL);
    return value && *g_strstrip(value) ? g_strdup(value) : NULL;
}

bool bcu_reading_has_value(const BcuReading *reading, const char *group, const char *key)
{
    g_autofree char *value = bcu_reading_text(reading, group, key);
    return value;
}

char *bcu_reading_text_or(const BcuReading *reading, const char *group, const char *key,
                          const char *otherwise)
{
    char *value = bcu_reading_text(reading, group, key);
    return value ? value : g_strdup(otherwise);
}

GStrv bcu_reading_list(const BcuReading *reading, const char *group, const char *key)
{
    GStrv values = g_key_file_get_string_list(reading->file, group, key, NULL, NULL);
    if (!values)
        return NULL;
    GStrvBuilder *builder = g_strv_builder_new();
    for (size_t i = 0; values[i]; i++)
        if (*g_strstrip(values[i]))
            g_strv_builder_add(builder, values[i]);
    g_strfreev(values);
    values = g_strv_builder_end(builder);
    g_strv_builder_unref(builder);
    return values;
}
