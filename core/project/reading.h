/** A project file while it is read: shared by the modules project_*.c. */
#ifndef BCU_PROJECT_READING_H
#define BCU_PROJECT_READING_H

#include "project/project.h"

typedef struct BcuReading {
    GKeyFile *file;
    GHashTable *lines; /* "group" and "group\nkey" to line */
    BcuProject *project;
    BcuDiagLog *log;
    bool ok;
} BcuReading;

/** The line of a key (NULL: of the group); 0 when it is not in the file. */
int bcu_reading_line(const BcuReading *reading, const char *group, const char *key);
/** Reports what is wrong at a key (NULL: at the group) and goes on, so that all problems show. */
void bcu_reading_fail(BcuReading *reading, const char *group, const char *key, const char *hint,
                      const char *format, ...) BCU_PRINTF(5, 6);

/** The value without spaces around it; NULL when there is none. Caller frees, here and below. */
char *bcu_reading_text(const BcuReading *reading, const char *group, const char *key);
char *bcu_reading_text_or(const BcuReading *reading, const char *group, const char *key,
                          const char *otherwise);
/** Values between semicolons, those that are not empty; NULL without the key. */
GStrv bcu_reading_list(const BcuReading *reading, const char *group, const char *key);
bool bcu_reading_has_value(const BcuReading *reading, const char *group, const char *key);

/** All groups of the file, into the project. */
void bcu_reading_groups(BcuReading *reading);

BcuProject *bcu_project_new(const char *file_path);
/** One more setting of a plugin. \param line where it is written; 0: on the command line. */
void bcu_project_add_setting(BcuProject *project, const char *plugin, const char *key, const char *value,
                             int line);

#endif
