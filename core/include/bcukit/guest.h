/** Another plugin's work in a plugin's own process: pictures for a document, say.
 *
 * The guest sees the same dataset. Its files are no outputs of the run: who asked for them reads them, and they go.
 * Since 1.0. */
#ifndef BCUKIT_GUEST_H
#define BCUKIT_GUEST_H

#include <bcukit/plugin.h>

BCU_BEGIN_DECLS

typedef struct BcuGuest BcuGuest;

/** Runs the plugin of that id, whose file lies beside that of the plugin that asks.
 * \param settings key, value, key, value, …, NULL: its options; those not named have their fallbacks.
 * \return freed by bcu_guest_free(), which removes its files; NULL on failure, reported: of what the guest says only
 * errors are. */
BCU_API BcuGuest *bcu_guest_run(const BcuRun *run, const char *id, const char *const *settings);
/** Whether a plugin of that id lies beside the one that asks. */
BCU_API bool bcu_guest_is_there(const BcuRun *run, const char *id);
/** A file that the guest has made.
 * \param output_id of its table of outputs. \param params for the {words} of the pattern, as for bcu_sink_open().
 * \return its path, borrowed; NULL when there is none such. */
BCU_API const char *bcu_guest_file(const BcuGuest *guest, const char *output_id, const char *const *params);
/** Removes the files and frees. Accepts NULL. */
BCU_API void bcu_guest_free(BcuGuest *guest);

BCU_END_DECLS
#endif
