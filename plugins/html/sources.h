/** The page's sources, embedded when built. */
#ifndef HTML_SOURCES_H
#define HTML_SOURCES_H

extern const char HTML_PAGE[], HTML_STYLE[], HTML_SCRIPT[];

#endif
