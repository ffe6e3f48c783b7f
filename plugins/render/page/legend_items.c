/* Entries, nests of circles, ramps, numbers. */
#include "page/legend_items.h"

typedef enum ItemKind { ITEM_ENTRY, ITEM_NEST, ITEM_BAR, ITEM_RAMP, ITEM_NUMBER } ItemKind;

struct LegendItem {
    ItemKind kind;
    const LegendEntry *entries; /* borrowed from the legend: one, or the circles of a nest */
    guint count;
    const GArray *stops; /* RampStop, borrowed */
    GPtrArray *texts;    /* Text: labels; of a number, the digits and the name */
    Text *detail;        /* NULL: none */
    double least;        /* height of what does not shrink with the letters, mm */
};

static void free_text(void *text)
{
    if (text)
        text_free(text);
}

static LegendItem *item_new(ItemKind kind)
{
    LegendItem *item = g_new0(LegendItem, 1);
    item->kind = kind;
    item->texts = g_ptr_array_new_with_free_func(free_text);
    return item;
}

void legend_item_free(LegendItem *item)
{
    g_ptr_array_unref(item->texts);
    free_text(item->detail);
    g_free(item);
}

static void add_text(LegendItem *item, const char *content, const Style *style, const LegendForm *form,
                     double size, Weight weight, double indent)
{
    double width = fmax(form->column - indent, style->unit);
    g_ptr_array_add(item->texts,
                    text_new(content, style->font, legend_letters(style, form->scale, size), weight, width,
                             ALIGN_LEFT));
}

static const Text *text_at(const LegendItem *item, guint i)
{
    return g_ptr_array_index(item->texts, i);
}

double legend_letters(const Style *style, double scale, double units)
{
    return fmax(units * style->unit * scale, style->floor);
}

const char *legend_detail(const LegendEntry *entry)
{
    bool same = g_strcmp0(entry->detail, entry->label) == 0;
    return entry->detail && *entry->detail && !same ? entry->detail : NULL;
}

/* ---- making -------------------------------------------------------------------------- */

static double indent_of(const LegendEntry *entry, const Style *style, const LegendForm *form)
{
    return entry->swatch == SWATCH_NONE ? 0 : LEGEND_INDENT * style->unit * form->scale;
}

LegendItem *legend_item_entry(const LegendEntry *entry, bool bold, const Style *style, const LegendForm *form)
{
    LegendItem *item = item_new(ITEM_ENTRY);
    double indent = indent_of(entry, style, form);
    item->entries = entry;
    item->count = 1;
    item->least = entry->swatch == SWATCH_LINE ? entry->size_mm : 0;
    add_text(item, entry->label, style, form, LEGEND_LABEL, bold ? WEIGHT_BOLD : WEIGHT_NORMAL, indent);
    if (legend_detail(entry))
        item->detail = text_new(legend_detail(entry), style->font,
                                legend_letters(style, form->scale, LEGEND_DETAIL),
                                WEIGHT_NORMAL, fmax(form->column - indent, style->unit), ALIGN_LEFT);
    return item;
}

static double largest_of(const LegendItem *nest)
{
    double largest = 0;
    for (guint i = 0; i < nest->count; i++)
        largest = fmax(largest, nest->entries[i].size_mm);
    return largest;
}

LegendItem *legend_item_nest(const LegendEntry *entries, guint count, const Style *style,
                             const LegendForm *form)
{
    LegendItem *item = item_new(ITEM_NEST);
    item->entries = entries;
    item->count = count;
    item->least = largest_of(item) + 0.5 * style->unit;
    for (guint i = 0; i < count; i++)
        add_text(item, entries[i].label, style, form, LEGEND_LABEL, WEIGHT_NORMAL, item->least + style->unit);
    return item;
}

