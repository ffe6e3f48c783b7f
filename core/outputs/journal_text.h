/** The journal of a run on the disk: which staged files come where, and what was there. */
#ifndef BCU_JOURNAL_TEXT_H
#define BCU_JOURNAL_TEXT_H

#include "outputs/journal.h"

/** A line of the journal. */
typedef struct BcuEntry {
    BcuTransfer *move;
    char *kept; /* what was there, as it is called in the staging folder */
    uint64_t new_size, old_size;
    int64_t new_time, old_time; /* of the last change, seconds */
    bool had;                   /* something was there: old_size and old_time are its */
} BcuEntry;

/** BcuEntry for each BcuTransfer; g_ptr_array_unref. */
GPtrArray *bcu_entries_of(const GPtrArray *moves);
/** Writes the journal so that it is on the disk, whole, or not there under its name.
 * \return false on failure, with errno. */
bool bcu_journal_write(int staging, const char *name, const GPtrArray *entries);
/** \return false on failure, with errno: ENOENT where there is none, EBADMSG where it cannot be understood. */
bool bcu_journal_read(int staging, const char *name, GPtrArray **entries);

#endif
