/** What a file is that was named where a shapefile is wanted. */
#ifndef BCU_FILE_KIND_H
#define BCU_FILE_KIND_H

#include <bcukit/diag.h>

/** Reports SHP016 for a path that is there but is no .shp: what it is, and the line that makes or names a shapefile;
 * SHP010 when there is nothing. */
void bcu_file_kind_report(const char *path, BcuDiagLog *log);

#endif
