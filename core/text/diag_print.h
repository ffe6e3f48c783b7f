/** Records as text for people. */
#ifndef BCU_DIAG_PRINT_H
#define BCU_DIAG_PRINT_H

#include "base/diag.h"
#include <stdio.h>

/** For people: "error SHP012 file.shp: record 3: message\n  hint". Colour where the stream is a terminal. */
void bcu_diag_print(const BcuDiag *diag, FILE *stream);
/** Lines "and 41 more of SHP012" for what the cap hid. */
void bcu_diag_print_hidden(const BcuDiagLog *log, FILE *stream);

#endif
