/* Cuts ground into faces along outlines and gives each an owner.
 * All outlines are noded at once: whatever is made of the pieces fits, which it would not if features were cut by one
 * another in turn, since each cut rounds the same crossing in its own way. */
#include "geometry/faces.h"
#include "geometry/predicates.h"
#include "geometry/strtree.h"

typedef struct Face {
    const GEOSGeometry *polygon; /* of the collection of all */
    double area, length;
    uint32_t owner; /* claim; BCU_NONE */
    bool settled;   /* its owner is final */
} Face;

typedef struct Edge {
    BcuPoint a, b; /* in the order of x, then y */
    uint32_t face;
} Edge;

/* What a thin face has in common with another. */
typedef struct Border {
    uint32_t face, other;
    double length;
} Border;

typedef struct Dispute {
    BcuContest contest;
    double largest; /* face */
} Dispute;

typedef struct Cutting {
    GEOSContextHandle_t context;
    BcuClaim *claims;
    uint32_t claim_count;
    double tolerance;
    const GEOSPreparedGeometry **prepared; /* per claim */
    BcuStrTree *tree;                      /* of claims */
    GEOSGeometry *pieces;
    Face *faces;
    uint32_t face_count;
    GHashTable *disputes; /* loser and winner to Dispute */
    GArray *borders;      /* Border, by face */
} Cutting;

/* ---- noding -------------------------------------------------------------------------- */

static GEOSGeometry *line_of(GEOSContextHandle_t context, BcuRing ring)
{
    GEOSCoordSequence *sequence = GEOSCoordSeq_copyFromBuffer_r(context, &ring.points->x, (unsigned)ring.count, 0, 0);
    return sequence ? GEOSGeom_createLineString_r(context, sequence) : NULL;
}

static GEOSGeometry *lines_of(GEOSContextHandle_t context, const BcuClaim *claims, uint32_t claim_count)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new();
    for (uint32_t c = 0; c < claim_count; c++)
        for (size_t r = 0; r < claims[c].drawn->ring_count; r++) {
            GEOSGeometry *line = line_of(context, bcu_shape_ring(claims[c].drawn, r));
            if (line)
                g_ptr_array_add(lines, line);
        }
    return GEOSGeom_createCollection_r(context, GEOS_MULTILINESTRING, (GEOSGeometry **)lines->pdata, lines->len);
}

/* In full precision, so that vertices stay as they are. Where GEOS finds no way, a grid far finer than the tolerance
 * helps; what that moves is merged again. */
static GEOSGeometry *cut(GEOSContextHandle_t context, const BcuClaim *claims, uint32_t claim_count, double tolerance)
{
    GEOSGeometry *lines = lines_of(context, claims, claim_count);
    GEOSGeometry *noded = lines ? GEOSUnaryUnion_r(context, lines) : NULL;
    for (double share = 1. / 32; lines && !noded && tolerance > 0 && share <= 1; share *= 4)
        noded = GEOSUnaryUnionPrec_r(context, lines, share * tolerance);
    GEOSGeometry *pieces = noded ? GEOSPolygonize_r(context, (const GEOSGeometry *const *)&noded, 1) : NULL;
    GEOSGeom_destroy_r(context, lines);
    GEOSGeom_destroy_r(context, noded);
    return pieces;
}

static bool point_in(GEOSContextHandle_t context, const GEOSGeometry *polygon, BcuPoint *at)
{
    GEOSGeometry *inside = GEOSPointOnSurface_r(context, polygon);
    bool ok = inside && GEOSGeomGetX_r(context, inside, &at->x) == 1 && GEOSGeomGetY_r(context, inside, &at->y) == 1;
    GEOSGeom_destroy_r(context, inside);
    return ok;
}

/* ---- who claims a face --------------------------------------------------------------- */

static bool plant(Cutting *cutting)
{
    cutting->prepared = g_new0(const GEOSPreparedGeometry *, cutting->claim_count + 1);
    cutting->tree = bcu_strtree_new(cutting->context);
    for (uint32_t c = 0; cutting->tree && c < cutting->claim_count; c++) {
        const GEOSGeometry *ground = cutting->claims[c].ground;
        BcuBox box;
        if (GEOSisEmpty_r(cutting->context, ground) != 0)
            continue;
        cutting->prepared[c] = GEOSPrepare_r(cutting->context, ground);
        if (!cutting->prepared[c] ||
            !GEOSGeom_getExtent_r(cutting->context, ground, &box.min_x, &box.min_y, &box.max_x, &box.max_y) ||
            !bcu_strtree_add(cutting->tree, box, c))
            return false;
    }
    return cutting->tree != NULL;
}

