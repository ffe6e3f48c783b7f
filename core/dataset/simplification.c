/* Tells what came of simplifying: vertices before and after, and how far they moved. */
#include "dataset/simplification.h"
#include "text/thousands.h"

void bcu_simplification_report(BcuSimplification how, BcuSimplified result, const char *code, BcuDiagLog *log)
{
    g_autofree char *level = how.keep_share > 0 ? g_strdup_printf("to %g%%", how.keep_share * 100)
                                                : g_strdup_printf("by %g m", how.tolerance_m);
    bcu_report(log, BCU_NOTE, code, NULL, NULL,
               "simplified %s: %s vertices became %s, the largest displacement is %s m", level,
               BCU_THOUSANDS(result.vertices_before, 0), BCU_THOUSANDS(result.vertices_after, 0),
               BCU_THOUSANDS(result.largest_displacement_m, 1));
}
