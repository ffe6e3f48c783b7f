/* What the headers' macros stand for has to compile in both languages: a descriptor, and a box to grow from. */
#include <bcukit/bcukit.h>

static const BcuOptionSpec OPTIONS[] = {
    {"levels", BCU_OPTION_CHOICE, BCU_OPTION_LIST, NULL, "clusters", 0, 0, "clusters|areas", "levels"},
    BCU_TABLE_OPTIONS,
    BCU_EXPORT_OPTIONS("src_"),
};
static const BcuOutputSpec OUTPUTS[] = {{"names", "names.txt", "text/plain", 0, "names"}};

static BcuBox one_point(BcuPoint point)
{
    BcuBox box = BCU_BOX_EMPTY, at;
    at.min_x = at.max_x = point.x;
    at.min_y = at.max_y = point.y;
    return bcu_box_union(box, bcu_box_union(at, BCU_BOX_EMPTY));
}

static bool run(const BcuRun *of_plugin)
{
    BcuPoint origin = {0, 0};
    return of_plugin != NULL && one_point(origin).min_x <= 0;
}
