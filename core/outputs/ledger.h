/** All files of a run on their way into the output folder: staged, looked at, and put into place together. */
#ifndef BCU_LEDGER_H
#define BCU_LEDGER_H

#include "outputs/output_folder.h"
#include "plugin/sink.h"

typedef struct BcuLedger BcuLedger;

/** A file that the host has looked at and summed. */
typedef struct BcuLedgerFile {
    char *plugin, *name; /* name: relative to the output folder */
    char *verified;      /* what the plugin's own check found; NULL */
    char *sha256;
    uint64_t size;
} BcuLedgerFile;

/** Opens the output folder: made when needed, for this run alone, and what a killed run left is put right.
 * \param flags BcuFolderFlags. */
bool bcu_ledger_new(const char *output_folder, unsigned flags, BcuLedger **ledger, BcuDiagLog *log);
/** Whether the files to come find their places free, before anything runs; reported where not.
 * \param plugins BcuPluginInfo. */
bool bcu_ledger_foresee(const BcuLedger *ledger, const GPtrArray *plugins, BcuDiagLog *log);
/** From now on no file takes the place of one of these: a plugin with such a file leaves none.
 * \param inputs char *: paths; borrowed. */
void bcu_ledger_spare(BcuLedger *ledger, const GPtrArray *inputs);
/** Removes what was not put into place; an output folder that we made and left empty goes, too. */
void bcu_ledger_free(BcuLedger *ledger);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BcuLedger, bcu_ledger_free)
/** Staging folder of one plugin; made when needed. Borrowed. \return NULL on failure, reported. */
const char *bcu_ledger_staging(BcuLedger *ledger, const char *plugin, BcuDiagLog *log);
/** Looks at what a plugin has staged, and takes all of it or nothing. \param files BcuSinkFile. */
bool bcu_ledger_accept(BcuLedger *ledger, const char *plugin, const GPtrArray *files, BcuDiagLog *log);
/** Adds a file of the host itself (manifest.json). */
bool bcu_ledger_put(BcuLedger *ledger, const char *name, const char *bytes, size_t count, BcuDiagLog *log);
/** Puts all files that were accepted into place, or none, and sees them onto the disk. */
bool bcu_ledger_commit(BcuLedger *ledger, BcuDiagLog *log);
/** BcuLedgerFile: accepted, by plugin in the order of acceptance, then by name. Borrowed. */
const GPtrArray *bcu_ledger_files(const BcuLedger *ledger);
/** One of them, still staged, for reading. \return a descriptor; -1 on failure, with errno. */
int bcu_ledger_open(const BcuLedger *ledger, guint index);
const char *bcu_ledger_folder(const BcuLedger *ledger);

#endif
