/** What a plugin's process may take of the machine. */
#ifndef BCU_LIMITS_H
#define BCU_LIMITS_H

#include "host/worker.h"

/** The memory that a plugin may take where nobody says otherwise: three quarters of the machine's, between 2 and
 * 5 GiB; the largest page that can be drawn takes 4. */
uint64_t bcu_limits_usual_memory(void);
/** Sets the limits of this process, which is a plugin's: memory, processor time, size of a file, processes. None is
 * raised that is lower already. */
void bcu_limits_set(const BcuWorkerLimits *limits);

#endif
