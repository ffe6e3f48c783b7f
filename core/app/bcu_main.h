/** The way into the program: all that the executable calls. */
#ifndef BCU_MAIN_H
#define BCU_MAIN_H

#include <bcukit/api.h>

/** argv to exit code, see docs/exit-codes.md. Not for plugins, and in no installed header. */
BCU_API int bcu_main(int argc, char **argv);

#endif
