/** SQLite with our reports: after the first failure nothing more is tried. */
#ifndef GPKG_DATABASE_H
#define GPKG_DATABASE_H

#include <bcukit/bcukit.h>
#include <glib.h>
#include <sqlite3.h>

typedef struct Database {
    sqlite3 *handle;
    BcuStream *stream; /* NULL when only read */
    BcuDiagLog *log;
    bool failed;
} Database;

/** Opens a new database for one large transaction: without journal, as the file is staged. */
bool database_create(Database *database, BcuStream *stream, BcuDiagLog *log);
/** Opens a finished one to read. */
bool database_open(Database *database, const char *path, BcuDiagLog *log);
/** Runs one statement; the format is that of sqlite3_mprintf: %Q and %w quote. */
bool database_run(Database *database, const char *format, ...);
/** NULL on failure, reported. Freed with sqlite3_finalize. */
sqlite3_stmt *database_prepare(Database *database, const char *format, ...);
/** Runs a bound statement that returns no rows, and makes it ready for the next values. */
bool database_step(Database *database, sqlite3_stmt *statement);
/** The first value of a query as text, g_free; NULL for none, also on failure, reported. */
char *database_text(Database *database, const char *format, ...);
/** Closes also after a failure. \return whether all went well. */
bool database_close(Database *database);

#endif
