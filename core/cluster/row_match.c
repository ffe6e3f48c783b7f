/* Matches rows of a table to areas and says what was not literally so; see row_match.h. */
#include "cluster/row_match.h"
#include "text/table_pick.h"
#include "text/thousands.h"

static const char *key_of(const BcuRowTarget *target, uint32_t row)
{
    BcuValue key = bcu_table_at(target->table, row, target->key);
    return key.type == BCU_TEXT && *key.as.text ? key.as.text : NULL;
}

static void report_several(const BcuRowTarget *target, uint32_t row, const GArray *fitting, BcuDiagLog *log)
{
    BcuPlace place = {.file = target->file, .line = bcu_table_line(target->table, row)};
    GString *hint = g_string_new("Write one of these codes instead:");
    for (guint i = 0; i < MIN(fitting->len, 6); i++) {
        uint32_t area = g_array_index(fitting, uint32_t, i);
        g_string_append_printf(hint, "%s %s (%s)", i ? "," : "", target->codes[area], target->names[area]);
    }
    bcu_report(log, BCU_ERROR, "MEM021", &place, hint->str, "\"%s\" may mean %u areas", key_of(target, row),
               fitting->len);
    g_string_free(hint, TRUE);
}

/* ---- the two passes ------------------------------------------------------------------------- */

static void settle(BcuRowMatch *match, uint32_t row, uint32_t area, BcuMatch rule)
{
    match->area_of[row] = area;
    match->rule[row] = rule;
    match->matched++;
    if (match->row_of[area] == BCU_NONE)
        match->row_of[area] = row;
}

static bool match_in_full(const BcuRowTarget *target, const BcuMatcher *matcher, BcuRowMatch *match, bool *by_code,
                          BcuDiagLog *log)
{
    g_autoptr(GArray) fitting = g_array_new(false, false, sizeof(uint32_t));
    bool ok = true;
    for (uint32_t r = 0; r < match->row_count; r++) {
        const char *key = key_of(target, r);
        BcuMatch rule = key ? bcu_matcher_find(matcher, key, BCU_MATCH_NAME, fitting) : BCU_MATCH_NONE;
        if (rule == BCU_MATCH_NONE)
            continue;
        if (fitting->len == 1)
            settle(match, r, g_array_index(fitting, uint32_t, 0), rule);
        else
            report_several(target, r, fitting, log);
        ok &= fitting->len == 1;
        *by_code |= rule == BCU_MATCH_CODE || rule == BCU_MATCH_CASE;
    }
    return ok;
}

static void match_loosely(const BcuRowTarget *target, const BcuMatcher *matcher, BcuRowMatch *match, BcuMatch weakest)
{
    g_autoptr(GArray) fitting = g_array_new(false, false, sizeof(uint32_t));
    g_autofree bool *in_full = g_new0(bool, (size_t)match->area_count + 1);
    for (uint32_t a = 0; a < match->area_count; a++)
        in_full[a] = match->row_of[a] != BCU_NONE;
    for (uint32_t r = 0; r < match->row_count; r++) {
        const char *key = match->area_of[r] == BCU_NONE ? key_of(target, r) : NULL;
        BcuMatch rule = key ? bcu_matcher_find(matcher, key, weakest, fitting) : BCU_MATCH_NONE;
        uint32_t area = rule != BCU_MATCH_NONE && fitting->len == 1 ? g_array_index(fitting, uint32_t, 0) : BCU_NONE;
        if (area != BCU_NONE && !in_full[area])
            settle(match, r, area, rule);
    }
}

/* ---- what is said ------------------------------------------------------------------------------ */

static uint32_t count_rule(const BcuRowMatch *match, BcuMatch rule, uint32_t *first)
{
    uint32_t count = 0;
    for (uint32_t r = 0; r < match->row_count; r++)
        if (match->area_of[r] != BCU_NONE && match->rule[r] == rule && count++ == 0)
            *first = r;
    return count;
}

