/* What files say of features: kept apart by layer, compared where two say it, the first difference in words. */
#include "verify/known.h"
#include <math.h>

static BcuFindings findings_of(const char *file)
{
    return (BcuFindings){.file = file, .first = g_string_new(NULL)};
}

static void see(BcuKnown *known, BcuFindings *findings, const char *layer, const char *name, double people, double area_ha)
{
    bcu_known_see(known, &(BcuSighting){layer, "01", name, people, area_ha}, findings);
}

static void assert_end(BcuFindings *findings, uint32_t differences, const char *first)
{
    g_assert_cmpuint(findings->differences, ==, differences);
    g_assert_cmpstr(findings->first->str, ==, first);
    g_string_free(findings->first, TRUE);
}

static void test_compares(void)
{
    BcuKnown *known = bcu_known_new();
    BcuFindings table = findings_of("area.csv"), layer = findings_of("a.geojson"), other = findings_of("b.geojson");
    see(known, &table, "", "East", NAN, 12.35);
    g_assert_cmpuint(table.compared, ==, 0);
    see(known, &layer, "", "East", 1000, 12.3456); /* rounded to two decimals there */
    g_assert_cmpuint(layer.compared, ==, 2);
    see(known, &other, "", "West", 1001, 12.36);
    assert_end(&table, 0, "");
    assert_end(&layer, 0, "");
    assert_end(&other, 3, "01 is called \"West\", in area.csv \"East\"");
    bcu_known_free(known);
}

static void test_layers_are_apart(void)
{
    BcuKnown *known = bcu_known_new();
    BcuFindings findings = findings_of("a.topojson");
    see(known, &findings, "", "East", 1000, 1);
    see(known, &findings, "boroughs", "Camden", 200, 2);
    g_assert_cmpuint(findings.compared, ==, 0);
    assert_end(&findings, 0, "");
    bcu_known_free(known);
}

static void test_sum(void)
{
    BcuKnown *known = bcu_known_new();
    BcuFindings findings = findings_of("coverage.csv");
    double people;
    const char *file = NULL;
    g_assert_false(bcu_known_people(known, "", &people, &file));
    see(known, &findings, "", "East", 1000, NAN);
    bcu_known_see(known, &(BcuSighting){"", "02", "West", 500, NAN}, &findings);
    see(known, &findings, "boroughs", "Camden", 7, NAN);
    g_assert_true(bcu_known_people(known, "", &people, &file));
    g_assert_cmpfloat(people, ==, 1500);
    g_assert_cmpstr(file, ==, "coverage.csv");
    bcu_known_see(known, &(BcuSighting){"", "03", "South", NAN, NAN}, &findings);
    g_assert_false(bcu_known_people(known, "", &people, &file));
    assert_end(&findings, 0, "");
    bcu_known_free(known);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/known/compares", test_compares);
    g_test_add_func("/known/layers_are_apart", test_layers_are_apart);
    g_test_add_func("/known/sum", test_sum);
    return g_test_run();
}
