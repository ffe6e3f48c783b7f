/** Parts of a Word document (Office Open XML, ECMA-376): each a whole XML file. */
#ifndef BRIEF_DOCX_H
#define BRIEF_DOCX_H

#include "document.h"
#include "xml.h"
#include <stdint.h>

#define DOCX_W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define DOCX_R "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define DOCX_PACKAGE "http://schemas.openxmlformats.org/package/2006"

/** Millimetres in twentieths of a point, and in English Metric Units. */
#define DOCX_TWIPS(mm) ((int)((mm) * 1440 / 25.4 + 0.5))
#define DOCX_EMU(mm) ((long long)((mm) * 36000 + 0.5))

/** The relation that a picture's bytes have: rPng3, rSvg3. */
#define DOCX_PNG "rPng%u"
#define DOCX_SVG "rSvg%u"

GString *docx_body(const Document *document);
GString *docx_footer(const Document *document);
GString *docx_styles(void);
GString *docx_settings(void);
GString *docx_content_types(void);
GString *docx_package_relations(void);
/** Of the body: styles, settings, footer, pictures. */
GString *docx_body_relations(const Document *document);
/** Title, subject and, where `is_dated`, when it was made. */
GString *docx_core_properties(const Document *document, int64_t seconds, bool is_dated);
GString *docx_app_properties(void);

#endif
