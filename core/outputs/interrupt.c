/* Ends a run by signal. What a handler needs lies in plain arrays: it may come between any two instructions. */
#include "outputs/interrupt.h"
#include <signal.h>
#include <string.h>
#include <unistd.h>

enum { MOST = 64, MOST_FOLDERS = 32 };
static const int HEEDED[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

static volatile pid_t groups[MOST];
static char *volatile words, *volatile file_to_go, *volatile folders_to_go[MOST_FOLDERS];
static volatile sig_atomic_t came, is_note_only;

/* ---- in the handler: only what is safe there ---------------------------------------------- */

static void end_process(int number)
{
    if (file_to_go)
        unlink(file_to_go);
    for (size_t i = 0; i < MOST_FOLDERS && folders_to_go[i]; i++)
        rmdir(folders_to_go[i]);
    if (words && write(STDERR_FILENO, words, strlen(words)) < 0)
        _exit(128 + number); /* nobody hears */
    _exit(128 + number);
}

static void heed(int number)
{
    bool is_first = came == 0;
    came = number;
    for (size_t i = 0; i < MOST; i++)
        if (groups[i])
            kill(-groups[i], SIGKILL);
    if (!is_note_only || !is_first)
        end_process(number);
}

/* ---- outside of it ------------------------------------------------------------------------ */

void bcu_interrupt_heed(const char *last_words)
{
    words = g_strdup(last_words);
    struct sigaction action = {.sa_handler = heed}, before;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < G_N_ELEMENTS(HEEDED); i++)
        sigaddset(&action.sa_mask, HEEDED[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(HEEDED); i++)
        if (sigaction(HEEDED[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
            sigaction(HEEDED[i], &action, NULL);
}

void bcu_interrupt_unheed(void)
{
    struct sigaction before;
    for (size_t i = 0; i < G_N_ELEMENTS(HEEDED); i++)
        if (sigaction(HEEDED[i], NULL, &before) == 0 && before.sa_handler == heed)
            signal(HEEDED[i], SIG_DFL);
    bcu_interrupt_hold(false);
}

void bcu_interrupt_hold(bool on)
{
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < G_N_ELEMENTS(HEEDED); i++)
        sigaddset(&set, HEEDED[i]);
    sigprocmask(on ? SIG_BLOCK : SIG_UNBLOCK, &set, NULL);
}

void bcu_interrupt_tidy(const char *file, const GPtrArray *folders)
{
    bcu_interrupt_hold(true);
    g_free(file_to_go);
    file_to_go = g_strdup(file);
    for (size_t i = 0; i < MOST_FOLDERS; i++) {
        g_free(folders_to_go[i]);
        folders_to_go[i] = folders && i < folders->len ? g_strdup(g_ptr_array_index(folders, i)) : NULL;
    }
    bcu_interrupt_hold(false);
}

void bcu_interrupt_note_only(void)
{
    is_note_only = 1;
}

int bcu_interrupt_signal(void)
{
    return came;
}

void bcu_interrupt_watch(pid_t group)
{
    for (size_t i = 0; i < MOST; i++)
        if (!groups[i]) {
            groups[i] = group;
            return;
        }
}

void bcu_interrupt_forget(pid_t group)
{
    for (size_t i = 0; i < MOST; i++)
        if (groups[i] == group)
            groups[i] = 0;
}
