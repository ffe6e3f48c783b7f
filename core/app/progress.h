/** What a run is at, on the last line of a terminal, once it takes longer than a second. */
#ifndef BCU_PROGRESS_H
#define BCU_PROGRESS_H

#include <stdbool.h>

/** Starts to tell when standard error is a terminal; else nothing is ever told. */
void bcu_progress_start(void);
/** The stage that begins: "topology", or the id of a plugin. Told with the seconds since the start. */
void bcu_progress_stage(const char *origin);
/** Wipes the line, so that something else can be printed. */
void bcu_progress_wipe(void);
void bcu_progress_stop(void);

#endif
