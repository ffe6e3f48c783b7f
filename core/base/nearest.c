/* Finds the candidates nearest to a text, for "did you mean".
 * "Did you mean": the candidates nearest to a text. */
#include "base/nearest.h"
#include <string.h>

/* Edits (insert, delete, replace, swap of neighbours) from a to b, both lower case. */
static size_t edit_distance(const char *a, const char *b)
{
    size_t m = strlen(a), n = strlen(b);
    g_autofree size_t *rows = g_new(size_t, 3 * (n + 1));
    size_t *before = rows, *last = rows + n + 1, *row = rows + 2 * (n + 1);
    for (size_t j = 0; j <= n; j++)
        last[j] = j;
    for (size_t i = 1; i <= m; i++) {
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t best = MIN(last[j], row[j - 1]) + 1;
            best = MIN(best, last[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                best = MIN(best, before[j - 2] + 1);
            row[j] = best;
        }
        size_t *spare = before;
        before = last;
        last = row;
        row = spare;
    }
    return last[n];
}

typedef struct Candidate {
    const char *text;
    double cost; /* edits by length; less when one contains the other */
} Candidate;

static double cost_of(const char *wanted, const char *candidate)
{
    g_autofree char *lower = g_utf8_strdown(candidate, -1);
    size_t longest = MAX(strlen(wanted), strlen(lower));
    double cost = longest ? (double)edit_distance(wanted, lower) / (double)longest : 0;
    if (*wanted && (strstr(lower, wanted) || (strlen(lower) > 3 && strstr(wanted, lower))))
        cost = MIN(cost, 0.3);
    return cost;
}

static int by_cost(const void *a, const void *b)
{
    const Candidate *left = a, *right = b;
    if (left->cost != right->cost)
        return left->cost < right->cost ? -1 : 1;
    return strcmp(left->text, right->text);
}

GStrv bcu_nearest(const char *text, const char *const *candidates, size_t count)
{
    g_autofree char *wanted = g_utf8_strdown(text, -1);
    g_autoptr(GArray) ranked = g_array_new(false, false, sizeof(Candidate));
    for (size_t i = 0; i < count; i++) {
        Candidate candidate = {candidates[i], cost_of(wanted, candidates[i])};
        if (candidate.cost <= 0.45)
            g_array_append_val(ranked, candidate);
    }
    g_array_sort(ranked, by_cost);
    GStrvBuilder *builder = g_strv_builder_new();
    const char *last = NULL;
    for (guint i = 0, taken = 0; i < ranked->len && taken < 3; i++) {
        const char *next = g_array_index(ranked, Candidate, i).text;
        if (last && g_str_equal(last, next))
            continue;
        g_strv_builder_add(builder, last = next);
        taken++;
    }
    GStrv found = g_strv_builder_end(builder);
    g_strv_builder_unref(builder);
    return found;
}

char *bcu_did_you_mean(const char *text, const char *const *candidates, size_t count)
{
    g_auto(GStrv) near = bcu_nearest(text, candidates, count);
    if (!near[0])
        return NULL;
    g_autofree char *list = g_strjoinv("\", \"", near);
    return g_strdup_printf("Did you mean \"%s\"?", list);
}
