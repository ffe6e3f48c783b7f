/* Levels of detail as people write them: "20 m", "25 %". */
#include "simplification.h"
#include "grouped.h"
#include "options.h"
#include <bcukit/number.h>
#include <bcukit/simplify.h>
#include <string.h>

bool bcu_simplification_parse(const char *text, BcuSimplification *how)
{
    g_autofree char *trimmed = g_strstrip(g_strdup(text));
    size_t length = strlen(trimmed);
    double amount;
    if (length > 0 && trimmed[length - 1] == '%') {
        trimmed[length - 1] = '\0';
        if (!bcu_number_parse(g_strchomp(trimmed), &amount) || !(amount > 0 && amount <= 100))
            return false;
        *how = (BcuSimplification){.keep_share = amount / 100};
        return true;
    }
    if (!bcu_length_parse(trimmed, "m", &amount) || amount < 0)
        return false;
    *how = (BcuSimplification){.tolerance_m = amount};
    return true;
}

void bcu_simplification_report(BcuSimplification how, BcuSimplified result, const char *code, BcuDiagLog *log)
{
    g_autofree char *level = how.keep_share > 0 ? g_strdup_printf("to %g %%", how.keep_share * 100)
                                                : g_strdup_printf("by %g m", how.tolerance_m);
    bcu_report(log, BCU_NOTE, code, NULL, NULL,
               "simplified %s: %s vertices became %s, the largest displacement is %s m", level,
               BCU_GROUPED(result.vertices_before, 0), BCU_GROUPED(result.vertices_after, 0),
               BCU_GROUPED(result.largest_displacement_m, 1));
}

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
