/* OGC Symbology Encoding 1.1, for servers. Widths are in pixels of 0.28 mm. */
#include "markup.h"
#include "style.h"

enum { HEX_SIZE = sizeof "#rrggbb" };

static void put_parameter(GString *xml, const char *name, const char *value)
{
    markup_put(xml, "<se:SvgParameter name=\"%s\">%s</se:SvgParameter>", name, value);
}

static void put_colour(GString *xml, const char *name, BcuColour colour)
{
    char hex[HEX_SIZE];
    g_snprintf(hex, sizeof hex, "#%02x%02x%02x", colour.r, colour.g, colour.b);
    put_parameter(xml, name, hex);
}

static void put_size(GString *xml, const char *name, double value)
{
    char text[BCU_NUMBER_SIZE];
    bcu_number_fixed(text, value, 2, true);
    put_parameter(xml, name, text);
}

static void put_fill(GString *xml, BcuColour colour)
{
    markup_put(xml, "<se:Fill>");
    put_colour(xml, "fill", colour);
    markup_put(xml, "</se:Fill>");
}

static void put_stroke(GString *xml, BcuColour colour, double width_mm)
{
    if (width_mm <= 0)
        return;
    markup_put(xml, "<se:Stroke>");
    put_colour(xml, "stroke", colour);
    put_size(xml, "stroke-width", width_mm / 0.28);
    put_parameter(xml, "stroke-linejoin", "round");
    markup_put(xml, "</se:Stroke>");
}

static void put_symbolizer(GString *xml, const Style *style, const StyleRule *rule)
{
    char size[BCU_NUMBER_SIZE];
    switch (style->geometry) {
    case BCU_POLYGONS:
        markup_put(xml, "<se:PolygonSymbolizer>");
        put_fill(xml, rule->colour);
        put_stroke(xml, style->outline, style->outline_mm);
        markup_put(xml, "</se:PolygonSymbolizer>");
        break;
    case BCU_LINES:
        markup_put(xml, "<se:LineSymbolizer>");
        put_stroke(xml, rule->colour, rule->width_mm);
        markup_put(xml, "</se:LineSymbolizer>");
        break;
    default:
        bcu_number_fixed(size, rule->width_mm / 0.28, 2, true);
        markup_put(xml,
                   "<se:PointSymbolizer><se:Graphic><se:Mark><se:WellKnownName>circle</se:WellKnownName>");
        put_fill(xml, rule->colour);
        markup_put(xml, "</se:Mark><se:Size>%s</se:Size></se:Graphic></se:PointSymbolizer>", size);
    }
}

static void put_rule(GString *xml, const Style *style, const StyleRule *rule)
{
    markup_put(xml, "<se:Rule><se:Name>%s</se:Name>", rule->label);
    if (style->attribute && rule->value)
        markup_put(xml,
                   "<ogc:Filter><ogc:PropertyIsEqualTo><ogc:PropertyName>%s</ogc:PropertyName>"
                   "<ogc:Literal>%s</ogc:Literal></ogc:PropertyIsEqualTo></ogc:Filter>",
                   style->attribute, rule->value);
    else if (style->attribute)
        markup_put(xml, "<se:ElseFilter/>");
    put_symbolizer(xml, style, rule);
    markup_put(xml, "</se:Rule>\n");
}

/* In a style of its own: a rule for all features would leave none for "else". */
static void put_text(GString *xml, const Style *style)
{
    static const BcuColour WHITE = {0xff, 0xff, 0xff};
    markup_put(xml,
               "<se:FeatureTypeStyle><se:Rule><se:TextSymbolizer><se:Label><ogc:PropertyName>%s</"
               "ogc:PropertyName></se:Label><se:Font>",
               style->label);
    put_parameter(xml, "font-family", "Noto Sans");
    put_size(xml, "font-size", style->label_pt * 25.4 / 72 / 0.28);
    put_parameter(xml, "font-weight", style->label_bold ? "bold" : "normal");
    markup_put(xml, "</se:Font><se:Halo><se:Radius>2</se:Radius>");
    put_fill(xml, WHITE);
    markup_put(xml, "</se:Halo>");
    put_fill(xml, style->label_colour);
    markup_put(xml, "</se:TextSymbolizer></se:Rule></se:FeatureTypeStyle>\n");
}

char *style_sld(const Style *style, const char *layer)
{
    GString *xml = g_string_new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    markup_put(xml,
               "<StyledLayerDescriptor version=\"1.1.0\" xmlns=\"http://www.opengis.net/sld\" "
               "xmlns:se=\"http://www.opengis.net/se\" xmlns:ogc=\"http://www.opengis.net/ogc\">\n"
               "<NamedLayer><se:Name>%s</se:Name><UserStyle>\n<se:FeatureTypeStyle>\n",
               layer);
    for (guint i = 0; i < style->rules->len; i++)
        put_rule(xml, style, &g_array_index(style->rules, StyleRule, i));
    markup_put(xml, "</se:FeatureTypeStyle>\n");
    if (style->label)
        put_text(xml, style);
    markup_put(xml, "</UserStyle></NamedLayer>\n</StyledLayerDescriptor>\n");
    return g_string_free(xml, FALSE);
}
