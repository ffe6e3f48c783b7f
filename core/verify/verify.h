/** "bcukit verify": results of an earlier run read back. */
#ifndef BCU_VERIFY_H
#define BCU_VERIFY_H

#include "base/diag.h"
#include "crs/session.h"

/** Checks a results folder: sums against the manifest, figures of tables and layers against one another, outlines against
 * figures, marks against the provenance. A line for each file says what was checked and what was not.
 * \return g_free; what differs is reported (OUT070). NULL where there is no manifest, reported. */
char *bcu_verify_folder(const char *folder, BcuCrsSession *session, BcuDiagLog *log);
/** Says what a file was made from, by the manifest beside it. \return g_free; NULL on failure, reported. A file whose sum
 * is another is reported. */
char *bcu_verify_file(const char *path, BcuDiagLog *log);

#endif
