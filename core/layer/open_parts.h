/** The parts of a shapefile as open files, under one name that stands for them all. */
#ifndef BCU_OPEN_PARTS_H
#define BCU_OPEN_PARTS_H

#include <bcukit/api.h>
#include <glib.h>

typedef enum BcuPart { BCU_PART_SHP, BCU_PART_SHX, BCU_PART_DBF, BCU_PART_PRJ, BCU_PART_CPG, BCU_PART_COUNT } BcuPart;

typedef struct BcuOpenParts {
    int file[BCU_PART_COUNT]; /* descriptors; -1 for what is not there */
} BcuOpenParts;

#define BCU_OPEN_PARTS_NONE {{-1, -1, -1, -1, -1}}

/** ".shp". Static. */
const char *bcu_part_suffix(BcuPart part);
/** A path of a shapefile without its suffix. g_free. */
char *bcu_shapefile_stem(const char *path);
/** The name of a file beside a shapefile. \param ending ".prj" \return g_free. */
char *bcu_shapefile_beside(const char *path, const char *ending);
/** Opens the parts that lie beside one another, with suffixes in lower or upper case; what cannot be opened stays -1. */
void bcu_open_parts_beside(BcuOpenParts *parts, const char *stem);
void bcu_open_parts_close(BcuOpenParts *parts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BcuOpenParts, bcu_open_parts_close)
/** A path without suffix, as of files, by which bcu_open_part() finds the parts while they are open. g_free. */
char *bcu_open_parts_stem(const BcuOpenParts *parts);
/** Whether a path, with a suffix or without, is of such a stem.
 * \param file set to the descriptor of the part that its suffix names, borrowed; -1 where there is none. May be NULL. */
bool bcu_open_part(const char *path, int *file);
/** A file without a name, to write to and to read from: it is gone when it is closed, however bcukit ends.
 * \return a descriptor; -1 with errno. */
int bcu_nameless_file(void);

#endif
