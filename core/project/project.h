/** The project file and the flags, validated: what to read, group and run. */
#ifndef BCU_PROJECT_H
#define BCU_PROJECT_H

#include "base/file_sums.h"
#include "text/cells.h"
#include <bcukit/dataset.h>
#include <glib.h>

typedef enum BcuLayerRole { BCU_LAYER_AREAS, BCU_LAYER_SUBAREAS, BCU_LAYER_CELLS, BCU_LAYER_CONTEXT } BcuLayerRole;

/** People of a cell that lies across borders go by area, to where most of it lies, or by area among the areas that
 * it lies in, none outside. */
typedef enum BcuCellRule { BCU_CELLS_AREA, BCU_CELLS_WHOLE, BCU_CELLS_INSIDE } BcuCellRule;

typedef struct BcuLayerSpec {
    char *id, *path;       /* path resolved against the project file's folder; of an archive with the name of the member */
    char *member;          /* of an archive, as the key "layer" has it: in the path, too; may be NULL */
    BcuLayerRole role;
    char *code, *name, *parent;                     /* field names; parent may be NULL */
    char *population, *published_ha, *water_ha;     /* field names; may be NULL */
    char *crs, *encoding;                           /* overrides; may be NULL */
    BcuNumberForm numbers;                          /* how the table writes them */
    BcuCellRule cell_rule;                          /* of cells: how people are brought to areas */
    bool ignore_zeros;                              /* leading zeros of codes do not count */
    char *noun, *plural;
    char *fill, *line, *place;                      /* how a context layer is drawn: colours or "none"; may be NULL */
    double width_mm;                                /* of its lines; 0: not said */
} BcuLayerSpec;

typedef struct BcuClusterSpec {
    char *code, *name;       /* name NULL: that of the field or look-up table, else the code */
    GStrv members;           /* as written; may be NULL when clusters.field or clusters.lookup is used */
    char *phase;             /* key of a phase, or NULL */
    char *go_live, *colour;  /* or NULL */
    GPtrArray *extra_keys, *extra_values; /* free attributes, in order: "commander" */
    int line;                /* in the project file, for messages */
} BcuClusterSpec;

typedef struct BcuPhaseSpec { char *key, *label, *go_live; int line; } BcuPhaseSpec;
typedef struct BcuResourceSpec { char *key; double per_subarea; } BcuResourceSpec;
typedef struct BcuPopulationSpec {
    char *layer, *file, *key, *value, *year, *source;
    BcuNumberForm numbers; /* how the file writes them */
} BcuPopulationSpec;
/** An option given by group.key in the file or by --set; line 0 and file NULL for a flag. */
typedef struct BcuSetting { char *plugin, *key, *value; int line; } BcuSetting;
typedef struct BcuMove { char *area, *cluster; } BcuMove;

typedef struct BcuProject {
    char *path, *folder;
    char *title, *subtitle, *source, *licence, *note, *people;
    char *attribution; /* lines separated by \n */
    GStrv run;         /* plugins, in order */
    char *working_crs; /* NULL: that of the areas layer */
    double accepted_m;      /* accuracy of transformations that is accepted; 0: as PROJ chooses */
    double approximate_deg; /* by how much moved layers may be off; 0: exact */
    GPtrArray *layers;      /* BcuLayerSpec; the first with role areas is the area layer */
    GPtrArray *populations; /* BcuPopulationSpec: [population], [population wards], … */
    GPtrArray *resources;   /* BcuResourceSpec */
    GPtrArray *phases;      /* BcuPhaseSpec, in file order */
    GPtrArray *clusters;    /* BcuClusterSpec, in file order */
    char *clusters_id, *clusters_noun, *clusters_plural;
    char *clusters_from;    /* id of the layer that outlines come from; NULL: the areas layer */
    char *clusters_field;   /* group by this field of the area layer; NULL: by members */
    char *clusters_name_field; /* field that holds the cluster's name when grouped by field */
    char *lookup_file, *lookup_area, *lookup_cluster, *lookup_name; /* group by a table */
    char *names_file, *names_code, *names_name; /* a table of the clusters' names */
    double tolerance_m;     /* vertices closer than this are one */
    double repair_share;    /* of an area that repair may change */
    double bridge_m;        /* areas over at most this much water are neighbours; 0: none are */
    BcuSimplification simplify; /* of all outputs; all 0: as they are */
    bool keep_shapes;       /* small islands, lakes and enclaves stay when borders are simplified */
    bool verify; /* look everywhere for borders that cross; set by check */
    BcuFileSums *sums; /* of the inputs; NULL where nobody will ask for their digests */
    GPtrArray *settings;    /* BcuSetting */
    GPtrArray *moves;       /* BcuMove, from --move */
    char *compare;          /* path of another project file, from --compare; or NULL */
} BcuProject;

/** What the command line adds. */
typedef struct BcuProjectFlags {
    GStrv set;   /* "plugin.key=value" */
    GStrv move;  /* "Camden=north-west" */
    const char *compare;
} BcuProjectFlags;

/** Reads and validates; all problems are reported at once. */
bool bcu_project_read(const char *path, const BcuProjectFlags *flags, BcuProject **project,
                      BcuDiagLog *log);
void bcu_project_free(BcuProject *project);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BcuProject, bcu_project_free)
/** The layer of a role or id; NULL when there is none. */
const BcuLayerSpec *bcu_project_layer(const BcuProject *project, BcuLayerRole role);
const BcuLayerSpec *bcu_project_layer_by_id(const BcuProject *project, const char *id);

#endif
