/* One bad habit per build; see CMakeLists.txt. */
#include <bcukit/bcukit.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#if defined(ROGUE_chatty)
#define FILE_NAME "chatty.txt"
#else
#define FILE_NAME "rogue.txt"
#endif
static const BcuOutputSpec OUTPUTS[] = {{"text", FILE_NAME, "text/plain", 0, "a line"}};

static bool write_line(const BcuRun *run, const char *output, bool good)
{
    BcuStream *stream = bcu_sink_open(run->sink, output, NULL, run->log);
    return stream && bcu_stream_commit(stream, bcu_stream_write(stream, "x\n", 2) && good, run->log);
}

static bool run(const BcuRun *run)
{
#if defined(ROGUE_crash)
    write_line(run, "text", true);
    raise(SIGSEGV);
    return true;
#elif defined(ROGUE_hang)
    write_line(run, "text", true);
    for (;;)
        pause();
    return true;
#elif defined(ROGUE_slow)
    sleep(1);
    bcu_report(run->log, BCU_WARNING, "SLOW010", NULL, NULL, "slow speaks");
    return write_line(run, "text", true);
#elif defined(ROGUE_chatty)
    for (int i = 0; i < 20; i++) /* more than a pipe holds */
        bcu_report(run->log, BCU_WARNING, "CHATTY010", NULL, NULL, "chatty is at %8000d", i);
    return write_line(run, "text", true);
#elif defined(ROGUE_leave)
    write_line(run, "text", true);
    _exit(0);
#elif defined(ROGUE_undeclared)
    return write_line(run, "other", true);
#elif defined(ROGUE_twice)
    return write_line(run, "text", true) && write_line(run, "text", true);
#elif defined(ROGUE_refuse)
    return write_line(run, "text", false);
#else
    return write_line(run, "text", true);
#endif
}

#if defined(ROGUE_constructor)
__attribute__((constructor)) static void start(void)
{
    raise(SIGABRT);
}
#endif

#if defined(ROGUE_careless)
BCU_API int open_to_all(void);
int open_to_all(void)
{
    return 1;
}

static const BcuOptionSpec OPTIONS[] = {{"how", BCU_OPTION_CHOICE, 0, NULL, NULL, 0, 0, NULL, NULL}};
#endif

BCU_PLUGIN_EXPORT const BcuPlugin bcu_plugin;
const BcuPlugin bcu_plugin = {
#if defined(ROGUE_magic)
    .magic = 42,
#else
    .magic = BCU_PLUGIN_MAGIC,
#endif
#if defined(ROGUE_short)
    .struct_size = 16,
#else
    .struct_size = sizeof(BcuPlugin),
#endif
#if defined(ROGUE_major)
    .abi_major = 99,
#else
    .abi_major = BCU_ABI_MAJOR,
#endif
    .id = ROGUE_ID,
    .version = "1",
    .summary = "misbehaves",
    .licence = "MIT",
#if defined(ROGUE_careless)
    BCU_PLUGIN_OPTIONS(OPTIONS),
#endif
    BCU_PLUGIN_OUTPUTS(OUTPUTS),
    .run = run,
};
