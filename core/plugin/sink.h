/** Staging and commit of outputs, from the host's side. */
#ifndef BCU_SINK_PRIVATE_H
#define BCU_SINK_PRIVATE_H

#include "base/diag.h"
#include <bcukit/plugin.h>

/** All files of a run on their way into the output folder. */
typedef struct BcuLedger BcuLedger;

typedef struct BcuLedgerFile {
    char *plugin, *output_id, *name; /* name: relative to the output folder */
    char *staged;                    /* path of the staged file */
    char *verified;                  /* what the plugin's own check found; NULL */
    GStrv forbidden;                 /* suffixes of files that must not lie beside it; NULL for none */
    char *sha256;                    /* NULL until committed for what was not written as a stream */
    uint64_t size;                   /* set with it */
} BcuLedgerFile;

void bcu_ledger_file_free(BcuLedgerFile *file);

/** Stages into a hidden folder beside the files to come, so that renaming never crosses file systems.
 * Makes the output folder when needed. Removes staging folders that a killed run left. */
bool bcu_ledger_new(const char *output_folder, BcuLedger **ledger, BcuDiagLog *log);
/** From now on no file takes the place of one of these: a plugin with such a file commits none.
 * \param inputs char *: paths; borrowed. */
void bcu_ledger_spare(BcuLedger *ledger, const GPtrArray *inputs);
/** Removes what was not committed; an output folder that we made and left empty goes, too. */
void bcu_ledger_free(BcuLedger *ledger);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BcuLedger, bcu_ledger_free)
/** Renames the staged files of one plugin into place, all or none, in name order.
 * On failure puts back what was there. */
bool bcu_ledger_commit(BcuLedger *ledger, const char *plugin, BcuDiagLog *log);
/** Writes one more file of the host itself (manifest.json), staged and renamed. */
bool bcu_ledger_put(BcuLedger *ledger, const char *name, const char *bytes, size_t count, BcuDiagLog *log);
/** Committed files (BcuLedgerFile), in the order of commit. Borrowed. */
const GPtrArray *bcu_ledger_files(const BcuLedger *ledger);
const char *bcu_ledger_folder(const BcuLedger *ledger);

/** A sink for one plugin; lives in the child. */
BcuSink *bcu_sink_new(const BcuPlugin *plugin, const char *staging_folder);
/** Files committed by the plugin (BcuLedgerFile without plugin). Borrowed. */
const GPtrArray *bcu_sink_files(const BcuSink *sink);
void bcu_sink_free(BcuSink *sink);
void bcu_ledger_take(BcuLedger *ledger, BcuLedgerFile *file);
/** Staging folder of one plugin inside the ledger's; made when needed. Borrowed. */
const char *bcu_ledger_staging(BcuLedger *ledger, const char *plugin, BcuDiagLog *log);

#endif
