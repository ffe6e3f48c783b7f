/* From the outside inwards: title and sources take what they need, the legend as little as it can,
 * the map the rest; then the scale bar looks for a free corner, and the labels for theirs. */
#include "page/layout.h"
#include "maps/phrases.h"
#include "page/legend_items.h"

static const double SCALES[] = {1, 0.92, 0.84, 0.76, 0.68, 0.6};

/* ---- title and sources --------------------------------------------------------------- */

static Paragraphs *heading_of(const Furniture *furniture, const Style *style, const Page *page)
{
    const Paragraph paragraphs[] = {
        {furniture->what_if, style->subtitle, style->floor, WEIGHT_BOLD, style->ink},
        {furniture->title, style->title, fmax(1.1 * style->unit, style->floor), WEIGHT_BOLD, style->ink},
        {furniture->subtitle, style->subtitle, style->floor, WEIGHT_NORMAL, style->muted},
    };
    return paragraphs_new(paragraphs, G_N_ELEMENTS(paragraphs), style->font, page->width - 2 * page->margin,
                          0.16 * page->height, true);
}

double layout_heading_mm(const Furniture *furniture, const Style *style, const Page *page)
{
    Paragraphs *heading = heading_of(furniture, style, page);
    double height = heading->height;
    paragraphs_free(heading);
    return height;
}

/* Lines that a licence asks for are joined with a full stop where they have none. */
static char *attribution_line(const Furniture *furniture)
{
    GString *line = g_string_new(NULL);
    g_auto(GStrv) parts = g_strsplit(furniture->attribution ? furniture->attribution : "", "\n", -1);
    for (char **part = parts; *part; part++)
        if (**part)
            g_string_append_printf(line, "%s%s", line->len ? ". " : "", *part);
    if (furniture->licence && *furniture->licence)
        g_string_append_printf(line, "%s%s", line->len ? ". " : "", furniture->licence);
    return g_string_free(line, FALSE);
}

static void set_footer(Layout *layout, const Furniture *furniture)
{
    const Style *style = layout->style;
    const Page *page = &layout->page;
    g_autofree char *attribution = attribution_line(furniture);
    const Paragraph paragraphs[] = {
        {furniture->note, fmax(0.9 * style->unit, style->floor), style->source_floor, WEIGHT_NORMAL, style->ink},
        {attribution, style->source, style->source_floor, WEIGHT_NORMAL, style->muted},
        {furniture->source, style->source, style->source_floor, WEIGHT_NORMAL, style->muted},
    };
    layout->footer = paragraphs_new(paragraphs, G_N_ELEMENTS(paragraphs), style->font,
                                    page->width - 2 * page->margin, 0.14 * page->height, false);
}

static void set_body(Layout *layout, double heading_mm)
{
    Page *page = &layout->page;
    double heading = fmax(layout->heading->height, heading_mm);
    double top = page->margin + (heading > 0 ? heading + 1.4 * page->unit : 0);
    double bottom = page->height - page->margin -
                    (layout->footer->height > 0 ? layout->footer->height + 1.2 * page->unit : 0);
    page->body = (Frame){page->margin, top, page->width - 2 * page->margin, bottom - top};
}

/* ---- legend -------------------------------------------------------------------------- */

typedef struct LegendSearch {
    const Furniture *furniture;
    const GPtrArray *key;
    const Style *style;
    const Page *page;
    const Subjects *subjects;
    LegendForm form; /* the best so far */
    Arrangement arrangement;
    double merit; /* with the loss by small letters and left out details; 0: none fits */
    bool strict;  /* the map keeps its share of the body, and the scale bar has room beside the legend */
} LegendSearch;

/* Most of a detail's page is the map: else names and figures stand beside a map that is too small to read.
 * The scale bar takes no row of its own. */
static bool keeps_map(const LegendSearch *search, const Arrangement *found)
{
    static const double SHARE = 0.6, BAR_WIDTH = 13,
                        BAR_HEIGHT = 3.5; /* of the body; in sizes of body text */
    const Frame *body = &search->page->body;
    double unit = search->page->unit;
    bool row = found->map.width > 0.99 * body->width;
    bool bar = row ? found->box.width + fmin(BAR_WIDTH * unit, 0.3 * body->width) <= body->width
                   : found->box.height + BAR_HEIGHT * unit <= body->height;
    return bar && found->map.width * found->map.height >= SHARE * body->width * body->height;
}

/* The map gives way to the legend, or the legend finds room beside a map whose place is given. */
static bool arrange(const LegendSearch *search, double width, double height, double merit, Arrangement *found)
{
    const Frame *place = search->furniture->place;
    return place ? arrange_beside(search->page, search->subjects, *place, width, height, merit, found)
                 : arrange_with_box(search->page, search->subjects, width, height, merit, found);
}

