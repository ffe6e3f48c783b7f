/** User's text against a plugin's option table. */
#ifndef BCU_PLUGIN_OPTIONS_H
#define BCU_PLUGIN_OPTIONS_H

#include "project/project.h"
#include <bcukit/options.h>

/** Parses settings of one plugin against its specs (walked by stride); all bad options are
 * reported, with "did you mean". \param folder that PATH options are relative to. */
bool bcu_options_parse(const char *plugin, const BcuOptionSpec *specs, uint32_t count,
                       uint32_t stride, const GPtrArray *settings, const char *folder,
                       BcuOptions **options, BcuDiagLog *log);
void bcu_options_free(BcuOptions *options);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BcuOptions, bcu_options_free)
/** Whether the plugin's table has such an option: one that was built against older headers lacks what has come since. */
bool bcu_options_knows(const BcuOptions *options, const char *key);
/** Each option as key and text, also the fallbacks, in table order: for the manifest. */
void bcu_options_each(const BcuOptions *options,
                      void (*each)(const char *key, const char *text, bool by_user, void *closure),
                      void *closure);

#endif
