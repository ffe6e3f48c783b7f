/** The dataset: areas grouped into clusters, with their borders, frozen.
 *
 * Three levels: subareas (wards) lie in areas (boroughs), areas are grouped into clusters
 * (BCUs). Features are numbered from 0 within their level, in the order of the file (clusters:
 * of the project file). Everything handed out is borrowed and lives as long as the dataset.
 * Coordinates are in the working CRS; areas and lengths are true metres whatever the CRS
 * (geodesic where the working CRS is geographic).
 * Numbers of features, levels, arcs, pairs, phases and contexts run from 0 to their count less one. One out of range,
 * BCU_NONE among them, is a mistake of the caller that nothing catches: what is read then is not defined.
 * Since 1.0. */
#ifndef BCUKIT_DATASET_H
#define BCUKIT_DATASET_H

#include <bcukit/crs.h>
#include <bcukit/diag.h>
#include <bcukit/geometry.h>
#include <bcukit/table.h>

BCU_BEGIN_DECLS

typedef struct BcuDataset BcuDataset;

typedef enum BcuLevel { BCU_CLUSTERS, BCU_AREAS, BCU_SUBAREAS, BCU_LEVEL_COUNT } BcuLevel;

typedef enum BcuGeometry { BCU_GEOMETRY_NONE, BCU_POINTS, BCU_LINES, BCU_POLYGONS } BcuGeometry;

/* ---- levels and features ------------------------------------------------------------- */

/** Final for major 1. */
typedef struct BcuLevelInfo {
    const char *id;       /**< layer id, which names its files: "bcu", "boroughs", "wards" */
    const char *noun;     /**< "BCU", "borough", "ward" */
    const char *plural;   /**< "BCUs", "boroughs", "wards" */
    BcuGeometry geometry; /**< BCU_GEOMETRY_NONE: the project has no such level */
    uint32_t coverage;    /**< which line work its outlines refer to; BCU_NONE for points */
    const char *file;     /**< path of the layer read; for clusters that of the layer they come from */
} BcuLevelInfo;

/** What a level is called and made of; its texts are borrowed. \return a level that the project does not have
 * has the geometry BCU_GEOMETRY_NONE. */
BCU_API BcuLevelInfo bcu_dataset_level(const BcuDataset *dataset, BcuLevel level);
/** Features of a level; 0 where the project does not have it. */
BCU_API uint32_t bcu_feature_count(const BcuDataset *dataset, BcuLevel level);
/** The code, unique in its level; borrowed. */
BCU_API const char *bcu_feature_code(const BcuDataset *dataset, BcuLevel level, uint32_t feature);
/** The name as people know it; borrowed. */
BCU_API const char *bcu_feature_name(const BcuDataset *dataset, BcuLevel level, uint32_t feature);
/** Index in the level above: the cluster of an area, the area of a subarea. BCU_NONE: in none. */
BCU_API uint32_t bcu_feature_parent(const BcuDataset *dataset, BcuLevel level, uint32_t feature);
/** The cluster that the feature is or lies in; BCU_NONE for one outside all clusters. */
BCU_API uint32_t bcu_feature_cluster(const BcuDataset *dataset, BcuLevel level, uint32_t feature);
/** The feature of that code; BCU_NONE when there is none. */
BCU_API uint32_t bcu_feature_find(const BcuDataset *dataset, BcuLevel level, const char *code);
/** The features that rows of a table name by code or name, by the rules for populations and look-up tables: what is
 * not literally so (case, lost leading zeros, short forms) is said.
 * \param key column of the codes. \param file of the table, for messages.
 * \param feature_of one entry for each row; BCU_NONE where it names none.
 * \return false where a row may mean several features or none of them names one, reported. */
BCU_API bool bcu_dataset_match_rows(const BcuDataset *dataset, BcuLevel level, const BcuTable *table, uint32_t key,
                                    const char *file, uint32_t *feature_of, BcuDiagLog *log);
