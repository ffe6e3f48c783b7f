/* Finds shapefiles in zip archives and unpacks them to files without names. An archive is a stranger's: what
 * it says of its sizes is held against bounds before anything is unpacked, and against what then comes. */
#include "layer/zip_layer.h"
#include "base/input_file.h"
#include "text/thousands.h"
#include "zip_on_demand.h"
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Members of an archive that are looked through; bytes that a text may have, and that a part may have, by its
 * format; from how many bytes on the ratio of packing counts, and how high it may be. Attribute tables of
 * blanks pack well. */
enum { MOST_MEMBERS = 100000, MOST_TEXT = 1 << 20, MOST_RATIO = 200 };
#define MOST_BYTES ((uint64_t)8 << 30)
#define TRUSTED_BYTES ((uint64_t)256 << 20)

#define UNPACK "Unpack it, and name the .shp that is in it."

static bool is_archive(const char *path, size_t length)
{
    g_autofree char *lower = g_ascii_strdown(path, (gssize)length);
    g_autofree char *file = g_strndup(path, length);
    struct stat status;
    return (g_str_has_suffix(lower, ".zip") || g_str_has_suffix(lower, ".shz")) && stat(file, &status) == 0 &&
           !S_ISDIR(status.st_mode);
}

bool bcu_zip_path_split(const char *path, char **archive, char **member)
{
    for (const char *end = path; *end;) {
        end += strcspn(end + 1, "/") + 1;
        if (!is_archive(path, (size_t)(end - path)))
            continue;
        if (archive)
            *archive = g_strndup(path, (gsize)(end - path));
        if (member)
            *member = end[0] && end[1] ? g_strdup(end + 1) : NULL;
        return true;
    }
    return false;
}

/* ---- the archive --------------------------------------------------------------------------- */

static bool refuse(const char *path, BcuDiagLog *log, const char *hint, const char *why)
{
    BcuPlace place = {.file = path};
    bcu_report(log, BCU_ERROR, "SHP018", &place, hint, "the archive cannot be used: %s", why);
    return false;
}

static zip_t *open_archive(const char *path, BcuDiagLog *log)
{
    const char *why;
    int code = 0, file = bcu_input_open(path, &why);
    zip_t *zip = file >= 0 ? zip_fdopen(file, 0, &code) : NULL;
    if (file < 0)
        refuse(path, log, "Put the file itself there, and allow reading it.", why);
    if (zip || file < 0)
        return zip;
    close(file);
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    g_autofree char *said =
        g_strdup_printf("it is no zip archive, or damaged (%s)", zip_error_strerror(&error));
    zip_error_fini(&error);
    refuse(path, log, "Fetch it again.", said);
    return NULL;
}

/* "districts/wards.shp" without its end; NULL for what is no shapefile, or what a Macintosh writes beside
 * one. */
static char *stem_of_member(const char *name)
{
    const char *slash = strrchr(name, '/'), *base = slash ? slash + 1 : name;
    size_t length = strlen(name);
    bool is_shp = length > 4 && g_ascii_strcasecmp(name + length - 4, ".shp") == 0;
    return is_shp && !g_str_has_prefix(base, "._") && !g_str_has_prefix(name, "__MACOSX/")
               ? g_strndup(name, length - 4)
               : NULL;
}

/* \return g_ptr_array_unref; NULL, reported, where there is none. */
static GPtrArray *list_stems(zip_t *zip, const char *path, BcuDiagLog *log)
{
    g_autoptr(GPtrArray) stems = g_ptr_array_new_with_free_func(g_free);
    zip_int64_t count = zip_get_num_entries(zip, 0);
    for (zip_int64_t i = 0; i < MIN(count, MOST_MEMBERS); i++) {
        const char *name = zip_get_name(zip, (zip_uint64_t)i, 0);
        char *stem = name ? stem_of_member(name) : NULL;
        if (stem)
            g_ptr_array_add(stems, stem);
    }
    if (count > MOST_MEMBERS)
        refuse(path, log, UNPACK, "it has more than 100,000 files");
    else if (stems->len == 0)
        refuse(path, log, "Make a shapefile of what is in it, or name another file.",
               "there is no shapefile in it");
    else
        return g_steal_pointer(&stems);
    return NULL;
}

