/** Tells how a command that failed ends, by the table of codes. */
#ifndef BCU_EXIT_CODE_H
#define BCU_EXIT_CODE_H

#include "base/diag.h"

/** How a record ends a command; BCU_EXIT_INCONSISTENT for an error of a plugin's own code. */
BcuExit bcu_exit_of_code(const char *code);
/** What the first error stands for; BCU_EXIT_INTERNAL when there is no error. */
BcuExit bcu_exit_of(const BcuDiagLog *log);
/** Whether an error ends a command so. */
bool bcu_exit_is_due(const BcuDiagLog *log, BcuExit exit);

#endif
