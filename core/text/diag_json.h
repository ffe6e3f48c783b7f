/** Records as JSON lines: for --diagnostics=json and for the pipe between worker and host. */
#ifndef BCU_DIAG_JSON_H
#define BCU_DIAG_JSON_H

#include "base/diag.h"

/** One line of JSON without line end; caller frees with g_free. */
char *bcu_diag_to_json(const BcuDiag *diag);
/** The record in a line that bcu_diag_to_json wrote; NULL when it is none. Freed with bcu_diag_free. */
BcuDiag *bcu_diag_from_json(const char *line);

#endif
