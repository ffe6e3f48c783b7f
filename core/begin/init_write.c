/* The project file as text, with comments that say what was found and what to change. */
#include "begin/init_private.h"
#include "crs/fit.h"
#include "crs/session.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct Writer {
    const BcuDraft *draft;
    GString *text;
} Writer;

/* As GKeyFile reads it back. */
static char *escaped(const char *value)
{
    GString *text = g_string_new(NULL);
    for (const char *c = value; *c; c++)
        switch (*c) {
        case '\\': g_string_append(text, "\\\\"); break;
        case '\n': g_string_append(text, "\\n"); break;
        case '\t': g_string_append(text, "\\t"); break;
        case '\r': g_string_append(text, "\\r"); break;
        case ' ': g_string_append(text, c == value ? "\\s" : " "); break;
        default: g_string_append_c(text, *c);
        }
    return g_string_free(text, FALSE);
}

static void put(Writer *writer, const char *key, const char *value)
{
    g_autofree char *text = escaped(value);
    g_string_append_printf(writer->text, "%s = %s\n", key, text);
}

static void put_if(Writer *writer, const char *key, const char *value)
{
    if (value)
        put(writer, key, value);
}

/* The way from the project file's folder to a file; absolute where they share nothing but the root. */
static char *relative(const char *project_path, const char *path)
{
    g_autofree char *from = g_canonicalize_filename(project_path, NULL);
    g_autofree char *to = g_canonicalize_filename(path, NULL);
    size_t common = 0;
    for (size_t i = 0; from[i] && from[i] == to[i]; i++)
        if (from[i] == G_DIR_SEPARATOR)
            common = i + 1;
    if (common <= 1)
        return g_steal_pointer(&to);
    GString *way = g_string_new(NULL);
    for (const char *c = from + common; *c; c++)
        if (*c == G_DIR_SEPARATOR)
            g_string_append(way, "../");
    g_string_append(way, to + common);
    return g_string_free(way, FALSE);
}

static char *crs_name(const BcuLayer *layer, BcuDiagLog *log)
{
    char *name = bcu_crs_text_dup(layer->crs, BCU_CRS_NAME, log);
    char *code = bcu_crs_text_dup(layer->crs, BCU_CRS_AUTHORITY, log);
    char *both = g_strdup_printf("%s%s%s%s", name, code && *code ? " (" : "",
                                 code ? code : "", code && *code ? ")" : "");
    free(name);
    free(code);
    return both;
}

/* What groups the areas, by the name that a reader sees of it. */
static const char *grouped_by(const BcuDraft *draft)
{
    if (!draft->lookup)
        return bcu_fields_title(&draft->fields, draft->group_name == BCU_NONE ? draft->group : draft->group_name);
    uint32_t column = draft->lookup_name == BCU_NONE ? draft->lookup_cluster : draft->lookup_name;
    return bcu_table_column(draft->lookup, column)->name;
}

/* Names of files and fields make a title once underscores are spaces and the first letter is a capital. */
static char *title_of(const BcuDraft *draft)
{
    g_autofree char *file = g_path_get_basename(draft->layer->path);
    char *dot = strrchr(file, '.');
    if (dot)
        *dot = '\0';
    g_autofree char *text = g_strdup_printf("%s by %s", file, grouped_by(draft));
    g_strstrip(g_strdelimit(text, "_", ' '));
    g_autofree char *first = g_utf8_substring(text, 0, 1), *capital = g_utf8_strup(first, -1);
    return g_strconcat(capital, g_utf8_next_char(text), NULL);
}

static void write_head(Writer *writer)
{
    g_autofree char *file = g_path_get_basename(writer->draft->layer->path);
    g_string_append_printf(
        writer->text,
        "# What bcukit reads, how it groups it and what it runs. Made from %s; change what you like.\n"
        "# All keys: man bcukit-project. What was found: bcukit check -p with this file.\n\n"
        "[project]\n",
        file);
    g_autofree char *title = title_of(writer->draft);
    put(writer, "title", title);
    g_string_append(writer->text, "# What the licence of the data asks to show on every map:\n"
                                  "# attribution = Contains data of ...\n");
    const GPtrArray *plugins = writer->draft->request->plugins;
    g_autoptr(GString) ids = g_string_new(NULL);
    for (guint i = 0; plugins && i < plugins->len; i++)
        g_string_append_printf(ids, "%s%s", i ? ";" : "", (const char *)g_ptr_array_index(plugins, i));
    if (ids->len == 0)
        return;
    g_string_append(writer->text,
                    "# Plugins to run, in order; \"bcukit plugins\" lists them with what they write:\n");
    put(writer, "run", ids->str);
}

/* Maps of layers in degrees are true to scale along the middle latitude: what is far from it is stretched or squeezed by
 * more than a tenth. */
static bool looks_stretched(const BcuLayer *layer)
{
    BcuBox box = bcu_layer_extent(layer);
    double unit = 2 * G_PI / bcu_crs_turn(layer->crs), middle = cos((box.min_y + box.max_y) / 2 * unit);
    double low = cos(box.min_y * unit), high = cos(box.max_y * unit);
    return fmin(low, high) < 0.9 * middle || middle < 0.9 * fmax(low, high);
}

