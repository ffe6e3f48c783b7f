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
/** From here on, where GLib gives up (memory is out, no thread can be started), the process says so and ends with
 * BCU_EXIT_INTERNAL rather than by a signal.
 * \param plugin whose process this is; NULL: the host's. \param as_json_to where a record goes as a line of JSON;
 * -1: text to standard error. */
void bcu_process_heed_memory(const char *plugin, int as_json_to);

#endif
