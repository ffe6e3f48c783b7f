/* Finds in the table of codes how a command ends. */
#include "base/exit_code.h"

BcuExit bcu_exit_of_code(const char *code)
{
    const BcuDiagCode *known = bcu_diag_code(code);
    return known && known->ends != BCU_EXIT_DONE ? known->ends : BCU_EXIT_INCONSISTENT;
}

BcuExit bcu_exit_of(const BcuDiagLog *log)
{
    for (size_t i = 0; i < bcu_diag_log_size(log); i++)
        if (bcu_diag_log_at(log, i)->severity == BCU_ERROR)
            return bcu_exit_of_code(bcu_diag_log_at(log, i)->code);
    return BCU_EXIT_INTERNAL;
}

bool bcu_exit_is_due(const BcuDiagLog *log, BcuExit exit)
{
    for (size_t i = 0; i < bcu_diag_log_size(log); i++)
        if (bcu_diag_log_at(log, i)->severity == BCU_ERROR && bcu_exit_of_code(bcu_diag_log_at(log, i)->code) == exit)
            return true;
    return false;
}
