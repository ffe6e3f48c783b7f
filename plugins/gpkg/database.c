/* SQLite, first failure wins. */
#include "database.h"
#include <errno.h>

static bool fail(Database *database)
{
    int code = database->handle ? sqlite3_errcode(database->handle) & 0xff : SQLITE_NOMEM;
    bool is_disk = code == SQLITE_FULL || code == SQLITE_IOERR || code == SQLITE_CANTOPEN;
    if (database->failed)
        return false;
    database->failed = true;
    if (is_disk && database->stream) {
        int error = 0;
        sqlite3_file_control(database->handle, "main", SQLITE_FCNTL_LAST_ERRNO, &error);
        error = error ? error : sqlite3_system_errno(database->handle);
        bcu_stream_fail(database->stream, code == SQLITE_FULL && !error ? ENOSPC : error);
        return false;
    }
    bcu_report(database->log, BCU_ERROR, "GPKG020", NULL, "Report this; the file was not written.",
               "SQLite: %s", database->handle ? sqlite3_errmsg(database->handle) : "out of memory");
    return false;
}

static bool open_with(Database *database, const char *path, int flags)
{
    database->failed = false;
    return sqlite3_open_v2(path, &database->handle, flags, NULL) == SQLITE_OK || fail(database);
}

bool database_create(Database *database, BcuStream *stream, BcuDiagLog *log)
{
    database->stream = stream;
    database->log = log;
    /* What is staged needs no journal: it is renamed when whole, or thrown away. */
    return open_with(database, bcu_stream_path(stream),
                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX) &&
           database_run(database, "PRAGMA journal_mode = OFF") &&
           database_run(database, "PRAGMA synchronous = OFF") &&
           database_run(database, "PRAGMA locking_mode = EXCLUSIVE") && database_run(database, "BEGIN");
}

bool database_open(Database *database, const char *path, BcuDiagLog *log)
{
    database->stream = NULL;
    database->log = log;
    /* Mapped, pages are looked at where they lie; a database is used by one thread. */
    return open_with(database, path, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX) &&
           database_run(database, "PRAGMA mmap_size = 1073741824");
}

static sqlite3_stmt *prepare(Database *database, const char *format, va_list arguments)
{
    sqlite3_stmt *statement = NULL;
    char *sql = database->failed ? NULL : sqlite3_vmprintf(format, arguments);
    if (!sql || sqlite3_prepare_v2(database->handle, sql, -1, &statement, NULL) != SQLITE_OK)
        fail(database);
    sqlite3_free(sql);
    return statement;
}

sqlite3_stmt *database_prepare(Database *database, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    sqlite3_stmt *statement = prepare(database, format, arguments);
    va_end(arguments);
    return statement;
}

bool database_run(Database *database, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    sqlite3_stmt *statement = prepare(database, format, arguments);
    va_end(arguments);
    int status = statement ? sqlite3_step(statement) : SQLITE_ERROR;
    bool ok = status == SQLITE_DONE || status == SQLITE_ROW || fail(database);
    sqlite3_finalize(statement);
    return ok;
}

bool database_step(Database *database, sqlite3_stmt *statement)
{
    if (database->failed)
        return false;
    bool ok = sqlite3_step(statement) == SQLITE_DONE || fail(database);
    sqlite3_reset(statement);
    return ok;
}

char *database_text(Database *database, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    sqlite3_stmt *statement = prepare(database, format, arguments);
    va_end(arguments);
    int status = statement ? sqlite3_step(statement) : SQLITE_ERROR;
    char *text = status == SQLITE_ROW ? g_strdup((const char *)sqlite3_column_text(statement, 0)) : NULL;
    if (status != SQLITE_ROW && status != SQLITE_DONE)
        fail(database);
    sqlite3_finalize(statement);
    return text;
}

bool database_close(Database *database)
{
    bool ok = !database->failed && (!database->stream || database_run(database, "COMMIT"));
    sqlite3_close(database->handle);
    database->handle = NULL;
    return ok;
}
