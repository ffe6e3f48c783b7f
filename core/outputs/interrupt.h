/** SIGINT, SIGTERM, SIGHUP and SIGQUIT: who ends a run ends its plugins, and is told what was kept. */
#ifndef BCU_INTERRUPT_H
#define BCU_INTERRUPT_H

#include <glib.h>
#include <stdbool.h>
#include <sys/types.h>

/** From here on a signal ends plugins, prints the last words (a line, with its end; copied) to standard error, and
 * ends this process with 128 and the signal's number, as shells count. Signals that were ignored stay so. */
void bcu_interrupt_heed(const char *last_words);
/** In a plugin's process: signals end it, as they end any. */
void bcu_interrupt_unheed(void);
/** Files and then empty folders that go when a signal ends this process: paths; copied. NULL for none. */
void bcu_interrupt_tidy(const char *file, const GPtrArray *folders);
/** From here on the first signal is only noted: what is under way comes to its end in order. */
void bcu_interrupt_note_only(void);
/** The signal that came; 0. */
int bcu_interrupt_signal(void);
/** Holds signals back: nothing may come between files that belong together. */
void bcu_interrupt_hold(bool on);
/** Process groups that end with this process when a signal comes. */
void bcu_interrupt_watch(pid_t group);
void bcu_interrupt_forget(pid_t group);

#endif
