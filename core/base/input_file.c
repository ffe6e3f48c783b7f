/* Opens the files of strangers, and refuses what is no regular file: a pipe would keep us waiting, a device has no
 * end. The kind is asked of what has been opened, so that nobody can change it in between. */
#include "base/input_file.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *kind_of(mode_t mode)
{
    return S_ISDIR(mode)    ? "it is a folder, not a file"
           : S_ISFIFO(mode) ? "it is a named pipe, not a file"
           : S_ISSOCK(mode) ? "it is a socket, not a file"
                            : "it is a device, not a file";
}

int bcu_input_open(const char *path, const char **why)
{
    struct stat status;
    int file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (file >= 0 && fstat(file, &status) == 0 && S_ISREG(status.st_mode))
        return file;
    bool is_odd = file >= 0 ? fstat(file, &status) == 0 : errno == ENXIO && stat(path, &status) == 0; /* a socket */
    *why = is_odd ? kind_of(status.st_mode) : g_strerror(errno);
    if (file >= 0)
        close(file);
    return -1;
}

const char *bcu_input_obstacle(const char *path)
{
    const char *why = NULL;
    int file = bcu_input_open(path, &why);
    if (file >= 0)
        close(file);
    return why;
}

/* From the beginning, wherever the file stands. \return false with errno when the system does not give them. */
static bool read_bytes(int file, char *bytes, gsize size, gsize *length)
{
    *length = 0;
    while (*length < size) {
        ssize_t count = pread(file, bytes + *length, size - *length, (off_t)*length);
        if (count < 0 && errno != EINTR)
            return false;
        if (count == 0)
            break;
        *length += count > 0 ? (gsize)count : 0;
    }
    bytes[*length] = '\0';
    return true;
}

char *bcu_input_read_open(int file, size_t most, gsize *length, const char **why)
{
    struct stat status;
    char *bytes = NULL;
    if (fstat(file, &status) != 0) {
        *why = g_strerror(errno);
    } else if ((uint64_t)status.st_size > most) {
        *why = "it is larger than such a file may be";
    } else if (!(bytes = g_try_malloc((gsize)status.st_size + 1))) {
        *why = "memory ran out";
    } else if (!read_bytes(file, bytes, (gsize)status.st_size, length)) {
        *why = g_strerror(errno);
        g_clear_pointer(&bytes, g_free);
    }
    return bytes;
}

char *bcu_input_read(const char *path, size_t most, gsize *length, const char **why)
{
    int file = bcu_input_open(path, why);
    char *bytes = file >= 0 ? bcu_input_read_open(file, most, length, why) : NULL;
    if (file >= 0)
        close(file);
    return bytes;
}
