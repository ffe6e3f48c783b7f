/** Inside of BcuDataset, for the core modules that assemble or derive one. */
#ifndef BCU_DATASET_PRIVATE_H
#define BCU_DATASET_PRIVATE_H

#include "base/file_sums.h"
#include "cluster/membership.h"
#include "cluster/people.h"
#include "crs/session.h"
#include "layer/reproject.h"
#include "topology/dissolve.h"
#include "topology/facing.h"
#include <bcukit/json.h>

/** Where the figures come from: what was read and how it was brought together. */
typedef struct BcuProvenance {
    GPtrArray *inputs;    /* char *: every file read, in the order of reading */
    GPtrArray *crs_steps; /* BcuCrsStep: one per layer */
    BcuFileSums *sums;    /* borrowed from the project; NULL where no digests are asked for */
} BcuProvenance;
void bcu_provenance_free(BcuProvenance *provenance);
/** One more input. Takes the path. */
void bcu_provenance_note(BcuProvenance *provenance, char *path);

/** The stages' results on their way into the dataset. All are taken; those marked may be NULL. */
typedef struct BcuDatasetParts {
    const BcuProject *project; /* borrowed for as long as the dataset lives */
    BcuCrsSession *session;    /* the same */
    const BcuCrs *crs;         /* the working CRS; of the session; NULL while it is not known */
    BcuLayer *areas;
    BcuLayer *subareas;  /* may be NULL */
    GPtrArray *contexts; /* BcuLayer */
    BcuMembership *membership;
    BcuMembership *baseline; /* may be NULL */
    char *baseline_title;    /* of the project that it is of; NULL where there is none */
    BcuParents *parents;     /* of the subareas; may be NULL */
    BcuParents *cell_parents; /* of cells that name one; may be NULL */
    BcuLayer *cells;         /* population by other areas than ours; may be NULL */
    BcuPeople *people;
    BcuTopology *topology[2]; /* of the areas; of the subareas, NULL for points or none */
    BcuProvenance *provenance;
} BcuDatasetParts;
void bcu_dataset_parts_clear(BcuDatasetParts *parts);

/** Line work of one layer with what is derived from it once. */
typedef struct BcuCoverage {
    BcuTopology *topology;
    BcuLevel level;
    BcuBorder *border;    /* per arc */
    double *length_m;     /* per arc */
} BcuCoverage;

/** What stands in the place of the project's texts while a regrouping is supposed; all NULL where none is. */
typedef struct BcuWhatIf {
    char *title, *subtitle, *source;
} BcuWhatIf;

struct BcuDataset {
    BcuDatasetParts parts;
    BcuWhatIf what_if;
    const BcuDataset *original; /* a simplified dataset borrows all but arcs from here; NULL */
    bool owns_original;
    bool is_geographic;
    double metres_per_unit; /* of the working CRS; 0 for degrees */
    bool measures_ground;   /* areas and lengths are those on the ellipsoid */
    BcuBox extent;          /* of all line work */
    BcuGrid grid;           /* at the centre of the extent */
    BcuCoverage coverage[2];
    uint32_t coverage_count;
    uint32_t cluster_coverage;   /* the one that cluster outlines refer to */
    BcuArcShapes clusters;
    uint32_t count[BCU_LEVEL_COUNT];
    char **code[BCU_LEVEL_COUNT], **name[BCU_LEVEL_COUNT];
    GHashTable *by_code[BCU_LEVEL_COUNT];
    uint32_t *cluster_of[BCU_LEVEL_COUNT]; /* per feature */
    uint32_t *members, *member_start;      /* areas, cluster by cluster */
    double *area_m2[BCU_LEVEL_COUNT];      /* NULL for points */
    GArray *adjacency[BCU_LEVEL_COUNT];    /* BcuAdjacency; NULL for points */
    GArray *facing[BCU_LEVEL_COUNT];       /* BcuFacing, by topology.bridge; NULL for none */
    GArray *bridges[BCU_LEVEL_COUNT];      /* BcuBridge, from facing */
    double *outer_m[BCU_LEVEL_COUNT];      /* NULL for points */
    uint32_t role[BCU_LEVEL_COUNT][BCU_ROLE_WATER_HA + 1];
    BcuTable *cluster_fields;
    uint32_t *phase_of; /* per cluster */
};

/** The dataset that a simplified one was made from; itself for any other: only outlines differ. */
static inline const BcuDataset *bcu_dataset_whole(const BcuDataset *dataset)
{
    return dataset->original ? dataset->original : dataset;
}

/** Assembles and freezes; parts are taken also on failure (and zeroed). */
bool bcu_dataset_assemble(BcuDatasetParts *parts, BcuDataset **dataset, BcuDiagLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BcuDataset, bcu_dataset_free)

/** Starts to look up what the project's layers will ask of PROJ, while they are read. */
void bcu_dataset_look_ahead(BcuProject *project, BcuCrsSession *session);
/** The stages up to the topologies, in order: layers read and brought into one CRS; populations joined, members
 * and people found; borders matched. On failure the parts that were made stay, so that bcukit check can tell of
 * them; clear them with bcu_dataset_parts_clear. Connecting mends the layers' rings; see bcu_topology_build.
 * \param regardless see BcuTopologyOptions. */
bool bcu_dataset_parts_read(const BcuProject *project, BcuCrsSession *session, BcuDatasetParts *parts,
                            BcuDiagLog *log);
bool bcu_dataset_parts_join(const BcuProject *project, BcuDatasetParts *parts, BcuDiagLog *log);
bool bcu_dataset_parts_connect(const BcuProject *project, BcuDatasetParts *parts, bool regardless,
                               BcuDiagLog *log);
/** How the project wants borders to be matched, in units of the CRS. */
void bcu_dataset_topology_options(const BcuProject *project, const BcuCrs *crs, BcuTopologyOptions *options);
/** Assembles the parts, which are taken, and simplifies where the project asks for it. */
bool bcu_dataset_complete(const BcuProject *project, BcuDatasetParts *parts, BcuDataset **dataset,
                                   BcuDiagLog *log);
/** All stages up to the frozen dataset. `project` and `session` must outlive the dataset. */
bool bcu_dataset_build(const BcuProject *project, BcuCrsSession *session, BcuDataset **dataset, BcuDiagLog *log);
/** The same from a project file. */
bool bcu_dataset_read(BcuCrsSession *session, const char *project_path, const BcuProjectFlags *flags,
                      BcuProject **project, BcuDataset **dataset, BcuDiagLog *log);

/** Takes the extent of the line work, once that is complete. */
void bcu_dataset_measure_extent(BcuDataset *dataset);

/** Words what the dataset supposes, once it is assembled. */
void bcu_what_if_word(const BcuDataset *dataset, BcuWhatIf *words);
void bcu_what_if_clear(BcuWhatIf *words);
/** The moves, as the member "what_if" of the object that is open; nothing where none is supposed. */
void bcu_what_if_put_json(const BcuDataset *dataset, BcuJson *json);

/** What check, trace and the manifest ask beyond the public interface. Borrowed. */
/** Whether areas and lengths are those on the ellipsoid: in degrees, and where the plane is far from true to area. */
bool bcu_dataset_measures_ground(const BcuDataset *dataset);
BcuCrsSession *bcu_dataset_session(const BcuDataset *dataset);
const BcuProvenance *bcu_dataset_provenance(const BcuDataset *dataset);
const BcuLayer *bcu_dataset_layer(const BcuDataset *dataset, BcuLevel level);
const BcuMembership *bcu_dataset_membership(const BcuDataset *dataset);

#endif
