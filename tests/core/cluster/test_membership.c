/* Members to areas: names as people write them. */
#include "base/diag.h"
#include "base/nearest.h"
#include "cluster/membership.h"
#include "cluster/name_match.h"

static const char *const NAMES[] = {"Kensington and Chelsea", "Kingston upon Thames", "Richmond upon Thames",
                                    "Barking and Dagenham", "Saint-Étienne", "West Ham", "West Hill",
                                    "Hammersmith and Fulham", "St. Mary's",
                                    "Corse-du-Sud", "Haute-Corse"};
static const char *const CODES[] = {"A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9",
                                    "02A", "007"};

static size_t match(const char *written, BcuMatch *kind, uint32_t *first)
{
    g_autoptr(GArray) all = g_array_new(false, false, sizeof(uint32_t));
    g_autoptr(BcuMatcher) matcher = bcu_matcher_new((char *const *)CODES, (char *const *)NAMES, G_N_ELEMENTS(NAMES));
    *kind = bcu_matcher_find(matcher, written, BCU_MATCH_SHORT, all);
    *first = all->len ? g_array_index(all, uint32_t, 0) : BCU_NONE;
    return all->len;
}

static void expect(const char *written, BcuMatch kind, uint32_t area)
{
    BcuMatch found;
    uint32_t first;
    g_assert_cmpuint(match(written, &found, &first), ==, 1);
    g_assert_cmpint(found, ==, kind);
    g_assert_cmpuint(first, ==, area);
}

static void test_forms(void)
{
    expect("A5", BCU_MATCH_CODE, 4);
    expect("Barking & Dagenham", BCU_MATCH_NAME, 3);
    expect("barking  AND dagenham", BCU_MATCH_NAME, 3);
    expect("Kensington", BCU_MATCH_SHORT, 0);
    expect("Kingston", BCU_MATCH_SHORT, 1);
    expect("saint etienne", BCU_MATCH_NAME, 4);
    expect("St Marys", BCU_MATCH_NAME, 8);
    expect("Hammersmith", BCU_MATCH_SHORT, 7);
    expect("a5", BCU_MATCH_CASE, 4);
    expect("2a", BCU_MATCH_NUMBER, 9);
    expect("7", BCU_MATCH_NUMBER, 10);
    expect("7.0", BCU_MATCH_NUMBER, 10);
    expect("HAUTE CORSE", BCU_MATCH_NAME, 10);
}

static void test_ambiguous_and_unknown(void)
{
    BcuMatch kind;
    uint32_t first;
    g_assert_cmpuint(match("West", &kind, &first), ==, 2);
    g_assert_cmpuint(match("Corse", &kind, &first), ==, 2); /* the start of one, inside another */
    g_assert_cmpuint(match("Sud", &kind, &first), ==, 0);
    g_assert_cmpuint(match("Kens", &kind, &first), ==, 0); /* whole words only */
    g_assert_cmpuint(match("&", &kind, &first), ==, 0);
    g_assert_cmpuint(match("", &kind, &first), ==, 0);
}

static void test_nearest(void)
{
    g_autofree char *hint = bcu_did_you_mean("Kingstone upon Tames", NAMES, G_N_ELEMENTS(NAMES));
    g_assert_true(g_str_has_prefix(hint, "Did you mean \"Kingston upon Thames\""));
    g_autofree char *none = bcu_did_you_mean("qqqqqqqq", NAMES, G_N_ELEMENTS(NAMES));
    g_assert_null(none);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/membership/forms", test_forms);
    g_test_add_func("/membership/ambiguous_and_unknown", test_ambiguous_and_unknown);
    g_test_add_func("/membership/nearest", test_nearest);
    return g_test_run();
}
