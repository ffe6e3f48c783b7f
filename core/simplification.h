/** What is asked of simplifying, and what came of it. */
#ifndef BCU_SIMPLIFICATION_H
#define BCU_SIMPLIFICATION_H

#include "host.h"
#include <bcukit/dataset.h>

/** A length such as "20 m" or "0.5 km" (a bare number is in metres), or a share to keep such as "25 %". */
BCU_HOST bool bcu_simplification_parse(const char *text, BcuSimplification *how);
/** \param code of the note. */
void bcu_simplification_report(BcuSimplification how, BcuSimplified result, const char *code,
                               BcuDiagLog *log);

#endif
