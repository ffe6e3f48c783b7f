/* Describes a layer and a plugin as text.
 * A layer and a plugin described as text. */
#include "app/describe.h"
#include "crs/session.h"
#include "text/thousands.h"
#include "text/visible.h"
#include <math.h>
#include <stdlib.h>

static char *crs_name(const BcuCrs *crs, BcuCrsText what, BcuDiagLog *log)
{
    char *name = bcu_crs_text_dup(crs, what, log);
    char *copy = bcu_visible(name && *name ? name : "no code");
    free(name);
    return copy;
}

/* ---- info ---------------------------------------------------------------------------- */

char *bcu_layer_describe(const BcuLayer *layer, BcuDiagLog *log)
{
    static const char *const types[] = {"empty", "boolean", "integer", "real", "text"};
    GString *text = g_string_new(NULL);
    BcuBox box = bcu_layer_extent(layer);
    g_string_append_printf(text, "%s: %s, %s records, %s rings or points, %s vertices\n", layer->path,
                           layer->type_name, BCU_THOUSANDS(layer->record_count, 0), BCU_THOUSANDS(layer->ring_count, 0),
                           BCU_THOUSANDS(layer->point_count, 0));
    if (layer->crs) {
        g_autofree char *name = crs_name(layer->crs, BCU_CRS_NAME, log);
        g_autofree char *code = crs_name(layer->crs, BCU_CRS_AUTHORITY, log);
        g_string_append_printf(text, "CRS: %s (%s), from %s\n", name, code, layer->crs_origin);
    } else {
        g_string_append(text, "CRS: unknown\n");
    }
    if (layer->point_count > 0)
        g_string_append_printf(text, "Extent: %.10g %.10g to %.10g %.10g\n", box.min_x, box.min_y, box.max_x, box.max_y);
    else
        g_string_append(text, "Extent: none, no record has a shape\n");
    g_string_append_printf(text, "Text: %s, told by %s\nFields:\n", layer->encoding,
                           layer->encoding_origin);
    for (uint32_t c = 0; c < bcu_table_column_count(layer->fields); c++) {
        const BcuColumn *column = bcu_table_column(layer->fields, c);
        g_autofree char *name = bcu_visible(column->name);
        g_string_append_printf(text, "  %-12s %-8s", name, types[column->type]);
        BcuValue first = layer->record_count ? bcu_table_at(layer->fields, 0, c) : (BcuValue){0};
        g_autofree char *cell = first.type == BCU_TEXT ? bcu_visible(first.as.text) : NULL;
        if (cell)
            g_string_append_printf(text, " \"%s\"", cell);
        else if (first.type == BCU_INTEGER)
            g_string_append_printf(text, " %" G_GINT64_FORMAT, first.as.integer);
        else if (first.type == BCU_REAL)
            g_string_append_printf(text, " %.10g", first.as.real);
        g_string_append_c(text, '\n');
    }
    return g_string_free(text, FALSE);
}

/* ---- plugins ------------------------------------------------------------------------- */

/* " from 20 to 1200"; 0 to 0 is no bound, as the header of options says. */
static char *bounds_of(const BcuOptionInfo *option)
{
    if (option->min == 0 && option->max == 0)
        return g_strdup("");
    g_autofree char *low = isfinite(option->min) ? g_strdup_printf(" from %.10g", option->min) : g_strdup("");
    g_autofree char *high = isfinite(option->max) ? g_strdup_printf(" to %.10g", option->max) : g_strdup("");
    return g_strconcat(low, high, NULL);
}

static void add_option(GString *text, const BcuPluginInfo *info, const BcuOptionInfo *option)
{
    g_autofree char *type =
        g_strdup_printf("%s%s%s%s", option->list ? "list of " : "", option->choices ? option->choices : option->type,
                        option->unit ? " in " : "", option->unit ? option->unit : "");
    g_autofree char *bounds = bounds_of(option);
    g_string_append_printf(text, "  %s.%s: %s\n      %s%s; default %s%s\n", info->id, option->key,
                           option->help ? option->help : "", type, bounds,
                           option->fallback ? option->fallback : "unset", option->required ? "; required" : "");
}

char *bcu_option_describe(const BcuPluginInfo *info, const char *key)
{
    for (guint i = 0; i < info->options->len; i++) {
        const BcuOptionInfo *option = g_ptr_array_index(info->options, i);
        if (!g_str_equal(option->key, key))
            continue;
        GString *text = g_string_new(NULL);
        add_option(text, info, option);
        return g_string_free(text, FALSE);
    }
    return NULL;
}

char *bcu_plugin_describe(const BcuPluginInfo *info)
{
    GString *text = g_string_new(NULL);
    g_string_append_printf(
        text, "%s %s: %s\n  file: %s\n  interface: %u.%u, licence: %s\nOutputs:\n", info->id,
        info->version, info->summary, info->path, info->abi_major, info->abi_minor, info->licence);
    for (guint i = 0; i < info->outputs->len; i++) {
        const BcuOutputInfo *output = g_ptr_array_index(info->outputs, i);
        g_string_append_printf(text, "  %-22s %s\n", output->pattern,
                               output->help ? output->help : "");
    }
    g_string_append(text, info->options->len ? "Options:\n" : "No options.\n");
    for (guint i = 0; i < info->options->len; i++)
        add_option(text, info, g_ptr_array_index(info->options, i));
    return g_string_free(text, FALSE);
}