/* Label and detail of each class, one after the other. */
static GPtrArray *texts_of_bar(const LegendEntry *entries, guint count, const Style *style, double scale)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func(free_text);
    for (guint i = 0; i < count; i++) {
        const char *detail = legend_detail(&entries[i]);
        g_ptr_array_add(texts, text_new(entries[i].label, style->font, legend_letters(style, scale, LEGEND_LABEL),
                                        WEIGHT_NORMAL, 0, ALIGN_LEFT));
        g_ptr_array_add(texts, text_new(detail ? detail : "", style->font, legend_letters(style, scale, LEGEND_DETAIL),
                                        WEIGHT_NORMAL, 0, ALIGN_LEFT));
    }
    return texts;
}

/* The widest label, or detail. */
static double widest_of_bar(const GPtrArray *texts, bool details)
{
    double widest = 0;
    for (guint i = details ? 1 : 0; i < texts->len; i += 2)
        widest = fmax(widest, ((const Text *)g_ptr_array_index(texts, i))->width);
    return widest;
}

double legend_bar_width(const LegendEntry *entries, guint count, const Style *style)
{
    g_autoptr(GPtrArray) texts = texts_of_bar(entries, count, style, 1);
    return (LEGEND_INDENT + 1) * style->unit + widest_of_bar(texts, false) + widest_of_bar(texts, true);
}

LegendItem *legend_item_bar(const LegendEntry *entries, guint count, const Style *style, const LegendForm *form)
{
    LegendItem *item = item_new(ITEM_BAR);
    item->entries = entries;
    item->count = count;
    g_ptr_array_unref(item->texts);
    item->texts = texts_of_bar(entries, count, style, form->scale);
    return item;
}

LegendItem *legend_item_ramp(const GArray *stops, const Style *style, const LegendForm *form)
{
    LegendItem *item = item_new(ITEM_RAMP);
    item->stops = stops;
    item->least = 16 * style->unit * form->scale;
    for (guint i = 0; i < stops->len; i++) {
        const char *label = g_array_index(stops, RampStop, i).label;
        if (label)
            add_text(item, label, style, form, LEGEND_LABEL, WEIGHT_NORMAL,
                     LEGEND_INDENT * style->unit * form->scale);
        else
            g_ptr_array_add(item->texts, NULL);
    }
    return item;
}

LegendItem *legend_item_key(guint number, const char *name, const Style *style, const LegendForm *form)
{
    LegendItem *item = item_new(ITEM_NUMBER);
    g_autofree char *digits = g_strdup_printf("%u", number);
    double indent = LEGEND_INDENT * style->unit * form->scale;
    add_text(item, digits, style, form, LEGEND_DETAIL, WEIGHT_BOLD, form->column - indent);
    add_text(item, name, style, form, LEGEND_DETAIL, WEIGHT_NORMAL, indent);
    return item;
}

static double row_of_bar(const LegendItem *item)
{
    return 1.35 * text_at(item, 0)->height;
}

double legend_item_height(const LegendItem *item, double scale, bool details)
{
    double height = 0;
    switch (item->kind) {
    case ITEM_NUMBER: return text_at(item, 1)->height * 0.9 * scale;
    case ITEM_RAMP: return item->least * scale;
    case ITEM_BAR: return item->count * row_of_bar(item) * scale;
    case ITEM_ENTRY:
        height = text_at(item, 0)->height + (details && item->detail ? item->detail->height : 0);
        break;
    case ITEM_NEST:
        for (guint i = 0; i < item->count; i++)
            height += text_at(item, i)->height;
    }
    return fmax(item->least, height * scale);
}

/* ---- drawing ------------------------------------------------------------------------- */

/* The lines over a swatch. */
static void draw_hatch(const Path *box, Swatch swatch, const Style *style, Canvas *canvas)
{
    Hatch hatch = style_hatch(style, swatch == SWATCH_NO_CLUSTER ? MISSING_CLUSTER : MISSING_DATA);
    g_autoptr(Path) lines = hatch_lines(box, &hatch);
    canvas->stroke(canvas, lines, &hatch.pen, false, NULL);
}

