/* Writes the body of a Word document: headings, captions that Word counts, tables with header rows, pictures. */
#include "brief.h"
#include "docx.h"
#include "words.h"

#define NS_A "http://schemas.openxmlformats.org/drawingml/2006/main"
#define NS_PIC "http://schemas.openxmlformats.org/drawingml/2006/picture"
#define NS_WP "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
#define NS_SVG "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
/* What says that an extension is a picture as SVG. */
#define SVG_EXTENSION "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"

/* ---- paragraphs ------------------------------------------------------------------------------- */

static void put_run(Xml *xml, const char *text)
{
    xml_open(xml, "w:r", NULL);
    xml_open(xml, "w:t", "xml:space", "preserve", NULL);
    xml_text(xml, text);
    xml_close(xml);
    xml_close(xml);
}

/* \param style NULL: that of the body. */
static void open_paragraph(Xml *xml, const char *style)
{
    xml_open(xml, "w:p", NULL);
    if (style) {
        xml_open(xml, "w:pPr", NULL);
        xml_empty(xml, "w:pStyle", "w:val", style, NULL);
        xml_close(xml);
    }
}

static void put_paragraph(Xml *xml, const char *style, const char *text)
{
    open_paragraph(xml, style);
    put_run(xml, text);
    xml_close(xml);
}

static void put_heading(Xml *xml, const Block *heading)
{
    xml_open(xml, "w:p", NULL);
    xml_open(xml, "w:pPr", NULL);
    xml_empty(xml, "w:pStyle", "w:val", heading->level == 1 ? "Heading1" : "Heading2", NULL);
    if (heading->on_new_page)
        xml_empty(xml, "w:pageBreakBefore", NULL);
    xml_close(xml);
    put_run(xml, heading->text);
    xml_close(xml);
}

static void put_field(Xml *xml, const char *instruction, const char *shown)
{
    xml_open(xml, "w:fldSimple", "w:instr", instruction, NULL);
    put_run(xml, shown);
    xml_close(xml);
}

/* Numbered by Word, so that it counts anew where somebody adds a table. */
static void put_caption(Xml *xml, const Document *document, guint index, Word kind)
{
    const Block *block = g_ptr_array_index(document->blocks, index);
    g_autofree char *label = g_strconcat(word(kind), " ", NULL),
                    *instruction = g_strdup_printf(" SEQ %s \\* ARABIC ", word(kind)),
                    *number = g_strdup_printf("%u", document_number(document, index)), *text = g_strconcat(": ", block->text, NULL);
    open_paragraph(xml, kind == WORD_TABLE ? "TableCaption" : "Caption");
    put_run(xml, label);
    put_field(xml, instruction, number);
    put_run(xml, text);
    xml_close(xml);
}

/* ---- tables ------------------------------------------------------------------------------------ */

static int column_twips(const Block *table, guint column)
{
    double all = 0;
    for (guint c = 0; c < table->heads->len; c++)
        all += ((const Head *)g_ptr_array_index(table->heads, c))->share;
    return DOCX_TWIPS(BRIEF_TEXT_MM * ((const Head *)g_ptr_array_index(table->heads, column))->share / all);
}

static void put_cell(Xml *xml, const Block *table, guint column, const char *text)
{
    const Head *head = g_ptr_array_index(table->heads, column);
    g_autofree char *width = g_strdup_printf("%d", column_twips(table, column));
    xml_open(xml, "w:tc", NULL);
    xml_open(xml, "w:tcPr", NULL);
    xml_empty(xml, "w:tcW", "w:w", width, "w:type", "dxa", NULL);
    xml_close(xml);
    put_paragraph(xml, head->is_number ? "TableNumber" : "TableText", text);
    xml_close(xml);
}

static void open_row(Xml *xml, bool is_header)
{
    xml_open(xml, "w:tr", NULL);
    xml_open(xml, "w:trPr", NULL);
    xml_empty(xml, "w:cantSplit", NULL);
    if (is_header)
        xml_empty(xml, "w:tblHeader", NULL);
    xml_close(xml);
}

