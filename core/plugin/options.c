/* Checks settings of a plugin, and reads them by key.
 * Settings of one plugin checked against its table, and read by key. */
#include "plugin/options.h"
#include "base/nearest.h"
#include "text/quantity.h"
#include <bcukit/colour.h>
#include <bcukit/number.h>
#include <string.h>

typedef struct Item {
    char *text;     /* as the plugin reads it: choice as spelt, path resolved */
    double number;  /* NAN when it is none */
} Item;

typedef struct Option {
    char *key;
    BcuOptionType type;
    bool is_list, by_user;
    GArray *items; /* Item; empty: unset */
    char *as_given;
} Option;

struct BcuOptions {
    GPtrArray *all; /* Option, in table order */
};

static const BcuOptionSpec *spec_at(const BcuOptionSpec *specs, uint32_t stride, uint32_t index)
{
    return (const BcuOptionSpec *)((const char *)specs + (size_t)index * stride);
}

static void item_clear(void *item)
{
    g_free(((Item *)item)->text);
}

static void option_free(void *data)
{
    Option *option = data;
    g_free(option->key);
    g_free(option->as_given);
    g_array_unref(option->items);
    g_free(option);
}

void bcu_options_free(BcuOptions *options)
{
    if (!options)
        return;
    g_ptr_array_unref(options->all);
    g_free(options);
}

/* ---- one value ----------------------------------------------------------------------- */

static bool parse_bool(const char *text, Item *item)
{
    static const char *const yes[] = {"true", "yes", "on", "1"}, *const no[] = {"false", "no", "off", "0"};
    for (size_t i = 0; i < G_N_ELEMENTS(yes); i++) {
        if (g_ascii_strcasecmp(text, yes[i]) == 0)
            item->number = 1;
        else if (g_ascii_strcasecmp(text, no[i]) == 0)
            item->number = 0;
    }
    return !isnan(item->number);
}

static bool parse_choice(const BcuOptionSpec *spec, Item *item)
{
    g_auto(GStrv) choices = g_strsplit(spec->choices, "|", -1);
    for (size_t i = 0; choices[i]; i++)
        if (g_ascii_strcasecmp(choices[i], item->text) == 0) {
            g_free(item->text);
            item->text = g_strdup(choices[i]);
            return true;
        }
    return false;
}

static bool in_range(const BcuOptionSpec *spec, double number)
{
    return (spec->min == 0 && spec->max == 0) || (number >= spec->min && number <= spec->max);
}

static bool parse_item(const BcuOptionSpec *spec, const char *folder, Item *item)
{
    item->number = NAN;
    switch (spec->type) {
    case BCU_OPTION_BOOL: return parse_bool(item->text, item);
    case BCU_OPTION_INTEGER:
        return bcu_number_parse(item->text, &item->number) && item->number == floor(item->number) &&
               fabs(item->number) < 9e15 && in_range(spec, item->number);
    case BCU_OPTION_REAL:
    case BCU_OPTION_ANGLE:
        return bcu_number_parse(item->text, &item->number) && in_range(spec, item->number);
    case BCU_OPTION_LENGTH:
        return bcu_length_parse(item->text, spec->unit ? spec->unit : "m", &item->number) &&
               in_range(spec, item->number);
    case BCU_OPTION_LENGTH_OR_SHARE: return bcu_simplification_parse(item->text, &(BcuSimplification){0});
    case BCU_OPTION_CHOICE: return parse_choice(spec, item);
    case BCU_OPTION_COLOUR: return bcu_colour_parse(item->text, &(BcuColour){0});
    case BCU_OPTION_PATH:
        if (!g_path_is_absolute(item->text) && folder) {
            char *joined = g_build_filename(folder, item->text, NULL);
            g_free(item->text);
            item->text = joined;
        }
        return true;
    default: return item->text[0] != '\0' || spec->type == BCU_OPTION_TEXT;
    }
}

