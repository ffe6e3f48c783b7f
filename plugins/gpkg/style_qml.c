/* QGIS' own notation; properties in the form that all releases from 2 to 3 read. */
#include "markup.h"
#include "style.h"

static void put_number(GString *xml, const char *key, double value)
{
    char text[BCU_NUMBER_SIZE];
    bcu_number_shortest(text, value);
    markup_put(xml, "<prop k=\"%s\" v=\"%s\"/>", key, text);
}

static void put_colour(GString *xml, const char *key, BcuColour colour)
{
    markup_put(xml, "<prop k=\"%s\" v=\"%d,%d,%d,255\"/>", key, colour.r, colour.g, colour.b);
}

static void put_symbol_layer(GString *xml, const Style *style, const StyleRule *rule)
{
    static const char *const CLASSES[] = {
        [BCU_POINTS] = "SimpleMarker", [BCU_LINES] = "SimpleLine", [BCU_POLYGONS] = "SimpleFill"};
    markup_put(xml, "<layer class=\"%s\" enabled=\"1\" locked=\"0\" pass=\"0\">", CLASSES[style->geometry]);
    if (style->geometry == BCU_LINES) {
        put_colour(xml, "line_color", rule->colour);
        put_number(xml, "line_width", rule->width_mm);
        markup_put(xml, "<prop k=\"line_width_unit\" v=\"MM\"/><prop k=\"line_style\" v=\"solid\"/>"
                        "<prop k=\"capstyle\" v=\"round\"/><prop k=\"joinstyle\" v=\"round\"/>");
    } else {
        bool is_dot = style->geometry == BCU_POINTS;
        put_colour(xml, "color", rule->colour);
        put_colour(xml, "outline_color", style->outline);
        put_number(xml, "outline_width", style->outline_mm);
        markup_put(xml, "<prop k=\"outline_width_unit\" v=\"MM\"/><prop k=\"outline_style\" v=\"%s\"/>",
                   style->outline_mm > 0 ? "solid" : "no");
        markup_put(xml, "<prop k=\"style\" v=\"solid\"/><prop k=\"joinstyle\" v=\"round\"/>");
        if (is_dot) {
            put_number(xml, "size", rule->width_mm);
            markup_put(xml, "<prop k=\"size_unit\" v=\"MM\"/><prop k=\"name\" v=\"circle\"/>");
        }
    }
    markup_put(xml, "</layer>");
}

static void put_symbols(GString *xml, const Style *style)
{
    static const char *const TYPES[] = {
        [BCU_POINTS] = "marker", [BCU_LINES] = "line", [BCU_POLYGONS] = "fill"};
    markup_put(xml, "  <symbols>\n");
    for (guint i = 0; i < style->rules->len; i++) {
        markup_put(xml,
                   "   <symbol type=\"%s\" name=\"%u\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">",
                   TYPES[style->geometry], i);
        put_symbol_layer(xml, style, &g_array_index(style->rules, StyleRule, i));
        markup_put(xml, "</symbol>\n");
    }
    markup_put(xml, "  </symbols>\n");
}

static void put_renderer(GString *xml, const Style *style)
{
    if (!style->attribute) {
        markup_put(xml, " <renderer-v2 type=\"singleSymbol\" symbollevels=\"0\" enableorderby=\"0\" "
                        "forceraster=\"0\">\n");
    } else {
        markup_put(
            xml,
            " <renderer-v2 type=\"categorizedSymbol\" attr=\"%s\" symbollevels=\"0\" enableorderby=\"0\" "
            "forceraster=\"0\">\n  <categories>\n",
            style->attribute);
        for (guint i = 0; i < style->rules->len; i++) {
            const StyleRule *rule = &g_array_index(style->rules, StyleRule, i);
            markup_put(
                xml,
                "   <category symbol=\"%u\" value=\"%s\" type=\"string\" label=\"%s\" render=\"true\"/>\n", i,
                rule->value ? rule->value : "", rule->label);
        }
        markup_put(xml, "  </categories>\n");
    }
    put_symbols(xml, style);
    markup_put(xml, " </renderer-v2>\n");
}

static void put_labelling(GString *xml, const Style *style)
{
    char size[BCU_NUMBER_SIZE];
    BcuColour colour = style->label_colour;
    if (!style->label)
        return;
    bcu_number_shortest(size, style->label_pt);
    markup_put(
        xml,
        " <labeling type=\"simple\">\n  <settings calloutType=\"simple\">\n"
        "   <text-style fieldName=\"%s\" isExpression=\"0\" fontFamily=\"Noto Sans\" namedStyle=\"%s\" "
        "fontWeight=\"%d\" fontSize=\"%s\" fontSizeUnit=\"Point\" textColor=\"%d,%d,%d,255\" "
        "textOpacity=\"1\">\n",
        style->label, style->label_bold ? "Bold" : "Regular", style->label_bold ? 75 : 50, size, colour.r,
        colour.g, colour.b);
    markup_put(xml, "    <text-buffer bufferDraw=\"1\" bufferSize=\"0.7\" bufferSizeUnits=\"MM\" "
                    "bufferColor=\"255,255,255,255\" bufferOpacity=\"0.85\" bufferJoinStyle=\"128\" "
                    "bufferNoFill=\"1\"/>\n"
                    "   </text-style>\n");
    /* Upright in the face, one for all parts. */
    markup_put(xml,
               "   <placement placement=\"4\" priority=\"%d\" centroidInside=\"1\"/>\n"
               "   <rendering drawLabels=\"1\" labelPerPart=\"0\" obstacle=\"0\" scaleVisibility=\"0\" "
               "limitNumLabels=\"0\"/>\n"
               "  </settings>\n </labeling>\n",
               style->label_bold ? 9 : 5);
}

char *style_qml(const Style *style)
{
    GString *xml = g_string_new("<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n");
    markup_put(xml, "<qgis version=\"3.22.0\" styleCategories=\"Symbology|Labeling\" labelsEnabled=\"%d\">\n",
               style->label != NULL);
    put_renderer(xml, style);
    put_labelling(xml, style);
    markup_put(xml, "</qgis>\n");
    return g_string_free(xml, FALSE);
}
