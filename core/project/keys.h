/** Every key of a project file: one table for checking, suggestions and the reference. */
#ifndef BCU_PROJECT_KEYS_H
#define BCU_PROJECT_KEYS_H

#include <bcukit/api.h>
#include <glib.h>

typedef struct BcuProjectKey {
    const char *group; /* "project"; "layer *" for a group with an id behind it */
    const char *key;   /* "*": any */
    const char *type, *fallback, *example, *help;
} BcuProjectKey;

const BcuProjectKey *bcu_project_keys(size_t *count);
/** Whether a group of that name belongs to the core; "layer boroughs" is of "layer *". */
bool bcu_project_group_known(const char *group);
bool bcu_project_key_known(const char *group, const char *key);
/** 'Did you mean "x"?' among the keys of the group; NULL. g_free. */
char *bcu_project_key_suggestion(const char *group, const char *key);

#endif