static void put_table_properties(Xml *xml, const Block *table)
{
    xml_open(xml, "w:tblPr", NULL);
    xml_empty(xml, "w:tblStyle", "w:val", "Figures", NULL);
    xml_empty(xml, "w:tblW", "w:w", "5000", "w:type", "pct", NULL);
    xml_empty(xml, "w:tblLayout", "w:type", "fixed", NULL);
    xml_empty(xml, "w:tblLook", "w:val", table->has_total ? "0460" : "0420", "w:firstRow", "1", "w:lastRow",
              table->has_total ? "1" : "0", "w:firstColumn", "0", "w:lastColumn", "0", "w:noHBand", "0", "w:noVBand", "1", NULL);
    xml_empty(xml, "w:tblCaption", "w:val", table->text, NULL);
    xml_close(xml);
    xml_open(xml, "w:tblGrid", NULL);
    for (guint c = 0; c < table->heads->len; c++) {
        g_autofree char *width = g_strdup_printf("%d", column_twips(table, c));
        xml_empty(xml, "w:gridCol", "w:w", width, NULL);
    }
    xml_close(xml);
}

static void put_table(Xml *xml, const Document *document, guint index)
{
    const Block *table = g_ptr_array_index(document->blocks, index);
    put_caption(xml, document, index, WORD_TABLE);
    xml_open(xml, "w:tbl", NULL);
    put_table_properties(xml, table);
    open_row(xml, true);
    for (guint c = 0; c < table->heads->len; c++)
        put_cell(xml, table, c, ((const Head *)g_ptr_array_index(table->heads, c))->text);
    xml_close(xml);
    for (guint row = 0; row < block_row_count(table); row++) {
        open_row(xml, false);
        for (guint c = 0; c < table->heads->len; c++)
            put_cell(xml, table, c, block_cell_at(table, row, c));
        xml_close(xml);
    }
    xml_close(xml);
    put_paragraph(xml, "AfterTable", "");
}

/* ---- pictures ---------------------------------------------------------------------------------- */

/* The PNG for programs of any age, the SVG for those that know it. */
static void put_bytes(Xml *xml, guint index)
{
    g_autofree char *png = g_strdup_printf(DOCX_PNG, index), *svg = g_strdup_printf(DOCX_SVG, index);
    xml_open(xml, "pic:blipFill", NULL);
    xml_open(xml, "a:blip", "r:embed", png, NULL);
    xml_open(xml, "a:extLst", NULL);
    xml_open(xml, "a:ext", "uri", SVG_EXTENSION, NULL);
    xml_empty(xml, "asvg:svgBlip", "xmlns:asvg", NS_SVG, "r:embed", svg, NULL);
    xml_close(xml);
    xml_close(xml);
    xml_close(xml);
    xml_open(xml, "a:stretch", NULL);
    xml_empty(xml, "a:fillRect", NULL);
    xml_close(xml);
    xml_close(xml);
}

static void put_frame(Xml *xml, const char *width, const char *height)
{
    xml_open(xml, "pic:spPr", NULL);
    xml_open(xml, "a:xfrm", NULL);
    xml_empty(xml, "a:off", "x", "0", "y", "0", NULL);
    xml_empty(xml, "a:ext", "cx", width, "cy", height, NULL);
    xml_close(xml);
    xml_open(xml, "a:prstGeom", "prst", "rect", NULL);
    xml_empty(xml, "a:avLst", NULL);
    xml_close(xml);
    xml_close(xml);
}

static void put_graphic(Xml *xml, guint index, const char *id, const char *name, const char *width, const char *height)
{
    xml_open(xml, "a:graphic", "xmlns:a", NS_A, NULL);
    xml_open(xml, "a:graphicData", "uri", NS_PIC, NULL);
    xml_open(xml, "pic:pic", "xmlns:pic", NS_PIC, NULL);
    xml_open(xml, "pic:nvPicPr", NULL);
    xml_empty(xml, "pic:cNvPr", "id", id, "name", name, NULL);
    xml_empty(xml, "pic:cNvPicPr", NULL);
    xml_close(xml);
    put_bytes(xml, index);
    put_frame(xml, width, height);
    xml_close(xml);
    xml_close(xml);
    xml_close(xml);
}

