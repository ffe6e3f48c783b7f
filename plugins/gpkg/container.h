/** What every GeoPackage has, whatever is in it. Source: OGC 12-128r17, GeoPackage 1.3. */
#ifndef GPKG_CONTAINER_H
#define GPKG_CONTAINER_H

#include "database.h"

/** The package while it is written. */
typedef struct Package {
    Database database;
    const BcuRun *run;
    const BcuExport *exported;
    int srs_id;
    char date[sizeof "YYYY-MM-DDThh:mm:ss.000Z"];
    char **tables; /* name of each layer's table, in the order of the export */
} Package;

/** Header, reference systems and the tables that list contents, geometry and extensions. */
bool container_create(Package *package);
/** Registers an extension; table and column may be NULL. */
bool container_extend(Package *package, const char *table, const char *column, const char *extension,
                      const char *definition, const char *scope);
/** Registers a table without geometry. */
bool container_add_attributes(Package *package, const char *table, const char *identifier,
                              const char *description);
/** Table names that the format and SQLite allow, one per layer, NULL-terminated; g_strfreev. */
char **container_table_names(const BcuExport *exported);

#endif
