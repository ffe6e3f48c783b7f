"""Cases of shapes: coordinates, the meridian of 180, validity of what is written, layers with nothing in them."""
import math
import os
import random
import shutil
import sqlite3

from case import case
from polygons import write

EARTH_M2 = 510065621724089  # surface of the ellipsoid of WGS 84


def area_between(south, north, longitudes=360):
    """Square metres between two parallels of WGS 84, over so many degrees of longitude."""
    e = math.sqrt(0.0066943799901413165)

    def from_equator(latitude):
        s = math.sin(math.radians(latitude))
        return s / (2 * (1 - (e * s) ** 2)) + math.atanh(e * s) / (2 * e)
    b2 = 6356752.314245179 ** 2
    return b2 * math.radians(longitudes) * (from_equator(north) - from_equator(south))


def hectares(test):
    """Of all clusters together, as the table of areas has them."""
    return sum(float(row["area_ha"]) for row in test.rows("area.csv"))


def assert_share(test, value, expected, share=1e-6):
    test.assertAlmostEqual(value / expected, 1, delta=share, msg=f"{value} is not {expected}")


def boxes(test, name, layer=None):
    return [tuple(round(side, 4) for side in shape.bounds) for shape in test.assert_valid(name, layer)]


# ---- around the world ------------------------------------------------------------------------

@case("am/deg-over-180-wide")
def rectangle_of_340_degrees(test):
    test.works("run", "area", "geojson", "topojson", "gpkg", "shapefile", "-p", "p.ini", "-o", "out")
    for name, layer in (("areas.geojson", None), ("clu.geojson", None), ("clu.topojson", "areas"), ("clu.gpkg", "areas"),
                        ("areas.shp", None)):
        test.assertEqual(boxes(test, name, layer), [(-170, -20, 170, 10)], name)
    assert_share(test, hectares(test), area_between(-20, 10, 340) / 1e4, 1e-3)


@case("am/deg-whole")
def whole_world(test):
    test.works("run", "area", "-p", "p.ini", "-o", "out")
    assert_share(test, hectares(test), area_between(-80, 80) / 1e4, 1e-3)


@case("am/wm-band")
def bands_around_the_world(test):
    test.works("run", "area", "geojson", "topojson", "gpkg", "shapefile", "-p", "p.ini", "-o", "out")
    for name, layer in (("areas.geojson", None), ("clu.topojson", "areas")):
        found = boxes(test, name, layer)
        test.assertEqual([(box[0], box[2]) for box in found], [(-180, 180)] * 2, name)
        test.assertAlmostEqual(found[0][3], found[1][1], places=4)


@case("am/wm-bigger-box")
def box_beyond_180(test):
    test.works("run", "topojson", "geojson", "-p", "p.ini", "-o", "out")
    for name, layer in (("areas.geojson", None), ("clu.topojson", "areas")):
        [shape] = test.assert_valid(name, layer)
        low, high = sorted((part.bounds[0], part.bounds[2]) for part in shape.geoms)
        test.assertEqual(low[0], -180)
        test.assertEqual(high[1], 180)
        test.assertAlmostEqual(low[1] - low[0] + high[1] - high[0], 40e6 / 20037508.3427892 * 180, places=4)


@case("geom/am-beyond-180")
def longitudes_beyond_180(test):
    test.works("run", "area", "gpkg", "geojson", "topojson", "shapefile", "-p", "p.ini", "-o", "out")
    for name, layer in (("areas.geojson", None), ("clu.topojson", "areas"), ("clu.gpkg", "areas"), ("areas.shp", None)):
        test.assert_valid(name, layer)
    assert_share(test, hectares(test), (area_between(-17, -13, 4) + area_between(-17, -15, 2)) / 1e4, 1e-4)


