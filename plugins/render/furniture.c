/* Title, legend with scale bar and north arrow, footer. */
#include "furniture.h"
#include <string.h>

static const BcuColour INK = {0x22, 0x22, 0x22}, PALE_INK = {0x55, 0x55, 0x55};

/* Draws and frees the text; \return its height. */
static double put(Canvas *canvas, Text *text, double x, double y, BcuColour colour)
{
    double height = text->height;
    canvas->text(canvas, text, x, y, &(Lettering){.colour = colour}, NULL);
    text_free(text);
    return height;
}

/* The largest size up to the wanted one at which the text keeps within the frame. */
static Text *fitted(const char *content, const char *font, double size, Weight weight, double width,
                    double height)
{
    Text *text = text_new(content, font, size, weight, width, ALIGN_LEFT);
    while (text->height > height && size > 1.2) {
        size *= 0.95;
        text_free(text);
        text = text_new(content, font, size, weight, width, ALIGN_LEFT);
    }
    return text;
}

void furniture_title(const Furniture *furniture, Canvas *canvas)
{
    const Page *page = furniture->page;
    const Frame *frame = &page->title;
    const char *subtitle = bcu_dataset_text(furniture->dataset, BCU_TEXT_SUBTITLE);
    canvas->begin_group(canvas, "title-block");
    double y = frame->y;
    y += put(canvas,
             fitted(furniture->title, furniture->font, 2.0 * page->unit, WEIGHT_BOLD, frame->width,
                    3.0 * page->unit),
             frame->x, y, INK);
    if (*subtitle)
        put(canvas,
            fitted(subtitle, furniture->font, 1.2 * page->unit, WEIGHT_NORMAL, frame->width,
                   frame->y + frame->height - y),
            frame->x, y, PALE_INK);
    canvas->end_group(canvas);
}

/* ---- legend -------------------------------------------------------------------------- */

/* One entry at a scale of the text sizes; draws when canvas is set. \return its height. */
static double entry(const Furniture *furniture, Canvas *canvas, double x, double y, double width,
                    double scale, uint32_t cluster, bool members)
{
    const Page *page = furniture->page;
    double swatch = 1.5 * page->unit * scale, gap = 0.6 * page->unit * scale;
    double left = x + swatch * 1.4 + gap, room = width - swatch * 1.4 - gap;
    g_autofree char *none =
        g_strdup_printf("In no %s", bcu_dataset_level(furniture->dataset, BCU_CLUSTERS).noun);
    const char *name =
        cluster == BCU_NONE ? none : bcu_feature_name(furniture->dataset, BCU_CLUSTERS, cluster);
    g_autofree char *list = members ? bcu_cluster_members_dup(furniture->dataset, cluster, ", ") : NULL;
    Text *head = text_new(name, furniture->font, 1.1 * page->unit * scale, WEIGHT_BOLD, room, ALIGN_LEFT);
    Text *tail = list && *list ? text_new(list, furniture->font, 0.85 * page->unit * scale, WEIGHT_NORMAL,
                                          room, ALIGN_LEFT)
                               : NULL;
    double height = head->height + (tail ? tail->height : 0);
    if (canvas) {
        g_autoptr(Path) box = path_new();
        path_add_rectangle(box, x, y + 0.1 * swatch, swatch * 1.4, swatch);
        canvas->fill(canvas, box, cluster == BCU_NONE ? furniture->none : furniture->colours[cluster], NULL);
        canvas->stroke(canvas, box, &(Pen){.colour = PALE_INK, .width = 0.05 * page->unit}, true, NULL);
        canvas->text(canvas, head, left, y, &(Lettering){.colour = INK}, NULL);
        if (tail)
            canvas->text(canvas, tail, left, y + head->height, &(Lettering){.colour = PALE_INK}, NULL);
    }
    text_free(head);
    if (tail)
        text_free(tail);
    return fmax(height, swatch * 1.2) + gap;
}

/* All entries in columns; \return whether they fit into the height. */
static bool entries(const Furniture *furniture, Canvas *canvas, Frame frame, double scale, int columns,
                    bool members)
{
    uint32_t clusters = bcu_feature_count(furniture->dataset, BCU_CLUSTERS);
    bool has_none = false;
    for (uint32_t a = 0; a < bcu_feature_count(furniture->dataset, BCU_AREAS); a++)
        has_none |= bcu_feature_cluster(furniture->dataset, BCU_AREAS, a) == BCU_NONE;
    double gutter = furniture->page->unit, width = (frame.width - gutter * (columns - 1)) / columns;
    double y = frame.y;
    int column = 0;
    for (uint32_t c = 0; c < clusters + has_none; c++) {
        uint32_t cluster = c < clusters ? c : BCU_NONE;
        double height = entry(furniture, NULL, 0, 0, width, scale, cluster, members);
        if (y + height > frame.y + frame.height + 0.01) {
            if (++column == columns)
                return false;
            y = frame.y;
        }
        if (canvas)
            entry(furniture, canvas, frame.x + column * (width + gutter), y, width, scale, cluster, members);
        y += height;
    }
    return true;
}

/* ---- scale bar and north arrow ------------------------------------------------------- */

