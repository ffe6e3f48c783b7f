/* Writes a briefing as Markdown: all that it says; where it shows a picture, what that shows. */
#include "brief.h"
#include "words.h"
#include <string.h>

/* What Markdown would read as marks. A line break ends a cell, so it becomes a space. */
static void append_text(GString *markdown, const char *text)
{
    for (; *text; text++) {
        if (strchr("\\`*_[]<>|~", *text))
            g_string_append_c(markdown, '\\');
        g_string_append_c(markdown, *text == '\n' ? ' ' : *text);
    }
}

/* At the start of a line also what would begin a list, a heading or a quotation. */
static void append_paragraph(GString *markdown, const char *text)
{
    gsize digits = strspn(text, "0123456789");
    if (digits > 0 && (text[digits] == '.' || text[digits] == ')')) {
        g_string_append_len(markdown, text, (gssize)digits);
        g_string_append_c(markdown, '\\');
        text += digits;
    } else if (*text && strchr("#+-=", *text)) {
        g_string_append_c(markdown, '\\');
    }
    append_text(markdown, text);
    g_string_append(markdown, "\n\n");
}

static void append_caption(GString *markdown, const Document *document, guint index, Word kind)
{
    const Block *block = g_ptr_array_index(document->blocks, index);
    g_string_append_printf(markdown, "*%s %u: ", word(kind), document_number(document, index));
    append_text(markdown, block->text);
    g_string_append(markdown, "*");
}

static void append_row(GString *markdown, const Block *table, guint row)
{
    for (guint c = 0; c < table->heads->len; c++) {
        g_string_append(markdown, c > 0 ? " | " : "| ");
        append_text(markdown, block_cell_at(table, row, c));
    }
    g_string_append(markdown, " |\n");
}

static void append_table(GString *markdown, const Document *document, guint index)
{
    const Block *table = g_ptr_array_index(document->blocks, index);
    append_caption(markdown, document, index, WORD_TABLE);
    g_string_append(markdown, "\n\n");
    for (guint c = 0; c < table->heads->len; c++) {
        g_string_append(markdown, c > 0 ? " | " : "| ");
        append_text(markdown, ((const Head *)g_ptr_array_index(table->heads, c))->text);
    }
    g_string_append(markdown, " |\n");
    for (guint c = 0; c < table->heads->len; c++)
        g_string_append(markdown, ((const Head *)g_ptr_array_index(table->heads, c))->is_number ? "| ---: " : "| --- ");
    g_string_append(markdown, "|\n");
    for (guint row = 0; row < block_row_count(table); row++)
        append_row(markdown, table, row);
    g_string_append_c(markdown, '\n');
}

static void append_picture(GString *markdown, const Document *document, guint index)
{
    const Block *picture = g_ptr_array_index(document->blocks, index);
    append_caption(markdown, document, index, WORD_FIGURE);
    g_string_append_c(markdown, ' ');
    append_text(markdown, picture->alt);
    g_string_append(markdown, "\n\n");
}

static void append_heading(GString *markdown, unsigned level, const char *text)
{
    for (unsigned i = 0; i < level; i++)
        g_string_append_c(markdown, '#');
    g_string_append_c(markdown, ' ');
    append_text(markdown, text);
    g_string_append(markdown, "\n\n");
}

char *markdown_of(const Document *document)
{
    GString *markdown = g_string_new(NULL);
    append_heading(markdown, 1, document->title);
    if (*document->subtitle)
        append_paragraph(markdown, document->subtitle);
    for (guint b = 0; b < document->blocks->len; b++) {
        const Block *block = g_ptr_array_index(document->blocks, b);
        switch (block->kind) {
        case BLOCK_HEADING: append_heading(markdown, block->level + 1, block->text); break;
        case BLOCK_PARAGRAPH: append_paragraph(markdown, block->text); break;
        case BLOCK_TABLE: append_table(markdown, document, b); break;
        case BLOCK_PICTURE: append_picture(markdown, document, b); break;
        }
    }
    g_string_truncate(markdown, markdown->len - 1); /* one line end at the end */
    return g_string_free(markdown, FALSE);
}
