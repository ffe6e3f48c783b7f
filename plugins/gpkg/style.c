/* Colours and weights of the map, layer by layer. */
#include "style.h"

static const BcuColour INK = {0x1c, 0x1c, 0x1c}, MUTED = {0x55, 0x55, 0x55}, THIN = {0x70, 0x70, 0x70},
                       NONE = {0xe3, 0xe3, 0xe3}, WATER = {0xd3, 0xe6, 0xf2}, STREAM = {0x6f, 0xa3, 0xc7};

static void add_rule(Style *style, const char *value, const char *label, BcuColour colour, double width_mm)
{
    StyleRule rule = {value, label, colour, width_mm};
    g_array_append_val(style->rules, rule);
}

/* A face has the colour of the cluster that it is or lies in. */
static void style_clusters(Style *style, const BcuDataset *dataset, BcuLevel level)
{
    uint32_t count = bcu_feature_count(dataset, BCU_CLUSTERS);
    g_autofree BcuColour *colours = g_new(BcuColour, (gsize)count + 1);
    bcu_colour_clusters(dataset, colours);
    style->attribute = level == BCU_CLUSTERS ? "code" : "cluster_code";
    for (uint32_t c = 0; c < count; c++)
        add_rule(style, bcu_feature_code(dataset, BCU_CLUSTERS, c),
                 bcu_feature_name(dataset, BCU_CLUSTERS, c), colours[c], 0);
    if (level != BCU_CLUSTERS)
        add_rule(style, NULL, "in none", NONE, 0);
    style->outline = level == BCU_CLUSTERS ? INK : THIN;
    style->outline_mm = level == BCU_CLUSTERS ? 0.26 : level == BCU_AREAS ? 0.16 : 0.1;
    if (level == BCU_SUBAREAS)
        return;
    style->label = "name";
    style->label_colour = level == BCU_CLUSTERS ? INK : MUTED;
    style->label_pt = level == BCU_CLUSTERS ? 9 : 6.5;
    style->label_bold = level == BCU_CLUSTERS;
}

static void style_borders(Style *style)
{
    style->attribute = "border";
    add_rule(style, "cluster", "between clusters", INK, 0.46);
    add_rule(style, "outer", "outer border", INK, 0.26);
    add_rule(style, "area", "between areas", THIN, 0.16);
    add_rule(style, "subarea", "between subareas", THIN, 0.1);
}

static void style_describe(Style *style, const BcuDataset *dataset, BcuExportLayer layer)
{
    style->geometry = layer.geometry;
    style->rules = g_array_new(FALSE, FALSE, sizeof(StyleRule));
    if (layer.kind == BCU_EXPORT_LEVEL && layer.geometry == BCU_POLYGONS)
        style_clusters(style, dataset, layer.level);
    else if (layer.kind == BCU_EXPORT_BORDERS)
        style_borders(style);
    else if (layer.geometry == BCU_POLYGONS)
        add_rule(style, NULL, layer.title, WATER, 0);
    else if (layer.geometry == BCU_LINES)
        add_rule(style, NULL, layer.title, STREAM, 0.26);
    else
        add_rule(style, NULL, layer.title, MUTED, 0.9);
}

static bool write_layer(Package *package, uint32_t index)
{
    Style style = {0};
    BcuExportLayer layer = bcu_export_layer_at(package->exported, index);
    if (layer.geometry == BCU_GEOMETRY_NONE)
        return true;
    style_describe(&style, package->run->dataset, layer);
    g_autofree char *qml = style_qml(&style), *sld = style_sld(&style, package->tables[index]);
    g_array_unref(style.rules);
    return database_run(&package->database,
                        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
                        "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner, "
                        "ui, update_time) VALUES ('', '', %Q, 'geom', %Q, %Q, %Q, 1, %Q, '', NULL, %Q)",
                        package->tables[index], layer.id, qml, sld, layer.description, package->date);
}

bool style_write(Package *package)
{
    if (!bcu_options_bool(package->run->options, "styles"))
        return true;
    bool ok = database_run(&package->database,
                           "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "
                           "f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256), "
                           "f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT, "
                           "useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), "
                           "update_time DATETIME DEFAULT (strftime('%%Y-%%m-%%dT%%H:%%M:%%fZ','now')))") &&
              container_add_attributes(package, "layer_styles", "layer_styles",
                                       "how the layers look, for QGIS and for readers of OGC SLD");
    for (uint32_t i = 0; i < bcu_export_layer_count(package->exported) && ok; i++)
        ok = write_layer(package, i);
    return ok;
}
