/** What the bcukit executable calls in libbcukit beside the public interface.
 *
 * BCU_HOST symbols are visible but not installed in any header: they may change in any release.
 */
#ifndef BCU_HOST_H
#define BCU_HOST_H

#include <bcukit/api.h>
#include <glib.h>

#define BCU_HOST __attribute__((visibility("default")))

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

#endif