static char *describe_expected(const BcuOptionSpec *spec, const char *text)
{
    static const char *const NOUNS[] = {"true or false", "a whole number", "a number", "a length",
                                        "an angle in degrees", "text", "one of", "a colour such as #1f77b4",
                                        "a CRS such as EPSG:27700", "a path",
                                        "a length such as 20 m, or a share such as 25 %"};
    GString *hint = g_string_new("Give ");
    if (spec->type == BCU_OPTION_CHOICE) {
        g_auto(GStrv) choices = g_strsplit(spec->choices, "|", -1);
        g_autofree char *list = g_strjoinv(", ", choices);
        g_autofree char *near =
            bcu_did_you_mean(text, (const char *const *)choices, g_strv_length(choices));
        g_string_append_printf(hint, "one of: %s.%s%s", list, near ? " " : "", near ? near : "");
    } else {
        g_string_append(hint, NOUNS[spec->type]);
        if (spec->unit)
            g_string_append_printf(hint, " in %s", spec->unit);
        if (spec->min != 0 || spec->max != 0)
            g_string_append_printf(hint, " from %g to %g", spec->min, spec->max);
        g_string_append_c(hint, '.');
    }
    return g_string_free(hint, FALSE);
}

/* ---- one option ---------------------------------------------------------------------- */

static bool parse_value(Option *option, const BcuOptionSpec *spec, const char *text,
                        const char *folder, const BcuPlace *place, BcuDiagLog *log)
{
    g_autofree char *once[2] = {g_strdup(text), NULL};
    g_auto(GStrv) split = option->is_list ? g_strsplit_set(text, ",;", -1) : NULL;
    char **texts = split ? split : once;
    bool ok = true;
    g_free(option->as_given);
    option->as_given = g_strdup(text);
    g_array_set_size(option->items, 0);
    for (size_t i = 0; texts[i]; i++) {
        Item item = {g_strstrip(g_strdup(texts[i])), NAN};
        if (option->is_list && !item.text[0]) {
            g_free(item.text);
            continue;
        }
        if (!parse_item(spec, folder, &item)) {
            g_autofree char *hint = describe_expected(spec, item.text);
            bcu_report(log, BCU_ERROR, "OPT020", place, hint, "\"%s\" does not fit option %s",
                       item.text, spec->key);
            ok = false;
        }
        g_array_append_val(option->items, item);
    }
    return ok;
}

static Option *find(const BcuOptions *options, const char *key)
{
    for (guint i = 0; i < options->all->len; i++) {
        Option *option = g_ptr_array_index(options->all, i);
        if (g_str_equal(option->key, key))
            return option;
    }
    return NULL;
}

static void report_unknown(const char *plugin, const BcuOptions *options, const BcuSetting *setting,
                           const BcuPlace *place, BcuDiagLog *log)
{
    g_autofree const char **keys = g_new0(const char *, options->all->len + 1);
    for (guint i = 0; i < options->all->len; i++)
        keys[i] = ((Option *)g_ptr_array_index(options->all, i))->key;
    g_autofree char *near = bcu_did_you_mean(setting->key, keys, options->all->len);
    g_autofree char *list = g_strdup_printf("\"bcukit plugins %s\" lists its options.", plugin);
    bcu_report(log, BCU_ERROR, "OPT010", place, near ? near : list, "%s has no option \"%s\"", plugin,
               setting->key);
}

/* Later settings win: flags come after the project file. */
static bool apply_settings(const char *plugin, BcuOptions *options, const BcuOptionSpec *specs,
                           uint32_t stride, const GPtrArray *settings, const char *folder,
                           BcuDiagLog *log)
{
    bool ok = true;
    for (guint i = 0; settings && i < settings->len; i++) {
        const BcuSetting *setting = g_ptr_array_index(settings, i);
        if (!g_str_equal(setting->plugin, plugin))
            continue;
        g_autofree char *key = g_strdup_printf("%s%s.%s", setting->line ? "" : "--set ", plugin,
                                               setting->key);
        BcuPlace place = {.line = setting->line, .key = key};
        Option *option = find(options, setting->key);
        guint index = 0;
        if (!option) {
            report_unknown(plugin, options, setting, &place, log);
            ok = false;
            continue;
        }
        g_ptr_array_find(options->all, option, &index);
        option->by_user = true;
        ok &= parse_value(option, spec_at(specs, stride, index), setting->value, folder, &place, log);
    }
    return ok;
}

