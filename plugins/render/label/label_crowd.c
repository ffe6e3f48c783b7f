/* Each in turn takes the best place that is free. Then who has no place, or a poor one, asks who is in the
 * way to step aside, which happens where both together stand better than before. */
#include "label/label_crowd.h"

enum { NOWHERE = -1 };

typedef struct Member {
    const Subject *subject;
    GArray *places; /* Place, the best first */
    int place;      /* where it stands; NOWHERE */
    guint block;    /* in the clutter, while it stands */
} Member;

typedef struct Crowd {
    const Site *site;
    Clutter *clutter; /* that of the site */
    Member *members;
    guint count;
} Crowd;

static const Place *place_at(const Member *member, int place)
{
    return &g_array_index(member->places, Place, place);
}

static double cost_of(const Member *member)
{
    return member->place == NOWHERE ? INFINITY : place_at(member, member->place)->cost;
}

static void stand(const Crowd *crowd, Member *member, int place)
{
    member->place = place;
    if (place != NOWHERE)
        member->block = clutter_add(crowd->clutter, place_at(member, place)->block);
}

static void leave(const Crowd *crowd, Member *member)
{
    if (member->place != NOWHERE)
        clutter_remove(crowd->clutter, member->block);
    member->place = NOWHERE;
}

static bool is_free(const Crowd *crowd, const Place *place)
{
    return place->in_circle || place_is_free(crowd->site, &place->block);
}

/* The best place that is free and costs less than `limit`. */
static int free_place(const Crowd *crowd, const Member *member, double limit)
{
    for (guint i = 0; i < member->places->len && place_at(member, (int)i)->cost < limit; i++)
        if (is_free(crowd, place_at(member, (int)i)))
            return (int)i;
    return NOWHERE;
}

static Member *member_of(const Crowd *crowd, guint block)
{
    for (guint i = 0; i < crowd->count; i++)
        if (crowd->members[i].place != NOWHERE && crowd->members[i].block == block)
            return &crowd->members[i];
    return NULL;
}

/* One step aside: `member` would stand where `other` stands, and `other` elsewhere. */
static bool displace(const Crowd *crowd, Member *member, int place, Member *other, double before)
{
    double cost = place_at(member, place)->cost;
    int old = other->place;
    leave(crowd, other);
    stand(crowd, member, place);
    int next = free_place(crowd, other, before - cost);
    if (next == NOWHERE)
        leave(crowd, member);
    stand(crowd, other, next == NOWHERE ? old : next);
    return next != NOWHERE;
}

/* Of what no name steps aside from. */
static bool is_kept_clear(const Site *site, const Place *place)
{
    return clutter_is_free(site->dots, &place->block) && clutter_is_free(site->apart, &place->block);
}

/* Finds the member a place that is better than its own by what is worth the change. */
static bool improve(const Crowd *crowd, Member *member)
{
    static const double WORTH = 0.05;
    double cost = cost_of(member);
    int old = member->place;
    leave(crowd, member);
    for (guint i = 0; i < member->places->len && place_at(member, (int)i)->cost < cost - WORTH; i++) {
        guint block;
        Member *other;
        if (is_free(crowd, place_at(member, (int)i))) {
            stand(crowd, member, (int)i);
            return true;
        }
        if (is_kept_clear(crowd->site, place_at(member, (int)i)) &&
            clutter_meets_one(crowd->clutter, &place_at(member, (int)i)->block, &block) &&
            (other = member_of(crowd, block)) &&
            displace(crowd, member, (int)i, other, cost + cost_of(other) - WORTH))
            return true;
    }
    stand(crowd, member, old);
    return false;
}

static void improve_all(const Crowd *crowd)
{
    enum { ROUNDS = 4 };
    bool better = true;
    for (int round = 0; better && round < ROUNDS; round++) {
        better = false;
        for (guint i = 0; i < crowd->count; i++)
            better |= improve(crowd, &crowd->members[i]);
    }
}

/* ---- in and out ---------------------------------------------------------------------- */

static bool belongs(const Subject *subject)
{
    return subject->outline->ring_count == 0 || subject->wish->radius > 0;
}

static void crowd_init(Crowd *crowd, const Site *site, const GPtrArray *pending)
{
    *crowd = (Crowd){site, site->clutter, g_new(Member, pending->len + 1), 0};
    for (guint i = 0; i < pending->len; i++) {
        const Subject *subject = g_ptr_array_index(pending, i);
        if (!belongs(subject))
            continue;
        Member *member = &crowd->members[crowd->count++];
        *member = (Member){subject, places_around(site, subject), NOWHERE, 0};
        stand(crowd, member, free_place(crowd, member, INFINITY));
    }
}

GArray *crowd_place(const Site *site, GPtrArray *pending)
{
    GArray *standing = g_array_new(false, false, sizeof(Standing));
    Crowd crowd;
    crowd_init(&crowd, site, pending);
    improve_all(&crowd);
    for (guint i = 0; i < crowd.count; i++) {
        Member *member = &crowd.members[i];
        if (member->place != NOWHERE) {
            Standing one = {member->subject, *place_at(member, member->place)};
            g_array_append_val(standing, one);
            g_ptr_array_remove(pending, (gpointer)member->subject);
        }
        leave(&crowd, member);
        g_array_unref(member->places);
    }
    g_free(crowd.members);
    return standing;
}
