/** How the processes of a run end. */
#ifndef BCU_PROCESS_END_H
#define BCU_PROCESS_END_H

#include <bcukit/api.h>
#include <glib.h>

/** Whether memory was lost, as far as the build can tell; prints where. */
bool bcu_process_leaks(void);
/** Writes out what is buffered and ends the process, without the destructors of the libraries that were
 * opened: they put memory in order that the kernel takes back all the same. */
G_NORETURN void bcu_process_end(int code);

#endif
