/* The alternative text of a map as a file. */
#include "maps/alt.h"
#include <string.h>

bool alt_write(const MapPlan *plan, bool first, const BcuRun *run)
{
    BcuStream *stream = plan_open_output(plan, first, "txt", run);
    if (!stream)
        return false;
    bool ok = bcu_stream_write(stream, plan->alt, strlen(plan->alt)) && bcu_stream_write(stream, "\n", 1);
    return bcu_stream_commit(stream, ok, run->log);
}
