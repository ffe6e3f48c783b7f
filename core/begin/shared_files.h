/** Files that come with bcukit, wherever it was put. */
#ifndef BCU_SHARED_FILES_H
#define BCU_SHARED_FILES_H

/** The path of one, such as "shapes/met_bcu.ini" or "template". Whether it is there is for the caller to see. g_free. */
char *bcu_shared_file(const char *name);

#endif
