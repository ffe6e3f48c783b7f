"""The operation from a CRS to longitude and latitude is the one that PROJ takes at that place, for places all over."""
import json
import math
import os
import random
import sys
import warnings

from host import HostTest
from polygons import square, write
from readers import main

try:
    import pyproj
    from pyproj.database import query_crs_info
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

# CRSs that are used in several countries, whose datums PROJ has an operation of its own for in each.
PLACES = [(5514, 14.42, 50.08), (5514, 17.11, 48.15), (5514, 21.25, 48.72), (2065, 14.42, 50.08), (4156, 17.11, 48.15),
          (23029, -8.6, 41.15), (23030, -3.7, 40.4), (23030, -0.55, 44.85), (23031, 2.17, 41.4), (23031, 4.35, 50.85),
          (23032, 11.6, 48.1), (23032, 9.2, 45.5), (23032, 10.75, 59.9), (23035, 24.9, 60.2), (23035, 23.7, 38.0),
          (23036, 35.2, 31.8), (4230, 14.5, 35.9), (26714, -97, 41), (26712, -110, 51), (26904, -157.9, 21.3),
          (4267, -99.1, 19.4), (4267, -80, 43.6), (29193, -46.6, -23.5), (29190, -75.1, -0.2), (24877, -79.9, -2.2),
          (24818, -66.9, 10.5), (31983, -46.6, -23.5), (20137, 38.7, 9.0), (21097, 36.8, -1.3), (22234, 18.4, -33.9),
          (32635, 24.9, 60.2), (28403, 15.0, 51.0), (28405, 27.6, 53.9), (28410, 57.0, 50.3), (3844, 26.1, 44.4),
          (31466, 6.96, 50.94), (31467, 9.2, 48.8), (31469, 13.74, 51.05), (31275, 16.4, 43.5), (31276, 20.5, 44.8),
          (28992, 4.9, 52.4), (31370, 4.35, 50.85), (27700, -0.1, 51.5), (29902, -6.3, 53.3), (2157, -6.3, 53.3),
          (4301, 139.7, 35.7), (5179, 127, 37.6), (24047, 100.5, 13.7), (24305, 90.4, 23.8), (20255, 145, -37.8)]


def more_places(count):
    """From all projected CRSs of the registry, each somewhere in its area of use."""
    dice = random.Random(18)
    crss = [crs for crs in query_crs_info(auth_name="EPSG", pj_types=["PROJECTED_CRS"])
            if not crs.deprecated and crs.area_of_use and crs.area_of_use.west < crs.area_of_use.east]
    for crs in dice.sample(sorted(crss, key=lambda crs: int(crs.code)), count):
        area = crs.area_of_use
        yield int(crs.code), dice.uniform(area.west, area.east), dice.uniform(area.south, area.north)


def expected(code, longitude, latitude):
    """(place in the CRS, longitude and latitude on WGS 84); None where PROJ has no operation but a ballpark one, or takes
    one that is not meant for that place: it looks into the box, in the CRS, around the area of use, and from 9.6 on may
    take on land what is meant for the sea."""
    try:
        crs = pyproj.CRS.from_epsg(code)
        own = crs.geodetic_crs
        x, y = pyproj.Transformer.from_crs(own, crs, always_xy=True).transform(longitude, latitude)
        to = pyproj.Transformer.from_crs(crs, 4326, always_xy=True, allow_ballpark=False)
        there = to.transform(x, y)
        area = to.get_last_used_operation().area_of_use
        if area and area.west <= area.east and not (area.west <= longitude <= area.east and
                                                    area.south <= latitude <= area.north):
            return None
        if area and "offshore" in area.name and "onshore" not in area.name:
            return None
    except pyproj.exceptions.ProjError:
        return None
    return ((x, y), there) if all(map(math.isfinite, (x, y, *there))) else None


class OperationTest(HostTest):
    def moved(self, code, x, y, size):
        """Where bcukit takes the first corner of an area there, with what it said; None where it refuses."""
        ring = square(x, y, size)
        write(os.path.join(self.path, "a.shp"), [[ring]], {"CODE": ["A"], "G": ["G"]})
        self.write("p.ini", f"[project]\ntitle = T\n[layer a]\npath = a.shp\ncode = CODE\ncrs = EPSG:{code}\n"
                            "[clusters]\nfield = G\n")
        status, _, messages = self.run_bcukit("run", "geojson", "-v", "-p", "p.ini", "--set", "geojson.decimals=9", "--set",
                                              "geojson.layers=a")
        if status:
            return None, messages
        [feature] = json.loads(self.read("a.geojson"))["features"]
        return min(feature["geometry"]["coordinates"][0], key=lambda p: math.dist(p, self.there)), messages

    def check(self, places):
        warnings.simplefilter("ignore")
        compared, wrong = 0, []
        for code, longitude, latitude in places:
            place = expected(code, longitude, latitude)
            if not place:
                continue
            (x, y), self.there = place
            degrees = pyproj.CRS.from_epsg(code).is_geographic
            found, messages = self.moved(code, x, y, 1e-6 if degrees else 0.1)
            apart = math.inf if not found else 111e3 * math.hypot(
                (found[0] - self.there[0]) * math.cos(math.radians(self.there[1])), found[1] - self.there[1])
            compared += 1
            if apart > 0.01:
                wrong.append(f"EPSG:{code} at {longitude:.2f} {latitude:.2f}: {apart:.2f} m apart; {messages}")
        self.assertGreater(compared, len(places) / 2)
        self.assertEqual(wrong, [], "\n".join(wrong))

    def test_known_places(self):
        self.check(PLACES)

    def test_places_of_the_registry(self):
        self.check(list(more_places(int(os.environ.get("BCUKIT_PLACES", 40)))))


main()
