/* Finds the exit code for the subject of a diagnostic.
 * From subjects of diagnostics to exit codes. */
#include "base/exit_code.h"

BcuExit bcu_exit_of(const BcuDiagLog *log)
{
    for (size_t i = 0; i < bcu_diag_log_size(log); i++) {
        const BcuDiag *diag = bcu_diag_log_at(log, i);
        if (diag->severity != BCU_ERROR)
            continue;
        if (g_str_has_prefix(diag->code, "PRJ") || g_str_has_prefix(diag->code, "OPT"))
            return BCU_EXIT_USAGE;
        if (g_str_has_prefix(diag->code, "PLG"))
            return BCU_EXIT_PLUGIN_FAILED;
        if (g_str_has_prefix(diag->code, "LIB"))
            return BCU_EXIT_INTERNAL;
        if (g_str_has_prefix(diag->code, "OUT"))
            return BCU_EXIT_OUTPUT;
        if (g_str_has_prefix(diag->code, "SHP") || g_str_has_prefix(diag->code, "CRS") ||
            g_str_has_prefix(diag->code, "CSV"))
            return BCU_EXIT_INPUT;
        return BCU_EXIT_INCONSISTENT;
    }
    return BCU_EXIT_INTERNAL;
}
