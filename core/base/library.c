/* Reports a library that cannot be opened, with the package that brings it. */
#include "base/diag.h"
#include "base/exit_code.h"
#include <bcukit/library.h>
#include <stdio.h>
#include <unistd.h>

bool bcu_library_require(const BcuLibraryProblem *problem, BcuDiagLog *log)
{
    if (!problem)
        return true;
    bool named = *problem->package;
    g_autofree char *hint = named ? g_strdup_printf("Install the package %s.", problem->package)
                                  : g_strdup("Install the package that brings the library.");
    bcu_report(log, BCU_ERROR, "LIB010", NULL, hint, "a library is missing: %s", problem->what);
    return false;
}

static void print(const BcuDiag *diag, void *stream)
{
    fprintf(stream, "error %s: %s\n  %s\n", diag->code, diag->message, diag->hint);
}

void bcu_library_missing(const BcuLibraryProblem *problem)
{
    BcuDiagLog *log = bcu_diag_log_new();
    bcu_diag_log_listen(log, print, stderr);
    bcu_library_require(problem, log);
    bcu_diag_log_free(log);
    _exit(BCU_EXIT_INTERNAL);
}
