"""Cases of shapes: coordinates, the meridian of 180, validity of what is written, layers with nothing in them."""
import math
import shutil
import sqlite3

from case import case

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
    for name in ("a.zip", "areas.geojson", "a.gpkg", "a.dbf"):
        code, out, messages = test.bcukit("info", name)
        test.assertNotIn("There is no such file", messages.replace("there is", "There is"), name)
        if name != "a.dbf":
            test.assertNotEqual(code, 0)
