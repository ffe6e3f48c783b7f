/* Simplifies the dataset of a run as the plugin's option asks; see <bcukit/simplify.h>. */
#include "text/quantity.h"
#include "dataset/simplification.h"
#include <bcukit/options.h>
#include <bcukit/simplify.h>

bool bcu_run_simplify(const BcuRun *run, BcuDataset **simplified)
{
    const char *text = bcu_options_text(run->options, "simplify");
    BcuSimplification how = {0};
    BcuSimplified result;
    *simplified = NULL;
    if (!text || !bcu_simplification_parse(text, &how) || (how.keep_share == 0 && how.tolerance_m == 0))
        return true;
    *simplified = bcu_dataset_simplify_dup(run->dataset, how, &result, run->log);
    if (!*simplified)
        return false;
    bcu_simplification_report(how, result, "EXP002", run->log);
    return true;
}