/** The box around all parts, in map units of the working CRS. */
BCU_API BcuBox bcu_feature_extent(const BcuDataset *dataset, BcuLevel level, uint32_t feature);
/** 0 for points. */
BCU_API double bcu_feature_area_m2(const BcuDataset *dataset, BcuLevel level, uint32_t feature);
/** The point itself for points; the pole of inaccessibility of the largest part for polygons. */
BCU_API BcuPoint bcu_feature_label_point(const BcuDataset *dataset, BcuLevel level, uint32_t feature);
/** The outline as contiguous rings. \return caller frees; an empty shape for points. */
BCU_API BcuShape *bcu_feature_shape_build(const BcuDataset *dataset, BcuLevel level, uint32_t feature);

/** Attributes, one row per feature: fields of the layer as read; for clusters the free keys of
 * the project file (such as commander). */
BCU_API const BcuTable *bcu_dataset_fields(const BcuDataset *dataset, BcuLevel level);

typedef enum BcuRole {
    BCU_ROLE_POPULATION,   /**< people */
    BCU_ROLE_PUBLISHED_HA, /**< area in hectares as its publisher states it, with water */
    BCU_ROLE_WATER_HA      /**< published hectares of tidal water */
} BcuRole;
/** Which attribute column plays a role; BCU_NONE when the project names none. A population
 * joined from a CSV file is a column of the attributes, too. */
BCU_API uint32_t bcu_dataset_role(const BcuDataset *dataset, BcuLevel level, BcuRole role);

/* ---- people ---------------------------------------------------------------------------- */

/** Where population figures come from, and how they were brought to the areas. Final for major 1. */
typedef struct BcuPeopleSource {
    const char *layer, *plural; /**< id of the layer that has the figures; "wards" */
    double total;        /**< of the source as it stands */
    double in_clusters;  /**< of its people who live in a cluster */
    double outside;      /**< who live in no area at all */
    double interpolated; /**< whose feature lies across borders and was divided by area */
    uint32_t features, divided, unknown; /**< how many it has; were divided; have no figure */
} BcuPeopleSource;

/** Sources, the one that is used first: the areas themselves, else cells, else subareas. */
BCU_API uint32_t bcu_people_source_count(const BcuDataset *dataset);
/** A source of figures, 0 to bcu_people_source_count less 1; its texts are borrowed. */
BCU_API BcuPeopleSource bcu_people_source_at(const BcuDataset *dataset, uint32_t source);
/** People of an area by the first source; NAN where unknown. */
BCU_API double bcu_area_people(const BcuDataset *dataset, uint32_t area);
/** Whether all of an area's people are known: it has a figure, and so has everything that it is added up from. */
BCU_API bool bcu_area_people_complete(const BcuDataset *dataset, uint32_t area);

/* ---- phases and resources ------------------------------------------------------------ */

/** Final for major 1. */
typedef struct BcuPhase {
    const char *key, *label;
    const char *go_live; /**< YYYY, YYYY-MM or YYYY-MM-DD; NULL when not stated */
} BcuPhase;

/** Phases in the order of the project file. */
BCU_API uint32_t bcu_phase_count(const BcuDataset *dataset);
/** A phase, 0 to bcu_phase_count less 1; its texts are borrowed. */
BCU_API BcuPhase bcu_phase_at(const BcuDataset *dataset, uint32_t phase);
/** BCU_NONE when the cluster names no phase. */
BCU_API uint32_t bcu_cluster_phase(const BcuDataset *dataset, uint32_t cluster);
/** The cluster's own date or else its phase's; NULL when neither is stated. */
BCU_API const char *bcu_cluster_go_live(const BcuDataset *dataset, uint32_t cluster);

/** Final for major 1. */
typedef struct BcuResource {
    const char *key;      /**< "dwo", "pcso" */
    double per_subarea;   /**< the least that each subarea keeps */
} BcuResource;

