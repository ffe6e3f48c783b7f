"""Cases of definitions of CRSs: what a .prj or a key says, and what is made of it."""
from case import case


@case("prj/bomonly")
def prj_with_a_bom(test):
    test.works("run", "-p", "p.ini", "-o", "out")


@case("prj/lcc-1sp")
def lambert_with_one_parallel(test):
    test.works("run", "geojson", "-p", "p.ini", "-o", "out")


@case("prj/utm-authority-wrong")
def authority_against_definition(test):
    test.works("run", "gpkg", "shapefile", "-p", "p.ini", "-o", "out")
    test.assertIn("Zone_33N", test.read("areas.prj", "out"))
    import sqlite3
    with sqlite3.connect(test.output("clu.gpkg", "out")) as database:
        used = {row[0] for row in database.execute("select srs_id from gpkg_geometry_columns")}
    test.assertEqual(used, {32633})


@case("prj2/gdal-local")
def engineering_crs(test):
    for command in (("check", "-p", "p.ini"), ("run", "-p", "p.ini", "-o", "out")):
        code, out, messages = test.bcukit(*command)
        if code:
            test.assertRegex(out + messages, "CRS0..")
