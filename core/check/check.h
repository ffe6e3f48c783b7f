/** What bcukit check says of a project: layers, borders, who belongs where, what does not fit. */
#ifndef BCU_CHECK_H
#define BCU_CHECK_H

#include "base/diag.h"
#include "check/sheet.h"
#include "crs/session.h"
#include "project/project.h"

/** Builds what can be built of the project, also where a run would give up, and tells of it.
 * \param sheet freed with bcu_sheet_free.
 * \param crs the working CRS; NULL where it is not known. Of the session.
 * \param inputs char *: the files that were read; g_ptr_array_unref.
 * \return whether a run would come to its plugins; if not, why is reported. */
bool bcu_check(const BcuProject *project, BcuCrsSession *session, BcuSheet **sheet, const BcuCrs **crs,
               GPtrArray **inputs, BcuDiagLog *log);

#endif
