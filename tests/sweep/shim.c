/* Stands between a program and the system, loaded by LD_PRELOAD: counts calls of the kinds that SWEEP_CALL names, in all
 * processes of a run, and at the SWEEP_ATth makes one fail with SWEEP_ERRNO, or it and all that follow, or kills the
 * run, as SWEEP_HOW says (once, from, kill). Calls on files count where their path lies under SWEEP_UNDER. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static atomic_long *count; /* shared by all processes of the run */
static const char *calls, *under, *how;
static long at;
static int with_error;
static pid_t first;

__attribute__((constructor)) static void start(void)
{
    count = mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    calls = getenv("SWEEP_CALL");
    under = getenv("SWEEP_UNDER");
    how = getenv("SWEEP_HOW");
    at = getenv("SWEEP_AT") ? atol(getenv("SWEEP_AT")) : 0;
    with_error = getenv("SWEEP_ERRNO") ? atoi(getenv("SWEEP_ERRNO")) : EIO;
    first = getpid();
    unsetenv("LD_PRELOAD");
}

/* Whether the name of a call is in the list. */
static bool is_listed(const char *call)
{
    size_t length = strlen(call);
    for (const char *found = calls; found && (found = strstr(found, call)); found += length)
        if ((found == calls || found[-1] == ',') && (found[length] == ',' || !found[length]))
            return true;
    return false;
}

static void tell(const char *call)
{
    const char *log = getenv("SWEEP_LOG");
    static int (*plain_open)(const char *, int, ...);
    static ssize_t (*plain_write)(int, const void *, size_t);
    if (!plain_open) {
        plain_open = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open");
        plain_write = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    }
    int file = log ? plain_open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666) : -1;
    if (file >= 0) {
        char line[64];
        int length = snprintf(line, sizeof line, "%s\n", call);
        if (plain_write(file, line, (size_t)length) < 0)
            abort();
        close(file);
    }
}

/* Whether this call is to fail; errno is set. */
static bool fails(const char *call)
{
    if (!is_listed(call))
        return false;
    long n = atomic_fetch_add(count, 1) + 1;
    tell(call);
    if (!how || !at || (n != at && (n < at || strcmp(how, "from") != 0)))
        return false;
    if (strcmp(how, "kill") == 0) {
        kill(first, SIGKILL);
        for (;;)
            pause();
    }
    errno = with_error;
    return true;
}

static bool lies_under(const char *path)
{
    return !under || strncmp(path, under, strlen(under)) == 0;
}

static bool fails_at(const char *call, int folder, const char *name)
{
    char path[PATH_MAX * 2 + 2] = "", link[64];
    if (name[0] != '/') {
        snprintf(link, sizeof link, folder == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", folder);
        ssize_t length = readlink(link, path, PATH_MAX);
        path[length > 0 ? length : 0] = 0;
        strcat(path, "/");
    }
    strncat(path, name, PATH_MAX);
    return lies_under(path) && fails(call);
}

static bool fails_on(const char *call, int file)
{
    char path[PATH_MAX + 1] = "", link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, PATH_MAX);
    path[length > 0 ? length : 0] = 0;
    return lies_under(path) && fails(call);
}

#define NEXT(result, name, ...) \
    static result (*next)(__VA_ARGS__); \
    if (!next) \
        next = (result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

static mode_t mode_of(int flags, va_list list)
{
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(list, mode_t) : 0;
}

/* Opening for reading changes nothing and is a kind of its own. */
static const char *kind_of_open(int flags)
{
    return (flags & O_ACCMODE) == O_RDONLY ? "read" : "open";
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) \
    { \
        NEXT(int, name, const char *, int, ...); \
        va_list list; \
        va_start(list, flags); \
        mode_t mode = mode_of(flags, list); \
        va_end(list); \
        return fails_at(kind_of_open(flags), AT_FDCWD, path) ? -1 : next(path, flags, mode); \
    }
#define OPENAT(name) \
    int name(int folder, const char *path, int flags, ...) \
    { \
        NEXT(int, name, int, const char *, int, ...); \
        va_list list; \
        va_start(list, flags); \
        mode_t mode = mode_of(flags, list); \
        va_end(list); \
        return fails_at(kind_of_open(flags), folder, path) ? -1 : next(folder, path, flags, mode); \
    }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

ssize_t write(int file, const void *bytes, size_t size)
{
    NEXT(ssize_t, write, int, const void *, size_t);
    return fails_on("write", file) ? -1 : next(file, bytes, size);
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t offset)
{
    NEXT(ssize_t, pwrite64, int, const void *, size_t, off64_t);
    return fails_on("write", file) ? -1 : next(file, bytes, size, offset);
}

int fsync(int file)
{
    NEXT(int, fsync, int);
    return fails_on("fsync", file) ? -1 : next(file);
}

int fchmod(int file, mode_t mode)
{
    NEXT(int, fchmod, int, mode_t);
    return fails_on("chmod", file) ? -1 : next(file, mode);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to)
{
    NEXT(int, renameat, int, const char *, int, const char *);
    return fails_at("rename", to_folder, to) ? -1 : next(from_folder, from, to_folder, to);
}

int rename(const char *from, const char *to)
{
    NEXT(int, rename, const char *, const char *);
    return fails_at("rename", AT_FDCWD, to) ? -1 : next(from, to);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags)
{
    NEXT(int, linkat, int, const char *, int, const char *, int);
    return fails_at("link", to_folder, to) ? -1 : next(from_folder, from, to_folder, to, flags);
}

int unlinkat(int folder, const char *name, int flags)
{
    NEXT(int, unlinkat, int, const char *, int);
    return fails_at("unlink", folder, name) ? -1 : next(folder, name, flags);
}

int mkdirat(int folder, const char *name, mode_t mode)
{
    NEXT(int, mkdirat, int, const char *, mode_t);
    return fails_at("mkdir", folder, name) ? -1 : next(folder, name, mode);
}

int mkdir(const char *name, mode_t mode)
{
    NEXT(int, mkdir, const char *, mode_t);
    return fails_at("mkdir", AT_FDCWD, name) ? -1 : next(name, mode);
}

pid_t fork(void)
{
    NEXT(pid_t, fork, void);
    return fails("fork") ? -1 : next();
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*routine)(void *), void *argument)
{
    NEXT(int, pthread_create, pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    return fails("thread") ? EAGAIN : next(thread, attributes, routine, argument);
}
