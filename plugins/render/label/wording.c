/* Line breaks of names. Pango measures each name once, in one line; from the places of its words
 * in that line follow the widths of all ways to break it. */
#include "label/wording.h"
#include <string.h>

enum { MOST_PIECES = 16 };

/* Words that stay together, a space or a hyphen before the next: from and to are bytes in the name, left and right the place in the line. */
typedef struct Piece {
    int from, to;
    double left, right;
} Piece;

static bool is_of_word(char byte)
{
    return byte && byte != ' ' && byte != '-' && byte != '\'';
}

/* A line does not end in "and", "&", "upon", "of the": such words go with the next. */
static bool leads_on(const char *word, int length)
{
    return (length == 1 && *word == '&') || (length <= 4 && g_ascii_islower(*word));
}

/* "Provence-Alpes-" ends a line, "Côte-" would not beside "d'Or": between words of three letters and more. */
static bool after_hyphen(const char *name, int i)
{
    enum { LEAST = 3 };
    if (name[i] != '-' || i == 0 || !name[i + 1])
        return false;
    for (int k = 1; k <= LEAST; k++)
        if (i < k || !is_of_word(name[i - k]) || !is_of_word(name[i + k]))
            return false;
    return true;
}

/* The edge of a letter at which reading enters or leaves it. */
static double edge_of(PangoLayout *layout, int byte, bool leaves)
{
    int line, x;
    pango_layout_index_to_line_x(layout, byte, leaves, &line, &x);
    return (double)x / PANGO_SCALE / TEXT_LAYOUT_SIZE;
}

static guint split(const char *name, PangoLayout *layout, Piece *pieces)
{
    guint count = 0;
    int length = (int)strlen(name), from = 0, word = 0;
    for (int i = 0; i <= length; i++) {
        int end = after_hyphen(name, i) ? i + 1 : i;
        if (i < length && name[i] != ' ' && end == i)
            continue;
        bool last = i == length;
        bool joined = !last && (count + 1 == MOST_PIECES || (end == i && leads_on(name + word, i - word)));
        if (!joined && end > from) {
            int last_letter = (int)(g_utf8_find_prev_char(name, name + end) - name);
            pieces[count++] =
                (Piece){from, end, edge_of(layout, from, false), edge_of(layout, last_letter, true)};
            from = i + 1;
        }
        word = i + 1;
    }
    return count;
}

/* From right to left the later piece lies further left. */
static double width_of(const Piece *pieces, guint first, guint last)
{
    double left = fmin(pieces[first].left, pieces[first].right);
    double right = fmax(pieces[first].left, pieces[first].right);
    for (guint i = first + 1; i <= last; i++) {
        left = fmin(left, fmin(pieces[i].left, pieces[i].right));
        right = fmax(right, fmax(pieces[i].left, pieces[i].right));
    }
    return right - left;
}

/* Breaks into so many lines that the widest is as narrow as can be; `after` gets the last piece of each
 * line. \return the width of the widest. */
static double balance(const Piece *pieces, guint count, guint first, guint lines, guint *after)
{
    if (lines == 1) {
        after[0] = count - 1;
        return width_of(pieces, first, count - 1);
    }
    double best = INFINITY;
    for (guint last = first; last + lines <= count; last++) {
        guint rest[WORDING_LINES] = {0};
        double width = fmax(width_of(pieces, first, last), balance(pieces, count, last + 1, lines - 1, rest));
        if (width >= best)
            continue;
        best = width;
        after[0] = last;
        memcpy(after + 1, rest, (lines - 1) * sizeof *rest);
    }
    return best;
}

static char *broken(const char *name, const Piece *pieces, const guint *after, guint lines)
{
    GString *text = g_string_new(NULL);
    guint first = 0;
    for (guint line = 0; line < lines; line++) {
        int from = pieces[first].from, to = pieces[after[line]].to;
        g_string_append_printf(text, "%s%.*s", line ? "\n" : "", to - from, name + from);
        first = after[line] + 1;
    }
    return g_string_free(text, FALSE);
}

/* What would end a line or is no letter at all becomes a space. */
static char *in_one_line(const char *name)
{
    char *text = g_utf8_make_valid(name, -1);
    for (char *c = text; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7f)
            *c = ' ';
    return g_strstrip(text);
}

static void add_figure(Wording *wording, const char *figure, PangoLayout *layout)
{
    g_autofree char *line = in_one_line(figure);
    PangoRectangle box;
    pango_layout_set_text(layout, line, -1);
    pango_layout_get_extents(layout, NULL, &box);
    for (guint i = 0; i < wording->count; i++) {
        Form *form = &wording->forms[i];
        char *text = g_strconcat(form->text, "\n", line, NULL);
        g_free(form->text);
        form->text = text;
        form->width = fmax(form->width, (double)box.width / PANGO_SCALE / TEXT_LAYOUT_SIZE);
        form->height += (double)box.height / PANGO_SCALE / TEXT_LAYOUT_SIZE;
    }
}

Wording *wording_new(const char *name, const char *figure, PangoLayout *layout)
{
    Wording *wording = g_new0(Wording, 1);
    g_autofree char *text = in_one_line(name);
    PangoRectangle box;
    Piece pieces[MOST_PIECES];
    pango_layout_set_text(layout, text, -1);
    pango_layout_get_extents(layout, NULL, &box);
    double height = (double)box.height / PANGO_SCALE / TEXT_LAYOUT_SIZE;
    guint count = split(text, layout, pieces);
    wording->forms[0] = (Form){g_strdup(text), (double)box.width / PANGO_SCALE / TEXT_LAYOUT_SIZE, height};
    wording->count = 1;
    for (guint lines = 2; lines <= MIN(count, WORDING_LINES); lines++) {
        guint after[WORDING_LINES] = {0};
        double width = balance(pieces, count, 0, lines, after);
        wording->forms[wording->count++] = (Form){broken(text, pieces, after, lines), width, height * lines};
    }
    if (figure)
        add_figure(wording, figure, layout);
    return wording;
}

void wording_free(Wording *wording)
{
    for (guint i = 0; i < wording->count; i++)
        g_free(wording->forms[i].text);
    g_free(wording);
}
