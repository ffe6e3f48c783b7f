/** argv to a command with its flags. */
#ifndef BCU_CLI_H
#define BCU_CLI_H

#include "base/diag.h"
#include "host/worker.h"
#include "project/project.h"

typedef enum BcuCommand {
    BCU_COMMAND_RUN, BCU_COMMAND_CHECK, BCU_COMMAND_PLUGINS, BCU_COMMAND_INFO, BCU_COMMAND_TRACE,
    BCU_COMMAND_INIT,
    BCU_COMMAND_VERSION, BCU_COMMAND_HELP
} BcuCommand;

typedef struct BcuCommandLine {
    BcuCommand command;
    GStrv arguments; /* behind the command */
    char *project, *plugin_path;
    char *output; /* "output" for a run without -o; else NULL without */
    bool quiet, verbose, json, strict, wait;
    BcuProjectFlags flags;
    char *compare, *by;
    BcuWorkerLimits limits;
} BcuCommandLine;

/** Reads argv. On failure reports and returns false. */
bool bcu_cli_parse(int argc, char **argv, BcuCommandLine *line, BcuDiagLog *log);
void bcu_cli_clear(BcuCommandLine *line);
/** Prints the help of all commands. */
void bcu_cli_print_help(void);

#endif
