/* Source, licence, attribution, coordinate operation: in the three forms that readers look for. */
#include "metadata.h"
#include "markup.h"

/* The id is the row's; table NULL: of the whole package. */
static bool add(Package *package, int id, const char *table, const char *standard, const char *mime_type,
                const char *text)
{
    return database_run(&package->database, "INSERT INTO gpkg_metadata VALUES (%d, 'dataset', %Q, %Q, %Q)",
                        id, standard, mime_type, text) &&
           database_run(&package->database,
                        "INSERT INTO gpkg_metadata_reference VALUES (%Q, %Q, NULL, NULL, %Q, %d, NULL)",
                        table ? "table" : "geopackage", table, package->date, id);
}

/* ---- GDAL: what ogrinfo shows -------------------------------------------------------- */

static void append_item(GString *xml, const char *key, const char *value)
{
    if (*value)
        markup_put(xml, "    <MDI key=\"%s\">%s</MDI>\n", key, value);
}

static char *gdal_form(const Package *package)
{
    const BcuDataset *dataset = package->run->dataset;
    const struct {
        const char *key;
        BcuText text;
    } TEXTS[] = {{"TITLE", BCU_TEXT_TITLE},
                 {"SUBTITLE", BCU_TEXT_SUBTITLE},
                 {"SOURCE", BCU_TEXT_SOURCE},
                 {"LICENCE", BCU_TEXT_LICENCE},
                 {"ATTRIBUTION", BCU_TEXT_ATTRIBUTION},
                 {"NOTE", BCU_TEXT_NOTE},
                 {"POPULATION_SOURCE", BCU_TEXT_POPULATION_SOURCE},
                 {"POPULATION_YEAR", BCU_TEXT_POPULATION_YEAR}};
    GString *xml = g_string_new("<GDALMultiDomainMetadata>\n  <Metadata>\n");
    for (size_t i = 0; i < G_N_ELEMENTS(TEXTS); i++)
        append_item(xml, TEXTS[i].key, bcu_dataset_text(dataset, TEXTS[i].text));
    append_item(xml, "WORKING_CRS", bcu_dataset_text(dataset, BCU_TEXT_CRS));
    append_item(xml, "CRS_OPERATION", bcu_export_operation(package->exported));
    append_item(xml, "SOFTWARE", "bcukit " BCU_VERSION);
    g_string_append(xml, "  </Metadata>\n</GDALMultiDomainMetadata>\n");
    return g_string_free(xml, FALSE);
}

/* ---- QGIS: the page "Information" of a layer ------------------------------------------ */

static char *qgis_form(const Package *package, BcuExportLayer layer)
{
    const BcuDataset *dataset = package->run->dataset;
    g_autofree char *abstract =
        g_strdup_printf("%s. %s", layer.description, bcu_dataset_text(dataset, BCU_TEXT_SOURCE));
    g_auto(GStrv) rights = g_strsplit(bcu_dataset_text(dataset, BCU_TEXT_ATTRIBUTION), "\n", -1);
    GString *xml = g_string_new(
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.22.0\">\n");
    markup_put(xml, "  <identifier>%s</identifier>\n", layer.id);
    markup_put(xml, "  <type>%s</type>\n", "dataset");
    markup_put(xml, "  <title>%s</title>\n", layer.title);
    markup_put(xml, "  <abstract>%s</abstract>\n", abstract);
    if (*bcu_dataset_text(dataset, BCU_TEXT_LICENCE))
        markup_put(xml, "  <license>%s</license>\n", bcu_dataset_text(dataset, BCU_TEXT_LICENCE));
    for (char **line = rights; *line; line++)
        if (**line)
            markup_put(xml, "  <rights>%s</rights>\n", *line);
    g_string_append(xml, "</qgis>\n");
    return g_string_free(xml, FALSE);
}

/* ---- everything ---------------------------------------------------------------------- */

static bool append_bytes(void *closure, const void *bytes, size_t count)
{
    g_string_append_len(closure, bytes, (gssize)count);
    return true;
}

static char *provenance_form(const Package *package)
{
    GString *text = g_string_new(NULL);
    BcuJson *json = bcu_json_new(2, append_bytes, text);
    bcu_json_begin_object(json);
    bcu_provenance_put_json(package->run->dataset, json);
    bcu_json_put_text(json, "crs_of_package", bcu_crs_definition(bcu_export_crs(package->exported)));
    bcu_json_put_text(json, "operation_to_package", bcu_export_operation(package->exported));
    bcu_json_end_object(json);
    bcu_json_close(json);
    return g_string_free(text, FALSE);
}

bool metadata_write(Package *package)
{
    int id = 1;
    g_autofree char *gdal = gdal_form(package), *provenance = provenance_form(package);
    bool ok = add(package, id++, NULL, "http://gdal.org", "text/xml", gdal) &&
              add(package, id++, NULL, "https://json.org", "application/json", provenance);
    for (uint32_t i = 0; i < bcu_export_layer_count(package->exported) && ok; i++) {
        g_autofree char *qgis = qgis_form(package, bcu_export_layer_at(package->exported, i));
        ok = add(package, id++, package->tables[i], "http://mrcc.com/qgis.dtd", "text/xml", qgis);
    }
    return ok;
}