static void draw_entry(const LegendItem *item, const Style *style, const LegendForm *form, double x, double y,
                       Canvas *canvas)
{
    const LegendEntry *entry = item->entries;
    const Text *label = text_at(item, 0);
    double unit = style->unit * form->scale, line = label->size * 1.2;
    double left = x + indent_of(entry, style, form);
    g_autoptr(Path) path = path_new();
    if (entry->swatch == SWATCH_FILL || entry->swatch == SWATCH_NO_CLUSTER || entry->swatch == SWATCH_NO_DATA) {
        path_add_rectangle(path, x, y + 0.5 * line - 0.6 * unit, 2 * unit, 1.2 * unit);
        canvas->fill(canvas, path, entry->colour, NULL);
        if (entry->swatch != SWATCH_FILL)
            draw_hatch(path, entry->swatch, style, canvas);
        canvas->stroke(canvas, path, &(Pen){.colour = style->muted, .width = 0.05 * unit}, true, NULL);
    } else if (entry->swatch == SWATCH_DOT) {
        canvas->circle(canvas, (BcuPoint){x + unit, y + line / 2}, entry->size_mm / 2, entry->colour, NULL,
                       NULL);
    } else if (entry->swatch == SWATCH_LINE) {
        path_begin(path);
        path_add(path, (BcuPoint){x, y + line / 2});
        path_add(path, (BcuPoint){x + 2 * unit, y + line / 2});
        canvas->stroke(canvas, path, &(Pen){.colour = entry->colour, .width = entry->size_mm}, false, NULL);
    }
    canvas->text(canvas, label, left, y, &(Lettering){.colour = style->ink}, NULL);
    if (item->detail && form->details)
        canvas->text(canvas, item->detail, left, y + label->height, &(Lettering){.colour = style->muted},
                     NULL);
}

/* How far a circle's lowest point is above that of the one around it: they do not touch. */
static double step_up(double outer, double inner, const Style *style)
{
    return fmin(0.35 * style->unit, (outer - inner) / 2);
}

/* Each circle's label stands at the height of its top, as far as the labels above leave room. */
static void draw_nest(const LegendItem *item, const Style *style, const LegendForm *form, double x, double y,
                      Canvas *canvas)
{
    double largest = largest_of(item), height = legend_item_height(item, 1, true), bottom = y + height;
    double free_y = y, left = x + largest + style->unit;
    (void)form;
    for (guint i = 0; i < item->count; i++) {
        const LegendEntry *entry = &item->entries[i];
        const Text *label = text_at(item, i);
        if (i > 0)
            bottom -= step_up(item->entries[i - 1].size_mm, entry->size_mm, style);
        double radius = entry->size_mm / 2, top = bottom - entry->size_mm;
        canvas->circle(canvas, (BcuPoint){x + largest / 2, bottom - radius}, radius, entry->colour,
                       &(Pen){.colour = style->paper, .width = 0.06 * style->unit}, NULL);
        double label_y = fmin(fmax(top - label->height / 2, free_y), y + height - label->height);
        g_autoptr(Path) line = path_new();
        path_begin(line);
        path_add(line, (BcuPoint){x + largest / 2, top});
        path_add(line, (BcuPoint){left - 0.3 * style->unit, label_y + label->height / 2});
        canvas->stroke(canvas, line, &(Pen){.colour = style->muted, .width = 0.05 * style->unit}, false,
                       NULL);
        canvas->text(canvas, label, left, label_y, &(Lettering){.colour = style->ink}, NULL);
        free_y = label_y + label->height;
    }
}

static void draw_bar(const LegendItem *item, const Style *style, const LegendForm *form, double x, double y,
                     Canvas *canvas)
{
    double unit = style->unit * form->scale, row = row_of_bar(item), left = x + LEGEND_INDENT * unit;
    double beside = left + widest_of_bar(item->texts, false) + unit;
    g_autoptr(Path) whole = path_new();
    path_add_rectangle(whole, x, y, 2 * unit, item->count * row);
    canvas->begin_mosaic(canvas);
    for (guint i = 0; i < item->count; i++) {
        g_autoptr(Path) box = path_new();
        path_add_rectangle(box, x, y + i * row, 2 * unit, row);
        canvas->fill(canvas, box, item->entries[i].colour, NULL);
    }
    canvas->end_mosaic(canvas);
    canvas->stroke(canvas, whole, &(Pen){.colour = style->muted, .width = 0.05 * unit}, true, NULL);
    for (guint i = 0; i < item->count; i++) {
        const Text *label = text_at(item, 2 * i), *detail = text_at(item, 2 * i + 1);
        double middle = y + (i + 0.5) * row;
        canvas->text(canvas, label, left, middle - label->height / 2, &(Lettering){.colour = style->ink}, NULL);
        if (legend_detail(&item->entries[i]))
            canvas->text(canvas, detail, beside, middle - detail->height / 2, &(Lettering){.colour = style->muted}, NULL);
    }
}