static void try_form(LegendSearch *search, const LegendBox *box, LegendForm form)
{
    double loss = pow(form.scale, 0.7) * (form.details ? 1 : 0.8) * pow(0.995, form.columns - 1);
    double width, height;
    Arrangement found;
    legend_box_size(box, form, &width, &height);
    if (loss <= search->merit || !arrange(search, width, height, search->merit / loss, &found) ||
        (search->strict && !keeps_map(search, &found)))
        return;
    search->form = form;
    search->form.column *= form.scale;
    search->arrangement = found;
    search->merit = found.merit * loss;
}

/* All columns, scales and details for one width of column. */
static void try_column(LegendSearch *search, double column)
{
    LegendForm form = {column, 1, 1, true};
    LegendBox *box = legend_box_new(search->furniture->legend, search->key, search->style, form);
    for (int details = 1; details >= 0; details--)
        for (form.columns = 1; form.columns <= 6; form.columns++)
            for (gsize s = 0; s < G_N_ELEMENTS(SCALES); s++) {
                form.details = details;
                form.scale = SCALES[s];
                if (s == 0 || SCALES[s] * LEGEND_DETAIL * search->style->unit >= search->style->floor)
                    try_form(search, box, form);
            }
    legend_box_free(box);
}

/* At which the details of a legend can still be read. */
static double smallest_scale(const Style *style)
{
    return fmin(fmax(style->floor / (LEGEND_DETAIL * style->unit), SCALES[G_N_ELEMENTS(SCALES) - 1]), 1);
}

/* What fits nowhere is cut; the map gets the upper half. */
static void force_legend(Layout *layout, LegendSearch *search, double column)
{
    const Frame *body = &layout->page.body;
    double scale = smallest_scale(search->style), height, width;
    column = fmin(column, body->width / scale);
    guint columns = (guint)fmax(1, floor(body->width / (column + search->style->unit) / scale));
    search->form = (LegendForm){column * scale, scale, columns, false};
    layout->legend = legend_box_new(search->furniture->legend, search->key, search->style, search->form);
    layout->legend_cut = legend_box_cut(layout->legend, 0.45 * body->height);
    layout->misfit = true;
    legend_box_size(layout->legend, search->form, &width, &height);
    arrange_with_box(search->page, search->subjects, fmin(width, body->width), height, 0,
                     &search->arrangement);
}

static void set_legend(Layout *layout, const Furniture *furniture, const GPtrArray *key,
                       const Subjects *subjects)
{
    const Style *style = layout->style;
    const Legend *legend = furniture->legend;
    LegendSearch search = {
        .furniture = furniture, .key = key, .style = style, .page = &layout->page, .subjects = subjects};
    search.arrangement = arrange_alone(&layout->page, subjects);
    if (furniture->place)
        search.arrangement.map = *furniture->place;
    if (legend->entries->len + legend->ramp->len + (key ? key->len : 0) > 0) {
        double narrowest, widest, most = 0.45 * layout->page.body.width;
        legend_box_widths(legend, key, style, &narrowest, &widest);
        double slim = fmin(fmax(narrowest, fmin(widest, 19 * style->unit)), most);
        double broad = fmin(fmax(narrowest, fmin(widest, 26 * style->unit)), most);
        search.strict = subjects->filled;
        try_column(&search, broad);
        if (slim < broad)
            try_column(&search, slim);
        if (search.strict && search.merit == 0) {
            search.strict = false;
            try_column(&search, slim);
        }
        if (search.merit > 0)
            layout->legend = legend_box_new(legend, key, style, search.form);
        else
            force_legend(layout, &search, slim);
        layout->legend_frame = search.arrangement.box;
        layout->legend_form = search.form;
    }
    layout->page.map = furniture->place ? *furniture->place : search.arrangement.map;
}

/* ---- scale bar ----------------------------------------------------------------------- */

static bool corner_for_bar(Layout *layout, const Subjects *subjects)
{
    const Frame *body = &layout->page.body, *legend = &layout->legend_frame;
    double width = layout->bar->width, height = layout->bar->height, air = layout->style->unit;
    double right = body->x + body->width - width, bottom = body->y + body->height - height;
    bool has_legend = layout->legend != NULL;
    const BcuPoint corners[] = {{has_legend ? legend->x : right, bottom},
                                {right, bottom},
                                {body->x, bottom},
                                {has_legend ? legend->x : right, legend->y + legend->height + 2 * air},
                                {right, legend->y - height - 2 * air},
                                {body->x, body->y},
                                {right, body->y}};
    for (gsize i = 0; i < G_N_ELEMENTS(corners); i++) {
        Frame frame = {corners[i].x, corners[i].y, width, height};
        if (frame.x + frame.width > body->x + body->width + 1e-6 || frame.y > bottom + 1e-6 ||
            frame.y < body->y - 1e-6 || (has_legend && !frames_apart(frame, *legend, air)) ||
            !arrange_is_clear(&layout->page, subjects, layout->page.map, frame))
            continue;
        layout->bar_frame = frame;
        return true;
    }
    return false;
}

