/** User's text against a plugin's option table. */
#ifndef BCU_OPTIONS_PRIVATE_H
#define BCU_OPTIONS_PRIVATE_H

#include "project.h"
#include <bcukit/options.h>

/** Parses settings of one plugin against its specs (walked by stride); all bad options are
 * reported, with "did you mean". \param folder that PATH options are relative to. */
BCU_HOST bool bcu_options_parse(const char *plugin, const BcuOptionSpec *specs, uint32_t count,
                                uint32_t stride, const GPtrArray *settings, const char *folder,
                                BcuOptions **options, BcuDiagLog *log);
BCU_HOST void bcu_options_free(BcuOptions *options);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BcuOptions, bcu_options_free)
/** A length such as "20 m", "0.5km", "3 mm" in the given unit; a bare number is in that unit. */
BCU_HOST bool bcu_length_parse(const char *text, const char *unit, double *value);
/** Each option as key and text, also the fallbacks, in table order: for the manifest. */
BCU_HOST void bcu_options_each(const BcuOptions *options,
                               void (*each)(const char *key, const char *text, bool by_user, void *closure),
                               void *closure);

#endif
