/* Holds what a file says of a feature against what others said. */
#include "text/thousands.h"
#include "verify/known.h"
#include <math.h>
#include <string.h>

/* The first that said it, with the file where it stands. */
typedef struct Feature {
    char *name, *name_from;
    double people, area_ha;
    char *people_from, *area_from;
} Feature;

struct BcuKnown {
    GHashTable *features; /* "layer\ncode" to Feature */
};

static void feature_free(void *data)
{
    Feature *feature = data;
    g_free(feature->name);
    g_free(feature->name_from);
    g_free(feature->people_from);
    g_free(feature->area_from);
    g_free(feature);
}

BcuKnown *bcu_known_new(void)
{
    BcuKnown *known = g_new0(BcuKnown, 1);
    known->features = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, feature_free);
    return known;
}

void bcu_known_free(BcuKnown *known)
{
    g_hash_table_unref(known->features);
    g_free(known);
}

void bcu_findings_differ(BcuFindings *findings, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    if (findings->differences++ == 0)
        g_string_vprintf(findings->first, format, values);
    va_end(values);
}

static Feature *feature_of(BcuKnown *known, const BcuSighting *sighting)
{
    g_autofree char *key = g_strconcat(sighting->layer, "\n", sighting->code, NULL);
    Feature *feature = g_hash_table_lookup(known->features, key);
    if (feature)
        return feature;
    feature = g_new0(Feature, 1);
    feature->people = feature->area_ha = NAN;
    g_hash_table_insert(known->features, g_steal_pointer(&key), feature);
    return feature;
}

/* A field of a DBF cuts text after 254 bytes. */
static bool is_same_name(const char *one, const char *other)
{
    enum { CUT = 250 };
    size_t length = MIN(strlen(one), strlen(other));
    return g_str_equal(one, other) || (length >= CUT && strncmp(one, other, CUT) == 0);
}

static void see_name(Feature *feature, const BcuSighting *sighting, BcuFindings *findings)
{
    if (!sighting->name)
        return;
    findings->names++;
    findings->compared += feature->name != NULL;
    if (!feature->name) {
        feature->name = g_strdup(sighting->name);
        feature->name_from = g_strdup(findings->file);
    } else if (!is_same_name(feature->name, sighting->name)) {
        bcu_findings_differ(findings, "%s is called \"%s\", in %s \"%s\"", sighting->code, sighting->name,
                            feature->name_from, feature->name);
    }
}

static void see_figure(double *kept, char **from, double value, double allowed, const char *what,
                       int decimals, const char *code, uint32_t *seen, BcuFindings *findings)
{
    if (isnan(value))
        return;
    *seen += 1;
    findings->compared += !isnan(*kept);
    if (isnan(*kept)) {
        *kept = value;
        *from = g_strdup(findings->file);
    } else if (!(fabs(*kept - value) <= allowed)) {
        bcu_findings_differ(findings, "%s has %s %s, in %s %s", code, BCU_THOUSANDS(value, decimals), what,
                            *from, BCU_THOUSANDS(*kept, decimals));
    }
}

void bcu_known_see(BcuKnown *known, const BcuSighting *sighting, BcuFindings *findings)
{
    static const double ROUNDED_HA = 0.00501; /* tables have two decimals, layers four */
    Feature *feature = feature_of(known, sighting);
    findings->features++;
    see_name(feature, sighting, findings);
    see_figure(&feature->people, &feature->people_from, sighting->people, 0, "people", 0, sighting->code,
               &findings->people, findings);
    see_figure(&feature->area_ha, &feature->area_from, sighting->area_ha, ROUNDED_HA, "ha", 4, sighting->code,
               &findings->areas, findings);
}

bool bcu_known_people(const BcuKnown *known, const char *layer, double *people, const char **file)
{
    GHashTableIter each;
    gpointer key, value;
    bool any = false;
    g_autofree char *start = g_strconcat(layer, "\n", NULL);
    *people = 0;
    g_hash_table_iter_init(&each, known->features);
    while (g_hash_table_iter_next(&each, &key, &value)) {
        const Feature *feature = value;
        if (!g_str_has_prefix(key, start))
            continue;
        any = true;
        *people += feature->people; /* NAN, where one is not known, stays */
        *file = feature->people_from;
    }
    return any && !isnan(*people);
}
