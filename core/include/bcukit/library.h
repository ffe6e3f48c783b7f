/** Libraries that are opened when the first of their functions is called; see OnDemand.cmake, which is installed
 * for plugins. Since 1.0. */
#ifndef BCUKIT_LIBRARY_H
#define BCUKIT_LIBRARY_H

#include <bcukit/diag.h>

BCU_BEGIN_DECLS

/** Why a library cannot be used. Both texts are static. Final for major 1. */
typedef struct BcuLibraryProblem {
    const char *what;    /**< "libproj.so.25 cannot be loaded: no such file" */
    const char *package; /**< that brings the library on the system it was built on; empty when not known */
} BcuLibraryProblem;

/** Reports LIB010 where there is a problem. \param problem NULL for none. \return whether there is none. */
BCU_API bool bcu_library_require(const BcuLibraryProblem *problem, BcuDiagLog *log);
/** For who has no log: writes the same record to standard error and ends the process with exit code 70. What was
 * not committed is not written. */
BCU_API void bcu_library_missing(const BcuLibraryProblem *problem) __attribute__((noreturn));

BCU_END_DECLS
#endif
