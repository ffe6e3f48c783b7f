/** The log behind <bcukit/diag.h>: kept records, their JSON form for pipes, and text for people. */
#ifndef BCU_DIAG_PRIVATE_H
#define BCU_DIAG_PRIVATE_H

#include <bcukit/diag.h>
#include <glib.h>
#include <stdio.h>

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
/** The place of records that follow and bring none of their own: of what looks into PROJ for a layer, say; copied.
 * NULL for nowhere. */
void bcu_diag_log_set_place(BcuDiagLog *log, const BcuPlace *place);
/** Called with each origin that is set: what a run is at. */
void bcu_diag_log_follow(BcuDiagLog *log, void (*follower)(const char *origin));
void bcu_diag_log_listen(BcuDiagLog *log, BcuDiagListener listener, void *closure);
size_t bcu_diag_log_size(const BcuDiagLog *log);
const BcuDiag *bcu_diag_log_at(const BcuDiagLog *log, size_t index);
/** How many records of a code were reported, kept or not. */
size_t bcu_diag_log_count_code(const BcuDiagLog *log, const char *code);
/** Appends a copy of a record (from a child's pipe). */
void bcu_diag_log_add(BcuDiagLog *log, const BcuDiag *diag);

/** One line of JSON without line end; caller frees with g_free. */
char *bcu_diag_to_json(const BcuDiag *diag);
/** The record in a line that bcu_diag_to_json wrote; NULL when it is none. Freed with bcu_diag_free. */
BcuDiag *bcu_diag_from_json(const char *line);
void bcu_diag_free(BcuDiag *diag);
/** For people: "error SHP012 file.shp: record 3: message\n  hint". Colour where the stream is a terminal. */
void bcu_diag_print(const BcuDiag *diag, FILE *stream);
/** Lines "and 41 more of SHP012" for what the cap hid. */
void bcu_diag_print_hidden(const BcuDiagLog *log, FILE *stream);

/** The table of codes: severity, meaning, what to do. */
typedef struct BcuDiagCode {
    const char *code;
    BcuSeverity severity;
    const char *meaning, *action;
} BcuDiagCode;
const BcuDiagCode *bcu_diag_codes(size_t *count);

#endif
