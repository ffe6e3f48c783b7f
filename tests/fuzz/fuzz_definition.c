/* Looks up bytes as the definition of a CRS: a .prj, a code, a line of PROJ. */
#include "crs/session.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(BcuDiagLog) log = bcu_diag_log_new();
    g_autofree char *text = g_strndup((const char *)data, size);
    BcuCrsSession *session = bcu_crs_session_new(NULL);
    const BcuCrs *crs = bcu_crs_find(session, text, log);
    fuzz_assert_said(crs != NULL, log);
    if (crs) {
        g_autofree char *better = bcu_crs_suggest_projected(crs, (BcuBox){0, 0, 1, 1});
        (void)better; /* asked for, so that it is worked out */
    }
    bcu_crs_session_free(session);
    return 0;
}