static BcuColour colour_at(const GArray *stops, double at)
{
    guint i = 1;
    while (i + 1 < stops->len && g_array_index(stops, RampStop, i).at < at)
        i++;
    const RampStop *a = &g_array_index(stops, RampStop, MIN(i, stops->len) - 1);
    const RampStop *b = &g_array_index(stops, RampStop, MIN(i, stops->len - 1));
    double t = b->at > a->at ? CLAMP((at - a->at) / (b->at - a->at), 0, 1) : 0;
    return (BcuColour){(uint8_t)lround(a->colour.r + t * (b->colour.r - a->colour.r)),
                       (uint8_t)lround(a->colour.g + t * (b->colour.g - a->colour.g)),
                       (uint8_t)lround(a->colour.b + t * (b->colour.b - a->colour.b))};
}

/* The largest value is above. */
static void draw_ramp(const LegendItem *item, const Style *style, const LegendForm *form, double x, double y,
                      Canvas *canvas)
{
    enum { STEPS = 64 };
    double unit = style->unit * form->scale, width = 1.6 * unit, inset = 0.6 * unit;
    double top = y + inset, height = item->least - 2 * inset, left = x + LEGEND_INDENT * unit;
    canvas->begin_mosaic(canvas);
    for (int i = 0; i < STEPS; i++) {
        g_autoptr(Path) box = path_new();
        path_add_rectangle(box, x, top + height * i / STEPS, width, height / STEPS);
        canvas->fill(canvas, box, colour_at(item->stops, 1 - (i + 0.5) / STEPS), NULL);
    }
    canvas->end_mosaic(canvas);
    for (guint i = 0; i < item->stops->len; i++) {
        const Text *label = text_at(item, i);
        if (!label)
            continue;
        double at = top + height * (1 - g_array_index(item->stops, RampStop, i).at);
        g_autoptr(Path) tick = path_new();
        path_begin(tick);
        path_add(tick, (BcuPoint){x + width, at});
        path_add(tick, (BcuPoint){x + width + 0.5 * unit, at});
        canvas->stroke(canvas, tick, &(Pen){.colour = style->muted, .width = 0.06 * unit}, false, NULL);
        canvas->text(canvas, label, left, at - label->height / 2, &(Lettering){.colour = style->ink}, NULL);
    }
}

static void draw_number(const LegendItem *item, const Style *style, const LegendForm *form, double x,
                        double y, Canvas *canvas)
{
    const Text *digits = text_at(item, 0);
    double left = x + LEGEND_INDENT * style->unit * form->scale;
    canvas->text(canvas, digits, left - 0.7 * style->unit * form->scale - digits->width, y,
                 &(Lettering){.colour = style->ink}, NULL);
    canvas->text(canvas, text_at(item, 1), left, y, &(Lettering){.colour = style->ink}, NULL);
}

void legend_item_draw(const LegendItem *item, const Style *style, const LegendForm *form, double x, double y,
                      Canvas *canvas)
{
    switch (item->kind) {
    case ITEM_ENTRY: draw_entry(item, style, form, x, y, canvas); break;
    case ITEM_NEST: draw_nest(item, style, form, x, y, canvas); break;
    case ITEM_BAR: draw_bar(item, style, form, x, y, canvas); break;
    case ITEM_RAMP: draw_ramp(item, style, form, x, y, canvas); break;
    case ITEM_NUMBER: draw_number(item, style, form, x, y, canvas); break;
    }
}