static double round_length(double metres)
{
    double power = pow(10, floor(log10(metres)));
    return metres / power >= 5 ? 5 * power : metres / power >= 2 ? 2 * power : power;
}

static void scale_bar(const Furniture *furniture, Canvas *canvas, double x, double y, double width)
{
    const Page *page = furniture->page;
    double metres = round_length(width * page->metres_per_mm), length = metres / page->metres_per_mm;
    double height = 0.45 * page->unit;
    for (int half = 0; half < 2; half++) {
        g_autoptr(Path) box = path_new();
        path_add_rectangle(box, x + half * length / 2, y, length / 2, height);
        canvas->fill(canvas, box, half ? (BcuColour){255, 255, 255} : INK, NULL);
        canvas->stroke(canvas, box, &(Pen){.colour = INK, .width = 0.06 * page->unit}, true, NULL);
    }
    char number[BCU_NUMBER_SIZE];
    bcu_number_fixed(number, metres >= 1000 ? metres / 1000 : metres, 3, true);
    g_autofree char *label = g_strdup_printf("%s %s", number, metres >= 1000 ? "km" : "m");
    put(canvas, text_new("0", furniture->font, 0.9 * page->unit, WEIGHT_NORMAL, 0, ALIGN_LEFT), x,
        y + height * 1.3, INK);
    Text *end = text_new(label, furniture->font, 0.9 * page->unit, WEIGHT_NORMAL, 0, ALIGN_LEFT);
    put(canvas, end, x + length - end->width / 3, y + height * 1.3, INK);
}

static void north_arrow(const Furniture *furniture, Canvas *canvas, double x, double y)
{
    double unit = furniture->page->unit;
    g_autoptr(Path) arrow = path_new();
    path_begin(arrow);
    path_add(arrow, (BcuPoint){x, y});
    path_add(arrow, (BcuPoint){x + 0.65 * unit, y + 2.1 * unit});
    path_add(arrow, (BcuPoint){x, y + 1.6 * unit});
    path_add(arrow, (BcuPoint){x - 0.65 * unit, y + 2.1 * unit});
    canvas->fill(canvas, arrow, INK, NULL);
    Text *north = text_new("N", furniture->font, 1.0 * unit, WEIGHT_BOLD, 0, ALIGN_LEFT);
    put(canvas, north, x - north->width / 2, y + 2.15 * unit, INK);
}

void furniture_legend(const Furniture *furniture, Canvas *canvas)
{
    const Page *page = furniture->page;
    Frame frame = page->legend;
    double tools = 4.2 * page->unit;
    bool wide = frame.width > 1.5 * frame.height;
    canvas->begin_group(canvas, "scale-and-north");
    scale_bar(furniture, canvas, frame.x, frame.y + frame.height - 2.2 * page->unit,
              fmin(0.55 * frame.width, 14 * page->unit));
    north_arrow(furniture, canvas, frame.x + frame.width - 1.2 * page->unit,
                frame.y + frame.height - 3.6 * page->unit);
    canvas->end_group(canvas);
    frame.height -= tools;
    canvas->begin_group(canvas, "legend");
    /* Members go before the letters get too small to read; columns come last. */
    for (int pass = 0; pass < 6; pass++) {
        int columns = (wide ? 3 : 1) + (pass >= 2) + (pass >= 4);
        bool members = furniture->members && pass % 2 == 0;
        bool done = false;
        for (double scale = 1; scale > 0.68 && !done; scale *= 0.96)
            if (entries(furniture, NULL, frame, scale, columns, members))
                done = entries(furniture, canvas, frame, scale, columns, members);
        if (done)
            break;
    }
    canvas->end_group(canvas);
}

void furniture_footer(const Furniture *furniture, Canvas *canvas)
{
    const Page *page = furniture->page;
    const Frame *frame = &page->footer;
    GString *lines = g_string_new(NULL);
    const char *source = bcu_dataset_text(furniture->dataset, BCU_TEXT_SOURCE);
    const char *licence = bcu_dataset_text(furniture->dataset, BCU_TEXT_LICENCE);
    const char *note = bcu_dataset_text(furniture->dataset, BCU_TEXT_NOTE);
    g_autofree char *attribution =
        g_strdelimit(g_strdup(bcu_dataset_text(furniture->dataset, BCU_TEXT_ATTRIBUTION)), "\n", '\1');
    g_auto(GStrv) parts = g_strsplit(attribution, "\1", -1);
    g_autofree char *joined = g_strjoinv(". ", parts);
    if (*note)
        g_string_append_printf(lines, "%s\n", note);
    g_string_append(lines, joined);
    if (*licence)
        g_string_append_printf(lines, "%s%s", lines->len ? ". " : "", licence);
    if (*source)
        g_string_append_printf(lines, "%s%s", lines->len ? "\n" : "", source);
    canvas->begin_group(canvas, "attribution");
    put(canvas,
        fitted(lines->str, furniture->font, 0.85 * page->unit, WEIGHT_NORMAL, frame->width, frame->height),
        frame->x, frame->y, PALE_INK);
    canvas->end_group(canvas);
    g_string_free(lines, TRUE);
}
