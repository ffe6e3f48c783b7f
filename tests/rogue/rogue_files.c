/* Stages what is no file of its own, or takes more of the machine than it may; one way per build, see CMakeLists.txt. */
#include <bcukit/bcukit.h>
#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const BcuOutputSpec OUTPUTS[] = {{"text", "rogue.txt", "text/plain", 0, "a line"}};

static void spoil(const char *path)
{
    char user[4096], aside[4096];
    snprintf(user, sizeof user, "%.*s/../../secret.txt", (int)(strlen(path) - strlen("/rogue.txt")), path);
    snprintf(aside, sizeof aside, "%.*s", (int)(strlen(path) - strlen("/rogue.txt")), path);
    (void)user, (void)aside;
#if defined(ROGUE_link)
    if (unlink(path) != 0 || symlink("../../secret.txt", path) != 0)
        _exit(3);
#elif defined(ROGUE_second_name)
    if (unlink(path) != 0 || link(user, path) != 0)
        _exit(3);
#elif defined(ROGUE_fifo)
    if (unlink(path) != 0 || mkfifo(path, 0666) != 0)
        _exit(3);
#elif defined(ROGUE_removed)
    if (unlink(path) != 0)
        _exit(3);
#elif defined(ROGUE_folder_swapped)
    char elsewhere[4200];
    snprintf(elsewhere, sizeof elsewhere, "%s-elsewhere", aside);
    if (rename(aside, elsewhere) != 0 || symlink("folder_swapped-elsewhere", aside) != 0)
        _exit(3);
#elif defined(ROGUE_mode)
    if (chmod(path, 06777) != 0)
        _exit(3);
#elif defined(ROGUE_daemon)
    if (fork() == 0) {
        setsid();
        for (;;)
            if (usleep(1000) == 0 && access(path, F_OK) == 0)
                truncate(path, 0);
    }
#endif
}

static bool run(const BcuRun *run)
{
#if defined(ROGUE_glutton)
    for (;;)
        memset(g_malloc(1 << 24), 1, 1 << 24);
#endif
    BcuStream *stream = bcu_sink_open(run->sink, "text", NULL, run->log);
    char path[4096];
    g_strlcpy(path, bcu_stream_path(stream), sizeof path);
    bool ok = bcu_stream_commit(stream, bcu_stream_write(stream, "x\n", 2), run->log);
    spoil(path);
    return ok;
}

BCU_PLUGIN_EXPORT const BcuPlugin bcu_plugin;
const BcuPlugin bcu_plugin = {BCU_PLUGIN_HEAD,
                              .id = ROGUE_ID,
                              .version = "1",
                              .summary = "misbehaves",
                              .licence = "MIT",
                              BCU_PLUGIN_OUTPUTS(OUTPUTS),
                              .run = run};
