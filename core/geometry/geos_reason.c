/* Keeps the reason why GEOS fails.
 * GEOS tells a callback why, and its caller only that it failed. */
#include "geometry/geos_reason.h"
#include <glib.h>

static void remember(const char *message, void *reason)
{
    if (*message)
        g_strlcpy(((BcuGeosReason *)reason)->text, message, sizeof((BcuGeosReason *)reason)->text);
}

void bcu_geos_reason_keep(GEOSContextHandle_t context, BcuGeosReason *reason)
{
    g_strlcpy(reason->text, "GEOS gives no reason", sizeof reason->text);
    GEOSContext_setErrorMessageHandler_r(context, remember, reason);
}

const char *bcu_geos_version(void)
{
    return GEOSversion();
}
