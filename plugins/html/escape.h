/** Text from data, made safe for the place in the page where it goes. */
#ifndef HTML_ESCAPE_H
#define HTML_ESCAPE_H

#include <bcukit/bcukit.h>
#include <glib.h>

/** Appends text for HTML or SVG, between tags or within an attribute in double quotes. What XML or HTML
 * cannot hold (control characters, bytes that are no UTF-8) becomes U+FFFD. */
void html_append_text(GString *page, const char *text);
/** The same with a name that keeps its own direction of writing: <bdi>. */
void html_append_name(GString *page, const char *name);
/** A BcuWrite that appends JSON to the GString `page` so that no script element can end within it. */
bool html_append_json(void *page, const void *bytes, size_t count);

#endif
