/* Shows what a run is at, on the last line of a terminal.
 * A timer's signal rewrites one line: stages need not call anything while they work, and the program
 * stays without threads. Children of a fork do not inherit the timer. */
#include "app/progress.h"
#include <errno.h>
#include <glib.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

static const struct {
    const char *origin, *words;
} STAGES[] = {
    {"project", "reading the project"},
    {"shapefile", "reading layers"},
    {"crs", "transforming coordinates"},
    {"join", "joining figures"},
    {"membership", "grouping areas"},
    {"people", "counting people"},
    {"check", "looking at the layers"},
    {"topology", "matching borders"},
    {"dataset", "dissolving and measuring"},
    {"nesting", "laying layers over one another"},
};

static char stage[96];
static volatile sig_atomic_t seconds, is_shown, is_started;

/* ---- in the signal handler: only what is safe there --------------------------------------- */

static size_t append(char *line, size_t length, const char *text)
{
    for (; *text && length < 150; text++)
        line[length++] = *text;
    return length;
}

static void show(void)
{
    char line[160], digits[8];
    int left = seconds, count = 0;
    do
        digits[count++] = (char)('0' + left % 10);
    while ((left /= 10) > 0 && count < 8);
    size_t length = append(line, 0, "\r\033[Kbcukit: ");
    length = append(line, length, stage);
    length = append(line, length, ", ");
    while (count > 0)
        line[length++] = digits[--count];
    length = append(line, length, " s");
    is_shown = write(STDERR_FILENO, line, length) > 0;
}

static void tick(int signal)
{
    (void)signal;
    int before = errno;
    seconds++;
    show();
    errno = before;
}

/* ---- outside of it ------------------------------------------------------------------------ */

static void block(bool on)
{
    sigset_t alarms;
    sigemptyset(&alarms);
    sigaddset(&alarms, SIGALRM);
    sigprocmask(on ? SIG_BLOCK : SIG_UNBLOCK, &alarms, NULL);
}

static void set_timer(time_t period)
{
    struct itimerval every = {{period, 0}, {period, 0}};
    setitimer(ITIMER_REAL, &every, NULL);
}

void bcu_progress_start(void)
{
    const char *terminal = g_getenv("TERM");
    if (!isatty(STDERR_FILENO) || g_strcmp0(terminal, "dumb") == 0)
        return;
    struct sigaction action = {.sa_handler = tick, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(SIGALRM, &action, NULL);
    is_started = true;
    bcu_progress_stage("project");
    set_timer(1);
}

void bcu_progress_stage(const char *origin)
{
    g_autofree char *words = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(STAGES) && !words; i++)
        if (g_str_equal(STAGES[i].origin, origin))
            words = g_strdup(STAGES[i].words);
    if (!words)
        words = g_strdup_printf("running %s", origin);
    block(true);
    g_strlcpy(stage, words, sizeof stage);
    if (is_shown)
        show();
    block(false);
}

void bcu_progress_wipe(void)
{
    static const char wipe[] = "\r\033[K";
    block(true);
    if (is_shown)
        is_shown = write(STDERR_FILENO, wipe, sizeof wipe - 1) < 0;
    block(false);
}

void bcu_progress_stop(void)
{
    if (!is_started)
        return;
    set_timer(0);
    bcu_progress_wipe();
    is_started = false;
}
