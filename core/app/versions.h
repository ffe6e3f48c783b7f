/** The version of bcukit and those of the libraries that its figures depend on. */
#ifndef BCU_VERSIONS_H
#define BCU_VERSIONS_H

/** Lines of name and version. g_free. */
char *bcu_versions(void);

#endif
