/* Reads bytes as what a plugin's process says through its pipe: a message, a description, a list of staged files. */
#include "fuzz.h"
#include "host/worker_task.h"
#include "plugin/info.h"
#include "text/diag_json.h"

static void read_staged(const BcuPluginFile *file, const BcuPluginInfo *info, const char *line)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    BcuTask task = {.file = file, .info = info};
    GPtrArray *files = bcu_staged_files_read(&task, line, log);
    fuzz_assert_said(files != NULL, log);
    if (files)
        g_ptr_array_unref(files);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autofree char *line = g_strndup((const char *)data, size);
    BcuPluginFile file = {.id = (char *)"made", .path = (char *)"made.so"};
    BcuDiag *diag = bcu_diag_from_json(line);
    if (diag) {
        g_autofree char *again = bcu_diag_to_json(diag);
        g_assert_nonnull(again);
        bcu_diag_log_add(log, diag);
        bcu_diag_free(diag);
    }
    g_autoptr(BcuDiagLog) said = bcu_diag_log_new();
    BcuPluginInfo *info = bcu_plugin_info_read(&file, line, said);
    fuzz_assert_said(info != NULL, said);
    read_staged(&file, info, line);
    if (info)
        bcu_plugin_info_free(info);
    return 0;
}