/** Kinds of officers that the project file counts. */
BCU_API uint32_t bcu_resource_count(const BcuDataset *dataset);
/** One of them, 0 to bcu_resource_count less 1; its text is borrowed. */
BCU_API BcuResource bcu_resource_at(const BcuDataset *dataset, uint32_t resource);

/** The areas of a cluster, in their own order. \param cluster BCU_NONE: those in none
 * \param areas set; borrowed. \return how many. */
BCU_API uint32_t bcu_cluster_members(const BcuDataset *dataset, uint32_t cluster, const uint32_t **areas);
/** Names of a cluster's areas in one text. \return caller frees with free(). */
BCU_API char *bcu_cluster_members_dup(const BcuDataset *dataset, uint32_t cluster, const char *separator);

/* ---- line work: every border once ---------------------------------------------------- */

typedef enum BcuBorder {
    BCU_BORDER_OUTER,   /**< nothing on one side */
    BCU_BORDER_CLUSTER, /**< between two clusters, or a cluster and an area in none */
    BCU_BORDER_AREA,    /**< between two areas of one cluster */
    BCU_BORDER_SUBAREA  /**< between two subareas of one area */
} BcuBorder;

/** One arc: a run of points between two nodes, or a whole ring (first point = last). Final for major 1. */
typedef struct BcuArc {
    const BcuPoint *points;
    size_t count;
    uint32_t left, right; /**< features of the level the coverage was built from; BCU_NONE: nothing */
    BcuBorder border;
    double length_m; /**< of the full arc, also where points were dropped to simplify it */
} BcuArc;

/** Coverages: line work of the area layer and, where subareas are polygons, of that layer. */
BCU_API uint32_t bcu_coverage_count(const BcuDataset *dataset);
/** The level whose features are left and right of the arcs: BCU_AREAS or BCU_SUBAREAS. */
BCU_API BcuLevel bcu_coverage_level(const BcuDataset *dataset, uint32_t coverage);
/** Arcs of a coverage. */
BCU_API uint32_t bcu_arc_count(const BcuDataset *dataset, uint32_t coverage);
/** An arc, 0 to bcu_arc_count less 1; its points are borrowed. */
BCU_API BcuArc bcu_arc_at(const BcuDataset *dataset, uint32_t coverage, uint32_t arc);
/** The nodes that an arc runs between, numbered from 0: arcs that meet have one in common, and a whole ring
 * has the same at both ends. Final for major 1. */
typedef struct BcuArcEnds {
    uint32_t from, to;
} BcuArcEnds;

/** Nodes of a coverage. */
BCU_API uint32_t bcu_node_count(const BcuDataset *dataset, uint32_t coverage);
/** Where an arc begins and ends. */
BCU_API BcuArcEnds bcu_arc_ends(const BcuDataset *dataset, uint32_t coverage, uint32_t arc);
/** All arcs' points one after another, for transforming them at one go; arc i has the points
 * arc_start[i] up to, not including, arc_start[i + 1]. */
BCU_API BcuRing bcu_coverage_points(const BcuDataset *dataset, uint32_t coverage,
                                    const size_t **arc_start);

/** An outline as runs of arcs: as BcuShape, but rings are made of references: arc a forwards
 * is a, backwards is ~a. The end of one arc is the start of the next and is not repeated.
 * Part p has the rings r from part_start[p] up to part_start[p + 1]; ring r has the references
 * from ring_start[r] up to ring_start[r + 1]. Rings are numbered through all features of the
 * level: always go by part_start, which need not begin at 0. Final for major 1. */
typedef struct BcuArcShape {
    const int32_t *refs;
    const uint32_t *ring_start; /**< offsets into refs */
    uint32_t ring_count;        /**< how many rings all parts have together */
    const uint32_t *part_start; /**< part_count + 1 offsets into ring_start */
    uint32_t part_count;
} BcuArcShape;

/** Refers to the arcs of bcu_dataset_level(…).coverage. Empty for points. */
BCU_API BcuArcShape bcu_feature_arcs(const BcuDataset *dataset, BcuLevel level, uint32_t feature);

