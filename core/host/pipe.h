/** One file of a run to standard output: bcukit run geojson -o - | … */
#ifndef BCU_PIPE_H
#define BCU_PIPE_H

#include "outputs/ledger.h"

typedef struct BcuPipe {
    int output;   /* what standard output was; -1: not open */
    char *folder; /* where the run writes meanwhile: for a ledger, BCU_FOLDER_OWN */
} BcuPipe;

/** Only the folder, for a run whose files nobody keeps. \return false on failure, reported. */
bool bcu_pipe_make_folder(BcuPipe *pipe, BcuDiagLog *log);
/** Sets standard output aside, so that nothing but the file can reach it: what else is printed from
 * here on, also by plugins, goes to standard error. \return false on failure, reported. */
bool bcu_pipe_open(BcuPipe *pipe, BcuDiagLog *log);
/** Copies the one file that was accepted. \return false when there is another number of files
 * (PRJ070) or the reader is gone (OUT050), reported. */
bool bcu_pipe_send(const BcuPipe *pipe, const BcuLedger *ledger, BcuDiagLog *log);
/** After the end of the ledger, which removes the folder. Accepts one that was never opened with output = -1. */
void bcu_pipe_close(BcuPipe *pipe);

#endif