static bool check_required(const char *plugin, const BcuOptions *options, const BcuOptionSpec *specs,
                           uint32_t stride, BcuDiagLog *log)
{
    bool ok = true;
    for (guint i = 0; i < options->all->len; i++) {
        const Option *option = g_ptr_array_index(options->all, i);
        if (!(spec_at(specs, stride, i)->flags & BCU_OPTION_REQUIRED) || option->items->len > 0)
            continue;
        g_autofree char *key = g_strdup_printf("%s.%s", plugin, option->key);
        BcuPlace place = {.key = key};
        bcu_report(log, BCU_ERROR, "OPT030", &place, spec_at(specs, stride, i)->help,
                   "%s needs a value for option \"%s\"", plugin, option->key);
        ok = false;
    }
    return ok;
}

bool bcu_options_parse(const char *plugin, const BcuOptionSpec *specs, uint32_t count,
                       uint32_t stride, const GPtrArray *settings, const char *folder,
                       BcuOptions **options, BcuDiagLog *log)
{
    g_autoptr(BcuOptions) made = g_new0(BcuOptions, 1);
    made->all = g_ptr_array_new_with_free_func(option_free);
    bool ok = true;
    for (uint32_t i = 0; i < count; i++) {
        const BcuOptionSpec *spec = spec_at(specs, stride, i);
        Option *option = g_new0(Option, 1);
        option->key = g_strdup(spec->key);
        option->type = spec->type;
        option->is_list = (spec->flags & BCU_OPTION_LIST) != 0;
        option->items = g_array_new(false, true, sizeof(Item));
        g_array_set_clear_func(option->items, item_clear);
        g_ptr_array_add(made->all, option);
        BcuPlace place = {.key = spec->key};
        if (spec->fallback)
            ok &= parse_value(option, spec, spec->fallback, folder, &place, log);
    }
    ok &= apply_settings(plugin, made, specs, stride, settings, folder, log);
    ok &= check_required(plugin, made, specs, stride, log);
    if (ok)
        *options = g_steal_pointer(&made);
    return ok;
}

void bcu_options_each(const BcuOptions *options,
                      void (*each)(const char *key, const char *text, bool by_user, void *closure),
                      void *closure)
{
    for (guint i = 0; i < options->all->len; i++) {
        const Option *option = g_ptr_array_index(options->all, i);
        each(option->key, option->items->len ? option->as_given : NULL, option->by_user, closure);
    }
}

bool bcu_options_knows(const BcuOptions *options, const char *key)
{
    return find(options, key) != NULL;
}

/* ---- reading ------------------------------------------------------------------------- */

static const Option *require(const BcuOptions *options, const char *key)
{
    const Option *option = find(options, key);
    if (!option)
        g_error("option \"%s\" is not in the plugin's table", key);
    return option;
}

static const Item *first(const BcuOptions *options, const char *key)
{
    const Option *option = require(options, key);
    return option->items->len ? &g_array_index(option->items, Item, 0) : NULL;
}

bool bcu_options_has(const BcuOptions *options, const char *key)
{
    return require(options, key)->items->len > 0;
}

bool bcu_options_bool(const BcuOptions *options, const char *key)
{
    g_assert(require(options, key)->type == BCU_OPTION_BOOL);
    const Item *item = first(options, key);
    return item && item->number != 0;
}

int64_t bcu_options_integer(const BcuOptions *options, const char *key)
{
    g_assert(require(options, key)->type == BCU_OPTION_INTEGER);
    const Item *item = first(options, key);
    return item ? (int64_t)item->number : 0;
}

double bcu_options_real(const BcuOptions *options, const char *key)
{
    BcuOptionType type = require(options, key)->type;
    g_assert(type >= BCU_OPTION_INTEGER && type <= BCU_OPTION_ANGLE);
    const Item *item = first(options, key);
    return item ? item->number : NAN;
}

const char *bcu_options_text(const BcuOptions *options, const char *key)
{
    g_assert(!require(options, key)->is_list);
    const Item *item = first(options, key);
    return item ? item->text : NULL;
}

size_t bcu_options_list_count(const BcuOptions *options, const char *key)
{
    return require(options, key)->items->len;
}

const char *bcu_options_list_at(const BcuOptions *options, const char *key, size_t index)
{
    return g_array_index(require(options, key)->items, Item, index).text;
}

double bcu_options_list_real_at(const BcuOptions *options, const char *key, size_t index)
{
    return g_array_index(require(options, key)->items, Item, index).number;
}