/** Two features that share a border. a < b. Final for major 1. */
typedef struct BcuAdjacency {
    uint32_t a, b;
    double length_m; /**< of the shared border */
} BcuAdjacency;

/** Sorted by a, then b. Pairs that share only points do not count. */
BCU_API size_t bcu_adjacency_count(const BcuDataset *dataset, BcuLevel level);
/** A pair, 0 to bcu_adjacency_count less 1. */
BCU_API BcuAdjacency bcu_adjacency_at(const BcuDataset *dataset, BcuLevel level, size_t pair);

/** Two features whose outer borders face one another across water (or any empty space) that is at
 * most as wide as the project's topology.bridge. a < b. Final for major 1. */
typedef struct BcuBridge {
    uint32_t a, b;
    double facing_m; /**< length of border that faces the other, mean of both sides */
    double gap_m;    /**< the smallest distance between them */
} BcuBridge;

/** Sorted by a, then b; pairs that also touch are among them. 0 without topology.bridge. */
BCU_API size_t bcu_bridge_count(const BcuDataset *dataset, BcuLevel level);
/** A pair, 0 to bcu_bridge_count less 1. */
BCU_API BcuBridge bcu_bridge_at(const BcuDataset *dataset, BcuLevel level, size_t pair);
/** topology.bridge in metres; 0 when the project does not set it. */
BCU_API double bcu_dataset_bridge_m(const BcuDataset *dataset);
/** Length of a feature's outer border that faces any other part, also one of its own; NAN without
 * topology.bridge and for points. */
BCU_API double bcu_feature_riverside_m(const BcuDataset *dataset, BcuLevel level, uint32_t feature);
/** Length of a feature's border with nothing on the other side; 0 for points. */
BCU_API double bcu_feature_outer_m(const BcuDataset *dataset, BcuLevel level, uint32_t feature);

/** Final for major 1. */
typedef struct BcuSimplification {
    double tolerance_m;    /**< drop vertices whose triangle is smaller than tolerance^2 / 2; 0: none */
    double keep_share;     /**< share of the vertices to keep, 0 < share <= 1; 0: by tolerance */
} BcuSimplification;

/** Final for major 1. */
typedef struct BcuSimplified {
    size_t vertices_before, vertices_after;
    double largest_displacement_m;
} BcuSimplified;

/** A dataset with the same features and simplified arcs: shared borders stay shared, nothing
 * crosses. Areas and lengths stay those of the full outlines. Where the project file allows it
 * (topology.keep_shapes = no), islands, lakes and enclaves below tolerance^2 / 2 vanish: their arcs are left
 * out, the others are numbered anew, and a feature that is nothing else has an outline without parts.
 * \param result may be NULL.
 * \return caller frees; borrows from `dataset`, which must live longer. NULL on failure, reported.
 * \note Source: Visvalingam and Whyatt, 1993, "Line generalisation by repeated elimination of points". */
BCU_API BcuDataset *bcu_dataset_simplify_dup(const BcuDataset *dataset, BcuSimplification how,
                                             BcuSimplified *result, BcuDiagLog *log);
/** Frees a dataset that the caller was given to free; accepts NULL. */
BCU_API void bcu_dataset_free(BcuDataset *dataset);

/* ---- the whole ------------------------------------------------------------------------ */

typedef enum BcuText {
    BCU_TEXT_TITLE,              /**< with a state before: BCU_TEXT_WHAT_IF */
    BCU_TEXT_SUBTITLE,           /**< with a state before: what it is compared with */
    BCU_TEXT_ATTRIBUTION,        /**< lines separated by '\n'; the licence asks for them */
    BCU_TEXT_SOURCE,             /**< with a state before: said to be of a what-if */
    BCU_TEXT_LICENCE,
    BCU_TEXT_NOTE,
    BCU_TEXT_POPULATION_SOURCE,
    BCU_TEXT_POPULATION_YEAR,
    BCU_TEXT_PEOPLE,             /**< what the people are called: "Londoners" */
    BCU_TEXT_CRS,                /**< definition of the working CRS for crs.h */
    BCU_TEXT_PROJECT_FILE,
    BCU_TEXT_WHAT_IF             /**< "What if Camden moved to North West"; empty without a state before */
} BcuText;