/* ---- which of its shapefiles ----------------------------------------------------------------- */

static char *join_names(const GPtrArray *stems, const char *archive)
{
    enum { SHOWN = 12 };
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < MIN(stems->len, SHOWN); i++)
        g_string_append_printf(names, "%s%s/%s.shp", i ? ", " : "", archive,
                               (char *)g_ptr_array_index(stems, i));
    if (stems->len > SHOWN)
        g_string_append_printf(names, " and %u more", stems->len - SHOWN);
    return g_string_free(names, FALSE);
}

static bool fits(const char *stem, const char *wanted)
{
    g_autofree char *one = g_utf8_casefold(stem, -1), *other = g_utf8_casefold(wanted, -1);
    g_autofree char *tail = g_strconcat("/", other, NULL);
    return g_str_equal(one, other) || g_str_has_suffix(one, tail);
}

/* The whole name counts before names that only end so. \return borrowed from the stems; NULL, reported. */
static const char *choose(const GPtrArray *stems, const char *archive, const char *member, BcuDiagLog *log)
{
    g_autofree char *cut = member ? stem_of_member(member) : NULL;
    const char *wanted = cut ? cut : member, *found = NULL;
    guint count = 0;
    for (guint i = 0; i < stems->len; i++) {
        const char *stem = g_ptr_array_index(stems, i);
        if (wanted && g_str_equal(stem, wanted))
            return stem;
        if (wanted && !fits(stem, wanted))
            continue;
        found = stem;
        count++;
    }
    if (count == 1)
        return found;
    g_autofree char *names = join_names(stems, archive);
    g_autofree char *hint = g_strdup_printf("Name one of them: %s.", names);
    BcuPlace place = {.file = archive};
    if (count == 0)
        bcu_report(log, BCU_ERROR, "SHP019", &place, hint, "the archive has no shapefile \"%s\"", member);
    else if (wanted)
        bcu_report(log, BCU_ERROR, "SHP019", &place, hint, "the archive has %u shapefiles \"%s\"", count,
                   member);
    else
        bcu_report(log, BCU_ERROR, "SHP019", &place, hint, "the archive has %u shapefiles, and none is named",
                   count);
    return NULL;
}

/* ---- unpacking ------------------------------------------------------------------------------ */

static bool is_within_bounds(const zip_stat_t *stated, BcuPart part, const char *shown, BcuDiagLog *log)
{
    const zip_uint64_t wanted = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
    bool is_text = part == BCU_PART_PRJ || part == BCU_PART_CPG;
    if ((stated->valid & wanted) != wanted)
        return refuse(shown, log, UNPACK, "it does not say how large its files are");
    if (stated->size > (is_text ? MOST_TEXT : MOST_BYTES))
        return refuse(shown, log, UNPACK, "the file would be larger than such a file may be");
    if (stated->size > TRUSTED_BYTES && stated->size / MOST_RATIO > stated->comp_size) {
        g_autofree char *why = g_strdup_printf("%s MB would come out of %s MB, more than shapefiles pack to",
                                               BCU_THOUSANDS((double)stated->size / 1e6, 0),
                                               BCU_THOUSANDS((double)stated->comp_size / 1e6, 1));
        return refuse(shown, log, "Where you know what is in it: unpack it, and name the .shp that is in it.",
                      why);
    }
    return true;
}

/* \return false with errno when it cannot be written. */
static bool write_block(int file, const char *bytes, size_t count)
{
    while (count > 0) {
        ssize_t done = write(file, bytes, count);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return false;
        bytes += done;
        count -= (size_t)done;
    }
    return true;
}

