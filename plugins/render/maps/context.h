/** Layers that are only drawn. */
#ifndef RENDER_CONTEXT_H
#define RENDER_CONTEXT_H

#include "canvas/canvas.h"
#include "page/page.h"
#include "style/style.h"

/** Draws the context layers below the fills (polygons) or above the borders (lines and points). */
void context_draw(const BcuDataset *dataset, const Page *page, const Style *style, Canvas *canvas,
                  bool below);

#endif
