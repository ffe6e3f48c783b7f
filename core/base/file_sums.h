/** Digests of the files that a run reads, taken beside its other work. */
#ifndef BCU_FILE_SUMS_H
#define BCU_FILE_SUMS_H

#include <bcukit/api.h>
#include <glib.h>

typedef struct BcuFileSum {
    char *sha256; /* NULL when the file could not be read again */
    uint64_t size;
} BcuFileSum;

/** A thread that sums files, one after the other. */
typedef struct BcuFileSums BcuFileSums;

BcuFileSums *bcu_file_sums_start(void);
/** One more file, by the path that it will be asked for by; not after the wait. */
void bcu_file_sums_add(BcuFileSums *sums, const char *path);
/** Nothing is summed before this, or the wait: while files are read and PROJ is opened, no processor is idle;
 * after that the work on the borders leaves one so. */
void bcu_file_sums_begin(BcuFileSums *sums);
/** Until all that were added are summed and the thread has ended: none is to live when a process is forked. */
void bcu_file_sums_wait(BcuFileSums *sums);
/** After the wait. \return NULL for a file that was not added. */
const BcuFileSum *bcu_file_sums_find(const BcuFileSums *sums, const char *path);
void bcu_file_sums_free(BcuFileSums *sums);

void bcu_file_sum_free(BcuFileSum *sum);
/** The same for one file, now. Caller frees. */
BcuFileSum *bcu_file_sum_of(const char *path);

#endif
