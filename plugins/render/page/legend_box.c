/* A legend as items one below the other, in columns: the ramp, entries, nests of circles, the key. */
#include "page/legend_box.h"
#include "page/legend_items.h"

struct LegendBox {
    const Style *style;
    LegendForm form;
    Text *title;      /* above all columns; NULL: none */
    GPtrArray *items; /* LegendItem */
};

/* ---- making -------------------------------------------------------------------------- */

static void add(LegendBox *box, LegendItem *item)
{
    g_ptr_array_add(box->items, item);
}

/* Labels are bold where there are second lines to tell them from. */
static bool has_details(const Legend *legend)
{
    for (guint i = 0; i < legend->entries->len; i++)
        if (g_array_index(legend->entries, LegendEntry, i).swatch != SWATCH_CLASS &&
            legend_detail(&g_array_index(legend->entries, LegendEntry, i)))
            return true;
    return false;
}

/* One after another they are one item. */
static bool is_group(Swatch swatch)
{
    return swatch == SWATCH_CIRCLE || swatch == SWATCH_CLASS;
}

static void add_entries(LegendBox *box, const Legend *legend)
{
    bool bold = has_details(legend);
    for (guint i = 0; i < legend->entries->len;) {
        const LegendEntry *entry = &g_array_index(legend->entries, LegendEntry, i);
        guint end = i + 1;
        while (is_group(entry->swatch) && end < legend->entries->len &&
               g_array_index(legend->entries, LegendEntry, end).swatch == entry->swatch)
            end++;
        if (entry->swatch == SWATCH_CLASS)
            add(box, legend_item_bar(entry, end - i, box->style, &box->form));
        else if (entry->swatch == SWATCH_CIRCLE)
            add(box, legend_item_nest(entry, end - i, box->style, &box->form));
        else
            add(box, legend_item_entry(entry, bold, box->style, &box->form));
        i = end;
    }
}

LegendBox *legend_box_new(const Legend *legend, const GPtrArray *key, const Style *style, LegendForm form)
{
    LegendBox *box = g_new0(LegendBox, 1);
    box->style = style;
    box->form = form;
    box->items = g_ptr_array_new_with_free_func((GDestroyNotify)legend_item_free);
    if (legend->title && *legend->title)
        box->title = text_new(legend->title, style->font, 1.1 * style->unit * form.scale, WEIGHT_BOLD,
                              form.columns * form.column, ALIGN_LEFT);
    if (legend->ramp->len > 0)
        add(box, legend_item_ramp(legend->ramp, style, &form));
    add_entries(box, legend);
    for (guint i = 0; key && i < key->len; i++)
        add(box, legend_item_key(i + 1, g_ptr_array_index(key, i), style, &form));
    return box;
}

void legend_box_free(LegendBox *box)
{
    if (box->title)
        text_free(box->title);
    g_ptr_array_unref(box->items);
    g_free(box);
}

/* ---- size ---------------------------------------------------------------------------- */

static void widen(const char *content, const Style *style, double size, Weight weight, double indent,
                  double *narrowest, double *widest)
{
    if (!content || !*content)
        return;
    g_autoptr(Text) text = text_new(content, style->font, legend_letters(style, 1, size), weight, 0, ALIGN_LEFT);
    *widest = fmax(*widest, text->width + indent);
    *narrowest = fmax(*narrowest, text_widest_word(text) + indent);
}

static double width_of_classes(const Legend *legend, const Style *style)
{
    guint first = 0, count = 0;
    for (guint i = 0; i < legend->entries->len; i++)
        if (g_array_index(legend->entries, LegendEntry, i).swatch == SWATCH_CLASS && count++ == 0)
            first = i;
    return count ? legend_bar_width(&g_array_index(legend->entries, LegendEntry, first), count, style) : 0;
}

