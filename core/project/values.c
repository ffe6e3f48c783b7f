/* Reads values of a key file.
 * Values of a key file as they are written, and the places that messages name. */
#include "project/reading.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

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

char *bcu_reading_path(const BcuReading *reading, const char *group, const char *key)
{
    g_autofree char *value = bcu_reading_text(reading, group, key);
    if (!value || g_path_is_absolute(value))
        return g_steal_pointer(&value);
    return g_str_equal(reading->project->folder, ".")
               ? g_strdup(value)
               : g_build_filename(reading->project->folder, value, NULL);
}

static bool is_date(const char *date)
{
    if (strspn(date, "0123456789-") != strlen(date))
        return false;
    int year, month = 1, day = 1;
    size_t length = strlen(date);
    if (length == 4)
        return true;
    if (length == 7 && sscanf(date, "%4d-%2d", &year, &month) != 2)
        return false;
    if (length == 10 && sscanf(date, "%4d-%2d-%2d", &year, &month, &day) != 3)
        return false;
    return (length == 7 || length == 10) &&
           g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

char *bcu_reading_date(BcuReading *reading, const char *group)
{
    char *value = bcu_reading_text(reading, group, "go_live");
    if (value && !is_date(value))
        bcu_reading_fail(reading, group, "go_live", "Write YYYY, YYYY-MM or YYYY-MM-DD.",
                         "\"%s\" is not a date", value);
    return value;
}
