/* Writes and reads journals as JSON. What is read names files inside two folders and nothing else: a name with a
 * slash, or one of the file system's own, is refused. */
#include "outputs/journal_text.h"
#include "outputs/file_at.h"
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

BcuTransfer *bcu_transfer_new(const char *part, const char *name, const struct stat *staged)
{
    BcuTransfer *move = g_new0(BcuTransfer, 1);
    move->part = g_strdup(part);
    move->name = g_strdup(name);
    if (staged)
        move->staged = *staged;
    return move;
}

void bcu_transfer_free(BcuTransfer *move)
{
    if (!move)
        return;
    g_free(move->part);
    g_free(move->name);
    g_free(move);
}

static void entry_free(void *data)
{
    BcuEntry *entry = data;
    bcu_transfer_free(entry->move);
    g_free(entry->kept);
    g_free(entry);
}

static BcuEntry *add_entry(GPtrArray *entries, BcuTransfer *move)
{
    BcuEntry *entry = g_new0(BcuEntry, 1);
    entry->move = move;
    entry->kept = g_strdup_printf(".kept-%u", entries->len);
    g_ptr_array_add(entries, entry);
    return entry;
}

GPtrArray *bcu_entries_of(const GPtrArray *moves)
{
    GPtrArray *entries = g_ptr_array_new_with_free_func(entry_free);
    for (guint i = 0; i < moves->len; i++) {
        const BcuTransfer *move = g_ptr_array_index(moves, i);
        BcuEntry *entry = add_entry(entries, bcu_transfer_new(move->part, move->name, &move->staged));
        entry->new_size = (uint64_t)move->staged.st_size;
        entry->new_time = move->staged.st_mtime;
    }
    return entries;
}

/* ---- write --------------------------------------------------------------------------------- */

static char *text_of(const GPtrArray *entries)
{
    json_t *list = json_array();
    for (guint i = 0; i < entries->len; i++) {
        const BcuEntry *entry = g_ptr_array_index(entries, i);
        json_array_append_new(list, json_pack("{s:s, s:s, s:I, s:I, s:b, s:I, s:I}", "part", entry->move->part, "name",
                                              entry->move->name, "size", (json_int_t)entry->new_size, "time",
                                              (json_int_t)entry->new_time, "had", entry->had, "old_size",
                                              (json_int_t)entry->old_size, "old_time", (json_int_t)entry->old_time));
    }
    json_t *whole = json_pack("{s:i, s:o}", "journal", 1, "files", list);
    char *text = whole ? json_dumps(whole, JSON_INDENT(1)) : NULL;
    json_decref(whole);
    return text;
}

bool bcu_journal_write(int staging, const char *name, const GPtrArray *entries)
{
    char *text = text_of(entries);
    bool ok = text && bcu_file_write(staging, ".journal-new", text, strlen(text)) &&
              renameat(staging, ".journal-new", staging, name) == 0 && bcu_folder_sync(staging);
    free(text);
    return ok;
}

/* ---- read ---------------------------------------------------------------------------------- */

static bool read_entry(json_t *item, GPtrArray *entries)
{
    const char *part = NULL, *name = NULL;
    json_int_t size, time, old_size, old_time;
    int had;
    if (json_unpack(item, "{s:s, s:s, s:I, s:I, s:b, s:I, s:I}", "part", &part, "name", &name, "size", &size, "time",
                    &time, "had", &had, "old_size", &old_size, "old_time", &old_time) != 0 ||
        !bcu_file_name_is_plain(part) || !bcu_file_name_is_plain(name))
        return false;
    BcuEntry *entry = add_entry(entries, bcu_transfer_new(part, name, NULL));
    entry->new_size = (uint64_t)size;
    entry->new_time = time;
    entry->had = had;
    entry->old_size = (uint64_t)old_size;
    entry->old_time = old_time;
    return true;
}

bool bcu_journal_read(int staging, const char *name, GPtrArray **entries)
{
    int fd = openat(staging, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return false;
    size_t i;
    json_t *item, *whole = json_loadfd(fd, 0, NULL), *files = json_object_get(whole, "files");
    close(fd);
    g_autoptr(GPtrArray) read = g_ptr_array_new_with_free_func(entry_free);
    bool ok = json_integer_value(json_object_get(whole, "journal")) == 1 && json_is_array(files);
    json_array_foreach(files, i, item) ok = ok && read_entry(item, read);
    json_decref(whole);
    errno = EBADMSG;
    if (ok)
        *entries = g_steal_pointer(&read);
    return ok;
}
