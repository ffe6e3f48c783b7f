/* Puts figures into sentences.
 * They are quoted: in messages, above maps, on pages and in documents, so that all of these say the same. Shares of people
 * have one denominator, all people, since "99.9%" and "100%" of the same cannot both stand in one briefing. */
#include "measure/sentences.h"
#include "measure/extremes.h"
#include "measure/totals.h"
#include "text/thousands.h"
#include <bcukit/words.h>
#include <string.h>

enum { MOST_NAMES = 5 }; /* of areas in one sentence */

static double number_of(const BcuTable *table, uint32_t row, const char *name)
{
    double value;
    uint32_t column = bcu_table_find(table, name);
    return column != BCU_NONE && bcu_table_number(table, row, column, &value) ? value : NAN;
}

static const char *clusters_of(const BcuDataset *dataset)
{
    return bcu_dataset_level(dataset, BCU_CLUSTERS).plural;
}

/* ---- who lives where ------------------------------------------------------------------------ */

/* Where those outside live: how many in each of two kinds of place, or only where, when that is one. */
static char *outside_dup(const BcuDataset *dataset, double everyone, double inside)
{
    g_autofree char *names = bcu_names_outside(dataset, MOST_NAMES);
    double in_no_area = bcu_people_source_at(dataset, 0).outside, in_others = everyone - inside - in_no_area;
    if (in_no_area < 0.5)
        return g_strdup_printf("in %s", names);
    if (in_others < 0.5)
        return g_strdup("in no area at all");
    return g_strdup_printf("%s in %s, %s in no area at all", BCU_THOUSANDS(in_others, 0), names, BCU_THOUSANDS(in_no_area, 0));
}

/* What the sums lack. */
static char *unknown_dup(const BcuDataset *dataset)
{
    BcuPeopleSource source = bcu_people_source_at(dataset, 0);
    return source.unknown > 0 ? g_strdup_printf("; %u of the %s have no figure", (unsigned)source.unknown, source.plural)
                              : g_strdup("");
}

char *bcu_sentence_of_people(const BcuDataset *dataset)
{
    double everyone, inside;
    if (bcu_people_source_count(dataset) == 0)
        return NULL;
    bcu_measure_totals(dataset, &everyone, &inside);
    const char *people = bcu_words_people(dataset);
    g_autofree char *unknown = unknown_dup(dataset);
    if (!(everyone > 0))
        return NULL;
    if (everyone - inside < 0.5)
        return g_strdup_printf("All %s %s live in the %u %s%s.", BCU_THOUSANDS(everyone, 0), people,
                               bcu_feature_count(dataset, BCU_CLUSTERS), clusters_of(dataset), unknown);
    g_autofree char *where = outside_dup(dataset, everyone, inside), *share = bcu_words_percent(inside / everyone);
    return g_strdup_printf("%s %s live in the %u %s, %s of all; %s live outside of them (%s)%s.", BCU_THOUSANDS(inside, 0),
                           people, bcu_feature_count(dataset, BCU_CLUSTERS), clusters_of(dataset), share,
                           BCU_THOUSANDS(everyone - inside, 0), where, unknown);
}

/* ---- the most and the least ------------------------------------------------------------------ */

/* "2.1 times as many", or nothing where they hardly differ. */
static char *ratio_dup(const BcuExtremes *found)
{
    double ratio = found->highest / found->lowest;
    return found->lowest > 0 && ratio >= 1.05 ? g_strdup_printf(", %.1f times as many as", ratio) : g_strdup(", as against");
}

char *bcu_sentence_of_extremes(const BcuDataset *dataset, const BcuTable *cover, const char *column, const char *what)
{
    g_autofree bool *is_complete = g_new(bool, (size_t)bcu_feature_count(dataset, BCU_CLUSTERS) + 1);
    bcu_measure_complete(dataset, is_complete);
    BcuExtremes found = bcu_extremes_of(cover, bcu_table_find(cover, column), is_complete);
    if (found.most == BCU_NONE || found.highest == found.lowest)
        return NULL;
    g_autofree char *ratio = ratio_dup(&found);
    return g_strdup_printf("%s has the most %s, %s%s %s, which has the fewest, %s.",
                           bcu_feature_name(dataset, BCU_CLUSTERS, found.most), what, BCU_THOUSANDS(found.highest, 0), ratio,
                           bcu_feature_name(dataset, BCU_CLUSTERS, found.least), BCU_THOUSANDS(found.lowest, 0));
}