void legend_box_widths(const Legend *legend, const GPtrArray *key, const Style *style, double *narrowest,
                       double *widest)
{
    double indent = LEGEND_INDENT * style->unit;
    *narrowest = *widest = 6 * style->unit;
    widen(legend->title, style, 1.1, WEIGHT_BOLD, 0, narrowest, widest);
    double nest = 0;
    for (guint i = 0; i < legend->entries->len; i++)
        if (g_array_index(legend->entries, LegendEntry, i).swatch == SWATCH_CIRCLE)
            nest = fmax(nest, g_array_index(legend->entries, LegendEntry, i).size_mm + 2 * style->unit);
    for (guint i = 0; i < legend->entries->len; i++) {
        const LegendEntry *entry = &g_array_index(legend->entries, LegendEntry, i);
        double room = entry->swatch == SWATCH_CIRCLE ? nest : indent;
        if (entry->swatch == SWATCH_CLASS) /* details of all stand beside the labels of all */
            continue;
        widen(entry->label, style, LEGEND_LABEL, has_details(legend) ? WEIGHT_BOLD : WEIGHT_NORMAL, room,
              narrowest, widest);
        widen(legend_detail(entry), style, LEGEND_DETAIL, WEIGHT_NORMAL, room, narrowest, widest);
    }
    double bar = width_of_classes(legend, style);
    *narrowest = fmax(*narrowest, bar);
    *widest = fmax(*widest, bar);
    for (guint i = 0; i < legend->ramp->len; i++)
        widen(g_array_index(legend->ramp, RampStop, i).label, style, LEGEND_LABEL, WEIGHT_NORMAL, indent,
              narrowest, widest);
    for (guint i = 0; key && i < key->len; i++)
        widen(g_ptr_array_index(key, i), style, LEGEND_DETAIL, WEIGHT_NORMAL, indent, narrowest, widest);
}

static double gap(const LegendBox *box, LegendForm form)
{
    return 0.55 * box->style->unit * form.scale;
}

/* How many columns of a height the items fill; a column holds one item at least. */
static guint columns_of(const LegendBox *box, LegendForm form, double height)
{
    guint columns = 1;
    double y = 0;
    for (guint i = 0; i < box->items->len; i++) {
        double item =
            legend_item_height(g_ptr_array_index(box->items, i), form.scale / box->form.scale, form.details);
        if (y > 0 && y + item > height + 1e-6) {
            columns++;
            y = 0;
        }
        y += item + gap(box, form);
    }
    return columns;
}

/* The height at which the columns suffice, without the title. */
static double column_height(const LegendBox *box, LegendForm form)
{
    double tallest = 0, total = 0;
    for (guint i = 0; i < box->items->len; i++) {
        double item =
            legend_item_height(g_ptr_array_index(box->items, i), form.scale / box->form.scale, form.details);
        tallest = fmax(tallest, item);
        total += item + (i ? gap(box, form) : 0);
    }
    if (form.columns == 1)
        return total;
    double height = fmax(tallest, total / form.columns);
    while (columns_of(box, form, height) > form.columns)
        height *= 1.02;
    return height;
}

static double title_height(const LegendBox *box, double scale)
{
    return box->title
               ? (box->title->height + 0.4 * box->style->unit * box->form.scale) * scale / box->form.scale
               : 0;
}

void legend_box_size(const LegendBox *box, LegendForm form, double *width, double *height)
{
    double gutter = box->style->unit * form.scale;
    double column = box->form.column * form.scale / box->form.scale;
    *width = form.columns * column + (form.columns - 1) * gutter;
    *height = title_height(box, form.scale) + column_height(box, form);
}

guint legend_box_cut(LegendBox *box, double height)
{
    guint dropped = 0;
    double width, needed;
    for (legend_box_size(box, box->form, &width, &needed); needed > height && box->items->len > 1;
         legend_box_size(box, box->form, &width, &needed)) {
        g_ptr_array_remove_index(box->items, box->items->len - 1);
        dropped++;
    }
    return dropped;
}

/* ---- drawing ------------------------------------------------------------------------- */

void legend_box_draw(const LegendBox *box, double x, double y, Canvas *canvas)
{
    canvas->begin_group(canvas, "legend");
    Lettering lettering = {.colour = box->style->ink};
    if (box->title)
        canvas->text(canvas, box->title, x, y, &lettering, NULL);
    double top = y + title_height(box, box->form.scale), height = column_height(box, box->form);
    y = top;
    for (guint i = 0; i < box->items->len; i++) {
        const LegendItem *item = g_ptr_array_index(box->items, i);
        double tall = legend_item_height(item, 1, box->form.details);
        if (y > top && y + tall > top + height + 1e-6) {
            x += box->form.column + box->style->unit * box->form.scale;
            y = top;
        }
        legend_item_draw(item, box->style, &box->form, x, y, canvas);
        y += tall + gap(box, box->form);
    }
    canvas->end_group(canvas);
}
