/** argv to a command with its flags. */
#ifndef BCU_CLI_H
#define BCU_CLI_H

#include "app/syntax.h"
#include "base/diag.h"
#include "host/worker.h"
#include "project/project.h"

typedef struct BcuCommandLine {
    BcuCommand command;
    GStrv arguments; /* behind the command */
    char *project, *plugin_path;
    char *output; /* "output" for a run without -o; else NULL without */
    bool quiet, verbose, json, strict, dry, cxx, wait;
    BcuProjectFlags flags;
    char *compare, *by;
    char *check; /* a plugin file, for plugins */
    BcuWorkerLimits limits;
} BcuCommandLine;

/** Reads argv. On failure reports and returns false. */
bool bcu_cli_parse(int argc, char **argv, BcuCommandLine *line, BcuDiagLog *log);
void bcu_cli_clear(BcuCommandLine *line);

#endif
