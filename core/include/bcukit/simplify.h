/** Outputs with a level of detail of their own, whatever that of the project is.
 * Since 1.0. */
#ifndef BCUKIT_SIMPLIFY_H
#define BCUKIT_SIMPLIFY_H

#include <bcukit/plugin.h>

BCU_BEGIN_DECLS

/** Entry for the plugin's table of options. */
#define BCU_SIMPLIFY_OPTION                                                                        \
    {                                                                                              \
        "simplify", BCU_OPTION_LENGTH_OR_SHARE, 0, NULL, "0", 0, 0, NULL,                          \
            "drop vertices that matter less than this length, or keep this share of them; "        \
            "0: keep all"                                                                          \
    }

/** The run's dataset simplified as the option above asks; says how many vertices are left and how far they
 * moved.
 * \param simplified set to NULL where nothing is asked. Caller frees; borrows from the run's dataset.
 * \return false on failure, reported. */
BCU_API bool bcu_run_simplify(const BcuRun *run, BcuDataset **simplified);

BCU_END_DECLS
#endif
