"""bcukit verify: what is changed after a run is found, in whatever file, also where its sum was put right; what is not is
not complained of."""
import csv
import hashlib
import io
import json
import os
import re
import struct
import zipfile

import host
from host import SHAPES
from polygon_layer import write_layer

ALL = ("run", "render", "html", "brief", "area", "coverage", "geojson", "topojson", "gpkg", "shapefile", "--set", "render.dpi=50",
       "--set", "area.levels=clusters,areas", "--set", "coverage.formats=csv,json,md,xlsx", "--set", "geojson.formats=geojson,geojsonl")
DATA = ("run", "area", "coverage", "geojson", "topojson", "shapefile")


class VerifyTest(host.HostTest):
    def verify(self, path="output"):
        """(exit code, file to its line in halves, messages)."""
        code, out, err = self.run_bcukit("verify", path)
        lines = [re.match(r"(ok|differs|missing|other) +(.+?): (.*)$", line) for line in out.splitlines()]
        self.assertTrue(all(lines), out)
        return code, {line.group(2): (line.group(1), line.group(3)) for line in lines}, err

    def run_all(self, *arguments):
        code, _, err = self.run_bcukit(*arguments)
        self.assertEqual(code, 0, err)

    def put(self, name, content):
        """Puts other content into a file, and its sum and size into the manifest: only what it says can tell."""
        content = content if isinstance(content, bytes) else content.encode()
        with open(self.output(name), "wb") as file:
            file.write(content)
        manifest = self.json("manifest.json")
        entry = next(file for file in manifest["outputs"] if file["file"] == name)
        entry.update(bytes=len(content), sha256=hashlib.sha256(content).hexdigest())
        self.write("output/manifest.json", json.dumps(manifest, ensure_ascii=False))

    def assert_differs(self, name, *words, others=()):
        code, lines, err = self.verify()
        self.assertEqual(code, 4, lines)
        self.assertIn("OUT070", err)
        self.assertEqual({file for file, (state, _) in lines.items() if state != "ok"}, {name, *others}, lines)
        for word in words:
            self.assertIn(word, lines[name][1])

    def test_whole_folder(self):
        self.run_all(*ALL)
        code, lines, err = self.verify()
        self.assertEqual((code, err), (0, ""), lines)
        self.assertEqual(set(lines), set(self.files()))
        self.assertEqual({state for state, _ in lines.values()}, {"ok"})
        self.assertTrue(all(said.startswith("sum") for name, (_, said) in lines.items() if name != "manifest.json"))
        for name in ("map.png", "map.svg", "map.pdf", "map.html", "brief.html", "brief.md", "brief.docx", "coverage.xlsx"):
            self.assertIn("; provenance", lines[name][1], name)
        for name in ("bcu.geojson", "bcu.geojsonl", "bcu.shp", "bcu.topojson"):
            self.assertRegex(lines[name][1], r"names, people, hectares as in other files; \d+ outlines measured", name)
        self.assertRegex(lines["map.html"][1], r"670 features read: names, people, hectares as in other files; what it draws is not")
        for name, said in (("bcu.gpkg", "not read again"), ("bcu.dbf", "read with bcu.shp"), ("adjacency.csv", "nothing else compared"),
                           ("summary.csv", "people of all clusters, as in other files"), ("rollout.csv", "people of all clusters")):
            self.assertIn(said, lines[name][1])
        self.assertIn(self.json("manifest.json")["provenance"] + " follows from", lines["manifest.json"][1])

    def test_nothing_is_complained_of(self):
        """Other CRSs, roundings, headers, columns, what is supposed."""
        for settings in (("--set", "geojson.crs=EPSG:3857", "--set", "topojson.crs=EPSG:27700", "--set", "shapefile.crs=EPSG:4326"),
                         ("--set", "geojson.decimals=4", "--set", "topojson.quantization=10000"),
                         ("--set", "area.headers=plain", "--set", "coverage.columns=population,name", "--move", "Camden=north-west"),
                         ("--set", "area.guard_formulas=true", "--set", "area.csv_lines=lf", "--set", "crs.working=EPSG:4326")):
            arguments = [word for word in settings]
            if "crs.working=EPSG:4326" in arguments:
                arguments = arguments[:-2] + ["-p", self.project(("working = EPSG:27700", "working = EPSG:4326"),
                                                                 ("name = East\n", "name = -East\n"))]
            self.run_all(*DATA, *arguments)
            code, lines, err = self.verify()
            self.assertEqual((code, err), (0, ""), (settings, lines))
            self.assertIn("outlines measured", lines["bcu.geojson"][1])

    def test_simplified_outlines_are_not_measured(self):
        for arguments in (("--set", "geojson.simplify=50 m"),
                          ("-p", self.project(("bridge = 800 m", "bridge = 800 m\nsimplify = 50 m")))):
            self.run_all(*DATA, *arguments)
            code, lines, _ = self.verify()
            self.assertEqual(code, 0, lines)
            self.assertIn("not measured, as they are simplified", lines["bcu.geojson"][1])
            self.assertEqual("not measured" in lines["bcu.shp"][1], arguments[0] == "-p")

    def test_outlines_cut_at_180_are_not_measured(self):
        """Cut in degrees, a long edge is another line than in the working CRS."""
        rings = [[(170, -20), (178.3, -20.5), (184.7, -19.1), (184.2, -15), (170, -15)], [(184.7, -19.1), (195, -20), (195, -15), (184.2, -15)]]
        write_layer(os.path.join(self.path, "cells"), rings, [(b"CODE", 4)], [(b"P1",), (b"P2",)])
        self.write("cells.prj", 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],'
                                'UNIT["degree",0.0174532925199433]]')
        project = self.write("pacific.ini", "[layer cells]\npath = cells.shp\ncode = CODE\nname = CODE\n[crs]\nworking = EPSG:3832\n"
                                            "[cluster one]\nmembers = P1\n[cluster two]\nmembers = P2\n")
        self.run_all("run", "area", "geojson", "topojson", "-p", project)
        code, lines, _ = self.verify()
        self.assertEqual(code, 0, lines)
        self.assertIn("1 outlines measured; 1 not measured, as they are cut", lines["cells.geojson"][1])

    def test_changed_and_missing_and_other_files(self):
        self.run_all("run", "render", "area", "--set", "render.formats=svg")
        with open(self.output("map.svg"), "a", encoding="utf-8") as file:
            file.write(" ")
        self.assert_differs("map.svg", "it was changed after the run")
        os.remove(self.output("area.csv"))
        self.write("output/notes.txt", "mine")
        code, lines, err = self.verify()
        self.assertEqual((code, lines["area.csv"], lines["notes.txt"][0]), (4, ("missing", "it is not there"), "other"))
        self.assertIn("2 of", err)

    def test_figure_of_a_table(self):
        self.run_all(*DATA)
        self.put("coverage.csv", self.read("coverage.csv").replace(",770562,", ",770563,"))
        code, lines, _ = self.verify()
        self.assertEqual(code, 4)
        self.assertIn("east has 770,562 people, in coverage.csv 770,563", lines["bcu.geojson"][1])

    def test_sums(self):
        self.run_all("run", "coverage", "--set", "coverage.headers=plain")
        for name in ("summary.csv", "rollout.csv"):
            original = self.read(name, mode="rb")
            self.put(name, original.replace(b",8896601,", b",8896600,"))
            self.assert_differs(name, "all clusters have 8,896,600 people, by those of each in coverage.csv 8,896,601")
            self.put(name, original)
        self.assertEqual(self.verify()[0], 0)

    def test_name_and_area_of_a_table(self):
        self.run_all("run", "area", "geojson")
        self.put("area.csv", self.read("area.csv").replace(",East,", ",Far East,").replace(",20487.67,", ",20487.66,"))
        self.assert_differs("bcu.geojson", 'east is called "East", in area.csv "Far East"', "and 1 more")

    def test_vertex_of_each_layer(self):
        """By some ten metres, of one borough: no figure tells, only its outline."""
        self.run_all(*DATA)
        original = {name: self.read(name, mode="rb") for name in ("boroughs.geojson", "bcu.topojson", "boroughs.shp")}
        layer = json.loads(original["boroughs.geojson"])
        layer["features"][0]["geometry"]["coordinates"][0][5][1] += 0.0002
        self.put("boroughs.geojson", json.dumps(layer))
        self.assert_differs("boroughs.geojson", "the outline of E09000001 has", "its file states 290.39")
        self.put("boroughs.geojson", original["boroughs.geojson"])
        topology = json.loads(original["bcu.topojson"])
        longest = max(topology["arcs"], key=len)
        longest[len(longest) // 2][1] += 0.0002
        self.put("bcu.topojson", json.dumps(topology))
        self.assert_differs("bcu.topojson", "the outline of")
        self.put("bcu.topojson", original["bcu.topojson"])
        shape = bytearray(original["boroughs.shp"])
        parts = struct.unpack_from("<i", shape, 100 + 8 + 36)[0]
        at = 100 + 8 + 44 + 4 * parts + 16 * 5
        struct.pack_into("<d", shape, at, struct.unpack_from("<d", shape, at)[0] + 10)
        self.put("boroughs.shp", bytes(shape))
        self.assert_differs("boroughs.shp", "the outline of E09000001 has")
        self.put("boroughs.shp", original["boroughs.shp"])
        self.assertEqual(self.verify()[0], 0)

    def test_clusters_are_dissolved_again(self):
        """A borough in another cluster, by its property or by the arcs of an outline."""
        for arguments in ((), ("--set", "topojson.quantization=1000"), ("--set", "topojson.simplify=100 m"),
                          ("-p", self.project(("bridge = 800 m", "bridge = 800 m\nsimplify = 100 m")))):
            self.run_all("run", "topojson", *arguments)
            code, lines, _ = self.verify()
            self.assertEqual(code, 0, lines)
            self.assertIn("; clusters dissolved again from their boroughs", lines["bcu.topojson"][1])
        topology = json.loads(self.read("bcu.topojson"))
        camden = next(item for item in topology["objects"]["boroughs"]["geometries"] if item["properties"]["name"] == "Camden")
        camden["properties"]["cluster_code"] = "north-west"
        self.put("bcu.topojson", json.dumps(topology))
        self.assert_differs("bcu.topojson", "is not that of its boroughs dissolved again")

    def test_figure_of_each_layer(self):
        self.run_all(*DATA)
        for name, old, new in (("bcu.geojson", b'"population":770562', b'"population":770561'),
                               ("bcu.topojson", b'"population":770562', b'"population":770561'),
                               ("bcu.dbf", b"770562", b"770561")):
            original = self.read(name, mode="rb")
            self.assertIn(old, original)
            self.put(name, original.replace(old, new, 1))
            self.assert_differs(name.replace(".dbf", ".shp"), "east has 770,561 people, in coverage.csv 770,562")
            self.put(name, original)

    def test_figure_of_a_page(self):
        self.run_all("run", "html", "coverage")
        original = self.read("map.html", mode="rb")
        self.assertIn(b"[770562,", original)
        self.put("map.html", original.replace(b"[770562,", b"[770561,"))
        self.assert_differs("map.html", "east has 770,561 people, in coverage.csv 770,562")
        self.put("map.html", original.replace(b'"codes":[', b'"codes":[['))
        self.assert_differs("map.html", "its data is damaged")

    def test_files_that_cannot_be_read_again(self):
        self.run_all(*DATA)
        for name in ("bcu.geojson", "bcu.topojson", "coverage.csv"):
            original = self.read(name, mode="rb")
            self.put(name, original[:len(original) // 2] if name != "coverage.csv" else b"\x00\x01\x02")
            code, lines, _ = self.verify()
            self.assertEqual((code, lines[name][0]), (4, "differs"), lines[name])
            self.put(name, original)

    def test_provenance(self):
        self.run_all("run", "render", "area", "--set", "render.formats=svg", "--set", "area.formats=csv,xlsx")
        own = self.json("manifest.json")["provenance"]
        self.put("map.svg", self.read("map.svg").replace(own, "0123456789"))
        self.assert_differs("map.svg", "its provenance is 0123456789, that of the manifest " + own)
        self.put("map.svg", self.read("map.svg").replace("0123456789", own))
        self.assertEqual(self.verify()[0], 0)
        book = self.read("area.xlsx", mode="rb")
        packed = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
            for entry in old.namelist():
                new.writestr(entry, old.read(entry).replace(own.encode(), b"0123456789"))
        self.put("area.xlsx", packed.getvalue())
        self.assert_differs("area.xlsx", "its provenance is 0123456789")
        self.put("area.xlsx", book)
        manifest = self.json("manifest.json")
        manifest["inputs"][1]["sha256"] = "0" * 64
        self.write("output/manifest.json", json.dumps(manifest, ensure_ascii=False))
        self.assert_differs("manifest.json", own + " does not follow from what it lists")

    def test_hostile_names_make_no_lines(self):
        self.run_all("run", "area")
        manifest = self.json("manifest.json")
        manifest["title"] = "T\nok       area.csv: sum \x1b[31m"
        manifest["outputs"][0]["file"] = "a\nok       b.csv: sum"
        self.write("output/manifest.json", json.dumps(manifest, ensure_ascii=False))
        for path in ("output", "output/area.csv"):
            _, out, err = self.run_bcukit("verify", path)
            self.assertNotIn("\x1b", out + err)
            self.assertNotIn("\nok       b.csv", out + err)
            self.assertEqual(out.count("\nok       area.csv"), 1 if path == "output" else 0)

    def test_folder_without_a_manifest(self):
        for text in (None, "{}", "[", '{"outputs": [{"file": "../x", "sha256": "0"}]}', '{"outputs": [3]}'):
            if text:
                self.write("manifest.json", text)
            code, out, err = self.run_bcukit("verify", ".")
            self.assertEqual((code, out), (3, ""), text)
            self.assertIn("OUT071", err)

    def test_what_a_file_was_made_from(self):
        self.run_all("run", "render", "area", "--move", "Camden=north-west", "--set", "render.formats=svg")
        code, out, err = self.run_bcukit("verify", os.path.join("output", "map.svg"))
        self.assertEqual((code, err), (0, ""))
        manifest = self.json("manifest.json")
        for said in ('project      "What if Camden moved to North West"', "the plugin render of bcukit " + manifest["bcukit"],
                     "sum          as in the manifest", manifest["provenance"] + ", in the file, too", "render.formats = svg",
                     "1 area is in another cluster"):
            self.assertIn(said, out)
        for entry in manifest["inputs"]:
            self.assertIn(f'{entry["file"]}, {entry["bytes"]:,} bytes, SHA-256 {entry["sha256"]}', out)
        with open(self.output("map.svg"), "a", encoding="utf-8") as file:
            file.write("\n")
        code, out, err = self.run_bcukit("verify", os.path.join("output", "map.svg"))
        self.assertEqual(code, 4)
        self.assertIn("OUT070", err)
        os.rename(self.output("map.svg"), self.output("sent.svg"))
        code, out, err = self.run_bcukit("verify", os.path.join("output", "sent.svg"))
        self.assertEqual((code, out), (4, ""))
        self.assertIn("OUT072", err)
        self.assertIn("it carries the provenance " + manifest["provenance"], err)

    def test_codes_of_two_levels_may_be_alike(self):
        """A borough that is called as its own cluster is not compared with it."""
        project = self.project(("[cluster east]", "[cluster E09000001]"))
        self.run_all(*DATA, "-p", project)
        self.assertEqual(self.verify()[0], 0)
        rows = list(csv.DictReader(io.StringIO(self.read("coverage.csv"))))
        self.assertIn("E09000001", {row["code"] for row in rows})
        with open(os.path.join(SHAPES, "borough_population.csv"), encoding="utf-8") as file:
            self.assertIn("E09000001", file.read())


host.main()
