#!/usr/bin/env python3
"""Draws the layers of this folder: an invented county of four districts and eight parishes, and the same districts as a
careless hand would have drawn them.

python3 docs/examples/make_examples.py [FOLDER]    the same bytes every time"""
import math
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "tests", "support"))
import polygons  # noqa: E402

CRS = "EPSG:27700"
WEST, SOUTH, SIDE = 460000, 280000, 8000  # of the county, in the middle of England; metres
NAMES = ("Aston", "Barton", "Corley", "Denham")
PLACES = ((0, 1), (1, 1), (0, 0), (1, 0))  # column and row of each
REGIONS = ("North", "North", "South", "South")


def way(start, end, seed, steps=16):
    """A winding line from one corner to another, the same from either end."""
    if start > end:
        return way(end, start, seed, steps)[::-1]
    length = math.hypot(end[0] - start[0], end[1] - start[1])
    across = ((start[1] - end[1]) / length, (end[0] - start[0]) / length)
    points = []
    for step in range(steps + 1):
        share = step / steps
        bend = math.sin(math.pi * share) * (320 * math.sin(5 * share + seed) + 90 * math.sin(17 * share + 2 * seed))
        points.append(tuple(round(start[i] + share * (end[i] - start[i]) + bend * across[i]) for i in (0, 1)))
    return points


def corner(column, row):
    return WEST + column * SIDE, SOUTH + row * SIDE


def seed_of(one, other):
    """Of the border between two corners: each winds in its own manner."""
    return (one[0] + other[0] + 3 * (one[1] + other[1])) / SIDE % 11


def ring(corners):
    """Clockwise, along the borders between the corners."""
    points = [corners[0]]
    for one, other in zip(corners, corners[1:] + corners[:1]):
        points += way(one, other, seed_of(one, other))[1:]
    return points


def districts():
    found = []
    for column, row in PLACES:
        found.append([ring([corner(column, row), corner(column, row + 1), corner(column + 1, row + 1),
                            corner(column + 1, row)])])
    return found


def parishes():
    """Each district cut in two from west to east."""
    found = []
    for column, row in PLACES:
        left, right = way(corner(column, row), corner(column, row + 1), seed_of(corner(column, row), corner(column, row + 1))), \
            way(corner(column + 1, row), corner(column + 1, row + 1), seed_of(corner(column + 1, row), corner(column + 1, row + 1)))
        top = way(corner(column, row + 1), corner(column + 1, row + 1), seed_of(corner(column, row + 1), corner(column + 1, row + 1)))
        bottom = way(corner(column, row), corner(column + 1, row), seed_of(corner(column, row), corner(column + 1, row)))
        middle = len(left) // 2
        cut = way(left[middle], right[middle], column + 2 * row)
        found.append([left[middle:] + top[1:] + right[middle:][::-1][1:] + cut[::-1][1:]])
        found.append([left[:middle + 1] + cut[1:] + right[:middle + 1][::-1][1:] + bottom[::-1][1:]])
    return found


def dirty(clean):
    """One vertex moved into the neighbour, one away from it, one left out, one ring that crosses itself."""
    aston, barton, corley, denham = ([list(rings[0]) for rings in clean])
    x, y = aston[40]
    aston[40] = (x + 60, y)
    x, y = corley[40]
    corley[40] = (x - 45, y)
    del barton[4]
    x, y = denham[56]
    denham[56:56] = [(x - 20, y + 30), (x + 30, y + 30), (x - 25, y - 5)]
    return [[aston], [barton], [corley], [denham]]


def main(folder):
    codes = [f"D{number:02}" for number in range(1, 5)]
    clean = districts()
    fields = {"CODE": codes, "NAME": list(NAMES), "REGION": list(REGIONS)}
    polygons.write(os.path.join(folder, "districts.shp"), clean, fields, CRS, cpg="UTF-8")
    polygons.write(os.path.join(folder, "dirty.shp"), dirty(clean), fields, CRS, cpg="UTF-8")
    polygons.write(os.path.join(folder, "parishes.shp"), parishes(),
                   {"CODE": [f"P{number:02}" for number in range(1, 9)],
                    "NAME": [f"{side} {name}" for name in NAMES for side in ("Upper", "Lower")],
                    "DISTRICT": [code for code in codes for _ in "12"]}, CRS, cpg="UTF-8")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else HERE)