static void dispute(Cutting *cutting, uint32_t loser, uint32_t winner, const Face *face, BcuPoint at)
{
    int64_t key = (int64_t)loser << 32 | winner;
    Dispute *found = g_hash_table_lookup(cutting->disputes, &key);
    if (!found) {
        found = g_new0(Dispute, 1);
        found->contest = (BcuContest){.loser = loser, .winner = winner, .at = at};
        g_hash_table_insert(cutting->disputes, g_memdup2(&key, sizeof key), found);
    }
    if (face->area > found->largest) {
        found->largest = face->area;
        found->contest.at = at;
    }
    found->contest.area += face->area;
    found->contest.length += face->length;
}

/* Gives a face to the smallest of those whose ground it lies in. */
static bool claim(Cutting *cutting, Face *face, GArray *near)
{
    GEOSContextHandle_t context = cutting->context;
    BcuPoint at;
    if (!point_in(context, face->polygon, &at) || !GEOSArea_r(context, face->polygon, &face->area) ||
        !GEOSLength_r(context, face->polygon, &face->length))
        return false;
    GEOSGeometry *inside = GEOSGeom_createPointFromXY_r(context, at.x, at.y);
    if (!inside)
        return false;
    bcu_strtree_near(cutting->tree, inside, near);
    guint count = 0;
    face->owner = BCU_NONE;
    for (guint i = 0; i < near->len; i++) {
        uint32_t c = g_array_index(near, uint32_t, i);
        if (GEOSPreparedIntersects_r(context, cutting->prepared[c], inside) != 1)
            continue;
        g_array_index(near, uint32_t, count++) = c;
        if (face->owner == BCU_NONE || cutting->claims[c].area < cutting->claims[face->owner].area)
            face->owner = c;
    }
    for (guint i = 0; i < count; i++) {
        uint32_t c = g_array_index(near, uint32_t, i);
        if (c != face->owner)
            dispute(cutting, c, face->owner, face, at);
    }
    GEOSGeom_destroy_r(context, inside);
    return true;
}

static bool claim_all(Cutting *cutting)
{
    int count = GEOSGetNumGeometries_r(cutting->context, cutting->pieces);
    g_autoptr(GArray) near = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    cutting->face_count = (uint32_t)MAX(count, 0);
    cutting->faces = g_new0(Face, cutting->face_count + 1);
    bool ok = count >= 0;
    for (int f = 0; ok && f < count; f++) {
        cutting->faces[f].polygon = GEOSGetGeometryN_r(cutting->context, cutting->pieces, f);
        ok = claim(cutting, &cutting->faces[f], near);
    }
    return ok;
}

/* ---- slivers ------------------------------------------------------------------------- */

/* What nobody claims may be a gap that was drawn, unless it is narrower than what vertices are merged by. */
static bool is_thin(const Cutting *cutting, const Face *face)
{
    double width = (face->owner == BCU_NONE ? 1 : 2) * cutting->tolerance;
    return 2 * face->area <= width * face->length;
}

/* \return whether there are slivers: thin faces of those who have wider ones, too, or of nobody. */
static bool settle_wide(Cutting *cutting)
{
    g_autofree bool *has_wide = g_new0(bool, cutting->claim_count + 1);
    bool any = false;
    for (uint32_t f = 0; f < cutting->face_count; f++) {
        Face *face = &cutting->faces[f];
        face->settled = !is_thin(cutting, face);
        if (face->settled && face->owner != BCU_NONE)
            has_wide[face->owner] = true;
    }
    for (uint32_t f = 0; f < cutting->face_count; f++) {
        Face *face = &cutting->faces[f];
        face->settled |= face->owner != BCU_NONE && !has_wide[face->owner];
        any |= !face->settled;
    }
    return any;
}

static int by_ends(const void *a, const void *b)
{
    const Edge *p = a, *q = b;
    if (!bcu_points_equal(p->a, q->a))
        return bcu_point_before(p->a, q->a) ? -1 : 1;
    if (!bcu_points_equal(p->b, q->b))
        return bcu_point_before(p->b, q->b) ? -1 : 1;
    return p->face < q->face ? -1 : p->face > q->face;
}

static void add_edges(GArray *edges, BcuRing ring, uint32_t face)
{
    for (size_t i = 0; i + 1 < ring.count; i++) {
        BcuPoint a = ring.points[i], b = ring.points[i + 1];
        bool forwards = bcu_point_before(a, b);
        Edge edge = {forwards ? a : b, forwards ? b : a, face};
        g_array_append_val(edges, edge);
    }
}

