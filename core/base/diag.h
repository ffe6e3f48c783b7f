/** The log behind <bcukit/diag.h>: records kept and counted. */
#ifndef BCU_DIAG_PRIVATE_H
#define BCU_DIAG_PRIVATE_H

#include <bcukit/diag.h>
#include <glib.h>

typedef struct BcuDiag {
    BcuSeverity severity;
    char *code, *message, *hint;
    char *origin; /* core stage or plugin id */
    BcuPlace place; /* strings owned */
} BcuDiag;

/** Called for each record as it is appended: the parent prints at once, the child writes to its pipe. */
typedef void (*BcuDiagListener)(const BcuDiag *diag, void *closure);

/** Records beyond the cap per code are counted, not kept, and shown as "and N more". */
BcuDiagLog *bcu_diag_log_new(void);
void bcu_diag_log_free(BcuDiagLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BcuDiagLog, bcu_diag_log_free)
/** Origin of the records that follow: "shapefile", "membership", "render"; copied. */
void bcu_diag_log_set_origin(BcuDiagLog *log, const char *origin);
/** What was set last; borrowed, NULL where nothing was. */
const char *bcu_diag_log_origin(const BcuDiagLog *log);
/** The place of records that follow and bring none of their own: of what looks into PROJ for a layer, say; copied.
 * NULL for nowhere. */
void bcu_diag_log_set_place(BcuDiagLog *log, const BcuPlace *place);
/** Called with each origin that is set: what a run is at. */
void bcu_diag_log_follow(BcuDiagLog *log, void (*follower)(const char *origin));
void bcu_diag_log_listen(BcuDiagLog *log, BcuDiagListener listener, void *closure);
/** As bcu_diag_log_listen(), and hands over also what is not kept, to a log elsewhere that counts it. */
void bcu_diag_log_relay(BcuDiagLog *log, BcuDiagListener listener, void *closure);
size_t bcu_diag_log_size(const BcuDiagLog *log);
const BcuDiag *bcu_diag_log_at(const BcuDiagLog *log, size_t index);
/** How many records of a code were reported, kept or not. */
size_t bcu_diag_log_count_code(const BcuDiagLog *log, const char *code);
/** How many of these the log did not keep. */
size_t bcu_diag_log_count_hidden(const BcuDiagLog *log, const char *code);
/** The codes that were reported, by name; borrowed, in an array that is freed with g_free. */
const char **bcu_diag_log_codes_build(const BcuDiagLog *log, guint *count);
/** Appends a copy of a record (from a child's pipe). */
void bcu_diag_log_add(BcuDiagLog *log, const BcuDiag *diag);

void bcu_diag_free(BcuDiag *diag);

/** Exit codes of the executable; documented in docs/exit-codes.md. */
typedef enum BcuExit {
    BCU_EXIT_DONE = 0,
    BCU_EXIT_PLUGIN_FAILED = 1,
    BCU_EXIT_USAGE = 2,        /* usage or project file */
    BCU_EXIT_INPUT = 3,        /* input unreadable */
    BCU_EXIT_INCONSISTENT = 4, /* input inconsistent, or a warning in a strict run */
    BCU_EXIT_OUTPUT = 5,       /* output not written */
    BCU_EXIT_INTERNAL = 70,    /* our fault, or nothing to work with */
    BCU_EXIT_SIGNAL = 128      /* and the number of the signal */
} BcuExit;

/** The table of codes: severity, how a command ends whose first error it is, meaning, what to do. */
typedef struct BcuDiagCode {
    const char *code;
    BcuSeverity severity;
    BcuExit ends; /* BCU_EXIT_DONE for what is no error */
    const char *meaning, *action;
} BcuDiagCode;
const BcuDiagCode *bcu_diag_codes(size_t *count);
/** The entry of a code; NULL for those of plugins. */
const BcuDiagCode *bcu_diag_code(const char *code);

#endif