@case("geom/am-jump")
def edge_from_178_to_minus_178(test):
    """As it stands in a layer in degrees: the long way, as GDAL, QGIS and PostGIS read it. Where it covers its neighbour
    that is said, and the smaller of the two keeps the ground."""
    messages = test.works("run", "area", "geojson", "topojson", "gpkg", "shapefile", "-p", "p.ini", "-o", "out")
    for name, layer in (("areas.geojson", None), ("clu.topojson", "areas"), ("clu.gpkg", "areas"), ("areas.shp", None)):
        test.assertEqual(boxes(test, name, layer), [(-176, -17, 178, -15), (-178, -17, -176, -15)], name)
    assert_share(test, hectares(test), area_between(-17, -15, 356) / 1e4, 1e-4)
    test.assertIn("TOP032", messages)


# ---- coordinates and their CRS -----------------------------------------------------------------

@case("metres-as-degrees-100000")
def metres_as_degrees(test):
    for command in (("check", "-p", "p.ini"), ("run", "-p", "p.ini", "-o", "out")):
        messages = test.refuses("CRS0", *command)
        test.assertIn("530000", messages.replace(",", "").replace(" ", ""))
    for command in (("info", "a.shp"), ("init", "a.shp", "--by", "GRP")):
        code, out, messages = test.bcukit(*command)
        test.assertRegex(messages + out, "CRS0..", command)


def project(test, rings, crs=None, key=None, groups=None, working=None):
    """A layer of one ring per area, grouped as given, and its project p.ini."""
    count = len(rings)
    write(test.path + "/a.shp", [[ring] for ring in rings],
          {"CODE": [f"A{i}" for i in range(count)], "GRP": groups or ["G"] * count}, crs)
    test.write("p.ini", "[project]\ntitle = Case\nrun = area\n" + (f"[crs]\nworking = {working}\n" if working else "")
               + "[layer areas]\npath = a.shp\ncode = CODE\n"
               + (f"crs = {key}\n" if key else "") + "[clusters]\nid = clu\nfield = GRP\n")


def box_of(west, south, east, north):
    return [(west, south), (west, north), (east, north), (east, south), (west, south)]


def is_refused_by_all(test, code, likely):
    for command in (("check", "-p", "p.ini"), ("run", "-p", "p.ini", "-o", "out")):
        test.assertIn(likely, test.refuses(code, *command), command)


@case("made/metres-as-degrees")
def made_metres_as_degrees(test):
    for key, box, likely in (("EPSG:4326", (530000, 180000, 531000, 181000), "EPSG:27700"),
                             ("EPSG:4258", (120000, 480000, 121000, 481000), "EPSG:28992"),
                             ("EPSG:4267", (652000, 6861000, 653000, 6862000), "EPSG:2154"),
                             ("EPSG:4326", (10, 95, 11, 96), "latitude 9")):
        project(test, [box_of(*box)], key=key)
        is_refused_by_all(test, "CRS060", likely)


@case("made/degrees-as-metres")
def made_degrees_as_metres(test):
    for key, box in (("EPSG:27700", (-0.5, 51.3, 0.3, 51.7)), ("EPSG:2154", (2, 48, 3, 49)),
                     ("EPSG:3857", (-120, 30, -110, 40)), ("EPSG:32633", (14, 47, 15, 48))):
        project(test, [box_of(*box)], key=key)
        is_refused_by_all(test, "CRS061", "EPSG:4326")


@case("made/few-metres")
def made_few_metres(test):
    """A small site about an origin of its own is no layer in degrees."""
    project(test, [box_of(-20, -10, 0, 10), box_of(0, -10, 20, 10)], key="+proj=laea +lat_0=51.5 +lon_0=-0.1 +units=m")
    test.works("run", "-p", "p.ini", "-o", "out")
    test.assertAlmostEqual(hectares(test), 0.08, places=4)


@case("made/no-place")
def made_no_place(test):
    project(test, [box_of(9e7, 9e7, 9.1e7, 9.1e7)], key="EPSG:3035")
    is_refused_by_all(test, "CRS062", "key crs")


