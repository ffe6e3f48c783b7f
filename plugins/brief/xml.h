/** XML through libxml2's writer, in calls as short as what is written. */
#ifndef BRIEF_XML_H
#define BRIEF_XML_H

#include <glib.h>
#include <libxml/xmlwriter.h>
#include <stdbool.h>

typedef struct Xml {
    xmlBufferPtr buffer;
    xmlTextWriterPtr writer;
} Xml;

/** Begins a document. \param declared with the line <?xml …?> */
void xml_begin(Xml *xml, bool declared);
/** Ends all elements and the document. \return its text; free with g_string_free. */
GString *xml_end(Xml *xml);

/** Opens an element. \param ... attributes: name, value, name, value, …, NULL; one whose value is NULL is left out */
void xml_open(Xml *xml, const char *name, ...) G_GNUC_NULL_TERMINATED;
/** Closes the innermost, as <a/> where it is empty. */
void xml_close(Xml *xml);
/** Closes it as <a></a>, which HTML wants of what may have content. */
void xml_close_whole(Xml *xml);
/** Text, escaped. */
void xml_text(Xml *xml, const char *text);
/** What is XML, or style, already. */
void xml_raw(Xml *xml, const char *text);
/** An element without content. */
void xml_empty(Xml *xml, const char *name, ...) G_GNUC_NULL_TERMINATED;
/** An element with text alone. */
void xml_element(Xml *xml, const char *name, const char *text);

#endif
