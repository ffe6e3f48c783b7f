/** One file of a run to standard output: bcukit run geojson -o - | … */
#ifndef BCU_PIPE_H
#define BCU_PIPE_H

#include "plugin/sink.h"

typedef struct BcuPipe {
    int output;   /* what standard output was; -1: not open */
    char *folder; /* where the run writes meanwhile */
} BcuPipe;

/** Sets standard output aside, so that nothing but the file can reach it: what else is printed from
 * here on, also by plugins, goes to standard error. \return false on failure, reported. */
bool bcu_pipe_open(BcuPipe *pipe, BcuDiagLog *log);
/** Copies the one file that was committed. \return false when there is another number of files
 * (PRJ070) or the reader is gone (OUT050), reported. */
bool bcu_pipe_send(BcuPipe *pipe, const BcuLedger *ledger, BcuDiagLog *log);
/** Removes what is left. Accepts one that was never opened with output = -1. */
void bcu_pipe_close(BcuPipe *pipe);

#endif