@case("made/beyond-180")
def made_beyond_180(test):
    """Longitudes may run on, either way."""
    for west in (-190, 170, 178, 350):
        project(test, [box_of(west, -10, west + 10, 0), box_of(west + 10, -10, west + 20, 0)], key="EPSG:4326",
                groups=["G", "H"])
        test.works("run", "area", "geojson", "gpkg", "topojson", "shapefile", "-p", "p.ini", "-o", "out")
        assert_share(test, hectares(test), area_between(-10, 0, 20) / 1e4, 1e-4)
        for name, layer in (("areas.geojson", None), ("clu.topojson", "areas"), ("clu.gpkg", "areas")):
            for shape in test.assert_valid(name, layer):
                test.assertAlmostEqual(shape.area, 100, places=5)
        shutil.rmtree(test.path + "/out")


@case("made/hemispheres")
def made_hemispheres(test):
    for box in ((-180, 0, 180, 90), (-180, -90, 180, 90), (-90, -90, 90, 90), (0, -80, 350, 85)):
        project(test, [box_of(*box)], key="EPSG:4326")
        test.works("run", "area", "-p", "p.ini", "-o", "out")
        assert_share(test, hectares(test), area_between(box[1], box[3], box[2] - box[0]) / 1e4, 1e-4)
        shutil.rmtree(test.path + "/out")


@case("made/bands")
def made_bands(test):
    """Around the world in cylindrical and pseudocylindrical CRSs, with vertices on their edges."""
    try:
        import pyproj
    except ImportError:
        test.skipTest("pyproj is not here")
    for key in ("EPSG:3857", "EPSG:3395", "EPSG:4087", "ESRI:54009", "ESRI:54030", "ESRI:54034"):
        to = pyproj.Transformer.from_crs("EPSG:4326", key, always_xy=True)
        rings = [[to.transform(x, y) for x, y in densified(box_of(-180, south, 180, south + 20))] for south in (-40, -20, 20)]
        project(test, rings, key=key, groups=["G", "G", "H"])
        test.works("run", "area", "geojson", "topojson", "-p", "p.ini", "-o", "out")
        for name, layer in (("areas.geojson", None), ("clu.topojson", "areas")):
            for shape, south in zip(test.assert_valid(name, layer), (-40, -20, 20)):
                for side, expected in zip(shape.bounds, (-180, south, 180, south + 20)):
                    test.assertAlmostEqual(side, expected, places=4, msg=(key, name))
                test.assertAlmostEqual(shape.area, 7200, delta=7200 * 1e-6, msg=(key, name))
        shutil.rmtree(test.path + "/out")


def densified(ring, step=10):
    points = []
    for (x0, y0), (x1, y1) in zip(ring, ring[1:]):
        count = max(1, round(max(abs(x1 - x0), abs(y1 - y0)) / step))
        points += [(x0 + (x1 - x0) * i / count, y0 + (y1 - y0) * i / count) for i in range(count)]
    return points + ring[:1]


@case("made/torn")
def made_torn(test):
    """Across the line where a map of the world is cut there is no area; where vertices lie on it, or it is elsewhere, is."""
    eqearth = "+proj=eqearth +lon_0=150 +datum=WGS84 +type=crs"
    for working, west, east in (("EPSG:3857", 178, 182), ("EPSG:8857", -182, -178), ("EPSG:3857", 180, 184),
                                (eqearth, -31, -29), ("EPSG:3571", -170, 170)):
        project(test, [box_of(west, 10, east, 20)], key="EPSG:4326", working=working)
        is_refused_by_all(test, "CRS065", "cut elsewhere")
    for working, west, east in (("EPSG:3857", 176, 180), ("EPSG:8857", -180, -176), (eqearth, -30, -26), (eqearth, 178, 182),
                                ("EPSG:3832", 178, 182), ("+proj=laea +lon_0=180 +datum=WGS84 +type=crs", 178, 182)):
        project(test, [box_of(west, -2, east, 2)], key="EPSG:4326", working=working)
        test.assertNotIn("CRS06", test.works("run", "-p", "p.ini", "-o", "out"))
        assert_share(test, hectares(test), area_between(-2, 2, 4) / 1e4, 0.01)
        shutil.rmtree(test.path + "/out")


