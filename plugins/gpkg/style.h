/** How a layer looks in a GIS: like our map. One model, two notations. */
#ifndef GPKG_STYLE_H
#define GPKG_STYLE_H

#include "container.h"

/** One kind of feature. */
typedef struct StyleRule {
    const char *value; /* of the attribute; NULL: all others */
    const char *label;
    BcuColour colour; /* of faces, lines or dots */
    double width_mm;  /* of lines; diameter of dots */
} StyleRule;

typedef struct Style {
    BcuGeometry geometry;
    const char *attribute; /* column that tells the rules apart; NULL: one rule for all */
    GArray *rules;         /* StyleRule */
    BcuColour outline;     /* of faces */
    double outline_mm;     /* 0: none */
    const char *label;     /* column; NULL: not labelled */
    BcuColour label_colour;
    double label_pt;
    bool label_bold;
} Style;

/** QGIS layer style. g_free. */
char *style_qml(const Style *style);
/** OGC Symbology Encoding 1.1 in a styled layer descriptor. g_free. */
char *style_sld(const Style *style, const char *layer);

/** Writes the table layer_styles, from which QGIS takes the default style of a layer; nothing when
 * the option "styles" is off. */
bool style_write(Package *package);

#endif
