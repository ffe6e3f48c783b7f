/* Ends processes in order. _exit skips the leak checker of the sanitized build, so it is asked by hand; and GLib, where
 * it can do nothing more, would end the process by a signal, with a message that names neither cause nor remedy. */
#include "host/process_end.h"
#include "base/exit_code.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#define LEAK_CHECK() __lsan_do_recoverable_leak_check()
#else
#define LEAK_CHECK() 0
#endif

bool bcu_process_leaks(void)
{
    return LEAK_CHECK() != 0;
}

void bcu_process_end(int code)
{
    fflush(NULL);
    _exit(bcu_process_leaks() ? BCU_EXIT_INTERNAL : code);
}

/* ---- when GLib gives up ---------------------------------------------------------------------- */

/* Set once, at the start: there may be no memory to hand it down in. */
static const char *subject;
static int json_end = -1;

/* In fixed memory: the heap may be what is out. */
static void say(const char *what)
{
    static const char hint[] = "Close other programs, allow more (ulimit, --memory), or give it less to do.";
    static char line[1024];
    int count = json_end >= 0
                    ? snprintf(line, sizeof line,
                               "{\"severity\":\"error\",\"code\":\"%s\",\"message\":\"%s%.100s cannot go on: %s\","
                               "\"hint\":\"%s\"}\n",
                               subject ? "PLG038" : "RUN020", subject ? "plugin " : "", subject ? subject : "bcukit",
                               what, hint)
                    : snprintf(line, sizeof line, "error RUN020: bcukit cannot go on: %s\n      %s\n", what, hint);
    if (write(json_end >= 0 ? json_end : STDERR_FILENO, line, (size_t)MIN(count, (int)sizeof line - 1)) < 0)
        _exit(BCU_EXIT_INTERNAL); /* nobody hears */
}

/* A library's own words, so that they fit into a line and into JSON. */
static const char *in_one_line(const char *message)
{
    static char line[400];
    g_strlcpy(line, message ? message : "a library has given up", sizeof line);
    for (char *c = line; *c; c++)
        if (g_ascii_iscntrl(*c) || *c == '"' || *c == '\\')
            *c = ' ';
    return line;
}

static void give_up(const char *domain, GLogLevelFlags level, const char *message, void *closure)
{
    if (!(level & (G_LOG_LEVEL_ERROR | G_LOG_FLAG_FATAL))) {
        g_log_default_handler(domain, level, message, closure);
        return;
    }
    bool is_memory = message && strstr(message, "allocate"), is_thread = message && strstr(message, "thread");
    say(is_memory   ? "memory has run out"
        : is_thread ? "no thread can be started, the system has no more for this user"
                    : in_one_line(message));
    _exit(BCU_EXIT_INTERNAL);
}

void bcu_process_heed_memory(const char *plugin, int as_json_to)
{
    subject = plugin;
    json_end = as_json_to;
    g_log_set_default_handler(give_up, NULL);
}