@case("made/torn-in-degrees")
def made_torn_in_degrees(test):
    """A layer of the Pacific, brought into degrees."""
    project(test, [box_of(3e6, 0, 4e6, 1e6)], key="EPSG:3832", working="EPSG:4326")
    is_refused_by_all(test, "CRS065", "cut elsewhere")


@case("made/wide-edges")
def made_wide_edges(test):
    """More than half around the globe there are two ways; from side to side of the map there is one."""
    for west, east, is_wide in ((-178, 178, True), (-100, 90, True), (-180, 180, False), (-90, 90, False), (170, 190, False),
                                (0, 360, False)):
        project(test, [box_of(west, -10, east, 10)], key="EPSG:4326")
        messages = test.works("run", "-p", "p.ini", "-o", "out") + test.bcukit("check", "-p", "p.ini")[2]
        (test.assertIn if is_wide else test.assertNotIn)("CRS064", messages, (west, east))
        assert_share(test, hectares(test), area_between(-10, 10, east - west) / 1e4, 1e-4)
        shutil.rmtree(test.path + "/out")
    project(test, [box_of(-170, -90, 170, -89)], key="EPSG:4326")
    test.assertIn("an edge goes", test.works("run", "-p", "p.ini", "-o", "out"))  # that along the pole is none


@case("made/bent-edges")
def made_bent_edges(test):
    """Edges of the same vertices enclose other ground; with vertices along them they do not."""
    project(test, [box_of(-170, -80, 170, 80), box_of(175, 0, 177, 2)], key="EPSG:4326", working="EPSG:8857")
    messages = test.works("run", "-p", "p.ini", "-o", "out")
    share = hectares(test) * 1e4 / (area_between(-80, 80, 340) + area_between(0, 2, 2)) - 1
    test.assertRegex(messages, r"CRS066: a.shp, record 1: .*area of 1 of .*this one by -\d+\.\d %")
    test.assertAlmostEqual(float(messages.split("this one by ")[1].split(" %")[0]) / 100, share, delta=0.03)
    shutil.rmtree(test.path + "/out")
    project(test, [densified(box_of(-170, -80, 170, 80), 1)], key="EPSG:4326", working="EPSG:8857")
    test.assertNotIn("CRS066", test.works("run", "-p", "p.ini", "-o", "out"))
    assert_share(test, hectares(test) * 1e4, area_between(-80, 80, 340), 1e-3)


@case("made/far-from-home")
def made_far_from_home(test):
    """Data far from where their CRS is used: swapped axes, another country's grid, another part of the world."""
    for box, key, working, cause in (((180000, 1050000, 190000, 1060000), "EPSG:27700", None, None),
                                     ((500000, 200000, 510000, 210000), "EPSG:27700", None, None),
                                     ((51, -1, 52, 0), "EPSG:4258", None, "x and y may be swapped"),
                                     ((530000, 180000, 531000, 181000), "EPSG:28992", None, "EPSG:27700"),
                                     ((-1, 51, 0, 52), "EPSG:4269", None, "EPSG:4326"),
                                     ((13, 50, 14, 51), "EPSG:4326", "EPSG:32632", None),
                                     ((2, 43, 3, 44), "EPSG:4326", "EPSG:3005", "crs.working = +proj=laea")):
        project(test, [box_of(*box)], key=key, working=working)
        messages = test.works("run", "-p", "p.ini", "-o", "out")
        if cause:
            test.assertRegex(messages, "CRS063: p.ini, ")
            test.assertIn(cause, messages)
        else:
            test.assertNotIn("CRS063", messages)
        shutil.rmtree(test.path + "/out")


