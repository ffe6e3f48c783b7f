/** What writes tables, for others that write beside them. */
#ifndef BCU_TABLE_WRITE_H
#define BCU_TABLE_WRITE_H

#include <glib.h>

/** Text with what Markdown would take for marks escaped, in one line. */
void bcu_markdown_append_text(GString *line, const char *text);

#endif