static int by_faces(const void *a, const void *b)
{
    const Border *p = a, *q = b;
    if (p->face != q->face)
        return p->face < q->face ? -1 : 1;
    return p->other < q->other ? -1 : p->other > q->other;
}

/* What the slivers have in common with others, edge by edge. */
static bool find_borders(Cutting *cutting)
{
    g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof(Edge));
    for (uint32_t f = 0; f < cutting->face_count; f++) {
        BcuShape *shape = bcu_geos_to_shape(cutting->context, cutting->faces[f].polygon);
        if (!shape)
            return false;
        for (size_t r = 0; r < shape->ring_count; r++)
            add_edges(edges, bcu_shape_ring(shape, r), f);
        bcu_shape_free(shape);
    }
    g_array_sort(edges, by_ends);
    const Edge *all = (const Edge *)(const void *)edges->data;
    for (guint i = 0; i + 1 < edges->len; i++) {
        if (!bcu_points_equal(all[i].a, all[i + 1].a) || !bcu_points_equal(all[i].b, all[i + 1].b))
            continue;
        Border there = {all[i].face, all[i + 1].face, hypot(all[i].b.x - all[i].a.x, all[i].b.y - all[i].a.y)};
        Border back = {there.other, there.face, there.length};
        if (!cutting->faces[there.face].settled)
            g_array_append_val(cutting->borders, there);
        if (!cutting->faces[back.face].settled)
            g_array_append_val(cutting->borders, back);
    }
    g_array_sort(cutting->borders, by_faces);
    return true;
}

/* A sliver beside settled ground of its own owner stays with that. */
static bool settle_beside_own(Cutting *cutting)
{
    bool any = false;
    for (guint i = 0; i < cutting->borders->len; i++) {
        const Border *border = &g_array_index(cutting->borders, Border, i);
        Face *face = &cutting->faces[border->face];
        const Face *other = &cutting->faces[border->other];
        if (face->settled || !other->settled || other->owner != face->owner || face->owner == BCU_NONE)
            continue;
        face->settled = any = true;
    }
    return any;
}

/* The owner with the longest border of one sliver, whose borders start at `first`. */
static uint32_t longest(const Cutting *cutting, guint first, guint *end)
{
    const Border *borders = (const Border *)(const void *)cutting->borders->data;
    uint32_t best = BCU_NONE;
    double best_length = 0;
    for (*end = first; *end < cutting->borders->len && borders[*end].face == borders[first].face; ++*end) {
    }
    for (guint i = first; i < *end; i++) { /* few */
        const Face *other = &cutting->faces[borders[i].other];
        double length = 0;
        for (guint j = first; j < *end; j++) {
            const Face *alike = &cutting->faces[borders[j].other];
            length += alike->settled && alike->owner == other->owner ? borders[j].length : 0;
        }
        if (other->settled && other->owner != BCU_NONE && length > best_length) {
            best_length = length;
            best = other->owner;
        }
    }
    return best;
}

static bool settle_one(Cutting *cutting)
{
    for (guint first = 0, end; first < cutting->borders->len; first = end) {
        Face *face = &cutting->faces[g_array_index(cutting->borders, Border, first).face];
        uint32_t owner = longest(cutting, first, &end);
        if (face->settled || owner == BCU_NONE)
            continue;
        face->owner = owner;
        return face->settled = true;
    }
    return false;
}

/* What touches nothing that is settled belongs to nobody. */
static bool settle_crumbs(Cutting *cutting)
{
    if (!settle_wide(cutting))
        return true;
    if (!find_borders(cutting))
        return false;
    do
        while (settle_beside_own(cutting)) {
        }
    while (settle_one(cutting));
    for (uint32_t f = 0; f < cutting->face_count; f++)
        if (!cutting->faces[f].settled)
            cutting->faces[f].owner = BCU_NONE;
    return true;
}

/* ---- shares -------------------------------------------------------------------------- */

static GEOSGeometry *joined(GEOSContextHandle_t context, const GPtrArray *polygons)
{
    GEOSGeometry **copies = g_new(GEOSGeometry *, polygons->len + 1);
    for (guint i = 0; i < polygons->len; i++)
        copies[i] = GEOSGeom_clone_r(context, g_ptr_array_index(polygons, i));
    GEOSGeometry *all = GEOSGeom_createCollection_r(context, GEOS_MULTIPOLYGON, copies, polygons->len), *whole = NULL;
    if (all)
        whole = GEOSUnaryUnion_r(context, all);
    GEOSGeom_destroy_r(context, all);
    g_free(copies);
    return whole;
}

