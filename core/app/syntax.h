/** The table of commands and flags, which parsing, help, man pages and completion are all made from. */
#ifndef BCU_SYNTAX_H
#define BCU_SYNTAX_H

#include <bcukit/api.h>
#include <glib.h>

typedef enum BcuCommand {
    BCU_COMMAND_RUN, BCU_COMMAND_CHECK, BCU_COMMAND_PLUGINS, BCU_COMMAND_INFO, BCU_COMMAND_TRACE,
    BCU_COMMAND_VERIFY, BCU_COMMAND_INIT, BCU_COMMAND_NEW_PLUGIN, BCU_COMMAND_HELP,
    BCU_COMMAND_MAN, BCU_COMMAND_COMPLETE, /* not for people: what builds and shells ask */
    BCU_COMMAND_VERSION, /* a flag that acts as one; no entry in the table */
    BCU_COMMAND_COUNT
} BcuCommand;

typedef struct BcuCommandSpec {
    BcuCommand command;
    const char *name, *arguments;
    int least, most; /* arguments; most -1: any number */
    const char *help; /* one line */
    const char *text; /* paragraphs between empty lines */
    const char *examples; /* lines: command, tab, what it does */
    bool hidden;
} BcuCommandSpec;

typedef enum BcuFlag {
    BCU_FLAG_PROJECT, BCU_FLAG_OUTPUT, BCU_FLAG_SET, BCU_FLAG_MOVE, BCU_FLAG_COMPARE, BCU_FLAG_BY, BCU_FLAG_CXX, BCU_FLAG_CHECK, BCU_FLAG_DRY_RUN,
    BCU_FLAG_QUIET, BCU_FLAG_VERBOSE, BCU_FLAG_DIAGNOSTICS, BCU_FLAG_STRICT, BCU_FLAG_ISOLATE, BCU_FLAG_PLUGIN_PATH,
    BCU_FLAG_TIMEOUT, BCU_FLAG_MEMORY, BCU_FLAG_WAIT, BCU_FLAG_COUNT
} BcuFlag;

typedef struct BcuFlagSpec {
    const char *name;
    char letter; /* 0: none */
    GOptionArg kind;
    const char *value;   /* what stands behind it; NULL for a switch */
    const char *choices; /* separated by '|'; NULL: free */
    unsigned commands;   /* 1 << BcuCommand of each that it applies to */
    const char *help;
} BcuFlagSpec;

/** In the order of BcuCommand. */
const BcuCommandSpec *bcu_commands(size_t *count);
/** NULL when there is none of that name. */
const BcuCommandSpec *bcu_command_named(const char *name);
/** In the order of BcuFlag. */
const BcuFlagSpec *bcu_flags(void);
/** Whether the command reads a project file that may be the default one. */
bool bcu_command_reads_project(BcuCommand command);
bool bcu_flag_applies(BcuFlag flag, BcuCommand command);

#endif