static void say_loose(const BcuRowTarget *target, const BcuRowMatch *match, BcuDiagLog *log)
{
    uint32_t first = 0, count = count_rule(match, BCU_MATCH_CASE, &first);
    BcuPlace place = {.file = target->file, .line = bcu_table_line(target->table, first)};
    if (count)
        bcu_report(log, BCU_NOTE, "MEM024", &place, NULL,
                   "%s codes are written in other letters than in layer \"%s\", the first \"%s\" for \"%s\"",
                   BCU_THOUSANDS(count, 0), target->layer, key_of(target, first),
                   target->codes[match->area_of[first]]);
    count = count_rule(match, BCU_MATCH_NUMBER, &first);
    place.line = bcu_table_line(target->table, first);
    g_autofree char *hint = g_strdup_printf("Write the codes as text: spreadsheets drop leading zeros; or set "
                                            "leading_zeros = ignore in [layer %s] if that is how they are meant.",
                                            target->layer);
    if (count && !target->ignore_zeros)
        bcu_report(log, BCU_WARNING, "MEM054", &place, hint,
                   "%s codes have lost their leading zeros or gained decimals, the first \"%s\": it is taken for \"%s\"",
                   BCU_THOUSANDS(count, 0), key_of(target, first), target->codes[match->area_of[first]]);
    count = count_rule(match, BCU_MATCH_SHORT, &first);
    place.line = bcu_table_line(target->table, first);
    if (count)
        bcu_report(log, BCU_NOTE, "MEM023", &place, NULL, "%s names are short forms, the first \"%s\" for \"%s\"",
                   BCU_THOUSANDS(count, 0), key_of(target, first), target->names[match->area_of[first]]);
}

static bool require_any(const BcuRowTarget *target, const BcuRowMatch *match, BcuDiagLog *log)
{
    uint32_t row = 0;
    while (row < match->row_count && !key_of(target, row))
        row++;
    if (match->matched > 0 || target->area_count == 0)
        return true;
    BcuPlace place = {.file = target->file, .field = bcu_table_column(target->table, target->key)->name};
    if (match->row_count == 0) {
        bcu_report(log, BCU_ERROR, "MEM055", &place, "Give a row for each area.", "the table has a header, but no rows");
        return false;
    }
    const char *name = target->names[0], *code = target->codes[0];
    bcu_report(log, BCU_ERROR, "MEM055", &place, "Name the column that holds the codes, or the layer's field that it fits.",
               "none of its rows names one of \"%s\": it has \"%s\", where \"%s\"%s%s%s is wanted", target->layer,
               row < match->row_count ? key_of(target, row) : "", code, g_str_equal(name, code) ? "" : " (",
               g_str_equal(name, code) ? "" : name, g_str_equal(name, code) ? "" : ")");
    return false;
}

bool bcu_rows_match(const BcuRowTarget *target, BcuRowMatch *match, BcuDiagLog *log)
{
    uint32_t rows = bcu_table_row_count(target->table);
    g_autoptr(BcuMatcher) matcher = bcu_matcher_new(target->codes, target->names, target->area_count);
    *match = (BcuRowMatch){.row_count = rows, .area_count = target->area_count};
    match->area_of = g_new(uint32_t, (size_t)rows + 1);
    match->rule = g_new0(BcuMatch, (size_t)rows + 1);
    match->row_of = g_new(uint32_t, (size_t)target->area_count + 1);
    for (uint32_t r = 0; r < rows; r++)
        match->area_of[r] = BCU_NONE;
    for (uint32_t a = 0; a < target->area_count; a++)
        match->row_of[a] = BCU_NONE;
    bool by_code = false, ok = match_in_full(target, matcher, match, &by_code, log);
    match_loosely(target, matcher, match, by_code ? BCU_MATCH_NUMBER : BCU_MATCH_SHORT);
    say_loose(target, match, log);
    return ok && require_any(target, match, log);
}

void bcu_row_match_clear(BcuRowMatch *match)
{
    g_clear_pointer(&match->area_of, g_free);
    g_clear_pointer(&match->rule, g_free);
    g_clear_pointer(&match->row_of, g_free);
}
