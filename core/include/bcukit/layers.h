/** For plugins that write layers: which of them the user wants. */
#ifndef BCUKIT_LAYERS_H
#define BCUKIT_LAYERS_H

#include <bcukit/plugin.h>

BCU_BEGIN_DECLS

/** Entry for the plugin's table of options. */
#define BCU_LAYERS_OPTION                                                                          \
    {                                                                                              \
        "layers", BCU_OPTION_TEXT, BCU_OPTION_LIST, NULL, NULL, 0, 0, NULL,                        \
            "ids of the layers to write; unset: all of the project"                                \
    }

/** Whether the project has the level and the option "layers" names it, or names none. */
BCU_API bool bcu_layers_wants(const BcuRun *run, BcuLevel level);

/** \return false when the option names a layer that the project does not have, reported (OPT040). */
BCU_API bool bcu_layers_check(const BcuRun *run);

/** Marks the arcs that the outlines of the wanted levels are made of.
 * \return one entry per arc of the coverage; caller frees with free(). */
BCU_API bool *bcu_layers_used_arcs_build(const BcuRun *run, const BcuDataset *dataset, uint32_t coverage);

BCU_END_DECLS
#endif
