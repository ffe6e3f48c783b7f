/** The folder that a run writes to: one run at a time, with a hidden folder inside for what is not in place yet. */
#ifndef BCU_OUTPUT_FOLDER_H
#define BCU_OUTPUT_FOLDER_H

#include "base/diag.h"

typedef struct BcuOutputFolder BcuOutputFolder;

typedef enum BcuFolderFlags {
    BCU_FOLDER_WAIT = 1u << 0, /* for another run to end, rather than fail */
    BCU_FOLDER_OWN = 1u << 1   /* made for this run, and goes with it */
} BcuFolderFlags;

/** Makes the folder where needed, keeps other runs out of it until the close, and finishes or undoes what a run
 * that was killed has left there (reported). */
bool bcu_output_folder_open(const char *path, unsigned flags, BcuOutputFolder **folder, BcuDiagLog *log);
/** Removes what is not in place and lets the next run in; a folder that we made and left empty goes, too. */
void bcu_output_folder_close(BcuOutputFolder *folder);
const char *bcu_output_folder_path(const BcuOutputFolder *folder);
/** The folder as a descriptor, for the calls that end in -at: nobody can put another in its place. */
int bcu_output_folder_fd(const BcuOutputFolder *folder);
/** The hidden folder inside, on the same file system, so that a file comes into place by its name only; made when
 * first asked for. \return -1 on failure, reported. */
int bcu_output_folder_staging(BcuOutputFolder *folder, BcuDiagLog *log);
/** Path of that folder. g_free. */
char *bcu_output_folder_staging_path(const BcuOutputFolder *folder);
/** From here on the close leaves the hidden folder as it is: it holds what a later run can put right. */
void bcu_output_folder_keep_staging(BcuOutputFolder *folder);

#endif
