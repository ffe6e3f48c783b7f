/** What came of simplifying, told. */
#ifndef BCU_SIMPLIFICATION_H
#define BCU_SIMPLIFICATION_H

#include <bcukit/dataset.h>
#include <glib.h>

/** \param code of the note. */
void bcu_simplification_report(BcuSimplification how, BcuSimplified result, const char *code,
                               BcuDiagLog *log);

#endif
