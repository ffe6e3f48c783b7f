/* Writes the parts of a Word document beside its body: styles, settings, relations, properties. */
#include "brief.h"
#include "docx.h"

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006"
#define TYPES "application/vnd.openxmlformats-officedocument.wordprocessingml."

/* ---- styles ------------------------------------------------------------------------------------ */

/* A paragraph's style: its place among the others, then what its paragraphs and letters look like. */
typedef struct Style {
    const char *id, *name, *next;
    const char *paragraph, *letters; /* XML */
} Style;

#define SPACE(before, after) "<w:spacing w:before=\"" before "\" w:after=\"" after "\"/>"
#define SIZE(half_points) "<w:sz w:val=\"" half_points "\"/><w:szCs w:val=\"" half_points "\"/>"
#define KEEP "<w:keepNext/><w:keepLines/>"

static const Style STYLES[] = {
    {"Title", "Title", "Normal", KEEP SPACE("0", "60"), "<w:b/>" SIZE("44")},
    {"Subtitle", "Subtitle", "Normal", SPACE("0", "240"), "<w:color w:val=\"555555\"/>" SIZE("24")},
    {"Heading1", "heading 1", "Normal", KEEP SPACE("360", "120") "<w:outlineLvl w:val=\"0\"/>", "<w:b/>" SIZE("30")},
    {"Heading2", "heading 2", "Normal", KEEP SPACE("240", "80") "<w:outlineLvl w:val=\"1\"/>", "<w:b/>" SIZE("24")},
    {"Picture", "Picture", "Caption", "<w:keepNext/>" SPACE("120", "0"), ""},
    {"Caption", "caption", "Normal", SPACE("60", "200"), "<w:b/>" SIZE("19")},
    {"TableCaption", "Table Caption", "Normal", KEEP SPACE("160", "60"), "<w:b/>" SIZE("19")},
    {"TableText", "Table Text", "TableText", SPACE("30", "30"), SIZE("19")},
    {"TableNumber", "Table Number", "TableNumber", SPACE("30", "30") "<w:jc w:val=\"right\"/>", SIZE("19")},
    {"AfterTable", "After Table", "Normal", SPACE("0", "120"), SIZE("8")},
    {"Small", "Small", "Small", SPACE("0", "40"), "<w:color w:val=\"444444\"/>" SIZE("17")},
    {"Footer", "footer", "Footer", "<w:tabs><w:tab w:val=\"right\" w:pos=\"9638\"/></w:tabs>",
     "<w:color w:val=\"555555\"/>" SIZE("16")},
};

static void put_style(Xml *xml, const Style *style)
{
    xml_open(xml, "w:style", "w:type", "paragraph", "w:styleId", style->id, NULL);
    xml_empty(xml, "w:name", "w:val", style->name, NULL);
    xml_empty(xml, "w:basedOn", "w:val", "Normal", NULL);
    xml_empty(xml, "w:next", "w:val", style->next, NULL);
    xml_empty(xml, "w:qFormat", NULL);
    xml_open(xml, "w:pPr", NULL);
    xml_raw(xml, style->paragraph);
    xml_close(xml);
    xml_open(xml, "w:rPr", NULL);
    xml_raw(xml, style->letters);
    xml_close(xml);
    xml_close(xml);
}

static const char DEFAULTS[] =
    "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:eastAsia=\"Arial\" w:cs=\"Arial\"/>"
    "<w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/><w:lang w:val=\"en-GB\" w:eastAsia=\"en-GB\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>"
    "<w:pPrDefault><w:pPr><w:spacing w:after=\"120\" w:line=\"264\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>"
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>"
    "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr>"
    "<w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"85\" w:type=\"dxa\"/>"
    "<w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>";

#define LINE(side, eighths, colour) "<w:" side " w:val=\"single\" w:sz=\"" eighths "\" w:space=\"0\" w:color=\"" colour "\"/>"

static const char TABLE_STYLE[] =
    "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"Figures\"><w:name w:val=\"Figures\"/>"
    "<w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>" LINE("top", "8", "333333") LINE("bottom", "8", "333333")
    LINE("insideH", "4", "BBBBBB") "</w:tblBorders></w:tblPr>"
    "<w:tblStylePr w:type=\"firstRow\"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>" LINE("bottom", "8", "333333")
    "</w:tcBorders><w:vAlign w:val=\"bottom\"/></w:tcPr></w:tblStylePr>"
    "<w:tblStylePr w:type=\"lastRow\"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>" LINE("top", "8", "333333")
    "</w:tcBorders></w:tcPr></w:tblStylePr></w:style>";

GString *docx_styles(void)
{
    Xml xml;
    xml_begin(&xml, true);
    xml_open(&xml, "w:styles", "xmlns:w", DOCX_W, NULL);
    xml_raw(&xml, DEFAULTS);
    for (gsize s = 0; s < G_N_ELEMENTS(STYLES); s++)
        put_style(&xml, &STYLES[s]);
    xml_raw(&xml, TABLE_STYLE);
    return xml_end(&xml);
}

