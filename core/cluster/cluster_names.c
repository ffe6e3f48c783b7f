/* Names clusters from a table of codes and names; see cluster_names.h. */
#include "cluster/cluster_names.h"
#include "cluster/named_column.h"
#include "cluster/row_match.h"
#include "text/table_pick.h"

typedef struct Names {
    const BcuProject *project;
    BcuTable *table;
    uint32_t code, name; /* columns */
    BcuRowMatch match;   /* of rows to clusters */
} Names;

static const char *name_at(const Names *names, uint32_t row)
{
    BcuValue value = bcu_table_at(names->table, row, names->name);
    return value.type == BCU_TEXT && *value.as.text ? value.as.text : NULL;
}

/* Two rows that name one cluster differently cannot both be meant. */
static bool check_repeated(const Names *names, BcuDiagLog *log)
{
    bool ok = true;
    for (uint32_t r = 0; r < names->match.row_count; r++) {
        uint32_t cluster = names->match.area_of[r];
        uint32_t before = cluster == BCU_NONE ? r : names->match.row_of[cluster];
        if (before == r || g_strcmp0(name_at(names, r), name_at(names, before)) == 0)
            continue;
        BcuPlace place = {.file = names->project->names_file, .line = bcu_table_line(names->table, r)};
        bcu_report(log, BCU_ERROR, "MEM057", &place, "Keep one row for each code.",
                   "code \"%s\" is on line %" G_GINT64_FORMAT " already, with another name",
                   bcu_table_at(names->table, r, names->code).as.text, bcu_table_line(names->table, before));
        ok = false;
    }
    return ok;
}

static void give(const Names *names, BcuMembership *membership, BcuDiagLog *log)
{
    g_autoptr(GString) nameless = g_string_new(NULL);
    uint32_t count = 0;
    for (uint32_t c = 0; c < membership->cluster_count; c++) {
        uint32_t row = names->match.row_of[c];
        const char *name = row == BCU_NONE ? NULL : name_at(names, row);
        bool is_named = membership->spec[c] && membership->spec[c]->name;
        if (name && !is_named) {
            g_free(membership->cluster_name[c]);
            membership->cluster_name[c] = g_strdup(name);
        } else if (!name && !is_named && count++ < 10) {
            g_string_append_printf(nameless, "%s%s", count > 1 ? ", " : "", membership->cluster_code[c]);
        }
    }
    if (count > 10)
        g_string_append_printf(nameless, " and %u more", count - 10);
    BcuPlace place = {.file = names->project->names_file};
    if (count)
        bcu_report(log, BCU_WARNING, "MEM056", &place, "Add their codes to the table.",
                   "the table of names has none for %s (%u of %u %s)", nameless->str, count, membership->cluster_count,
                   names->project->clusters_plural);
}

static bool apply(Names *names, BcuMembership *membership, BcuDiagLog *log)
{
    const BcuProject *project = names->project;
    const BcuLayerSpec *areas = bcu_project_layer(project, BCU_LAYER_AREAS);
    BcuNamedColumn code = {project->names_code, 0, "clusters.names_code", "table of names"};
    BcuNamedColumn name = {project->names_name, 1, "clusters.names_name", "table of names"};
    names->code = bcu_named_column_require(names->table, project->names_file, &code, log);
    names->name = bcu_named_column_require(names->table, project->names_file, &name, log);
    if (names->code == BCU_NONE || names->name == BCU_NONE)
        return false;
    BcuRowTarget target = {project->names_file, project->clusters_id, names->table, names->code, membership->cluster_code,
                           membership->cluster_code, membership->cluster_count, areas->ignore_zeros};
    if (!bcu_rows_match(&target, &names->match, log) || !check_repeated(names, log))
        return false;
    give(names, membership, log);
    return true;
}

bool bcu_cluster_names_apply(const BcuProject *project, BcuMembership *membership, BcuDiagLog *log)
{
    Names names = {.project = project};
    if (!project->names_file)
        return true;
    if (!bcu_csv_read(project->names_file, &names.table, log))
        return false;
    bool ok = apply(&names, membership, log);
    bcu_row_match_clear(&names.match);
    bcu_table_free(names.table);
    return ok;
}
