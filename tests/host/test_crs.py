"""What definitions of CRSs are taken for: kinds, units, codes, datums, planes that are far from true to area."""
import csv
import io
import math
import re

from host import HostTest, main
from polygon_layer import write_layer

DEGREES = [("1", "a", [(1.0, 47.0), (1.1, 47.0), (1.1, 47.1), (1.0, 47.1)]),
           ("2", "b", [(1.1, 47.0), (1.2, 47.0), (1.2, 47.1), (1.1, 47.1)])]
METRES = [("1", "a", [(500000, 5200000), (510000, 5200000), (510000, 5210000), (500000, 5210000)]),
          ("2", "b", [(510000, 5200000), (520000, 5200000), (520000, 5210000), (510000, 5210000)])]
UTM33 = ('PROJCS["WGS_1984_UTM_Zone_33N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,'
         '298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],'
         'PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",15.0],'
         'PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]%s]')
DATUM = ('GEOGCS["x",DATUM["%s",SPHEROID["s",%s]],PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]]')


class CrsTest(HostTest):
    def layer(self, cells, prj=None, crs=None, working=None, more=""):
        write_layer(f"{self.path}/a", [points for _, _, points in cells], [(b"CODE", 4), (b"GRP", 4)],
                    [(code.encode(), group.encode()) for code, group, _ in cells])
        if prj:
            self.write("a.prj", prj)
        return self.write("p.ini", "[project]\ntitle = T\n[crs]\n%s%s\n[layer areas]\npath = a.shp\ncode = CODE\nname = CODE\n"
                          "%s[clusters]\nid = clu\nfield = GRP\n"
                          % (f"working = {working}\n" if working else "", more, f"crs = {crs}\n" if crs else ""))

    def table(self, name):
        return list(csv.DictReader(io.StringIO(self.read(name, "out"))))

    def run_on(self, project, *plugins):
        return self.run_bcukit("run", *plugins, "-p", "p.ini", "-o", "out")

    def total_ha(self):
        return sum(float(row["area_ha"]) for row in self.table("area.csv"))

    def test_not_horizontal(self):
        for crs, word in (("EPSG:4978", "geocentric"), ("EPSG:5773", "vertical"),
                          ('LOCAL_CS["plan",UNIT["metre",1]]', "local plane")):
            for as_working in (False, True):
                self.layer(DEGREES, crs="EPSG:4326" if as_working else crs, working=crs if as_working else None)
                code, _, err = self.run_on("p.ini", "area")
                self.assertEqual(code, 3, err)
                self.assertIn("CRS012", err)
                self.assertIn(word, err)
                code, out, err = self.run_bcukit("check", "-p", "p.ini")
                self.assertEqual(code, 3, out + err)
                self.assertIn("CRS012", out + err)

    def test_compound(self):
        """Of EPSG:7405 the British grid counts, not the heights."""
        self.layer(METRES, crs="EPSG:7405")
        code, _, err = self.run_on("p.ini", "area")
        self.assertEqual(code, 0, err)

    def test_grads(self):
        """A tenth of a degree each way at 47 degrees north, in grads and on a grid of France."""
        grads = [(code, group, [(x / 0.9, y / 0.9) for x, y in points]) for code, group, points in DEGREES]
        radius = 6371000
        expected = 2 * radius ** 2 * math.radians(0.1) * (math.sin(math.radians(47.1)) - math.sin(math.radians(47))) / 1e4
        for working in ("EPSG:4807", "EPSG:27572", "EPSG:27561"):
            self.layer(grads, crs="EPSG:4807", working=working)
            code, _, err = self.run_on("p.ini", "area")
            self.assertEqual(code, 0, err)
            rows = self.table("area.csv")
            self.assertAlmostEqual(sum(float(row["geodesic_area_ha"]) for row in rows) / expected, 1, delta=0.006)
            self.assertAlmostEqual(self.total_ha() / expected, 1, delta=0.006)

    def test_byte_order_mark(self):
        self.layer(METRES, prj="\ufeff" + UTM33 % "")
        code, _, err = self.run_on("p.ini", "shapefile")
        self.assertEqual((code, err), (0, ""))

    def test_code_that_contradicts(self):
        self.layer(METRES, prj=UTM33 % ',AUTHORITY["EPSG","32632"]')
        code, _, err = self.run_on("p.ini", "shapefile")
        self.assertEqual(code, 0, err)
        self.assertIn("CRS013", err)
        self.assertIn("EPSG:32632", err)
        self.assertIn("EPSG:32633", err)
        self.assertIn("Zone_33N", self.read("areas.prj", "out"))
        self.layer(METRES, prj=UTM33 % ',AUTHORITY["EPSG","32633"]')
        self.assertNotIn("CRS013", self.run_on("p.ini", "shapefile")[2])

    def test_unknown_datums(self):
        for datum, ellipsoid in (("", "6378137,298.257223563"), ("unknown", "6370997,0"), ("D_Sphere", "6371000,0")):
            self.layer(DEGREES, prj=DATUM % (datum, ellipsoid))
            code, _, err = self.run_on("p.ini", "geojson")
            self.assertEqual(code, 0, err)
            self.assertIn("CRS031", err)
            text = self.read("areas.geojson", "out")
            self.assertRegex(text, r"1\.1,\s*47\.1")

    def test_accuracy(self):
        """From NAD27 to a plane on NAD83 without grids, when the user accepts what that costs."""
        texas = [(code, group, [(x - 100, y - 15) for x, y in points]) for code, group, points in DEGREES]
        self.layer(texas, crs="EPSG:4267", working="EPSG:5070")
        code, _, err = self.run_on("p.ini", "area")
        if code == 0:
            self.skipTest("the grids of NADCON are installed")
        self.assertEqual(code, 3, err)
        self.assertIn("CRS020", err)
        self.assertRegex(err, r"crs\.accuracy = \d+ m")
        accepted = re.search(r"crs\.accuracy = \d+ m", err).group(0).replace("crs.", "")
        self.layer(texas, crs="EPSG:4267", working="EPSG:5070", more=accepted)
        code, _, err = self.run_on("p.ini", "area")
        self.assertEqual(code, 0, err)

    def test_far_from_true_to_area(self):
        project = self.project(("working = EPSG:27700", "working = EPSG:3857"))
        code, _, err = self.run_bcukit("run", "area", "-p", project, "-o", "out")
        self.assertEqual(code, 0, err)
        self.assertIn("CRS051", err)
        self.assertRegex(err, r"\+1[56]\d\.\d%")
        self.assertRegex(err, r"Set crs\.working = (EPSG:|\+proj=laea )")
        self.assertAlmostEqual(self.total_ha() / 159470, 1, delta=0.03)

    def test_world(self):
        """The suggestion for the whole world keeps areas true."""
        world = [("1", "a", [(-170, -60), (0, -60), (0, 75), (-170, 75)]), ("2", "b", [(0, -60), (170, -60), (170, 75), (0, 75)])]
        self.layer(world, crs="EPSG:4326")
        out = self.run_bcukit("check", "-p", "p.ini")[1]
        self.assertRegex(out, "crs.working = EPSG:(8857|6933)")


main()
