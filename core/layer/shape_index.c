/* Holds the records of a .shp to its index. shapelib believes the index alone: where that is of another file, or damaged,
 * areas would swap their ground, and the attributes would tell nobody. */
#include "layer/shape_index.h"
#include "layer/file_kind.h"
#include "text/thousands.h"
#include <glib.h>
#include <stdlib.h>
#include <string.h>

enum { HEAD = 100, RECORD_HEAD = 8, FILE_CODE = 9994 };

static uint32_t big(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static uint32_t little(const unsigned char *bytes)
{
    return (uint32_t)bytes[3] << 24 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[1] << 8 | bytes[0];
}

static bool read_at(SHPHandle shapes, SAOffset at, unsigned char *bytes, size_t count)
{
    return shapes->sHooks.FSeek(shapes->fpSHP, at, SEEK_SET) == 0 &&
           shapes->sHooks.FRead(bytes, 1, count, shapes->fpSHP) == count;
}

bool bcu_shape_head_is_sound(SHPHandle shapes, const char *path, BcuDiagLog *log)
{
    unsigned char head[HEAD];
    BcuPlace place = {.file = path};
    if (!read_at(shapes, 0, head, sizeof head) || big(head) != FILE_CODE) {
        bcu_file_kind_report(path, log);
        return false;
    }
    if (little(head + 32) == (uint32_t)shapes->nShapeType)
        return true;
    bcu_report(log, BCU_ERROR, "SHP011", &place, "The files do not belong together, or are damaged; fetch them again.",
               "the .shp holds shapes of type %u, its index (.shx) says type %d", little(head + 32), shapes->nShapeType);
    return false;
}

/* ---- the index as a whole -------------------------------------------------------------------- */

typedef struct Entry {
    uint64_t at, end; /* bytes of the .shp */
    int record;
} Entry;

static int by_place(const void *a, const void *b)
{
    const Entry *one = a, *other = b;
    return one->at != other->at ? (one->at < other->at ? -1 : 1) : one->record - other->record;
}

/* In the order of the file. Records of no length stand nowhere. \return g_array_unref. */
static GArray *entries_of(SHPHandle shapes)
{
    GArray *entries = g_array_sized_new(false, false, sizeof(Entry), (guint)shapes->nRecords);
    bool sorted = true;
    for (int i = 0; i < shapes->nRecords; i++) {
        uint64_t at = shapes->panRecOffset[i];
        Entry entry = {at, at + RECORD_HEAD + shapes->panRecSize[i], i};
        if (shapes->panRecSize[i] == 0)
            continue;
        sorted &= entries->len == 0 || g_array_index(entries, Entry, entries->len - 1).at < at;
        g_array_append_val(entries, entry);
    }
    if (!sorted)
        g_array_sort(entries, by_place);
    return entries;
}

/* How many records with numbers beyond those of the index stand between two places: what an editor leaves behind when it
 * moves a record has the number of one that the index has. */
static uint32_t count_left_out(SHPHandle shapes, uint64_t from, uint64_t to)
{
    unsigned char head[RECORD_HEAD + 4];
    uint32_t count = 0;
    while (from + sizeof head <= to && read_at(shapes, from, head, sizeof head)) {
        uint64_t end = from + RECORD_HEAD + 2 * (uint64_t)big(head + 4);
        uint32_t type = little(head + 8);
        if (end > to || end < from + sizeof head || (type != 0 && type != (uint32_t)shapes->nShapeType))
            break;
        count += big(head) > (uint32_t)shapes->nRecords;
        from = end;
    }
    return count;
}

static bool report_shared(const Entry *entry, const Entry *next, const char *path, BcuDiagLog *log)
{
    BcuPlace place = {.file = path, .record = next->record + 1};
    bcu_report(log, BCU_ERROR, "SHP023", &place, "The index (.shx) is damaged or of another file; fetch the layer again.",
               "by the index it begins within record %d", entry->record + 1);
    return false;
}

bool bcu_shape_index_is_sound(SHPHandle shapes, const char *path, BcuDiagLog *log)
{
    g_autoptr(GArray) entries = entries_of(shapes);
    uint64_t end = HEAD;
    uint32_t left_out = 0;
    bool ok = true;
    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = &g_array_index(entries, Entry, i);
        if (i > 0 && entry->at < end)
            ok = report_shared(entry - 1, entry, path, log);
        else if (entry->at > end)
            left_out += count_left_out(shapes, end, entry->at);
        end = MAX(end, entry->end);
    }
    left_out += ok ? count_left_out(shapes, end, shapes->nFileSize) : 0;
    BcuPlace place = {.file = path};
    if (left_out > 0)
        bcu_report(log, BCU_WARNING, "SHP025", &place, "Fetch the layer again, or build the index anew.",
                   "%s records of the .shp are not in its index (.shx) and are not read", BCU_THOUSANDS(left_out, 0));
    return ok;
}

bool bcu_shape_index_is_within(SHPHandle shapes)
{
    bool is_within = true;
    for (int i = 0; i < shapes->nRecords && is_within; i++)
        is_within = shapes->panRecSize[i] == 0 ||
                    (uint64_t)shapes->panRecOffset[i] + RECORD_HEAD + shapes->panRecSize[i] <= shapes->nFileSize;
    return is_within;
}

/* ---- one record ------------------------------------------------------------------------------ */

uint32_t bcu_shape_first_number(SHPHandle shapes)
{
    unsigned char number[4];
    return shapes->nRecords > 0 && read_at(shapes, shapes->panRecOffset[0], number, sizeof number) && big(number) == 0 ? 0 : 1;
}

bool bcu_shape_record_is_sound(SHPHandle shapes, int record, uint32_t first, const char *path, bool *odd, BcuDiagLog *log)
{
    const unsigned char *bytes = shapes->pabyRec;
    uint32_t number = big(bytes), type = little(bytes + RECORD_HEAD);
    BcuPlace place = {.file = path, .record = record + 1};
    *odd = number != (uint32_t)record + first || big(bytes + 4) * 2 != shapes->panRecSize[record];
    const char *hint = "The index (.shx) is damaged or of another file; fetch the layer again.";
    if (number != (uint32_t)record + first && number >= first && number - first < (uint32_t)shapes->nRecords) {
        bcu_report(log, BCU_ERROR, "SHP023", &place, hint, "what the index names is record %u of the .shp",
                   number - first + 1);
        return false;
    }
    if (type == 0 || type == (uint32_t)shapes->nShapeType)
        return true;
    bcu_report(log, BCU_ERROR, "SHP023", &place, hint, "what the index names is of shape type %u, the layer of type %d",
               type, shapes->nShapeType);
    return false;
}