static bool copy_out(zip_file_t *from, int to, uint64_t size, const char *shown, BcuDiagLog *log)
{
    enum { BLOCK = 1 << 18 };
    g_autofree char *block = g_malloc(BLOCK);
    uint64_t done = 0;
    zip_int64_t got;
    while ((got = zip_fread(from, block, BLOCK)) > 0 && done + (uint64_t)got <= size) {
        if (!write_block(to, block, (size_t)got)) {
            g_autofree char *why =
                g_strdup_printf("it cannot be unpacked to %s: %s", g_get_tmp_dir(), g_strerror(errno));
            return refuse(shown, log, "Make room there, or name another folder by the variable TMPDIR.", why);
        }
        done += (uint64_t)got;
    }
    if (got == 0 && done == size)
        return true;
    g_autofree char *why = got < 0 ? g_strdup_printf("a file in it is damaged (%s)", zip_file_strerror(from))
                                   : g_strdup("a file in it is not as large as it says");
    return refuse(shown, log, "Fetch it again.", why);
}

/* \param at number of the member. */
static bool unpack(zip_t *zip, zip_int64_t at, BcuPart part, BcuOpenParts *parts, const char *shown,
                   BcuDiagLog *log)
{
    zip_stat_t stated;
    zip_stat_init(&stated);
    if (zip_stat_index(zip, (zip_uint64_t)at, 0, &stated) != 0)
        return refuse(shown, log, "Fetch it again.", zip_strerror(zip));
    if (!is_within_bounds(&stated, part, shown, log))
        return false;
    zip_file_t *from = zip_fopen_index(zip, (zip_uint64_t)at, 0);
    if (!from)
        return refuse(shown, log, UNPACK,
                      zip_strerror(zip)); /* packed in a way that is not known, or with a password */
    parts->file[part] = bcu_nameless_file();
    bool ok =
        parts->file[part] >= 0
            ? copy_out(from, parts->file[part], stated.size, shown, log)
            : refuse(shown, log, "Name a folder to unpack to by the variable TMPDIR.", g_strerror(errno));
    zip_fclose(from);
    return ok;
}

static bool unpack_parts(zip_t *zip, const char *stem, BcuPart only, BcuOpenParts *parts, const char *shown,
                         BcuDiagLog *log)
{
    bool ok = true;
    for (BcuPart part = 0; ok && part < BCU_PART_COUNT; part++) {
        g_autofree char *name = g_strconcat(stem, bcu_part_suffix(part), NULL);
        zip_int64_t at =
            only == BCU_PART_COUNT || only == part ? zip_name_locate(zip, name, ZIP_FL_NOCASE) : -1;
        ok = at < 0 || unpack(zip, at, part, parts, shown, log);
    }
    return ok;
}

/* ---- the whole ------------------------------------------------------------------------------ */

GPtrArray *bcu_zip_layers(const char *archive, BcuDiagLog *log)
{
    zip_t *zip = open_archive(archive, log);
    GPtrArray *stems = zip ? list_stems(zip, archive, log) : NULL;
    for (guint i = 0; stems && i < stems->len; i++) {
        g_autofree char *stem = g_ptr_array_index(stems, i);
        g_ptr_array_index(stems, i) = g_strdup_printf("%s/%s.shp", archive, stem);
    }
    if (zip)
        zip_discard(zip);
    return stems;
}

bool bcu_zip_parts_open(const char *path, BcuPart only, BcuOpenParts *parts, char **shown, BcuDiagLog *log)
{
    g_autofree char *archive = NULL, *member = NULL;
    if (!bcu_zip_path_split(path, &archive, &member))
        return false;
    zip_t *zip = open_archive(archive, log);
    g_autoptr(GPtrArray) stems = zip ? list_stems(zip, archive, log) : NULL;
    const char *stem = stems ? choose(stems, archive, member, log) : NULL;
    g_autofree char *name = stem ? g_strdup_printf("%s/%s.shp", archive, stem) : NULL;
    bool ok = stem && unpack_parts(zip, stem, only, parts, name, log);
    if (zip)
        zip_discard(zip);
    if (ok)
        *shown = g_steal_pointer(&name);
    return ok;
}
