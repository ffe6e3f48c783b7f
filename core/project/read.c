/* Reads project file and flags into a project.
 * Project file and flags to a validated project. */
#include "base/nearest.h"
#include "project/keys.h"
#include "project/reading.h"
#include "project/text.h"
#include <string.h>

/* ---- rules across groups ------------------------------------------------------------- */

static void check_phases(BcuReading *reading)
{
    BcuProject *project = reading->project;
    g_autofree const char **keys = g_new(const char *, project->phases->len + 1);
    for (guint p = 0; p < project->phases->len; p++)
        keys[p] = ((BcuPhaseSpec *)g_ptr_array_index(project->phases, p))->key;
    keys[project->phases->len] = NULL;
    for (guint c = 0; c < project->clusters->len; c++) {
        const BcuClusterSpec *spec = g_ptr_array_index(project->clusters, c);
        if (!spec->phase || g_strv_contains(keys, spec->phase))
            continue;
        g_autofree char *group = g_strconcat("cluster ", spec->code, NULL);
        g_autofree char *near = bcu_did_you_mean(spec->phase, keys, project->phases->len);
        bcu_reading_fail(reading, group, "phase", near ? near : "Add a group [phase KEY].",
                         "there is no phase \"%s\"", spec->phase);
    }
}

static void check_layers(BcuReading *reading)
{
    BcuProject *project = reading->project;
    const BcuLayerSpec *areas = bcu_project_layer(project, BCU_LAYER_AREAS);
    if (!areas)
        bcu_reading_fail(reading, "layer", NULL, "Add a group [layer ID] with path, role = areas and code.",
                         "the project names no layer of areas");
    for (guint i = 0; i < project->layers->len; i++) {
        const BcuLayerSpec *spec = g_ptr_array_index(project->layers, i);
        g_autofree char *group = g_strconcat("layer ", spec->id, NULL);
        if (spec->role != BCU_LAYER_CONTEXT && spec != bcu_project_layer(project, spec->role))
            bcu_reading_fail(reading, group, "role", "Give one of them role = context.",
                             "a second layer has this role");
    }
    for (guint i = 0; areas && i < project->populations->len; i++) {
        BcuPopulationSpec *spec = g_ptr_array_index(project->populations, i);
        if (!spec->layer)
            spec->layer = g_strdup(areas->id);
        const BcuLayerSpec *layer = bcu_project_layer_by_id(project, spec->layer);
        if (!layer || layer->role == BCU_LAYER_CONTEXT)
            bcu_reading_fail(reading, "population", "layer",
                             "Name the layer of areas, of subareas or of cells.", "\"%s\" is no such layer",
                             spec->layer);
        else if (!layer->code)
            bcu_reading_fail(reading, "population", "layer", "Give that layer the key code, the field that the figures are joined by.",
                             "layer \"%s\" names no field to join by", spec->layer);
    }
    if (project->clusters_from && !bcu_project_layer_by_id(project, project->clusters_from))
        bcu_reading_fail(reading, "clusters", "from", "Name a layer of the project.",
                         "there is no layer \"%s\"", project->clusters_from);
}

/* ---- flags --------------------------------------------------------------------------- */

static bool usage(BcuDiagLog *log, const char *key, const char *hint, const char *value)
{
    BcuPlace place = {.key = key};
    bcu_report(log, BCU_ERROR, "PRJ040", &place, hint, "\"%s\" is not understood", value);
    return false;
}

/* --set of a core key changes the key file before it is read; of a plugin, it is a setting. */
static bool apply_set(BcuReading *reading, const char *text_given)
{
    const char *dot = strchr(text_given, '.'), *equals = strchr(text_given, '=');
    if (!dot || !equals || dot > equals)
        return usage(reading->log, "--set", "Write PLUGIN.KEY=VALUE, for example render.dpi=150.",
                     text_given);
    g_autofree char *group = g_strstrip(g_strndup(text_given, (gsize)(dot - text_given)));
    g_autofree char *key = g_strstrip(g_strndup(dot + 1, (gsize)(equals - dot - 1)));
    if (!bcu_project_group_known(group)) {
        bcu_project_add_setting(reading->project, group, key, equals + 1, 0);
        return true;
    }
    g_autofree char *near = bcu_project_key_suggestion(group, key);
    if (!bcu_project_key_known(group, key))
        return usage(reading->log, "--set", near ? near : "\"man bcukit-project\" lists all keys.", text_given);
    g_key_file_set_string(reading->file, group, key, equals + 1);
    return true;
}

static bool apply_move(BcuProject *project, const char *text_given, BcuDiagLog *log)
{
    const char *equals = strchr(text_given, '=');
    if (!equals || equals == text_given || !equals[1])
        return usage(log, "--move", "Write AREA=CLUSTER, for example Camden=north-west.", text_given);
    BcuMove *move = g_new0(BcuMove, 1);
    move->area = g_strstrip(g_strndup(text_given, (gsize)(equals - text_given)));
    move->cluster = g_strstrip(g_strdup(equals + 1));
    g_ptr_array_add(project->moves, move);
    return true;
}

static void apply_flags(BcuReading *reading, const BcuProjectFlags *flags, bool before_reading)
{
    for (size_t i = 0; flags->set && flags->set[i]; i++) {
        const char *dot = strchr(flags->set[i], '.');
        g_autofree char *group = dot ? g_strndup(flags->set[i], (gsize)(dot - flags->set[i])) : NULL;
        bool core = group && bcu_project_group_known(group);
        if (core == before_reading)
            reading->ok &= apply_set(reading, flags->set[i]);
    }
    if (before_reading)
        return;
    for (size_t i = 0; flags->move && flags->move[i]; i++)
        reading->ok &= apply_move(reading->project, flags->move[i], reading->log);
    reading->project->compare = g_strdup(flags->compare);
}

/* ---- the whole ----------------------------------------------------------------------- */

bool bcu_project_read(const char *file_path, const BcuProjectFlags *flags, BcuProject **project,
                      BcuDiagLog *log)
{
    g_autoptr(BcuProject) made = bcu_project_new(file_path);
    g_autoptr(GKeyFile) file = NULL;
    g_autoptr(GHashTable) lines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (!bcu_project_text_load(file_path, &file, lines, log))
        return false;
    BcuReading reading = {file, lines, made, log, true};
    apply_flags(&reading, flags, true);
    bcu_reading_groups(&reading);
    apply_flags(&reading, flags, false);
    check_phases(&reading);
    check_layers(&reading);
    if (!reading.ok)
        return false;
    *project = g_steal_pointer(&made);
    return true;
}
