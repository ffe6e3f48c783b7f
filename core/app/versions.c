/* Says which libraries are at work, as they are at run time: what a report of a fault has to name.
 * Those of plugins, too, by the table that the build makes of what it found: a library is opened by the name
 * that a program linked with it would ask for, and asked for its version by the function that it has for
 * that. One that has none is told by its file. */
#include "app/versions.h"
#include "app/sonames.h"
#include "crs/session.h"
#include "geometry/geos_reason.h"
#include <bcukit/plugin.h>
#include <bcukit/version.h>
#include <dlfcn.h>
#include <glib.h>
#include <link.h>
#include <stdlib.h>

/* How a library says its version. */
typedef enum How {
    BY_TEXT,    /* const char *symbol(void); one argument more, which is NULL, does no harm */
    BY_STRING,  /* const char *symbol */
    BY_NUMBER,  /* int symbol(void): 21401 is 2.14.1 */
    BY_PARTS,   /* int symbol_major(void), int symbol_minor(void) */
    BY_CONTROL, /* int symbol("version", &text, &size, NULL, 0): jemalloc */
    BY_FILE,
} How;

static const struct Library {
    const char *name, *soname, *symbol;
    How how;
} LIBRARIES[] = {
    {"Jansson", BCU_SONAME_JANSSON, "jansson_version_str", BY_TEXT},
    {"Nettle", BCU_SONAME_NETTLE, "nettle_version", BY_PARTS},
    {"shapelib", BCU_SONAME_SHAPELIB, NULL, BY_FILE},
    {"libcsv", BCU_SONAME_LIBCSV, NULL, BY_FILE},
    {"YAJL", BCU_SONAME_YAJL, "yajl_version", BY_NUMBER},
    {"cairo", BCU_SONAME_CAIRO, "cairo_version_string", BY_TEXT},
    {"Pango", BCU_SONAME_PANGO, "pango_version_string", BY_TEXT},
    {"fontconfig", BCU_SONAME_FONTCONFIG, "FcGetVersion", BY_NUMBER},
    {"libpng", BCU_SONAME_PNG, "png_get_libpng_ver", BY_TEXT},
    {"libdeflate", BCU_SONAME_DEFLATE, NULL, BY_FILE},
    {"libzip", BCU_SONAME_LIBZIP, "zip_libzip_version", BY_TEXT},
    {"libxml2", BCU_SONAME_LIBXML, "xmlParserVersion", BY_STRING},
    {"libxlsxwriter", BCU_SONAME_XLSXWRITER, "lxw_version", BY_TEXT},
    {"SQLite", BCU_SONAME_SQLITE, "sqlite3_libversion", BY_TEXT},
    {"jemalloc", BCU_SONAME_JEMALLOC, "mallctl", BY_CONTROL},
};

typedef const char *(*SayText)(void *);
typedef int (*SayNumber)(void);
typedef int (*Control)(const char *, void *, size_t *, void *, size_t);

static char *dotted(int number)
{
    return g_strdup_printf("%d.%d.%d", number / 10000, number / 100 % 100, number % 100);
}

static char *by_parts(void *handle, const char *symbol)
{
    g_autofree char *major = g_strconcat(symbol, "_major", NULL),
                    *minor = g_strconcat(symbol, "_minor", NULL);
    SayNumber say_major = (SayNumber)dlsym(handle, major), say_minor = (SayNumber)dlsym(handle, minor);
    return say_major && say_minor ? g_strdup_printf("%d.%d", say_major(), say_minor()) : NULL;
}

static char *by_control(void *symbol)
{
    const char *text = NULL;
    size_t size = sizeof text;
    return ((Control)symbol)("version", &text, &size, NULL, 0) == 0 && text ? g_strdup(text) : NULL;
}

/* The name that a package gives the file has more digits than the name by which it is asked for. */
static char *by_file(void *handle)
{
    struct link_map *map = NULL;
    if (dlinfo(handle, RTLD_DI_LINKMAP, &map) != 0)
        return NULL;
    char *path = realpath(map->l_name, NULL);
    g_autofree char *name = g_path_get_basename(path ? path : map->l_name);
    free(path);
    return g_strdup_printf("file %s", name);
}

static char *version_of(void *handle, const struct Library *library)
{
    void *symbol = library->symbol && library->how != BY_PARTS ? dlsym(handle, library->symbol) : NULL;
    switch (symbol || library->how == BY_PARTS ? library->how : BY_FILE) {
    case BY_TEXT: return g_strdup(((SayText)symbol)(NULL));
    case BY_STRING: return dotted(atoi(*(const char *const *)symbol));
    case BY_NUMBER: return dotted(((SayNumber)symbol)());
    case BY_PARTS: return by_parts(handle, library->symbol);
    case BY_CONTROL: return by_control(symbol);
    default: return NULL;
    }
}

/* Left open: some libraries do not take it well to be closed. */
static void add_library(GString *text, const struct Library *library)
{
    void *handle = *library->soname ? dlopen(library->soname, RTLD_LAZY | RTLD_LOCAL) : NULL;
    if (!*library->soname)
        return;
    g_autofree char *stated = handle ? version_of(handle, library) : NULL;
    g_autofree char *file = handle && !stated ? by_file(handle) : NULL;
    if (handle)
        g_string_append_printf(text, "%s %s\n", library->name,
                               stated ? stated
                               : file ? file
                                      : "of unknown version");
    else
        g_string_append_printf(text, "%s missing (%s)\n", library->name, library->soname);
}

char *bcu_versions(void)
{
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "bcukit %s\nplugin interface %d.%d\nGLib %u.%u.%u\nPROJ %s\nGEOS %s\n",
                           BCU_VERSION, BCU_ABI_MAJOR, BCU_ABI_MINOR, glib_major_version, glib_minor_version,
                           glib_micro_version, bcu_crs_library_version(), bcu_geos_version());
    for (size_t i = 0; i < G_N_ELEMENTS(LIBRARIES); i++)
        add_library(text, &LIBRARIES[i]);
    return g_string_free(text, FALSE);
}
