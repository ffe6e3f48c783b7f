/* Checks a project, section by section.
 * The check of a project: its sections in the order a data steward asks for them. */
#include "check/section.h"
#include "text/visible.h"

/* ---- messages ---------------------------------------------------------------------------- */

static char *where(const BcuPlace *place)
{
    GString *text = g_string_new(NULL);
    if (place->file) {
        g_autofree char *name = g_path_get_basename(place->file);
        g_string_append(text, name);
    }
    if (place->line > 0)
        g_string_append_printf(text, " line %" G_GINT64_FORMAT, place->line);
    if (place->record > 0)
        g_string_append_printf(text, " record %" G_GINT64_FORMAT, place->record);
    if (place->ring > 0)
        g_string_append_printf(text, " ring %" G_GINT64_FORMAT, place->ring);
    if (place->has_position)
        g_string_append_printf(text, " at %.*f %.*f", fabs(place->x) > 400 ? 1 : 6, place->x,
                               fabs(place->x) > 400 ? 1 : 6, place->y);
    return g_strchug(g_string_free(text, FALSE));
}

/* As on standard error, but indented: two lines read better than two wide columns. */
static void append_message(GString *text, const char *word, const BcuDiag *diag, const char *place)
{
    g_autofree char *message = bcu_visible(diag->message), *hint = bcu_visible(diag->hint);
    g_autofree char *shown = bcu_visible(place);
    g_string_append_printf(text, "  %s %s: %s%s%s\n", word, diag->code, shown, *place ? ": " : "",
                           message);
    if (hint)
        g_string_append_printf(text, "      %s\n", hint);
}

static void add_severity(const BcuDiagLog *log, int severity, BcuTable *table, GString *text,
                         GHashTable *kept)
{
    static const char *const words[] = {"summary", "note", "warning", "error"};
    for (size_t i = 0; i < bcu_diag_log_size(log); i++) {
        const BcuDiag *diag = bcu_diag_log_at(log, i);
        if ((int)diag->severity != severity)
            continue;
        g_autofree char *place = where(&diag->place);
        bcu_check_add_row(table, words[severity], diag->code, *place ? place : NULL, diag->message,
                          diag->hint);
        append_message(text, words[severity], diag, place);
        size_t before = GPOINTER_TO_SIZE(g_hash_table_lookup(kept, diag->code));
        g_hash_table_insert(kept, diag->code, GSIZE_TO_POINTER(before + 1));
    }
}

/* Of a code that comes by the hundred the log keeps the first; the others are counted. */
static void say_hidden(const BcuDiagLog *log, GHashTable *kept, BcuSheet *sheet)
{
    size_t count;
    const BcuDiagCode *codes = bcu_diag_codes(&count);
    for (size_t i = 0; i < count; i++) {
        size_t shown = GPOINTER_TO_SIZE(g_hash_table_lookup(kept, codes[i].code));
        size_t reported = bcu_diag_log_count_code(log, codes[i].code);
        if (reported > shown)
            bcu_sheet_say(sheet, "And %zu more of %s (%s).", reported - shown, codes[i].code,
                          codes[i].meaning);
    }
}

static void add_messages(const BcuDiagLog *log, BcuSheet *sheet)
{
    static const BcuColumn columns[] = {{"severity", BCU_TEXT, -1, NULL, NULL},
                                        {"code", BCU_TEXT, -1, NULL, NULL},
                                        {"where", BCU_TEXT, -1, NULL, NULL},
                                        {"what", BCU_TEXT, -1, NULL, NULL},
                                        {"what_to_do", BCU_TEXT, -1, NULL, NULL}};
    BcuTable *table = bcu_table_new("messages");
    GString *text = g_string_new(NULL);
    g_autoptr(GHashTable) kept = g_hash_table_new(g_str_hash, g_str_equal);
    bcu_table_add_columns(table, columns, G_N_ELEMENTS(columns));
    for (int severity = BCU_ERROR; severity >= BCU_NOTE; severity--)
        add_severity(log, severity, table, text, kept);
    size_t errors = bcu_diag_count(log, BCU_ERROR);
    size_t warnings = bcu_diag_count(log, BCU_WARNING) - errors;
    size_t notes = bcu_diag_count(log, BCU_NOTE) - warnings - errors;
    bcu_sheet_take_table(sheet, "Messages", 0, table);
    bcu_sheet_take_text(sheet, g_string_free(text, FALSE));
    say_hidden(log, kept, sheet);
    bcu_sheet_say(sheet, "%zu error%s, %zu warning%s, %zu note%s.", errors, errors == 1 ? "" : "s", warnings,
                  warnings == 1 ? "" : "s", notes, notes == 1 ? "" : "s");
}

/* ---- the whole ----------------------------------------------------------------------------- */

/* Of the layers as they were drawn: what is built next mends their rings. */
static void check_layers(const BcuInspection *inspection, BcuSheet *sheet, BcuDiagLog *log)
{
    bcu_diag_log_set_origin(log, "check");
    bcu_check_layers(inspection, sheet, log);
    bcu_check_rings(inspection, sheet);
    bcu_check_parents(inspection, sheet);
    bcu_check_subareas(inspection, sheet, log);
}

/* Where layers are missing a run does not look at borders; the flaws of those that are there are shown. */
static bool match_borders(const BcuProject *project, BcuDatasetParts *parts, bool in_one_crs, BcuDiagLog *log)
{
    g_autoptr(BcuDiagLog) silent = bcu_diag_log_new();
    return bcu_dataset_parts_connect(project, parts, true, in_one_crs ? log : silent);
}

bool bcu_check(const BcuProject *project, BcuCrsSession *session, BcuSheet **sheet, const BcuCrs **crs,
               GPtrArray **inputs, BcuDiagLog *log)
{
    g_autoptr(BcuDataset) dataset = NULL;
    BcuDatasetParts parts;
    BcuInspection inspection = {project, &parts, NULL};
    bool read = bcu_dataset_parts_read(project, session, &parts, log);
    bool joined = read && bcu_dataset_parts_join(project, &parts, log);
    *sheet = bcu_sheet_new();
    check_layers(&inspection, *sheet, log);
    bool connected = match_borders(project, &parts, read, log);
    bool ok = joined && connected && bcu_diag_count(log, BCU_ERROR) == 0 &&
              bcu_dataset_complete(project, &parts, &dataset, log);
    if (ok) {
        inspection.dataset = dataset->original ? dataset->original : dataset;
        inspection.parts = &inspection.dataset->parts;
    }
    bcu_check_flaws(&inspection, *sheet);
    bcu_check_borders(&inspection, *sheet);
    bcu_check_clusters(&inspection, *sheet);
    bcu_check_population(&inspection, *sheet);
    add_messages(log, *sheet);
    *crs = inspection.parts->crs;
    *inputs = g_ptr_array_ref(inspection.parts->provenance->inputs);
    bcu_dataset_parts_clear(&parts);
    return ok;
}
