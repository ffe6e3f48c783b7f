/** Where in an area a rectangle has room. */
#ifndef RENDER_ROOM_H
#define RENDER_ROOM_H

#include <bcukit/bcukit.h>
#include <glib.h>

/** The inside of an outline, cut into rows along the direction of the text. */
typedef struct Room Room;

/** \param outline any rings, even-odd; \param turn direction of the text, radians clockwise on the page;
 * \param row how finely to look, mm. */
Room *room_new(const BcuShape *outline, double turn, double row);
void room_free(Room *room);
/** Where a rectangle has room. */
typedef struct RoomPlace {
    BcuPoint centre; /* on the page */
    double air;      /* by how much the rectangle could grow on all sides and still lie inside, mm */
} RoomPlace;
/** Appends places (RoomPlace) of rectangles that lie wholly inside: several in each row that has room, the
 * nearest to the wanted point among them. \param air how much of it is enough, mm; none counts as more. */
void room_find(const Room *room, double width, double height, double air, BcuPoint wanted, GArray *places);

#endif
