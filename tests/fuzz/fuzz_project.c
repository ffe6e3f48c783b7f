/* Reads bytes as a project file. */
#include "fuzz.h"
#include "project/project.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuProject *project = NULL;
    BcuProjectFlags flags = {0};
    fuzz_put("p.ini", data, size);
    bool ok = bcu_project_read(fuzz_path("p.ini"), &flags, &project, log);
    fuzz_assert_said(ok, log);
    if (ok)
        bcu_project_free(project);
    return 0;
}