static ScaleBar *bar_for(const Layout *layout, const Page *page, const BcuDataset *dataset, ScaleBarForm form)
{
    double longest = fmin(14 * page->unit, 0.3 * page->body.width);
    return scale_bar_new(page, dataset, layout->style, longest * layout->bar_share, form);
}

/* A shorter bar may have room beside the legend where a longer one has none. Without room the last one is
 * left. */
static bool fit_bar(Layout *layout, const Furniture *furniture, const Subjects *subjects)
{
    static const double SHARES[] = {1, 0.6, 0.36};
    page_fit(&layout->page, subjects->extent, subjects->dataset);
    for (gsize i = 0; i < G_N_ELEMENTS(SHARES); i++) {
        layout->bar_share = SHARES[i];
        g_clear_pointer(&layout->bar, scale_bar_free);
        layout->bar = bar_for(layout, &layout->page, subjects->dataset, furniture->bar);
        if (corner_for_bar(layout, subjects))
            return true;
    }
    return false;
}

/* What is left of a map that covers all of its frame: first all but the row that the bar stands in. */
static Frame above_bar(const Layout *layout, Frame map, int attempt)
{
    const Page *page = &layout->page;
    double row = page->body.y + page->body.height - layout->bar->height - 1.55 * page->unit - map.y;
    map.height = attempt == 0 ? fmin(map.height, row) : map.height - layout->bar->height - 2.2 * page->unit;
    return map;
}

/* The map shrinks a little where no corner is free. */
static void set_bar(Layout *layout, const Furniture *furniture, const Subjects *subjects)
{
    Page *page = &layout->page;
    const Frame map = page->map;
    if (furniture->bar.no_bar && !furniture->bar.arrow) {
        page_fit(page, subjects->extent, subjects->dataset);
        return;
    }
    for (int attempt = 0; attempt < (furniture->place ? 1 : 20); attempt++) {
        if (fit_bar(layout, furniture, subjects))
            return;
        double share = 0.03 * (attempt + 1);
        page->map = subjects->filled ? above_bar(layout, map, attempt)
                                     : (Frame){map.x + map.width * share / 2, map.y, map.width * (1 - share),
                                               map.height * (1 - share)};
    }
    g_clear_pointer(&layout->bar, scale_bar_free);
    layout->bar_missing = layout->misfit = true;
    page->map = furniture->place ? *furniture->place : page->map;
    page_fit(page, subjects->extent, subjects->dataset);
}

void layout_scale_bar(Layout *layout, const BcuDataset *dataset, const Page *view, ScaleBarForm form)
{
    if (!layout->bar)
        return;
    scale_bar_free(layout->bar);
    layout->bar = bar_for(layout, view, dataset, form);
}

/* ---- the whole ----------------------------------------------------------------------- */

static void set_furniture(Layout *layout, const Furniture *furniture, const GPtrArray *key,
                          const Subjects *subjects)
{
    g_clear_pointer(&layout->legend, legend_box_free);
    g_clear_pointer(&layout->bar, scale_bar_free);
    layout->legend_cut = 0;
    layout->bar_missing = layout->misfit = false;
    set_legend(layout, furniture, key, subjects);
    set_bar(layout, furniture, subjects);
}

static void set_labels(Layout *layout, const Names *names, const Subjects *subjects, guint most_numbers)
{
    const Frame *furniture[] = {layout->legend ? &layout->legend_frame : NULL,
                                layout->bar ? &layout->bar_frame : NULL};
    g_autoptr(GArray) taken = g_array_new(false, false, sizeof(Frame));
    Page page = layout->page;
    if (names->within_map)
        page.body = page.map;
    for (gsize i = 0; i < G_N_ELEMENTS(furniture); i++) {
        Frame frame = furniture[i] ? frame_grown(*furniture[i], LABEL_AIR_UNITS * page.unit) : (Frame){0};
        if (furniture[i])
            g_array_append_val(taken, frame);
    }
    if (names->add_obstacles)
        names->add_obstacles(names->closure, &page, taken);
    g_clear_pointer(&layout->labels, labels_free);
    LabelGround around = {
        &page, {names->draws, names->closure}, (const Frame *)(const void *)taken->data, taken->len};
    layout->labels =
        labels_place(subjects->dataset, &around, layout->style->font, names->wishes, most_numbers);
}

