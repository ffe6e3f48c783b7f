/** The plugin ABI: one constant descriptor per shared library.
 *
 * A plugin exports `const BcuPlugin bcu_plugin`, made with BCU_PLUGIN_HEAD and, in C, designated
 * initialisers. C++11 has none: there the same macros stand for values in the order of the struct. The host reads it as data; only check and run are ever called, each in a process
 * of its own.
 * Since 1.0. */
#ifndef BCUKIT_PLUGIN_H
#define BCUKIT_PLUGIN_H

#include <bcukit/dataset.h>
#include <bcukit/diag.h>
#include <bcukit/options.h>
#include <bcukit/sink.h>

BCU_BEGIN_DECLS

#define BCU_PLUGIN_MAGIC 0x50554342u /* "BCUP" in memory */
#define BCU_ABI_MAJOR 1
#define BCU_ABI_MINOR 0

enum {
    BCU_NEED_CLUSTERS = 1u << 0,
    BCU_NEED_SUBAREAS = 1u << 1,
    BCU_NEED_POPULATION = 1u << 2,
    BCU_NEED_WGS84 = 1u << 3 /**< the transformation to EPSG:4326 will be asked for: the host looks it up once
                                  for all plugins. Never a reason to refuse */
};

typedef struct BcuRun {
    uint32_t struct_size;
    const BcuDataset *dataset;
    const BcuOptions *options;
    BcuSink *sink;
    BcuDiagLog *log;
    bool (*cancelled)(void); /**< true when the host wants the plugin to stop soon */
} BcuRun;

typedef struct BcuPlugin {
    /* Frozen for ever: a host of any age can read these four. */
    uint32_t magic, struct_size;
    uint16_t abi_major, abi_minor;

    uint32_t needs; /**< BCU_NEED_…: the host refuses the run, with a reason, where they are not met */
    const char *id, *version, *summary, *licence;
    const BcuOptionSpec *options;
    uint32_t option_count, option_stride;
    const BcuOutputSpec *outputs;
    uint32_t output_count, output_stride;
    /** Rules across options; may be NULL. Called before any layer is read. */
    bool (*check)(const BcuOptions *options, BcuDiagLog *log);
    /** The work. False: none of its files is kept. An error that is reported before it returns true says what is
     *  missing: the files are kept, and bcukit ends with status 1. */
    bool (*run)(const BcuRun *run);
} BcuPlugin;

#ifdef __cplusplus
#define BCU_PLUGIN_HEAD BCU_PLUGIN_MAGIC, sizeof(BcuPlugin), BCU_ABI_MAJOR, BCU_ABI_MINOR
#define BCU_PLUGIN_OPTIONS(table) (table), sizeof(table) / sizeof((table)[0]), sizeof((table)[0])
#define BCU_PLUGIN_OUTPUTS(table) (table), sizeof(table) / sizeof((table)[0]), sizeof((table)[0])
#else
#define BCU_PLUGIN_HEAD                                                                            \
    .magic = BCU_PLUGIN_MAGIC, .struct_size = sizeof(BcuPlugin), .abi_major = BCU_ABI_MAJOR,       \
    .abi_minor = BCU_ABI_MINOR
#define BCU_PLUGIN_OPTIONS(table)                                                                  \
    .options = (table), .option_count = sizeof(table) / sizeof((table)[0]),                        \
    .option_stride = sizeof((table)[0])
#define BCU_PLUGIN_OUTPUTS(table)                                                                  \
    .outputs = (table), .output_count = sizeof(table) / sizeof((table)[0]),                        \
    .output_stride = sizeof((table)[0])
#endif

#define BCU_PLUGIN_EXPORT extern BCU_API

BCU_END_DECLS
#endif
