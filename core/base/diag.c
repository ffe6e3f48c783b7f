/* Keeps records of diagnostics, up to a cap for each code.
 * The log: records appended, kept up to a cap per code, handed to a listener. */
#include "base/diag.h"
#include "base/echo.h"
#include <stdarg.h>

/* How many records of one code are kept: a layer can have ten thousand bad rings. Summaries are all kept: each says
 * something else. */
#define KEPT_PER_CODE 20

struct BcuDiagLog {
    GPtrArray *records;    /* BcuDiag */
    GHashTable *per_code;  /* code to how many were reported */
    size_t per_severity[BCU_ERROR + 1];
    char *origin;
    BcuPlace at; /* of records that bring no place of their own; strings owned */
    BcuDiagListener listener;
    bool relays; /* the listener hears what is not kept, too */
    void (*follower)(const char *origin);
    void *closure;
};

static void place_clear(BcuPlace *place)
{
    g_free((char *)place->file);
    g_free((char *)place->key);
    g_free((char *)place->field);
    *place = (BcuPlace){0};
}

void bcu_diag_free(BcuDiag *diag)
{
    if (!diag)
        return;
    g_free(diag->code);
    g_free(diag->message);
    g_free(diag->hint);
    g_free(diag->origin);
    place_clear(&diag->place);
    g_free(diag);
}

BcuDiagLog *bcu_diag_log_new(void)
{
    BcuDiagLog *log = g_new0(BcuDiagLog, 1);
    log->records = g_ptr_array_new_with_free_func((GDestroyNotify)bcu_diag_free);
    log->per_code = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return log;
}

void bcu_diag_log_free(BcuDiagLog *log)
{
    if (!log)
        return;
    g_ptr_array_unref(log->records);
    g_hash_table_unref(log->per_code);
    g_free(log->origin);
    place_clear(&log->at);
    g_free(log);
}

static BcuPlace place_dup(const BcuPlace *place)
{
    BcuPlace copy = place ? *place : (BcuPlace){0};
    copy.file = g_strdup(copy.file);
    copy.key = bcu_echo(copy.key);
    copy.field = bcu_echo(copy.field);
    return copy;
}

void bcu_diag_log_set_place(BcuDiagLog *log, const BcuPlace *place)
{
    if (!log)
        return;
    place_clear(&log->at);
    log->at = place_dup(place);
}

void bcu_diag_log_set_origin(BcuDiagLog *log, const char *origin)
{
    g_free(log->origin);
    log->origin = g_strdup(origin);
    if (log->follower)
        log->follower(origin);
}

const char *bcu_diag_log_origin(const BcuDiagLog *log)
{
    return log->origin;
}

void bcu_diag_log_follow(BcuDiagLog *log, void (*follower)(const char *origin))
{
    log->follower = follower;
}

void bcu_diag_log_listen(BcuDiagLog *log, BcuDiagListener listener, void *closure)
{
    log->listener = listener;
    log->closure = closure;
}

void bcu_diag_log_relay(BcuDiagLog *log, BcuDiagListener listener, void *closure)
{
    bcu_diag_log_listen(log, listener, closure);
    log->relays = true;
}

/* Takes the record. */
static void append(BcuDiagLog *log, BcuDiag *diag)
{
    size_t before = bcu_diag_log_count_code(log, diag->code);
    g_hash_table_insert(log->per_code, g_strdup(diag->code), GSIZE_TO_POINTER(before + 1));
    log->per_severity[diag->severity]++;
    bool is_kept = before < KEPT_PER_CODE || diag->severity == BCU_SUMMARY;
    if (log->listener && (is_kept || log->relays))
        log->listener(diag, log->closure);
    if (is_kept)
        g_ptr_array_add(log->records, diag);
    else
        bcu_diag_free(diag);
}

void bcu_diag_log_add(BcuDiagLog *log, const BcuDiag *diag)
{
    BcuDiag *copy = g_new0(BcuDiag, 1);
    copy->severity = diag->severity;
    copy->code = g_strdup(diag->code);
    copy->message = bcu_echo(diag->message);
    copy->hint = bcu_echo(diag->hint);
    copy->origin = g_strdup(diag->origin);
    copy->place = place_dup(&diag->place);
    append(log, copy);
}

void bcu_report(BcuDiagLog *log, BcuSeverity severity, const char *code, const BcuPlace *place,
                const char *hint, const char *format, ...)
{
    if (!log)
        return;
    BcuDiag *diag = g_new0(BcuDiag, 1);
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    diag->message = bcu_echo(message);
    diag->severity = severity;
    diag->code = g_strdup(code);
    diag->hint = bcu_echo(hint);
    diag->origin = g_strdup(log->origin);
    diag->place = place_dup(place ? place : &log->at);
    append(log, diag);
}

size_t bcu_diag_count(const BcuDiagLog *log, BcuSeverity at_least)
{
    size_t count = 0;
    for (int severity = at_least; severity <= BCU_ERROR; severity++)
        count += log->per_severity[severity];
    return count;
}

size_t bcu_diag_log_size(const BcuDiagLog *log)
{
    return log->records->len;
}

const BcuDiag *bcu_diag_log_at(const BcuDiagLog *log, size_t index)
{
    return g_ptr_array_index(log->records, index);
}

size_t bcu_diag_log_count_code(const BcuDiagLog *log, const char *code)
{
    return GPOINTER_TO_SIZE(g_hash_table_lookup(log->per_code, code));
}

static const BcuDiagCode CODES[] = {
#define BCU_CODE(name, level, ends, means, do_this) {#name, level, ends, means, do_this},
#include "base/diag_codes.def"
#undef BCU_CODE
};

const BcuDiagCode *bcu_diag_code(const char *code)
{
    for (size_t i = 0; i < G_N_ELEMENTS(CODES); i++)
        if (g_str_equal(CODES[i].code, code))
            return &CODES[i];
    return NULL;
}

const BcuDiagCode *bcu_diag_codes(size_t *count)
{
    *count = G_N_ELEMENTS(CODES);
    return CODES;
}

static int by_name(const void *a, const void *b)
{
    return g_strcmp0(*(const char *const *)a, *(const char *const *)b);
}

const char **bcu_diag_log_codes_build(const BcuDiagLog *log, guint *count)
{
    const char **codes = (const char **)g_hash_table_get_keys_as_array(log->per_code, count);
    qsort(codes, *count, sizeof codes[0], by_name);
    return codes;
}

size_t bcu_diag_log_count_hidden(const BcuDiagLog *log, const char *code)
{
    size_t hidden = bcu_diag_log_count_code(log, code);
    if (hidden <= KEPT_PER_CODE) /* all are kept; a flood of codes would take for ever */
        return 0;
    for (guint i = 0; i < log->records->len; i++)
        hidden -= g_str_equal(bcu_diag_log_at(log, i)->code, code);
    return hidden;
}