/* What the wishes that were given numbers say, in their order. */
static GPtrArray *key_of(const Labels *labels, const GArray *wishes)
{
    GPtrArray *key = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < labels->key->len; i++) {
        const LabelWish *wish = &g_array_index(wishes, LabelWish, g_array_index(labels->key, guint, i));
        g_autofree char *name = phrase_name(wish->text);
        g_ptr_array_add(key, wish->figure ? g_strdup_printf("%s: %s", name, wish->figure)
                                          : g_steal_pointer(&name));
    }
    return key;
}

static double map_mm2(const Layout *layout)
{
    return layout->page.map.width * layout->page.map.height;
}

/* The share of itself that a map keeps when it gets a key: names that cost more are not worth it. */
static const double KEEPS_WITH_KEY = 0.6;

/* Names of numbered areas stand in the legend, whose length changes the map, which changes what needs
 * a number: the legend grows until it holds them all, or has no room for more. Then a level's names may be
 * given up, and the map has the room again that their key had. */
static void set_labels_with_key(Layout *layout, const Furniture *furniture, const Names *names,
                                const Subjects *subjects)
{
    enum { ROUNDS = 4 };
    guint room = 0;
    double alone = map_mm2(layout);
    set_labels(layout, names, subjects, LABEL_KEY_MOST);
    for (int round = 0; layout->labels->key->len > room && round < ROUNDS; round++) {
        g_autoptr(GPtrArray) key = key_of(layout->labels, names->wishes);
        set_furniture(layout, furniture, key, subjects);
        room = key->len - MIN(key->len, layout->legend_cut);
        set_labels(layout, names, subjects,
                   round + 1 < ROUNDS && layout->legend_cut == 0 ? LABEL_KEY_MOST : room);
    }
    bool given_up = layout->labels->key->len == 0 && layout->labels->given_up->len > 0;
    if (room > 0 && (given_up || map_mm2(layout) < KEEPS_WITH_KEY * alone)) {
        set_furniture(layout, furniture, NULL, subjects);
        set_labels(layout, names, subjects, 0);
        room = 0;
    }
    if (room == 0)
        return;
    g_autoptr(GPtrArray) key = key_of(layout->labels, names->wishes);
    legend_box_free(layout->legend);
    layout->legend = legend_box_new(furniture->legend, key, layout->style, layout->legend_form);
    layout->legend_cut = legend_box_cut(layout->legend, layout->legend_frame.height * 1.02);
}

Layout *layout_new(const BcuDataset *dataset, const Furniture *furniture, const Names *names, BcuBox extent,
                   const Style *style, const Page *page)
{
    Layout *layout = g_new0(Layout, 1);
    layout->style = style;
    layout->page = *page;
    layout->heading = heading_of(furniture, style, page);
    set_footer(layout, furniture);
    set_body(layout, furniture->heading_mm);
    Skyline *skyline = skyline_new(dataset, extent);
    for (guint i = 0; furniture->symbols && i < furniture->symbols->len; i++)
        skyline_add(skyline, g_array_index(furniture->symbols, BcuBox, i));
    Subjects subjects = {dataset, skyline, extent, page_aspect(extent, dataset), furniture->filled,
                         furniture->side};
    if (furniture->filled)
        subjects.aspect = layout->page.body.width / layout->page.body.height;
    set_furniture(layout, furniture, NULL, &subjects);
    if (names)
        set_labels_with_key(layout, furniture, names, &subjects);
    skyline_free(skyline);
    return layout;
}

void layout_free(Layout *layout)
{
    paragraphs_free(layout->heading);
    paragraphs_free(layout->footer);
    g_clear_pointer(&layout->legend, legend_box_free);
    g_clear_pointer(&layout->bar, scale_bar_free);
    g_clear_pointer(&layout->labels, labels_free);
    g_free(layout);
}

static void draw_paragraphs(const Paragraphs *paragraphs, const char *id, double x, double y, Canvas *canvas)
{
    canvas->begin_group(canvas, id);
    paragraphs_draw(paragraphs, x, y, NULL, canvas);
    canvas->end_group(canvas);
}

void layout_draw(const Layout *layout, Canvas *canvas)
{
    const Page *page = &layout->page;
    draw_paragraphs(layout->heading, "title-block", page->margin, page->margin, canvas);
    if (layout->legend)
        legend_box_draw(layout->legend, layout->legend_frame.x, layout->legend_frame.y, canvas);
    if (layout->bar)
        scale_bar_draw(layout->bar, layout->bar_frame.x, layout->bar_frame.y, layout->style, canvas);
    draw_paragraphs(layout->footer, "attribution", page->margin,
                    page->height - page->margin - layout->footer->height, canvas);
}
