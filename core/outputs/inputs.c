/* Two paths lead to one file where device and number agree, however they are written. */
#include "outputs/inputs.h"
#include <sys/stat.h>

bool bcu_inputs_spare(const GPtrArray *inputs, const char *place, BcuDiagLog *log)
{
    struct stat there, input;
    bool spared = true;
    if (stat(place, &there) != 0)
        return true;
    for (guint i = 0; inputs && spared && i < inputs->len; i++)
        spared = stat(g_ptr_array_index(inputs, i), &input) != 0 || input.st_dev != there.st_dev ||
                 input.st_ino != there.st_ino;
    if (!spared)
        bcu_report(log, BCU_ERROR, "OUT033", &(BcuPlace){.file = place}, "Write to another place with -o.",
                   "the file is read by the project, and what is written would take its place");
    return spared;
}