static bool share_out(Cutting *cutting)
{
    GPtrArray **faces = g_new(GPtrArray *, cutting->claim_count + 1);
    bool ok = true;
    for (uint32_t c = 0; c < cutting->claim_count; c++)
        faces[c] = g_ptr_array_new();
    for (uint32_t f = 0; f < cutting->face_count; f++)
        if (cutting->faces[f].owner != BCU_NONE)
            g_ptr_array_add(faces[cutting->faces[f].owner], (void *)cutting->faces[f].polygon);
    for (uint32_t c = 0; c < cutting->claim_count; c++) {
        GEOSGeometry *whole = ok ? joined(cutting->context, faces[c]) : NULL;
        cutting->claims[c].share = whole ? bcu_geos_to_shape(cutting->context, whole) : NULL;
        ok = cutting->claims[c].share != NULL;
        GEOSGeom_destroy_r(cutting->context, whole);
        g_ptr_array_unref(faces[c]);
    }
    for (uint32_t c = 0; !ok && c < cutting->claim_count; c++)
        g_clear_pointer(&cutting->claims[c].share, bcu_shape_free);
    g_free(faces);
    return ok;
}

static int by_pair(const void *a, const void *b)
{
    const BcuContest *p = a, *q = b;
    if (p->loser != q->loser)
        return p->loser < q->loser ? -1 : 1;
    return p->winner < q->winner ? -1 : p->winner > q->winner;
}

static void list_contests(const Cutting *cutting, GArray *contests)
{
    GHashTableIter iter;
    gpointer found;
    g_hash_table_iter_init(&iter, cutting->disputes);
    while (g_hash_table_iter_next(&iter, NULL, &found)) {
        BcuContest contest = ((Dispute *)found)->contest;
        if (contest.area > cutting->tolerance * cutting->tolerance)
            g_array_append_val(contests, contest);
    }
    g_array_sort(contests, by_pair);
}

/* ---- one feature --------------------------------------------------------------------- */

static bool in_odd_number(const BcuShape *drawn, BcuPoint at)
{
    bool odd = false;
    for (size_t r = 0; r < drawn->ring_count; r++)
        odd ^= bcu_ring_contains(bcu_shape_ring(drawn, r), at);
    return odd;
}

GEOSGeometry *bcu_faces_ground(GEOSContextHandle_t context, const BcuShape *drawn, double tolerance)
{
    BcuClaim alone = {.drawn = drawn};
    GEOSGeometry *pieces = cut(context, &alone, 1, tolerance);
    g_autoptr(GPtrArray) ground = g_ptr_array_new();
    bool ok = pieces != NULL;
    for (int f = 0; ok && f < GEOSGetNumGeometries_r(context, pieces); f++) {
        const GEOSGeometry *face = GEOSGetGeometryN_r(context, pieces, f);
        BcuPoint at;
        ok = point_in(context, face, &at);
        if (ok && in_odd_number(drawn, at))
            g_ptr_array_add(ground, (void *)face);
    }
    GEOSGeometry *whole = ok ? joined(context, ground) : NULL;
    GEOSGeom_destroy_r(context, pieces);
    return whole;
}

/* ---- the whole ----------------------------------------------------------------------- */

static void clear(Cutting *cutting)
{
    for (uint32_t c = 0; cutting->prepared && c < cutting->claim_count; c++)
        if (cutting->prepared[c])
            GEOSPreparedGeom_destroy_r(cutting->context, cutting->prepared[c]);
    bcu_strtree_free(cutting->tree);
    GEOSGeom_destroy_r(cutting->context, cutting->pieces);
    g_free(cutting->prepared);
    g_free(cutting->faces);
    g_hash_table_unref(cutting->disputes);
    g_array_unref(cutting->borders);
}

bool bcu_faces_share_out(GEOSContextHandle_t context, BcuClaim *claims, uint32_t claim_count, double tolerance,
                         GArray *contests)
{
    Cutting cutting = {.context = context, .claims = claims, .claim_count = claim_count, .tolerance = tolerance};
    cutting.disputes = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    cutting.borders = g_array_new(FALSE, FALSE, sizeof(Border));
    cutting.pieces = cut(context, claims, claim_count, tolerance);
    bool ok = cutting.pieces && plant(&cutting) && claim_all(&cutting) && settle_crumbs(&cutting) && share_out(&cutting);
    if (ok)
        list_contests(&cutting, contests);
    clear(&cutting);
    return ok;
}
