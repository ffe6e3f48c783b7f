/* Lists the commands and their flags.
 * The commands and their flags. */
#include "app/syntax.h"

enum {
    RUN = 1 << BCU_COMMAND_RUN, CHECK = 1 << BCU_COMMAND_CHECK, PLUGINS = 1 << BCU_COMMAND_PLUGINS,
    INFO = 1 << BCU_COMMAND_INFO, TRACE = 1 << BCU_COMMAND_TRACE, INIT = 1 << BCU_COMMAND_INIT,
    NEW_PLUGIN = 1 << BCU_COMMAND_NEW_PLUGIN, HELP = 1 << BCU_COMMAND_HELP, VERIFY = 1 << BCU_COMMAND_VERIFY, COMPLETE = 1 << BCU_COMMAND_COMPLETE
};

static const BcuCommandSpec COMMANDS[] = {
    {BCU_COMMAND_RUN, "run", "[PLUGIN...]", 0, -1, "read the project, run its plugins (or those named), write their files",
     "Reads the layers of the project, joins areas into clusters, and lets plugins write maps, tables and layers into the "
     "folder output, or that of -o.\n\n"
     "Plugins that are named run in this order; else those of the key run of the project; else all that can run with "
     "what the project has.\n\n"
     "Without -p the project is bcukit.ini in the current folder, else the one of London that comes with bcukit.",
     "bcukit run\tall plugins of the project\n"
     "bcukit run render --set render.page=slide-16:9\tone map, for a slide\n"
     "bcukit run geojson --set geojson.layers=bcu -o -\tone layer, to standard output",
     false},
    {BCU_COMMAND_CHECK, "check", "", 0, 0,
     "read the project and say what was found; -o FILE writes the problem places as GeoJSON",
     "Prints a sheet: layers, reference systems, gaps and overlaps, borders, clusters and figures, then what is wrong and "
     "what to do about it.",
     "bcukit check -p my.ini\tthe sheet\n"
     "bcukit check -p my.ini -o places.geojson\tthe places of problems, too, to open in a GIS",
     false},
    {BCU_COMMAND_PLUGINS, "plugins", "[ID]", 0, 1, "list the plugins found, or one with its options and outputs",
     "Plugins are looked for in the folders of --plugin-path, of the variable BCUKIT_PLUGIN_PATH, in bcukit/plugins of the "
     "user's data folder, then where bcukit keeps its own. The first of a name wins.",
     "bcukit plugins\tall of them\nbcukit plugins render\toptions and outputs of one\n"
     "bcukit plugins --check build/plugins/corners.so\twhat is to mend in one's own", false},
    {BCU_COMMAND_INFO, "info", "FILE.shp", 1, 1, "describe a shapefile: type, CRS, encoding, fields",
     "Reads a shapefile and prints its type, reference system, extent, encoding and fields with their first values. Of a "
     "zip archive it describes all shapefiles; boundaries.zip/wards.shp is one of them.",
     "bcukit info districts.shp\twhat is in it", false},
    {BCU_COMMAND_TRACE, "trace", "AREA", 1, 1, "follow one area from its record to the outline of its cluster",
     "Prints ten lines that follow one area, by code or name, through all stages of a run.",
     "bcukit trace Camden\tone borough of London", false},
    {BCU_COMMAND_VERIFY, "verify", "FOLDER|FILE", 1, 1,
     "read the results of an earlier run back and say what differs, or what a file was made from",
     "Holds each file of a folder against the sum in manifest.json, reads tables and layers again and holds their names, "
     "people and hectares against one another, measures outlines again, and compares the provenance that maps, pages and "
     "documents carry. A line for each file says what was checked and what was not; exit 4 where anything differs.\n\n"
     "For a file, prints from which project and inputs it was made, by the manifest beside it.",
     "bcukit verify output\tall files of a run\n"
     "bcukit verify output/map.png\twhat a map was made from", false},
    {BCU_COMMAND_INIT, "init", "FILE.shp", 1, 1,
     "write a first project file for a layer (-p names it; grouped --by a field or CSV file)",
     "Looks through the fields of a layer and writes a project file with comments that say what was found and what can be "
     "changed; to standard output without -p. A file that exists is left as it is.",
     "bcukit init districts.shp --by REGION -p my.ini\ta project that joins districts into regions", false},
    {BCU_COMMAND_NEW_PLUGIN, "new-plugin", "NAME", 1, 1, "write a folder to begin a plugin with",
     "Writes a folder of that name with a small whole plugin, what builds it outside of the tree of bcukit, a test and a "
     "page. It needs the headers of bcukit, of the package libbcukit-dev for example.",
     "bcukit new-plugin corners\ta plugin in C\nbcukit new-plugin corners --cxx\tin C++", false},
    {BCU_COMMAND_HELP, "help", "[COMMAND|PLUGIN|KEY]", 0, 1, "print this help, or that of a command, a plugin or a key",
     "KEY is one of a plugin, such as render.palette, or of the project file, such as topology.simplify; a group of the "
     "project file, such as topology, lists its keys.",
     "bcukit help run\ta command\nbcukit help render.palette\tan option of a plugin\n"
     "bcukit help topology\ta group of the project file",
     false},
    {BCU_COMMAND_MAN, "man", "PAGE", 1, 1, "print a man page in roff, such as bcukit-run.1", "", "", true},
    {BCU_COMMAND_COMPLETE, "complete", "WORD...", 0, -1, "print what may follow these words, for shells", "", "", true},
};

