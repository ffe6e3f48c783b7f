/* Writes a briefing as one page for reading and printing, with its pictures in it and nothing to fetch. */
#include "brief.h"
#include "words.h"
#include "xml.h"

static const char STYLE[] =
    "body{font:11pt/1.45 Roboto,Arial,sans-serif;color:#1a1a1a;background:#fff;max-width:180mm;margin:12mm auto;padding:0 5mm}"
    "h1{font-size:22pt;line-height:1.2;margin:0 0 2mm}h2{font-size:15pt;margin:8mm 0 2mm;break-after:avoid}"
    ".subtitle{font-size:12pt;color:#555;margin:0 0 6mm}.small{font-size:9pt;color:#444;margin:1mm 0}"
    "figure{margin:4mm 0;break-inside:avoid}img{width:100%;height:auto}"
    "figcaption,caption{font-size:9.5pt;font-weight:bold;text-align:left;padding:1mm 0}"
    ".scroll{overflow-x:auto;margin:4mm 0}table{border-collapse:collapse;width:100%;font-size:9.5pt}"
    "thead{display:table-header-group}tr{break-inside:avoid}"
    "th,td{text-align:left;vertical-align:top;padding:1mm 2mm;border-bottom:1px solid #bbb}"
    "thead th{border-bottom:2px solid #333}th.number,td.number{text-align:right;font-variant-numeric:tabular-nums}"
    ".total th,.total td{font-weight:bold;border-top:2px solid #333}"
    "@media print{body{margin:0;padding:0;max-width:none}.new{break-before:page}.scroll{overflow:visible}"
    "img{width:auto;max-width:100%;max-height:142mm}th,td{padding:.7mm 2mm}}"
    "@page{size:A4;margin:20mm}";

static void put_caption(Xml *xml, const Document *document, guint index, const char *element, Word kind)
{
    const Block *block = g_ptr_array_index(document->blocks, index);
    g_autofree char *caption = g_strdup_printf("%s %u: %s", word(kind), document_number(document, index), block->text);
    xml_element(xml, element, caption);
}

static void put_heads(Xml *xml, const Block *table)
{
    xml_open(xml, "thead", NULL);
    xml_open(xml, "tr", NULL);
    for (guint c = 0; c < table->heads->len; c++) {
        const Head *head = g_ptr_array_index(table->heads, c);
        xml_open(xml, "th", "scope", "col", "class", head->is_number ? "number" : NULL, NULL);
        xml_text(xml, head->text);
        xml_close_whole(xml);
    }
    xml_close_whole(xml);
    xml_close_whole(xml);
}

/* The first cell says what the row is about. */
static void put_row(Xml *xml, const Block *table, guint row)
{
    bool is_total = table->has_total && row + 1 == block_row_count(table);
    xml_open(xml, "tr", "class", is_total ? "total" : NULL, NULL);
    for (guint c = 0; c < table->heads->len; c++) {
        const Head *head = g_ptr_array_index(table->heads, c);
        xml_open(xml, c == 0 ? "th" : "td", "scope", c == 0 ? "row" : NULL, "class", head->is_number ? "number" : NULL, "dir",
                 head->is_number ? NULL : "auto", NULL);
        xml_text(xml, block_cell_at(table, row, c));
        xml_close_whole(xml);
    }
    xml_close_whole(xml);
}

/* A table that is wider than a phone scrolls by itself, by keys, too. */
static void put_table(Xml *xml, const Document *document, guint index)
{
    const Block *table = g_ptr_array_index(document->blocks, index);
    xml_open(xml, "div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", table->text, NULL);
    xml_open(xml, "table", NULL);
    put_caption(xml, document, index, "caption", WORD_TABLE);
    put_heads(xml, table);
    xml_open(xml, "tbody", NULL);
    for (guint row = 0; row < block_row_count(table); row++)
        put_row(xml, table, row);
    xml_close_whole(xml);
    xml_close_whole(xml);
    xml_close_whole(xml);
}

static bool put_picture(Xml *xml, const Document *document, guint index)
{
    const Block *picture = g_ptr_array_index(document->blocks, index);
    gsize size;
    g_autofree char *svg = NULL;
    if (!g_file_get_contents(picture->svg, &svg, &size, NULL))
        return false;
    g_autofree char *coded = g_base64_encode((const guchar *)svg, size), *source = g_strconcat("data:image/svg+xml;base64,", coded, NULL);
    xml_open(xml, "figure", NULL);
    xml_empty(xml, "img", "alt", picture->alt, "src", source, NULL);
    put_caption(xml, document, index, "figcaption", WORD_FIGURE);
    xml_close_whole(xml);
    return true;
}

static void put_heading(Xml *xml, const Block *heading)
{
    xml_open(xml, heading->level == 1 ? "h2" : "h3", "class", heading->on_new_page ? "new" : NULL, NULL);
    xml_text(xml, heading->text);
    xml_close_whole(xml);
}

static void put_paragraph(Xml *xml, const char *class, const char *text)
{
    xml_open(xml, "p", "class", class, NULL);
    xml_text(xml, text);
    xml_close_whole(xml);
}

static bool put_block(Xml *xml, const Document *document, guint index)
{
    const Block *block = g_ptr_array_index(document->blocks, index);
    bool ok = true;
    switch (block->kind) {
    case BLOCK_HEADING: put_heading(xml, block); break;
    case BLOCK_PARAGRAPH: put_paragraph(xml, block->is_small ? "small" : NULL, block->text); break;
    case BLOCK_TABLE: put_table(xml, document, index); break;
    case BLOCK_PICTURE: ok = put_picture(xml, document, index); break;
    }
    xml_raw(xml, "\n");
    return ok;
}

static void put_head(Xml *xml, const Document *document)
{
    xml_open(xml, "head", NULL);
    xml_empty(xml, "meta", "charset", "utf-8", NULL);
    xml_empty(xml, "meta", "http-equiv", "Content-Security-Policy", "content",
              "default-src 'none'; img-src data:; style-src 'unsafe-inline'", NULL);
    xml_empty(xml, "meta", "name", "viewport", "content", "width=device-width, initial-scale=1", NULL);
    xml_element(xml, "title", document->title);
    xml_open(xml, "style", NULL);
    xml_raw(xml, STYLE);
    xml_close_whole(xml);
    xml_close_whole(xml);
}

bool html_of(const Document *document, GString *html)
{
    Xml xml;
    bool ok = true;
    xml_begin(&xml, false);
    xml_open(&xml, "html", "lang", "en-GB", NULL);
    put_head(&xml, document);
    xml_open(&xml, "body", NULL);
    xml_open(&xml, "main", NULL);
    xml_element(&xml, "h1", document->title);
    if (*document->subtitle)
        put_paragraph(&xml, "subtitle", document->subtitle);
    for (guint b = 0; b < document->blocks->len && ok; b++)
        ok = put_block(&xml, document, b);
    xml_close_whole(&xml);
    g_autoptr(GString) body = xml_end(&xml);
    g_string_append(html, "<!DOCTYPE html>\n");
    g_string_append_len(html, body->str, (gssize)body->len);
    return ok;
}
