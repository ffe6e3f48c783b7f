/** How a run that failed tells the shell. */
#ifndef BCU_EXIT_CODE_H
#define BCU_EXIT_CODE_H

#include "base/diag.h"

/** Exit codes of the executable; documented in docs/exit-codes.md. */
typedef enum BcuExit {
    BCU_EXIT_DONE = 0,
    BCU_EXIT_PLUGIN_FAILED = 1,
    BCU_EXIT_USAGE = 2,        /* usage or project file */
    BCU_EXIT_INPUT = 3,        /* input unreadable */
    BCU_EXIT_INCONSISTENT = 4, /* input inconsistent, or a warning in a strict run */
    BCU_EXIT_OUTPUT = 5,       /* output not written */
    BCU_EXIT_INTERNAL = 70     /* our fault */
} BcuExit;

/** The code that the first error's subject stands for; BCU_EXIT_INTERNAL when there is no error. */
BcuExit bcu_exit_of(const BcuDiagLog *log);

#endif
