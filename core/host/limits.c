/* Bounds what a plugin that has gone astray can do to the machine, at figures that no honest job comes near. */
#include "host/limits.h"
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define HAS_ASAN true /* it reserves terabytes of addresses */
#else
#define HAS_ASAN false
#endif

static const uint64_t GIB = UINT64_C(1) << 30;

uint64_t bcu_limits_usual_memory(void)
{
    uint64_t machine = (uint64_t)MAX(sysconf(_SC_PHYS_PAGES), 0) * (uint64_t)sysconf(_SC_PAGESIZE);
    return CLAMP(machine / 4 * 3, 2 * GIB, 5 * GIB);
}

static void lower(int which, uint64_t most)
{
    struct rlimit limit;
    if (getrlimit((__rlimit_resource_t)which, &limit) != 0)
        return;
    limit.rlim_cur = MIN(limit.rlim_cur, most);
    setrlimit((__rlimit_resource_t)which, &limit);
}

/* Addresses in use, and tasks on the machine: what is there already is not the plugin's doing. */
static uint64_t addresses_in_use(void)
{
    unsigned long pages = 0;
    FILE *file = fopen("/proc/self/statm", "re");
    if (file && fscanf(file, "%lu", &pages) != 1)
        pages = 0;
    if (file)
        fclose(file);
    return (uint64_t)pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

static uint64_t tasks_on_machine(void)
{
    unsigned long tasks = 0;
    FILE *file = fopen("/proc/loadavg", "re");
    if (file && fscanf(file, "%*s %*s %*s %*u/%lu", &tasks) != 1)
        tasks = 1 << 15;
    if (file)
        fclose(file);
    return tasks;
}

void bcu_limits_set(const BcuWorkerLimits *limits)
{
    lower(RLIMIT_CORE, 0);
    lower(RLIMIT_FSIZE, 64 * GIB);
    lower(RLIMIT_NPROC, tasks_on_machine() + 256);
    if (limits->memory_bytes && !HAS_ASAN)
        lower(RLIMIT_AS, addresses_in_use() + limits->memory_bytes);
    if (limits->timeout_s)
        lower(RLIMIT_CPU, (uint64_t)limits->timeout_s * g_get_num_processors() + 1);
}
