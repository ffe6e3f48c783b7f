/* Which layers a plugin is asked for; see <bcukit/layers.h>. */
#include <bcukit/layers.h>
#include <glib.h>

static bool names_level(const BcuOptions *options, const char *id)
{
    size_t count = bcu_options_list_count(options, "layers");
    for (size_t i = 0; i < count; i++)
        if (g_str_equal(bcu_options_list_at(options, "layers", i), id))
            return true;
    return count == 0;
}

bool bcu_layers_wants(const BcuRun *run, BcuLevel level)
{
    BcuLevelInfo info = bcu_dataset_level(run->dataset, level);
    return info.geometry != BCU_GEOMETRY_NONE && names_level(run->options, info.id);
}

static bool is_known(const BcuDataset *dataset, const char *id)
{
    for (BcuLevel level = BCU_CLUSTERS; level < BCU_LEVEL_COUNT; level++) {
        BcuLevelInfo info = bcu_dataset_level(dataset, level);
        if (info.geometry != BCU_GEOMETRY_NONE && g_str_equal(info.id, id))
            return true;
    }
    return false;
}

static char *known_ids(const BcuDataset *dataset)
{
    GString *ids = g_string_new("The project has:");
    for (BcuLevel level = BCU_CLUSTERS; level < BCU_LEVEL_COUNT; level++)
        if (bcu_dataset_level(dataset, level).geometry != BCU_GEOMETRY_NONE)
            g_string_append_printf(ids, " %s", bcu_dataset_level(dataset, level).id);
    return g_string_free(ids, FALSE);
}

bool bcu_layers_check(const BcuRun *run)
{
    bool ok = true;
    g_autofree char *hint = known_ids(run->dataset);
    for (size_t i = 0; i < bcu_options_list_count(run->options, "layers"); i++) {
        const char *id = bcu_options_list_at(run->options, "layers", i);
        if (is_known(run->dataset, id))
            continue;
        bcu_report(run->log, BCU_ERROR, "OPT040", &(BcuPlace){.key = "layers"}, hint,
                   "there is no layer \"%s\" to write", id);
        ok = false;
    }
    return ok;
}

static void mark(const BcuDataset *dataset, BcuLevel level, bool *used)
{
    for (uint32_t f = 0; f < bcu_feature_count(dataset, level); f++) {
        BcuArcShape outline = bcu_feature_arcs(dataset, level, f);
        uint32_t first = outline.part_start[0], end = outline.part_start[outline.part_count];
        for (uint32_t i = outline.ring_start[first]; i < outline.ring_start[end]; i++)
            used[outline.refs[i] < 0 ? ~outline.refs[i] : outline.refs[i]] = true;
    }
}

bool *bcu_layers_used_arcs_build(const BcuRun *run, const BcuDataset *dataset, uint32_t coverage)
{
    bool *used = g_new0(bool, (size_t)bcu_arc_count(dataset, coverage) + 1);
    for (BcuLevel level = BCU_CLUSTERS; level < BCU_LEVEL_COUNT; level++) {
        BcuLevelInfo info = bcu_dataset_level(dataset, level);
        if (info.geometry == BCU_POLYGONS && info.coverage == coverage && bcu_layers_wants(run, level))
            mark(dataset, level, used);
    }
    return used;
}