/** What the project says, borrowed: the empty string when the project says nothing. */
BCU_API const char *bcu_dataset_text(const BcuDataset *dataset, BcuText what);
/** The working CRS; borrowed. */
BCU_API const BcuCrs *bcu_dataset_crs(const BcuDataset *dataset);
/** Any CRS, looked up once for the dataset and the processes that share it; borrowed from it.
 * \return NULL on failure, reported. */
BCU_API const BcuCrs *bcu_dataset_crs_find(const BcuDataset *dataset, const char *definition, BcuDiagLog *log);
/** Whether the working CRS is in degrees. */
BCU_API bool bcu_dataset_is_geographic(const BcuDataset *dataset);
/** The box around all borders, in map units of the working CRS. */
BCU_API BcuBox bcu_dataset_extent(const BcuDataset *dataset);
/** The working CRS against the ground at the centre of the extent. */
BCU_API BcuGrid bcu_dataset_grid(const BcuDataset *dataset);
/** The colour that the project file gives a cluster ("#rrggbb"), or NULL. */
BCU_API const char *bcu_cluster_colour_text(const BcuDataset *dataset, uint32_t cluster);

/** What changed: another grouping of the same areas to compare with (bcukit run --move,
 * --compare). Baseline clusters have their own numbering. */
BCU_API bool bcu_dataset_has_baseline(const BcuDataset *dataset);
/** Clusters of the baseline; 0 where the project has none. */
BCU_API uint32_t bcu_baseline_count(const BcuDataset *dataset);
/** The code of one, 0 to bcu_baseline_count less 1; borrowed. */
BCU_API const char *bcu_baseline_code(const BcuDataset *dataset, uint32_t cluster);
/** Its name; borrowed. */
BCU_API const char *bcu_baseline_name(const BcuDataset *dataset, uint32_t cluster);
/** The baseline cluster of an area; BCU_NONE for none. */
BCU_API uint32_t bcu_area_baseline(const BcuDataset *dataset, uint32_t area);
/** Whether an area is in another cluster than before: one of another code, or in none. */
BCU_API bool bcu_area_is_moved(const BcuDataset *dataset, uint32_t area);

/** Context layers: drawn, never measured. In the working CRS. Final for major 1. */
typedef struct BcuContext {
    const char *id;
    BcuGeometry geometry;
    uint32_t feature_count;
    const BcuTable *fields;
} BcuContext;
/** How the project file wants a context layer to look; what it leaves open is up to the drawing.
 * Final for major 1. */
typedef struct BcuContextLook {
    const char *fill, *line; /**< "#rrggbb" or "none"; NULL: not said */
    double width_mm;         /**< on paper, of lines and across points; 0: not said */
    const char *place;       /**< "above" or "below" the fills; NULL: not said */
} BcuContextLook;
/** Context layers of the project. */
BCU_API uint32_t bcu_context_count(const BcuDataset *dataset);
/** One of them, 0 to bcu_context_count less 1; its texts are borrowed. */
BCU_API BcuContext bcu_context_at(const BcuDataset *dataset, uint32_t context);
/** How the project file styles it; its texts are borrowed. */
BCU_API BcuContextLook bcu_context_look(const BcuDataset *dataset, uint32_t context);
/** Rings, lines or points of a feature. */
BCU_API uint32_t bcu_context_run_count(const BcuDataset *dataset, uint32_t context, uint32_t feature);
/** One ring, line or point of a feature. */
BCU_API BcuRing bcu_context_run(const BcuDataset *dataset, uint32_t context, uint32_t feature,
                                uint32_t run);

BCU_END_DECLS
#endif