@case("made/stretched")
def made_stretched(test):
    """Maps in degrees are true along their middle latitude; only what is far from it looks stretched."""
    for south, north, is_stretched in ((51, 52, False), (-5, 5, False), (40, 70, True), (-80, 80, True)):
        project(test, [box_of(0, south, 1, north), box_of(1, south, 2, north)], key="EPSG:4326")
        with open(test.path + "/a.prj", "w") as file:
            file.write('GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],'
                       'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]')
        code, out, messages = test.bcukit("init", "a.shp", "--by", "GRP")
        test.assertEqual(code, 0, messages)
        (test.assertIn if is_stretched else test.assertNotIn)("stretched", out)


@case("made/integer-coordinates")
def made_integer_coordinates(test):
    for seed in (1, 2, 3):
        dice = random.Random(seed)
        rings = []
        for column in range(40):
            x, y = 200000 + column * 3000, 300000 + dice.randrange(1000)
            ring = [(x, y), (x, y + dice.randrange(1, 9000)), (x + dice.randrange(1, 2900), y), (x, y)]
            rings.append(ring)
        project(test, rings, "EPSG:27700", groups=[f"G{i % 7}" for i in range(40)])
        test.works("run", "gpkg", "shapefile", "area", "geojson", "topojson", "-p", "p.ini", "-o", "out")
        shutil.rmtree(test.path + "/out")


@case("no-prj-metres")
def no_prj_metres(test):
    code, out, messages = test.bcukit("init", "a.shp", "--by", "GRP")
    shown = out + "".join(test.read(name, "") for name in test.files("") if name.endswith(".ini") and name != "i.ini")
    test.assertNotIn("EPSG:4326", shown + messages)
    test.assertIn("EPSG:27700", shown + messages)


@case("crs-op/5514-prague")
def operation_in_prague(test):
    messages = test.works("run", "geojson", "-v", "-p", "p.ini", "-o", "out")
    test.assertIn("S-JTSK to WGS 84 (5)", messages)


# ---- right files -------------------------------------------------------------------------------

@case("integer-coordinates")
def integer_coordinates(test):
    test.works("run", "gpkg", "shapefile", "area", "geojson", "topojson", "-p", "p.ini", "-o", "out")
    test.assertAlmostEqual(hectares(test), 541694.76975, delta=0.006)


@case("spike-and-bowtie/simple")
def spike_and_bowtie(test):
    messages = test.works("run", "-p", "p.ini", "-o", "out")
    test.assertIn("TOP033", messages)
    for name, layer in (("clu.gpkg", "areas"), ("areas.shp", None), ("clu.topojson", "areas"), ("clu.gpkg", "clu")):
        test.assert_valid(name, layer)


@case("topojson-rounding")
def topojson_rounding(test):
    code, out, messages = test.bcukit("run", "-p", "p.ini", "-o", "out")
    if code == 0 and "TOPOJSON" not in messages:
        test.assert_valid("clu.topojson", "areas")
    test.assertEqual(code, 0, messages)


@case("geom/slivers-40cm")
def slivers(test):
    test.assertIn("TOP030", test.works("run", "-p", "p.ini", "-o", "out"))


# ---- nothing to show ---------------------------------------------------------------------------

@case("all-null-metres")
def all_records_null(test):
    for plugins in (("render",), ("area", "geojson", "topojson", "gpkg", "shapefile", "coverage")):
        code, out, messages = test.bcukit("run", *plugins, "-p", "p.ini", "-o", "out")
        test.assertNotIn("crash", messages)
        test.assertTrue(messages)


@case("other-inputs")
def other_inputs(test):
    shutil.make_archive(test.path + "/a", "zip", test.path, "a.shp")
    sqlite3.connect(test.path + "/a.gpkg").execute("create table t(a)").connection.commit()
    test.assertIn("a.zip/a.dbf", test.refuses("SHP012", "info", "a.zip"))
    os.rename(test.path + "/a.zip", test.path + "/a.download")
    for name, said in (("a.download", "Unpack"), ("a.geojson", "ogr2ogr"), ("a.gpkg", "ogr2ogr"), ("a.dbf", "Name a.shp")):
        messages = test.refuses("SHP016", "info", name)
        test.assertIn(said, messages)
