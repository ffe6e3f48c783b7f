/* Keeps findings about a coverage.
 * Findings about a coverage, kept, ordered and told. */
#include "topology/flaws.h"
#include "text/thousands.h"

typedef struct FlawText {
    const char *one, *several;
    const char *code; /* NULL: nothing to say unless asked */
    BcuSeverity severity;
    const char *what, *hint;
} FlawText;

static const FlawText TEXTS[BCU_FLAW_COUNT] = {
    [BCU_FLAW_OVERLAP] = {"overlap", "overlaps", "TOP032", BCU_WARNING, "features cover the same ground",
                          "It was given to the smaller of each two; correct the layer if that is wrong."},
    [BCU_FLAW_BOW_TIE] = {"bow-tie", "bow-ties", "TOP033", BCU_WARNING, "outlines cross themselves",
                          "Their loops were told apart; correct the layer if that is wrong."},
    [BCU_FLAW_SLIVER] = {"sliver", "slivers", "TOP030", BCU_WARNING, "neighbours leave slivers between them",
                         "Raise topology.tolerance, or clean the layer before using it."},
    [BCU_FLAW_GAP] = {"gap", "gaps", "TOP031", BCU_NOTE, "neighbours enclose ground that belongs to none",
                      "If it is no lake or foreign ground, a feature is missing there."},
    [BCU_FLAW_HOLE] = {"hole", "holes", NULL, BCU_NOTE, NULL, NULL},
    [BCU_FLAW_T_JUNCTION] = {"T-junction", "T-junctions", "TOP021", BCU_NOTE, "vertices on a neighbour's edge became vertices of it, too",
                              NULL},
    [BCU_FLAW_SPIKE] = {"spike", "spikes", "TOP022", BCU_NOTE, "edges that lead nowhere were cut off", NULL},
    [BCU_FLAW_ZERO_EDGE] = {"repeated vertex", "repeated vertices", NULL, BCU_NOTE, NULL, NULL},
    [BCU_FLAW_EMPTY_RING] = {"ring without area", "rings without area", "TOP023", BCU_WARNING, "rings were left out",
                             "Look whether a feature lost a part that it should have."},
};

const char *bcu_flaw_name(BcuFlaw flaw, bool plural)
{
    return plural ? TEXTS[flaw].several : TEXTS[flaw].one;
}

void bcu_flaws_add(BcuTopologyReport *report, BcuFinding finding)
{
    report->area[finding.flaw] += finding.area;
    if (report->count[finding.flaw]++ < BCU_FINDINGS_MAX)
        g_array_append_val(report->findings, finding);
}

static int compare(const void *a, const void *b)
{
    const BcuFinding *p = a, *q = b;
    if (p->flaw != q->flaw)
        return p->flaw < q->flaw ? -1 : 1;
    if (p->area != q->area)
        return p->area > q->area ? -1 : 1;
    if (p->at.x != q->at.x)
        return p->at.x < q->at.x ? -1 : 1;
    return p->at.y < q->at.y ? -1 : p->at.y > q->at.y;
}

static void tell(const BcuTopologyReport *report, const BcuFinding *largest, const char *path, BcuDiagLog *log)
{
    const FlawText *text = &TEXTS[largest->flaw];
    BcuPlace place = {.file = path, .has_position = true, .x = largest->at.x, .y = largest->at.y};
    if (largest->a != BCU_NONE)
        place.record = (int64_t)largest->a + 1;
    size_t count = report->count[largest->flaw];
    if (text->code)
        bcu_report(log, text->severity, text->code, &place, text->hint, "%s: %s %s%s", text->what, BCU_THOUSANDS(count, 0),
                   bcu_flaw_name(largest->flaw, count != 1),
                   count == 1 ? ", here" : largest->area > 0 ? ", the largest here" : ", the first here");
}

void bcu_flaws_report(BcuTopologyReport *report, const char *path, BcuDiagLog *log)
{
    g_array_sort(report->findings, compare);
    for (guint i = 0; i < report->findings->len; i++) {
        const BcuFinding *finding = &g_array_index(report->findings, BcuFinding, i);
        if (i == 0 || finding[-1].flaw != finding->flaw)
            tell(report, finding, path, log);
    }
}