static const BcuFlagSpec FLAGS[] = {
    {"project", 'p', G_OPTION_ARG_FILENAME, "FILE", NULL, RUN | CHECK | TRACE | INIT | COMPLETE,
     "Project file (default: bcukit.ini in this folder, else the shipped one); for init, where it is written"},
    {"output", 'o', G_OPTION_ARG_FILENAME, "DIR", NULL, RUN | CHECK,
     "Folder to write to (default: output), or - to send one file to standard output; for check, a GeoJSON file of the "
     "problem places"},
    {"set", 0, G_OPTION_ARG_STRING_ARRAY, "PLUGIN.KEY=VALUE", NULL, RUN | CHECK | TRACE,
     "Set an option, for example render.dpi=150"},
    {"move", 0, G_OPTION_ARG_STRING_ARRAY, "AREA=CLUSTER", NULL, RUN | CHECK | TRACE, "Move an area to another cluster"},
    {"compare", 0, G_OPTION_ARG_FILENAME, "FILE", NULL, RUN | CHECK, "Compare with the clusters of another project"},
    {"by", 0, G_OPTION_ARG_FILENAME, "FIELD", NULL, INIT,
     "Field that groups the areas, or a CSV file with area and cluster codes"},
    {"cxx", 0, G_OPTION_ARG_NONE, NULL, NULL, NEW_PLUGIN, "In C++ instead of C"},
    {"check", 0, G_OPTION_ARG_FILENAME, "FILE", NULL, PLUGINS,
     "Look at a plugin file as its author should, and say what to mend (exit 1)"},
    {"dry-run", 'n', G_OPTION_ARG_NONE, NULL, NULL, RUN,
     "Do all the work, but list what was read and would be written instead of writing it"},
    {"quiet", 'q', G_OPTION_ARG_NONE, NULL, NULL, RUN | CHECK | TRACE | INFO | INIT | PLUGINS | NEW_PLUGIN,
     "Only warnings and errors"},
    {"verbose", 'v', G_OPTION_ARG_NONE, NULL, NULL, RUN, "Also notes and a summary of the figures"},
    {"diagnostics", 0, G_OPTION_ARG_STRING, "FORM", "text|json", RUN | CHECK | TRACE | INFO | INIT | VERIFY,
     "Messages as text, or json for one record a line"},
    {"strict", 0, G_OPTION_ARG_NONE, NULL, NULL, RUN | CHECK, "Warnings fail (exit 4)"},
    {"isolate", 0, G_OPTION_ARG_STRING, "HOW", "process|none", RUN | PLUGINS | INIT | HELP,
     "process, or none to run plugins in this process"},
    {"plugin-path", 0, G_OPTION_ARG_STRING, "DIRS", NULL, RUN | PLUGINS | INIT | HELP | COMPLETE,
     "Folders to look for plugins first, separated by colons"},
    {"timeout", 0, G_OPTION_ARG_INT, "N", NULL, RUN | PLUGINS | INIT | HELP,
     "Seconds that a plugin may take (default: 600; 0: no limit)"},
    {"memory", 0, G_OPTION_ARG_INT, "N", NULL, RUN | PLUGINS | INIT | HELP,
     "Megabytes that a plugin may take (default: three quarters of the machine's, 2048 to 5120; 0: no limit)"},
    {"wait", 0, G_OPTION_ARG_NONE, NULL, NULL, RUN, "Wait for another run into the same folder to end"},
};
G_STATIC_ASSERT(G_N_ELEMENTS(FLAGS) == BCU_FLAG_COUNT);

const BcuCommandSpec *bcu_commands(size_t *count)
{
    *count = G_N_ELEMENTS(COMMANDS);
    return COMMANDS;
}

const BcuCommandSpec *bcu_command_named(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(COMMANDS); i++)
        if (g_str_equal(COMMANDS[i].name, name))
            return &COMMANDS[i];
    return NULL;
}

const BcuFlagSpec *bcu_flags(void)
{
    return FLAGS;
}

bool bcu_flag_applies(BcuFlag flag, BcuCommand command)
{
    return FLAGS[flag].commands & (1u << command);
}

bool bcu_command_reads_project(BcuCommand command)
{
    return ((RUN | CHECK | TRACE) >> command) & 1;
}
