/* _exit skips the leak checker of the sanitized build, so it is asked by hand. */
#include "host/process_end.h"
#include "base/exit_code.h"
#include <stdio.h>
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
