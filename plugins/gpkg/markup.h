/** XML text with its values escaped. */
#ifndef GPKG_MARKUP_H
#define GPKG_MARKUP_H

#include <glib.h>

/** Appends; the format is markup, the values are text. */
void markup_put(GString *xml, const char *format, ...) G_GNUC_PRINTF(2, 3);

#endif
