/** Every key of a project file: one table that reads the values, and from which suggestions and the reference come. */
#ifndef BCU_PROJECT_KEYS_H
#define BCU_PROJECT_KEYS_H

#include "project/forms.h"

typedef struct BcuProjectKey {
    const char *group; /* "project"; "layer *" for a group with an id behind it */
    const char *key;   /* "*": any */
    BcuFormId form;
    size_t at;             /* where in what the group fills the value goes */
    const char *preset;    /* read as if it were written where the file is silent; or NULL */
    const char *otherwise; /* in words, where the default is no value; or NULL */
    const char *example, *help;
} BcuProjectKey;

const BcuProjectKey *bcu_project_keys(size_t *count);
/** What counts where the file is silent, for the reference. */
const char *bcu_project_key_fallback(const BcuProjectKey *key);
/** Whether a group of that name belongs to the core; "layer boroughs" is of "layer *". */
bool bcu_project_group_known(const char *group);
/** Whether the group knows the key; any name where it has a key "*". */
bool bcu_project_key_known(const char *group, const char *key);
/** Whether the key has a row of its own. */
bool bcu_project_key_named(const char *group, const char *key);
/** 'Did you mean "x"?' among the keys of the group; NULL. g_free. */
char *bcu_project_key_suggestion(const char *group, const char *key);

/** The key "*" of a kind of group: NULL when every key of it has a name. */
const BcuProjectKey *bcu_project_key_any(const char *kind);
/** Reads the value that the file has under a name, or else the preset; what does not fit is reported.
 * \param to untouched where there is neither. */
void bcu_project_key_read(BcuReading *reading, const BcuProjectKey *key, const char *group, const char *name, void *to);
/** Reads all keys with a name of a group. \param kind "layer *" for the group "layer boroughs". */
void bcu_project_keys_read(BcuReading *reading, const char *kind, const char *group, void *holder);
/** Frees what the keys of a group filled. */
void bcu_project_keys_clear(const char *kind, void *holder);

#endif
