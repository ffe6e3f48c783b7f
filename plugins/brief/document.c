/* Keeps the blocks of a briefing. */
#include "document.h"

static void head_free(void *data)
{
    Head *head = data;
    g_free(head->text);
    g_free(head);
}

static void block_free(void *data)
{
    Block *block = data;
    g_free(block->text);
    g_free(block->alt);
    g_free(block->png);
    g_free(block->svg);
    g_ptr_array_unref(block->heads);
    g_ptr_array_unref(block->cells);
    g_free(block);
}

/* What XML has no place for is shown as missing. */
static char *clean_dup(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text ? text : "", -1);
    GString *clean = g_string_new(NULL);
    for (const char *at = valid; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        bool has_no_place = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0) || (c & 0xfffe) == 0xfffe;
        g_string_append_unichar(clean, has_no_place ? 0xfffd : c == '\t' ? ' ' : c);
    }
    return g_string_free(clean, FALSE);
}

Document *document_new(const char *title, const char *subtitle)
{
    Document *document = g_new0(Document, 1);
    document->title = clean_dup(title);
    document->subtitle = clean_dup(subtitle);
    document->blocks = g_ptr_array_new_with_free_func(block_free);
    return document;
}

void document_free(Document *document)
{
    g_free(document->title);
    g_free(document->subtitle);
    g_free(document->provenance);
    g_free(document->subject);
    g_ptr_array_unref(document->blocks);
    g_free(document);
}

static Block *add(Document *document, BlockKind kind, const char *text)
{
    Block *block = g_new0(Block, 1);
    block->kind = kind;
    block->text = clean_dup(text);
    block->heads = g_ptr_array_new_with_free_func(head_free);
    block->cells = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(document->blocks, block);
    return block;
}

void document_heading(Document *document, unsigned level, bool on_new_page, const char *text)
{
    Block *heading = add(document, BLOCK_HEADING, text);
    heading->level = level;
    heading->on_new_page = on_new_page;
}

void document_paragraph(Document *document, bool is_small, const char *text)
{
    if (text && *text)
        add(document, BLOCK_PARAGRAPH, text)->is_small = is_small;
}

Block *document_table(Document *document, const char *caption)
{
    return add(document, BLOCK_TABLE, caption);
}

void block_head(Block *table, const char *text, bool is_number, double share)
{
    Head *head = g_new0(Head, 1);
    *head = (Head){clean_dup(text), is_number, share};
    g_ptr_array_add(table->heads, head);
}

void block_cell(Block *table, const char *text)
{
    g_ptr_array_add(table->cells, clean_dup(text));
}

void document_picture(Document *document, const char *caption, const char *alt, const char *png, const char *svg,
                      double width_mm, double height_mm)
{
    Block *picture = add(document, BLOCK_PICTURE, caption);
    picture->alt = clean_dup(alt);
    picture->png = g_strdup(png);
    picture->svg = g_strdup(svg);
    picture->width_mm = width_mm;
    picture->height_mm = height_mm;
}

guint block_row_count(const Block *table)
{
    return table->heads->len > 0 ? table->cells->len / table->heads->len : 0;
}

const char *block_cell_at(const Block *table, guint row, guint column)
{
    return g_ptr_array_index(table->cells, row * table->heads->len + column);
}

guint document_number(const Document *document, guint block)
{
    const Block *asked = g_ptr_array_index(document->blocks, block);
    guint number = 0;
    for (guint b = 0; b <= block; b++)
        number += ((const Block *)g_ptr_array_index(document->blocks, b))->kind == asked->kind;
    return number;
}
