/* Writes into the pipe to its host what no honest plugin writes there; one way per build, see CMakeLists.txt. */
#include <bcukit/bcukit.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const BcuOutputSpec OUTPUTS[] = {{"text", "rogue.txt", "text/plain", 0, "a line"},
                                        {"kinds", "rogue-{kind}.txt", "text/plain", BCU_OUTPUT_MANY, "lines"}};

/* The one pipe that is open beside the three streams. */
static int host(void)
{
    struct stat status;
    for (int fd = 3; fd < 1024; fd++)
        if (fstat(fd, &status) == 0 && S_ISFIFO(status.st_mode))
            return fd;
    return -1;
}

static void say(const char *text)
{
    if (write(host(), text, strlen(text)) < 0)
        _exit(3);
}

static bool write_line(const BcuRun *run)
{
    BcuStream *stream = bcu_sink_open(run->sink, "text", NULL, run->log);
    return stream && bcu_stream_commit(stream, bcu_stream_write(stream, "x\n", 2), run->log);
}

/* What is said, and then waited for: whoever believes it ends the plugin. */
static const char SAID[] =
#if defined(ROGUE_types)
    "{\"severity\":\"warning\",\"code\":\"TYPES010\",\"message\":\"odd places\",\"line\":\"a\",\"x\":[],\"y\":{},\"file\":7,"
    "\"hint\":null,\"origin\":3,\"record\":1e300}\n{\"severity\":\"error\",\"code\":7,\"message\":[]}\n";
#elif defined(ROGUE_garbage)
    "\x01\xff not JSON\n";
#elif defined(ROGUE_list)
    "[]\n";
#elif defined(ROGUE_files_of_text)
    "{\"files\":\"rogue.txt\"}\n";
#elif defined(ROGUE_files_of_numbers)
    "{\"files\":[7]}\n";
#elif defined(ROGUE_names_of_numbers)
    "{\"files\":[{\"output_id\":1,\"name\":2,\"forbidden\":[3]}]}\n";
#elif defined(ROGUE_outside)
    "{\"files\":[{\"output_id\":\"text\",\"name\":\"../evil.txt\"}]}\n";
#elif defined(ROGUE_outside_by_pattern)
    "{\"files\":[{\"output_id\":\"kinds\",\"name\":\"rogue-/../../evil.txt\"}]}\n";
#elif defined(ROGUE_absolute)
    "{\"files\":[{\"output_id\":\"text\",\"name\":\"/tmp/evil.txt\"}]}\n";
#elif defined(ROGUE_other_output)
    "{\"files\":[{\"output_id\":\"other\",\"name\":\"rogue.txt\"}]}\n";
#elif defined(ROGUE_other_name)
    "{\"files\":[{\"output_id\":\"text\",\"name\":\"area.csv\"}]}\n";
#elif defined(ROGUE_listed_twice)
    "{\"files\":[{\"output_id\":\"text\",\"name\":\"rogue.txt\"},{\"output_id\":\"text\",\"name\":\"rogue.txt\"}]}\n";
#elif defined(ROGUE_not_written)
    "{\"files\":[{\"output_id\":\"kinds\",\"name\":\"rogue-none.txt\"}]}\n";
#elif defined(ROGUE_false_sum)
    "{\"files\":[{\"output_id\":\"text\",\"name\":\"rogue.txt\",\"size\":2,\"sha256\":"
    "\"0000000000000000000000000000000000000000000000000000000000000000\"}]}\n";
#else
    "";
#endif

static bool run(const BcuRun *run)
{
    write_line(run);
    say(SAID);
#if defined(ROGUE_flood)
    char much[4001];
    memset(much, '.', sizeof much - 1);
    for (much[sizeof much - 1] = 0;;)
        say(much);
#elif defined(ROGUE_flood_of_records)
    for (unsigned i = 0;; i++) {
        char line[100];
        snprintf(line, sizeof line, "{\"severity\":\"error\",\"code\":\"FLOOD%u\",\"message\":\"x\"}\n", i);
        say(line);
    }
#elif defined(ROGUE_hangs_up)
    close(host());
#elif defined(ROGUE_leaves_a_child)
    if (fork() > 0)
        raise(SIGSEGV);
#elif defined(ROGUE_mute)
    return false;
#elif defined(ROGUE_status)
    _exit(1);
#endif
    for (;;)
        pause();
    return false;
}

BCU_PLUGIN_EXPORT const BcuPlugin bcu_plugin;
const BcuPlugin bcu_plugin = {BCU_PLUGIN_HEAD,
                              .id = ROGUE_ID,
                              .version = "1",
                              .summary = "misbehaves",
                              .licence = "MIT",
                              BCU_PLUGIN_OUTPUTS(OUTPUTS),
                              .run = run};
