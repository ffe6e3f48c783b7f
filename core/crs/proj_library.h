/** Which PROJ is opened. */
#ifndef BCU_PROJ_LIBRARY_H
#define BCU_PROJ_LIBRARY_H

#include <gmodule.h>

/** The copy of the installed PROJ that loads fast (core/cmake/LightProj.cmake), if it was made of what is
 * installed now; otherwise the installed one. \return NULL when there is neither: g_module_error() says why.
 */
GModule *bcu_proj_library_open(const char *installed);

#endif
