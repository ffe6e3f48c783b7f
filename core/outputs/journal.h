/** Files that come into place together: all of them, or none, whenever the process or the machine stops. */
#ifndef BCU_JOURNAL_H
#define BCU_JOURNAL_H

#include "base/diag.h"
#include <sys/stat.h>

/** One file on its way: from the staging folder into the folder that holds it. */
typedef struct BcuTransfer {
    char *part, *name;  /* staging folder/part/name to folder/name */
    struct stat staged; /* as it was looked at and summed */
} BcuTransfer;

BcuTransfer *bcu_transfer_new(const char *part, const char *name, const struct stat *staged);
void bcu_transfer_free(BcuTransfer *move);

typedef enum BcuMoved {
    BCU_MOVED_ALL,    /* and on the disk */
    BCU_MOVED_NONE,   /* what was there is there; reported */
    BCU_MOVED_UNKNOWN /* the journal stays for a later run: the staging folder must not go; reported */
} BcuMoved;

/** Puts files into place, each by one rename, after a journal of them is on the disk.
 * \param folder, staging descriptors. \param path of the folder, for messages. \param moves BcuTransfer. */
BcuMoved bcu_journal_perform(int folder, int staging, const GPtrArray *moves, const char *path, BcuDiagLog *log);
/** Finishes, or undoes, what a journal in the staging folder says; reported. \return false when neither can be done. */
bool bcu_journal_recover(int folder, int staging, const char *path, BcuDiagLog *log);

#endif