static void write_crs(Writer *writer, BcuDiagLog *log)
{
    const BcuLayer *layer = writer->draft->layer;
    g_string_append(writer->text, "\n[crs]\n");
    if (!layer->crs) {
        g_string_append(writer->text,
                        "# CRS in which everything is measured; that of the layer where not set:\n"
                        "# working = EPSG:3035\n");
        return;
    }
    g_autofree char *name = crs_name(layer, log);
    g_string_append_printf(writer->text,
                           "# Everything is measured in the CRS of the layer: %s, from the %s.\n", name,
                           layer->crs_origin);
    if (!bcu_crs_is_geographic(layer->crs))
        return;
    g_autofree char *projected = bcu_crs_suggest_projected(layer->crs, bcu_layer_extent(layer));
    g_string_append_printf(writer->text, "# It is in degrees: lengths and areas are true (geodesic)%s.\n",
                           looks_stretched(layer) ? ", but maps look stretched far from their middle" : "");
    if (projected)
        g_string_append_printf(writer->text, "# A projected CRS that suits the layer:\n# working = %s\n",
                               projected);
}

/* Fields that differ in every record, too, so that the reader can choose. */
static void write_other_codes(Writer *writer)
{
    const BcuFields *fields = &writer->draft->fields;
    g_autoptr(GString) list = g_string_new(NULL);
    for (uint32_t f = 0; f < fields->profiles->len; f++) {
        const BcuFieldProfile *p = &g_array_index(fields->profiles, BcuFieldProfile, f);
        if (f != fields->code && f != fields->name && bcu_field_code_score(p, fields->record_count) > 1 &&
            !bcu_field_counts_records(p, writer->draft->layer))
            g_string_append_printf(list, "%s%s", list->len ? ", " : "", p->name);
    }
    if (list->len)
        g_string_append_printf(writer->text, "# Other fields that differ in every record: %s\n", list->str);
}

static void write_layer(Writer *writer)
{
    const BcuLayer *layer = writer->draft->layer;
    const BcuFields *fields = &writer->draft->fields;
    g_autofree char *path = relative(writer->draft->request->path, layer->path);
    g_string_append_printf(writer->text,
                           "\n# %u features; text is %s, told by %s.\n"
                           "[layer %s]\n",
                           layer->record_count, layer->encoding, layer->encoding_origin, layer->id);
    put(writer, "path", path);
    put(writer, "role", "areas");
    if (!layer->crs) {
        g_autofree char *likely = bcu_crs_likely_text(bcu_layer_extent(layer));
        const char *code = bcu_crs_likely(bcu_layer_extent(layer));
        g_string_append(writer->text, "# The file has no .prj that says what its coordinates are in. Set it");
        if (likely)
            g_string_append_printf(writer->text, "; they would fit %s", likely);
        g_string_append_printf(writer->text, ":\n# crs = %s\n", code ? code : "CODE");
    }
    put(writer, "code", bcu_fields_title(fields, fields->code));
    write_other_codes(writer);
    if (fields->name == BCU_NONE)
        g_string_append(writer->text,
                        "# No field looks like a name, so that the code is shown:\n# name = FIELD\n");
    put_if(writer, "name", bcu_fields_title(fields, fields->name));
    if (fields->population != BCU_NONE || fields->published_ha != BCU_NONE)
        g_string_append(writer->text, "# Told by name; remove what is not meant:\n");
    put_if(writer, "population", bcu_fields_title(fields, fields->population));
    put_if(writer, "published_ha", bcu_fields_title(fields, fields->published_ha));
    g_string_append(writer->text, "# What one feature is called, and several:\n");
    put(writer, "noun", "area");
    put(writer, "plural", "areas");
}

static void write_clusters(Writer *writer)
{
    const BcuFields *fields = &writer->draft->fields;
    g_string_append_printf(writer->text, "\n# %u clusters%s.\n[clusters]\n", writer->draft->clusters,
                           writer->draft->outside ? "; areas without one are in none" : "");
    if (writer->draft->lookup) {
        g_autofree char *path = relative(writer->draft->request->path, writer->draft->request->by);
        put(writer, "lookup", path);
        put(writer, "lookup_area", bcu_table_column(writer->draft->lookup, writer->draft->lookup_area)->name);
        put(writer, "lookup_cluster",
            bcu_table_column(writer->draft->lookup, writer->draft->lookup_cluster)->name);
        if (writer->draft->lookup_name != BCU_NONE)
            put(writer, "lookup_name",
                bcu_table_column(writer->draft->lookup, writer->draft->lookup_name)->name);
    } else {
        put(writer, "field", bcu_fields_title(fields, writer->draft->group));
        put_if(writer, "name_field", bcu_fields_title(fields, writer->draft->group_name));
        g_autofree char *others = bcu_fields_groupings(&writer->draft->fields);
        g_string_append_printf(writer->text, "# Fields that would group, with the number of groups: %s\n",
                               *others ? others : "none");
    }
    g_string_append(writer->text, "# The id names the files of the clusters:\n");
    put(writer, "id", "clusters");
    put(writer, "noun", "cluster");
    put(writer, "plural", "clusters");
    g_string_append(writer->text, "\n# Shared borders stay shared when they are simplified:\n"
                                  "# [topology]\n# simplify = 100 m\n");
}

char *bcu_draft_write(const BcuDraft *draft, BcuDiagLog *log)
{
    Writer writer = {draft, g_string_new(NULL)};
    write_head(&writer);
    write_crs(&writer, log);
    write_layer(&writer);
    write_clusters(&writer);
    return g_string_free(writer.text, FALSE);
}