/* Without the mode Word opens the file as one of its oldest. */
GString *docx_settings(void)
{
    Xml xml;
    xml_begin(&xml, true);
    xml_open(&xml, "w:settings", "xmlns:w", DOCX_W, NULL);
    xml_open(&xml, "w:compat", NULL);
    xml_empty(&xml, "w:compatSetting", "w:name", "compatibilityMode", "w:uri", "http://schemas.microsoft.com/office/word",
              "w:val", "15", NULL);
    return xml_end(&xml);
}

/* ---- relations --------------------------------------------------------------------------------- */

GString *docx_content_types(void)
{
    static const char *const DEFAULT[][2] = {{"rels", "application/vnd.openxmlformats-package.relationships+xml"},
                                             {"xml", "application/xml"}, {"png", "image/png"}, {"svg", "image/svg+xml"}};
    static const char *const PARTS[][2] = {
        {"/word/document.xml", TYPES "document.main+xml"}, {"/word/styles.xml", TYPES "styles+xml"},
        {"/word/settings.xml", TYPES "settings+xml"},      {"/word/footer1.xml", TYPES "footer+xml"},
        {"/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"},
        {"/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"}};
    Xml xml;
    xml_begin(&xml, true);
    xml_open(&xml, "Types", "xmlns", DOCX_PACKAGE "/content-types", NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(DEFAULT); i++)
        xml_empty(&xml, "Default", "Extension", DEFAULT[i][0], "ContentType", DEFAULT[i][1], NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(PARTS); i++)
        xml_empty(&xml, "Override", "PartName", PARTS[i][0], "ContentType", PARTS[i][1], NULL);
    return xml_end(&xml);
}

static void begin_relations(Xml *xml)
{
    xml_begin(xml, true);
    xml_open(xml, "Relationships", "xmlns", DOCX_PACKAGE "/relationships", NULL);
}

static void put_relation(Xml *xml, const char *id, const char *type, const char *target)
{
    xml_empty(xml, "Relationship", "Id", id, "Type", type, "Target", target, NULL);
}

GString *docx_package_relations(void)
{
    Xml xml;
    begin_relations(&xml);
    put_relation(&xml, "rDocument", DOCX_R "/officeDocument", "word/document.xml");
    put_relation(&xml, "rCore", DOCX_PACKAGE "/relationships/metadata/core-properties", "docProps/core.xml");
    put_relation(&xml, "rApp", DOCX_R "/extended-properties", "docProps/app.xml");
    return xml_end(&xml);
}

static void put_picture_relations(Xml *xml, guint index)
{
    g_autofree char *png = g_strdup_printf(DOCX_PNG, index), *svg = g_strdup_printf(DOCX_SVG, index),
                    *png_file = g_strdup_printf("media/picture%u.png", index),
                    *svg_file = g_strdup_printf("media/picture%u.svg", index);
    put_relation(xml, png, DOCX_R "/image", png_file);
    put_relation(xml, svg, DOCX_R "/image", svg_file);
}

GString *docx_body_relations(const Document *document)
{
    Xml xml;
    begin_relations(&xml);
    put_relation(&xml, "rStyles", DOCX_R "/styles", "styles.xml");
    put_relation(&xml, "rSettings", DOCX_R "/settings", "settings.xml");
    put_relation(&xml, "rFooter", DOCX_R "/footer", "footer1.xml");
    for (guint b = 0; b < document->blocks->len; b++)
        if (((const Block *)g_ptr_array_index(document->blocks, b))->kind == BLOCK_PICTURE)
            put_picture_relations(&xml, b);
    return xml_end(&xml);
}

/* ---- properties -------------------------------------------------------------------------------- */

GString *docx_core_properties(const Document *document, int64_t seconds, bool is_dated)
{
    GDateTime *date = is_dated ? g_date_time_new_from_unix_utc(seconds) : NULL;
    g_autofree char *text = date ? g_date_time_format(date, "%Y-%m-%dT%H:%M:%SZ") : NULL;
    Xml xml;
    xml_begin(&xml, true);
    xml_open(&xml, "cp:coreProperties", "xmlns:cp", DOCX_PACKAGE "/metadata/core-properties", "xmlns:dc",
             "http://purl.org/dc/elements/1.1/", "xmlns:dcterms", "http://purl.org/dc/terms/", "xmlns:xsi",
             "http://www.w3.org/2001/XMLSchema-instance", NULL);
    xml_element(&xml, "dc:title", document->title);
    if (*document->subtitle)
        xml_element(&xml, "dc:subject", document->subtitle);
    xml_element(&xml, "dc:identifier", document->provenance);
    xml_element(&xml, "dc:language", "en-GB");
    if (text) {
        xml_open(&xml, "dcterms:created", "xsi:type", "dcterms:W3CDTF", NULL);
        xml_text(&xml, text);
        xml_close(&xml);
    }
    g_clear_pointer(&date, g_date_time_unref);
    return xml_end(&xml);
}

GString *docx_app_properties(void)
{
    Xml xml;
    xml_begin(&xml, true);
    xml_open(&xml, "Properties", "xmlns", OFFICE "/extended-properties", NULL);
    xml_element(&xml, "Application", "bcukit");
    return xml_end(&xml);
}