static double hectares(const BcuDataset *dataset, uint32_t cluster)
{
    return bcu_feature_area_m2(dataset, BCU_CLUSTERS, cluster) / 1e4;
}

char *bcu_sentence_of_sizes(const BcuDataset *dataset)
{
    uint32_t count = bcu_feature_count(dataset, BCU_CLUSTERS), most = 0, least = 0;
    for (uint32_t c = 1; c < count; c++) {
        most = hectares(dataset, c) > hectares(dataset, most) ? c : most;
        least = hectares(dataset, c) < hectares(dataset, least) ? c : least;
    }
    if (count < 2 || !(hectares(dataset, most) > hectares(dataset, least)))
        return NULL;
    return g_strdup_printf("%s is the largest of the %u %s with %s ha, %s the smallest with %s ha.",
                           bcu_feature_name(dataset, BCU_CLUSTERS, most), count, clusters_of(dataset),
                           BCU_THOUSANDS(hectares(dataset, most), 0),
                           bcu_feature_name(dataset, BCU_CLUSTERS, least),
                           BCU_THOUSANDS(hectares(dataset, least), 0));
}

char *bcu_sentence_of_stretch(const BcuDataset *dataset, const BcuTable *cover)
{
    if (bcu_resource_count(dataset) == 0)
        return NULL;
    BcuResource resource = bcu_resource_at(dataset, 0);
    g_autofree char *name = g_strdup_printf("residents_per_%s", resource.key), *word = bcu_words_of_text(dataset, resource.key);
    BcuExtremes found = bcu_extremes_of(cover, bcu_table_find(cover, name), NULL);
    if (found.most == BCU_NONE)
        return NULL;
    return g_strdup_printf("%s is stretched most with %s people for each %s, %s least with %s.",
                           bcu_feature_name(dataset, BCU_CLUSTERS, found.most), BCU_THOUSANDS(found.highest, 0), word,
                           bcu_feature_name(dataset, BCU_CLUSTERS, found.least), BCU_THOUSANDS(found.lowest, 0));
}

/* ---- what is live ---------------------------------------------------------------------------- */

char *bcu_sentence_of_phase(const BcuDataset *dataset, const BcuTable *rollout, uint32_t row)
{
    GString *sentence = g_string_new(NULL);
    double people = number_of(rollout, row, "cumulative_population"), area = number_of(rollout, row, "cumulative_area_ha");
    double share = number_of(rollout, row, "cumulative_population_share_all"), live = number_of(rollout, row, "cumulative_clusters");
    if (row >= bcu_phase_count(dataset))
        g_string_append(sentence, "With those that state no phase, ");
    else
        g_string_append_printf(sentence, "After %s, ", bcu_table_at(rollout, row, bcu_table_find(rollout, "label")).as.text);
    g_string_append_printf(sentence, "%.0f of %u %s %s live", live, bcu_feature_count(dataset, BCU_CLUSTERS),
                           clusters_of(dataset), live == 1 ? "is" : "are");
    if (isnan(share) && people > 0)
        g_string_append_printf(sentence, ", with at least %s %s (some %s have no figure)", BCU_THOUSANDS(people, 0),
                               bcu_words_people(dataset), bcu_dataset_level(dataset, BCU_AREAS).plural);
    else if (!isnan(share)) {
        g_autofree char *percent = bcu_words_percent(share);
        g_string_append_printf(sentence, ", with %s %s (%s of all)", BCU_THOUSANDS(people, 0), bcu_words_people(dataset),
                               percent);
    }
    if (area > 0) {
        g_autofree char *percent = bcu_words_percent(number_of(rollout, row, "cumulative_area_share"));
        g_string_append_printf(sentence, " on %s\u00a0ha (%s of the area of all %s)", BCU_THOUSANDS(area, 0), percent,
                               clusters_of(dataset));
    }
    g_string_append_c(sentence, '.');
    return g_string_free(sentence, FALSE);
}

char *bcu_sentence_of_date(const BcuDataset *dataset, const char *as_of)
{
    double everyone, inside;
    if (bcu_people_source_count(dataset) == 0)
        return NULL;
    bcu_measure_totals(dataset, &everyone, &inside);
    BcuLive live = bcu_measure_live(dataset, as_of);
    g_autofree char *percent = bcu_words_percent(live.people / everyone);
    return g_strdup_printf("At the end of %s, %u of %u %s are live; %s of all %s live in them.", as_of, live.clusters,
                           bcu_feature_count(dataset, BCU_CLUSTERS), clusters_of(dataset), percent,
                           bcu_words_people(dataset));
}
