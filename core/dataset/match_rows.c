/* Matches rows of a table to features of a level, by the rules that populations and look-up tables go by. */
#include "cluster/row_match.h"
#include "dataset/dataset_private.h"

bool bcu_dataset_match_rows(const BcuDataset *dataset, BcuLevel level, const BcuTable *table, uint32_t key,
                            const char *file, uint32_t *feature_of, BcuDiagLog *log)
{
    uint32_t count = bcu_feature_count(dataset, level);
    g_autofree char **codes = g_new0(char *, (size_t)count + 1), **names = g_new0(char *, (size_t)count + 1);
    for (uint32_t f = 0; f < count; f++) {
        codes[f] = (char *)bcu_feature_code(dataset, level, f);
        names[f] = (char *)bcu_feature_name(dataset, level, f);
    }
    BcuLevelInfo info = bcu_dataset_level(dataset, level);
    const BcuLayerSpec *spec = bcu_project_layer_by_id(bcu_dataset_whole(dataset)->parts.project, info.id);
    BcuRowTarget target = {file, info.id, table, key, codes, names, count, spec && spec->ignore_zeros};
    g_auto(BcuRowMatch) match = {0};
    bool ok = bcu_rows_match(&target, &match, log);
    for (uint32_t r = 0; r < match.row_count; r++)
        feature_of[r] = match.area_of[r];
    return ok;
}
