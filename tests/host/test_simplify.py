"""Projects with topology.simplify: whole runs of all plugins, and what may vanish."""
import json
import os
import re
import sqlite3
import struct

from host import HostTest, main
import polygons


def at(x, y, size):
    return polygons.square(500000 + x, 200000 + y, size)


ISLES = """[layer cells]
path = isles.shp
code = CODE
name = NAME
population = PEOPLE
[clusters]
field = GROUP
[topology]
simplify = %s
keep_shapes = %s
"""


class SimplifyTest(HostTest):
    def isles(self, simplify="20 m", keep="no"):
        """A mainland with an enclave, a large lake with a rock in it, and two skerries; and an island to the east."""
        polygons.write(self.output("isles.shp", ""),
                       [[at(0, 0, 1000), at(400, 400, 10)[::-1], at(600, 600, 300)[::-1], at(1100, 100, 12)],
                        [at(2000, 0, 1000)], [at(400, 400, 10)], [at(1200, 500, 8)], [at(650, 650, 9)]],
                       {"CODE": ["A1", "A2", "A3", "A4", "A5"], "GROUP": list("xxyzx"), "PEOPLE": [9, 9, 1, 1, 1],
                        "NAME": ["Main", "East", "Enclave", "Skerry", "Rock"]}, crs="EPSG:27700")
        return self.write("isles.ini", ISLES % (simplify, keep))

    def diagnostics(self, *arguments):
        code, out, err = self.run_bcukit(*arguments, "--diagnostics=json")
        found = [json.loads(line) for line in err.splitlines() if line.startswith("{")]
        return code, {entry["code"]: [e for e in found if e["code"] == entry["code"]] for entry in found}

    def test_every_plugin_takes_a_simplified_project(self):
        project = self.project(("bridge = 800 m", "bridge = 800 m\nsimplify = 50 m"))
        code, out, err = self.run_bcukit("run", "-p", project)
        self.assertEqual((code, err), (0, ""))
        for name in ("map.png", "bcu.geojson", "bcu.gpkg", "bcu.shp", "bcu.topojson", "area.csv"):
            self.assertIn(name, self.files())

    def test_nothing_vanishes_unasked(self):
        code, said = self.diagnostics("run", "geojson", "-p", self.isles(keep="yes"))
        self.assertEqual((code, "TOP082" in said, "TOP083" in said), (0, False, False))
        self.assertNotIn(None, [feature["geometry"] for feature in self.json("cells.geojson")["features"]])

    def test_what_vanished_is_said(self):
        code, said = self.diagnostics("run", "area", "-p", self.isles())
        pieces, = said["TOP082"]
        self.assertEqual(code, 0)
        self.assertIn("4 islands, lakes and enclaves were too small for simplified borders and vanished, "
                      "the largest of 144 m2 here", pieces["message"])
        self.assertEqual((pieces["x"], pieces["y"]), (501100, 200100))
        self.assertEqual([entry["message"].split(" has")[0] for entry in said["TOP083"]],
                         ['area "Enclave" (A3)', 'area "Skerry" (A4)', 'area "Rock" (A5)', 'cluster "y" (y)',
                          'cluster "z" (z)'])
        self.assertEqual(said["TOP083"][0]["record"], 3)

    def test_exports_without_what_vanished(self):
        """All records are there, those that vanished without a geometry; who was around them has their ground."""
        project = self.isles()
        code, out, err = self.run_bcukit("run", "-p", project, "--strict")
        self.assertEqual((code, self.files()), (4, []))
        code, out, err = self.run_bcukit("run", "-p", project)
        self.assertEqual(code, 0, err)
        features = {f["properties"]["code"]: f["geometry"] for f in self.json("cells.geojson")["features"]}
        self.assertEqual([code for code, geometry in features.items() if geometry is None], ["A3", "A4", "A5"])
        self.assertEqual(len(features["A1"]["coordinates"]), 2)  # the shell and the large lake
        topology = self.json("clusters.topojson")
        self.assertEqual([g["type"] for g in topology["objects"]["cells"]["geometries"]],
                         ["Polygon", "Polygon", None, None, None])
        self.assertEqual(len(topology["arcs"]), 3)
        database = sqlite3.connect(self.output("clusters.gpkg"))
        self.assertEqual([(code, geometry is None) for code, geometry in
                          database.execute("SELECT code, geom FROM clusters ORDER BY fid")],
                         [("x", False), ("y", True), ("z", True)])
        database.close()
        shapes = self.read("cells.shp", mode="rb")
        types, offset = [], 100
        while offset < len(shapes):
            words, kind = struct.unpack(">4xi", shapes[offset:offset + 8])[0], shapes[offset + 8]
            types.append(kind)
            offset += 8 + 2 * words
        self.assertEqual(types, [5, 5, 0, 0, 0])
        self.assertIn("map.png", self.files())

    def test_figures_are_of_the_full_outlines(self):
        """Areas, lengths, places and forms come from one outline, however coarse the borders that are drawn."""
        def tables(simplify):
            project = self.project(("bridge = 800 m", f"bridge = 800 m\nsimplify = {simplify}"))
            code, out, err = self.run_bcukit("run", "area", "-p", project, "--set", "area.levels=clusters,areas")
            self.assertEqual(code, 0, err)
            return {name: self.read(name) for name in self.files() if name.endswith(".csv")}
        full = tables("0.001 m")
        self.assertEqual(len(full), 4, full.keys())
        self.assertEqual(tables("500 m"), full)

    def test_vanished_features_keep_their_figures(self):
        def rows(keep):
            code, out, err = self.run_bcukit("run", "area", "-p", self.isles(keep=keep), "--set", "area.levels=areas")
            self.assertEqual(code, 0, err)
            return self.read("area-cells.csv")
        self.assertEqual(rows("no"), rows("yes"))

    def test_a_level_of_its_own(self):
        """An export that simplifies for itself heeds the project's key, too, also on top of the project's level."""
        for simplify, gone in (("1 m", ["A3", "A4", "A5"]), ("14 m", ["A3", "A4", "A5"])):
            project = self.isles(simplify)
            code, out, err = self.run_bcukit("run", "geojson", "-p", project, "--set", "geojson.simplify=20 m")
            self.assertEqual(code, 0, err)
            self.assertEqual([f["properties"]["code"] for f in self.json("cells.geojson")["features"]
                              if f["geometry"] is None], gone)

    def test_a_level_of_its_own_is_told(self):
        project = self.project(("bridge = 800 m", "bridge = 800 m\nsimplify = 5 m"))
        said = [self.run_bcukit("run", "geojson", "-v", "-p", project, "--set", f"geojson.simplify={level}")[2]
                for level in ("100 m", "0")]
        self.assertRegex(said[0], r"note EXP002: .*simplified by 100 m: (\d+,\d{3}) vertices became 2,\d{3}, "
                                  r"the largest displacement is [\d,]+\.\d m\n")
        before = re.search(r"TOP080: .* vertices became ([\d,]+\d)", said[0]).group(1)
        self.assertIn(f"by 100 m: {before} vertices", said[0])
        self.assertNotIn("EXP002", said[1])

    def test_exports_take_a_share(self):
        for plugin in ("geojson", "topojson", "gpkg", "shapefile"):
            code, out, err = self.run_bcukit("run", plugin, "-v", "--set", f"{plugin}.simplify=25 %")
            self.assertEqual(code, 0, err)
            before, after = (int(count.replace(",", "")) for count in re.search(
                r"EXP002: .*simplified to 25%: ([\d,]+) vertices became ([\d,]+), the largest", err).groups())
            self.assertEqual(after, before // 4)
        code, out, err = self.run_bcukit("run", "geojson", "--set", "geojson.simplify=120 %")
        self.assertEqual(code, 2)
        self.assertIn("a share such as 25 %", err)

    def test_a_map_of_its_own_level(self):
        """Its borders are those of a project simplified at that level, to the last byte; by itself it asks for none."""
        def picture(*settings, **changes):
            code, out, err = self.run_bcukit("run", "render", "-v", "-p", self.project(*changes.get("project", ())),
                                             "--set", "render.formats=svg", *settings)
            self.assertEqual(code, 0, err)
            return re.sub("<metadata>provenance .*?</metadata>", "", self.read("map.svg")), err
        plain, quiet = picture()
        self.assertNotIn("EXP002", quiet)
        self.assertEqual(picture("--set", "render.simplify=0")[0], plain)
        for level in ("500 m", "10 %"):
            coarse, said = picture("--set", f"render.simplify={level}")
            self.assertRegex(said, r"EXP002: .*simplified (by 500 m|to 10%): [\d,]+ vertices became [\d,]+, the largest")
            self.assertLess(len(coarse), len(plain))
            whole = ("bridge = 800 m", f"bridge = 800 m\nsimplify = {level}")
            self.assertEqual(picture(project=[whole])[0], coarse)

    def test_a_share(self):
        """The threshold is then that of the last vertex that went: where all stay, nothing is as small."""
        code, said = self.diagnostics("run", "area", "-p", self.isles("100 %"))
        self.assertEqual((code, "TOP082" in said), (0, False))

    def test_neither_yes_nor_no(self):
        code, said = self.diagnostics("run", "area", "-p", self.isles(keep="maybe"))
        self.assertEqual(code, 2)
        self.assertTrue(any(entry.get("key") == "topology.keep_shapes" for entries in said.values()
                            for entry in entries), said)


main()
