/* Writes XML by libxml2; texts are valid UTF-8 without control characters, as the document keeps them. */
#include "xml.h"

void xml_begin(Xml *xml, bool declared)
{
    xml->buffer = xmlBufferCreate();
    xml->writer = xmlNewTextWriterMemory(xml->buffer, 0);
    if (declared)
        xmlTextWriterStartDocument(xml->writer, NULL, "UTF-8", "yes");
}

GString *xml_end(Xml *xml)
{
    xmlTextWriterEndDocument(xml->writer);
    xmlFreeTextWriter(xml->writer);
    GString *text = g_string_new_len((const char *)xmlBufferContent(xml->buffer), xmlBufferLength(xml->buffer));
    xmlBufferFree(xml->buffer);
    return text;
}

static void open_with(Xml *xml, const char *name, va_list attributes)
{
    xmlTextWriterStartElement(xml->writer, BAD_CAST name);
    for (const char *key; (key = va_arg(attributes, const char *));) {
        const char *value = va_arg(attributes, const char *);
        if (value)
            xmlTextWriterWriteAttribute(xml->writer, BAD_CAST key, BAD_CAST value);
    }
}

void xml_open(Xml *xml, const char *name, ...)
{
    va_list attributes;
    va_start(attributes, name);
    open_with(xml, name, attributes);
    va_end(attributes);
}

void xml_close(Xml *xml)
{
    xmlTextWriterEndElement(xml->writer);
}

void xml_close_whole(Xml *xml)
{
    xmlTextWriterFullEndElement(xml->writer);
}

void xml_text(Xml *xml, const char *text)
{
    xmlTextWriterWriteString(xml->writer, BAD_CAST text);
}

void xml_raw(Xml *xml, const char *text)
{
    xmlTextWriterWriteRaw(xml->writer, BAD_CAST text);
}

void xml_empty(Xml *xml, const char *name, ...)
{
    va_list attributes;
    va_start(attributes, name);
    open_with(xml, name, attributes);
    va_end(attributes);
    xml_close(xml);
}

void xml_element(Xml *xml, const char *name, const char *text)
{
    xml_open(xml, name, NULL);
    xml_text(xml, text);
    xml_close_whole(xml);
}
