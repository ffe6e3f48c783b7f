/* Prints where the members of the structs lie that plugins and hosts of different age hand to each other. */
#include <bcukit/bcukit.h>
#include <stddef.h>
#include <stdio.h>

#define SIZE(type) printf(#type " %zu\n", sizeof(type))
#define MEMBER(type, member) printf(#type "." #member " %zu\n", offsetof(type, member))

int main(void)
{
    MEMBER(BcuPlugin, magic);
    MEMBER(BcuPlugin, struct_size);
    MEMBER(BcuPlugin, abi_major);
    MEMBER(BcuPlugin, abi_minor);
    MEMBER(BcuPlugin, needs);
    MEMBER(BcuPlugin, id);
    MEMBER(BcuPlugin, version);
    MEMBER(BcuPlugin, summary);
    MEMBER(BcuPlugin, licence);
    MEMBER(BcuPlugin, options);
    MEMBER(BcuPlugin, option_count);
    MEMBER(BcuPlugin, option_stride);
    MEMBER(BcuPlugin, outputs);
    MEMBER(BcuPlugin, output_count);
    MEMBER(BcuPlugin, output_stride);
    MEMBER(BcuPlugin, check);
    MEMBER(BcuPlugin, run);
    SIZE(BcuPlugin);
    MEMBER(BcuRun, struct_size);
    MEMBER(BcuRun, dataset);
    MEMBER(BcuRun, options);
    MEMBER(BcuRun, sink);
    MEMBER(BcuRun, log);
    MEMBER(BcuRun, cancelled);
    SIZE(BcuRun);
    MEMBER(BcuOptionSpec, key);
    MEMBER(BcuOptionSpec, type);
    MEMBER(BcuOptionSpec, flags);
    MEMBER(BcuOptionSpec, unit);
    MEMBER(BcuOptionSpec, fallback);
    MEMBER(BcuOptionSpec, min);
    MEMBER(BcuOptionSpec, max);
    MEMBER(BcuOptionSpec, choices);
    MEMBER(BcuOptionSpec, help);
    SIZE(BcuOptionSpec);
    MEMBER(BcuOutputSpec, id);
    MEMBER(BcuOutputSpec, pattern);
    MEMBER(BcuOutputSpec, media_type);
    MEMBER(BcuOutputSpec, flags);
    MEMBER(BcuOutputSpec, help);
    SIZE(BcuOutputSpec);
    /* Final for major 1. */
    SIZE(BcuClasses);
    SIZE(BcuColour);
    SIZE(BcuGrid);
    SIZE(BcuLevelInfo);
    SIZE(BcuPeopleSource);
    SIZE(BcuPhase);
    SIZE(BcuResource);
    SIZE(BcuArc);
    SIZE(BcuArcEnds);
    SIZE(BcuArcShape);
    SIZE(BcuAdjacency);
    SIZE(BcuBridge);
    SIZE(BcuSimplification);
    SIZE(BcuSimplified);
    SIZE(BcuContext);
    SIZE(BcuContextLook);
    SIZE(BcuPlace);
    SIZE(BcuExportLayer);
    SIZE(BcuExportChoice);
    SIZE(BcuPoint);
    SIZE(BcuBox);
    SIZE(BcuRing);
    SIZE(BcuShape);
    SIZE(BcuLibraryProblem);
    SIZE(BcuOklab);
    SIZE(BcuPropertyChoice);
    SIZE(BcuValue);
    SIZE(BcuColumn);
    SIZE(BcuAreaDifference);
    return 0;
}
