/** The project that is taken where none is named. */
#ifndef BCU_DEFAULT_PROJECT_H
#define BCU_DEFAULT_PROJECT_H

/** "bcukit.ini" in the current folder if there is one, else the one of London that is shipped. g_free. */
char *bcu_default_project(void);

#endif
