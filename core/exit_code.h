/** How a run that failed tells the shell; the codes are in host.h. */
#ifndef BCU_EXIT_CODE_H
#define BCU_EXIT_CODE_H

#include "diag.h"
#include "host.h"

/** The code that the first error's subject stands for; BCU_EXIT_INTERNAL when there is no error. */
BcuExit bcu_exit_of(const BcuDiagLog *log);

#endif
