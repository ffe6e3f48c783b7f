/* Frame, layers, styles, metadata; then verified and committed. */
#include "package.h"
#include "layer.h"
#include "metadata.h"
#include "style.h"
#include "verify.h"

static void set_date(Package *package)
{
    int64_t seconds;
    bcu_provenance_time(&seconds);
    GDateTime *date = g_date_time_new_from_unix_utc(seconds);
    g_autofree char *text = date ? g_date_time_format(date, "%Y-%m-%dT%H:%M:%S.000Z") : NULL;
    g_strlcpy(package->date, text ? text : "1970-01-01T00:00:00.000Z", sizeof package->date);
    if (date)
        g_date_time_unref(date);
}

/* Two names of one meaning follow from the layers: "border" is the constraint of that column. */
static bool write_border_kinds(Package *package)
{
    static const char *const KINDS[][2] = {
        {"outer", "nothing on one side"},
        {"cluster", "between two clusters, or a cluster and an area in none"},
        {"area", "between two areas of one cluster"},
        {"subarea", "between two subareas of one area"}};
    bool ok = true;
    for (size_t i = 0; i < G_N_ELEMENTS(KINDS) && ok; i++)
        ok =
            database_run(&package->database,
                         "INSERT INTO gpkg_data_column_constraints (constraint_name, constraint_type, value, "
                         "description) VALUES ('border', 'enum', %Q, %Q)",
                         KINDS[i][0], KINDS[i][1]);
    return ok;
}

static bool write_contents(Package *package)
{
    bool ok = container_create(package) && write_border_kinds(package);
    for (uint32_t i = 0; i < bcu_export_layer_count(package->exported) && ok; i++)
        ok = layer_write(package, i);
    return ok && style_write(package) && metadata_write(package);
}

static bool write_file(Package *package, BcuStream *stream)
{
    bool ok = database_create(&package->database, stream, package->run->log) && write_contents(package);
    ok = database_close(&package->database) && ok;
    g_autofree char *report = NULL;
    bcu_stream_forbid_beside(stream, "-wal");
    bcu_stream_forbid_beside(stream, "-journal");
    ok = ok && verify_package(bcu_stream_path(stream), package, &report);
    if (ok)
        bcu_stream_verified(stream, report);
    return ok;
}

bool package_write(const BcuRun *run)
{
    BcuExport *exported = bcu_export_build(run);
    if (!exported)
        return false;
    const char *params[] = {"clusters", bcu_dataset_level(run->dataset, BCU_CLUSTERS).id, NULL};
    BcuStream *stream = bcu_sink_open(run->sink, "package", params, run->log);
    Package package = {.run = run, .exported = exported, .tables = container_table_names(exported)};
    set_date(&package);
    bool ok = bcu_stream_commit(stream, stream && write_file(&package, stream), run->log);
    g_strfreev(package.tables);
    bcu_export_free(exported);
    return ok;
}
