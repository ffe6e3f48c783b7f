/** The files that a run or a check reads: what it writes takes the place of none of them. */
#ifndef BCU_INPUTS_H
#define BCU_INPUTS_H

#include <bcukit/diag.h>
#include <glib.h>

/** Whether a file may be put at a place; if it is one of the inputs, by whatever name or link, reported.
 * \param inputs char *: paths; NULL: none. */
bool bcu_inputs_spare(const GPtrArray *inputs, const char *place, BcuDiagLog *log);

#endif
