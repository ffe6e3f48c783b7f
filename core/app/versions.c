/* Says which libraries are at work, as they are at run time: what a report of a fault has to name. */
#include "app/versions.h"
#include "crs/session.h"
#include "geometry/geos_reason.h"
#include <bcukit/plugin.h>
#include <bcukit/version.h>
#include <glib.h>

char *bcu_versions(void)
{
    return g_strdup_printf("bcukit %s\nplugin interface %d.%d\nGLib %u.%u.%u\nPROJ %s\nGEOS %s\n", BCU_VERSION,
                           BCU_ABI_MAJOR, BCU_ABI_MINOR, glib_major_version, glib_minor_version, glib_micro_version,
                           bcu_crs_library_version(), bcu_geos_version());
}