static void put_picture(Xml *xml, const Document *document, guint index)
{
    const Block *picture = g_ptr_array_index(document->blocks, index);
    guint number = document_number(document, index);
    g_autofree char *id = g_strdup_printf("%u", number), *name = g_strdup_printf("%s %u", word(WORD_FIGURE), number),
                    *width = g_strdup_printf("%lld", DOCX_EMU(picture->width_mm)),
                    *height = g_strdup_printf("%lld", DOCX_EMU(picture->height_mm));
    open_paragraph(xml, "Picture");
    xml_open(xml, "w:r", NULL);
    xml_open(xml, "w:drawing", NULL);
    xml_open(xml, "wp:inline", "distT", "0", "distB", "0", "distL", "0", "distR", "0", NULL);
    xml_empty(xml, "wp:extent", "cx", width, "cy", height, NULL);
    xml_empty(xml, "wp:docPr", "id", id, "name", name, "descr", picture->alt, NULL);
    put_graphic(xml, index, id, name, width, height);
    xml_close(xml);
    xml_close(xml);
    xml_close(xml);
    xml_close(xml);
    put_caption(xml, document, index, WORD_FIGURE);
}

/* ---- the whole --------------------------------------------------------------------------------- */

static void put_section(Xml *xml)
{
    static const double WIDTH = 210, HEIGHT = 297;
    g_autofree char *width = g_strdup_printf("%d", DOCX_TWIPS(WIDTH)), *height = g_strdup_printf("%d", DOCX_TWIPS(HEIGHT)),
                    *margin = g_strdup_printf("%d", DOCX_TWIPS((WIDTH - BRIEF_TEXT_MM) / 2)), *edge = g_strdup_printf("%d", DOCX_TWIPS(10));
    xml_open(xml, "w:sectPr", NULL);
    xml_empty(xml, "w:footerReference", "w:type", "default", "r:id", "rFooter", NULL);
    xml_empty(xml, "w:pgSz", "w:w", width, "w:h", height, NULL);
    xml_empty(xml, "w:pgMar", "w:top", margin, "w:right", margin, "w:bottom", margin, "w:left", margin, "w:header", edge,
              "w:footer", edge, "w:gutter", "0", NULL);
    xml_close(xml);
}

GString *docx_body(const Document *document)
{
    Xml xml;
    xml_begin(&xml, true);
    xml_open(&xml, "w:document", "xmlns:w", DOCX_W, "xmlns:r", DOCX_R, "xmlns:wp", NS_WP, NULL);
    xml_open(&xml, "w:body", NULL);
    put_paragraph(&xml, "Title", document->title);
    if (*document->subtitle)
        put_paragraph(&xml, "Subtitle", document->subtitle);
    for (guint b = 0; b < document->blocks->len; b++) {
        const Block *block = g_ptr_array_index(document->blocks, b);
        switch (block->kind) {
        case BLOCK_HEADING: put_heading(&xml, block); break;
        case BLOCK_PARAGRAPH: put_paragraph(&xml, block->is_small ? "Small" : NULL, block->text); break;
        case BLOCK_TABLE: put_table(&xml, document, b); break;
        case BLOCK_PICTURE: put_picture(&xml, document, b); break;
        }
    }
    put_section(&xml);
    return xml_end(&xml);
}

GString *docx_footer(const Document *document)
{
    g_autofree char *left = g_strdup_printf("%s · %s %s", document->title, word(WORD_PROVENANCE), document->provenance),
                    *page = g_strdup_printf("%s ", word(WORD_PAGE)), *of = g_strdup_printf(" %s ", word(WORD_OF));
    Xml xml;
    xml_begin(&xml, true);
    xml_open(&xml, "w:ftr", "xmlns:w", DOCX_W, NULL);
    open_paragraph(&xml, "Footer");
    put_run(&xml, left);
    xml_open(&xml, "w:r", NULL);
    xml_empty(&xml, "w:tab", NULL);
    xml_close(&xml);
    put_run(&xml, page);
    put_field(&xml, " PAGE ", "1");
    put_run(&xml, of);
    put_field(&xml, " NUMPAGES ", "1");
    return xml_end(&xml);
}
