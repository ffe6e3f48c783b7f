/** A briefing as blocks, whatever file it is written to: headings, paragraphs, tables, pictures. */
#ifndef BRIEF_DOCUMENT_H
#define BRIEF_DOCUMENT_H

#include <glib.h>
#include <stdbool.h>

typedef enum BlockKind { BLOCK_HEADING, BLOCK_PARAGRAPH, BLOCK_TABLE, BLOCK_PICTURE } BlockKind;

/** A column of a table. */
typedef struct Head {
    char *text;
    bool is_number; /* set to the right */
    double share;   /* of the width of the page's text; all together 1 */
} Head;

typedef struct Block {
    BlockKind kind;
    unsigned level;        /* of a heading: 1 or 2 */
    bool on_new_page;      /* a heading */
    bool is_small;         /* a paragraph of sources */
    char *text;            /* of a heading or paragraph; the caption of a table or picture */
    GPtrArray *heads;      /* Head */
    GPtrArray *cells;      /* char *, row by row */
    bool has_total;        /* the last row */
    char *alt, *png, *svg; /* of a picture: what it shows, and its bytes' files */
    double width_mm, height_mm;
} Block;

typedef struct Document {
    char *title, *subtitle, *provenance, *subject;
    GPtrArray *blocks; /* Block */
} Document;

/** All texts are copied, and cleaned of what no document can hold. */
Document *document_new(const char *title, const char *subtitle);
void document_free(Document *document);

void document_heading(Document *document, unsigned level, bool on_new_page, const char *text);
/** Nothing where the text is empty. */
void document_paragraph(Document *document, bool is_small, const char *text);
/** \return borrowed: for heads, then cells. */
Block *document_table(Document *document, const char *caption);
void block_head(Block *table, const char *text, bool is_number, double share);
/** The next cell. */
void block_cell(Block *table, const char *text);
/** \param png, svg paths of the pictures; they must stay until the document is written. */
void document_picture(Document *document, const char *caption, const char *alt, const char *png, const char *svg,
                      double width_mm, double height_mm);
/** Rows of a table. */
guint block_row_count(const Block *table);
const char *block_cell_at(const Block *table, guint row, guint column);
/** The how-manieth of its kind it is, from 1. */
guint document_number(const Document *document, guint block);

#endif
