/** Entries of a plugin's tables of options and outputs. */
#ifndef BCU_ENTRIES_H
#define BCU_ENTRIES_H

#include <bcukit/plugin.h>

/** Entries of the tables, whatever size the plugin was built with. */
static inline const BcuOptionSpec *bcu_plugin_option(const BcuPlugin *plugin, uint32_t index)
{
    return (const BcuOptionSpec *)((const char *)plugin->options + (size_t)index * plugin->option_stride);
}
static inline const BcuOutputSpec *bcu_plugin_output(const BcuPlugin *plugin, uint32_t index)
{
    return (const BcuOutputSpec *)((const char *)plugin->outputs + (size_t)index * plugin->output_stride);
}

#endif
