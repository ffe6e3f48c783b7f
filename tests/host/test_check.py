"""What bcukit check prints, for people and as JSON."""
import csv
import io
import json
import os
import re

from host import DATA, HostTest, SOURCE, main
import polygons


class CheckTest(HostTest):
    def sheet(self, *arguments):
        """(exit code, the sheet as an object, diagnostics)."""
        code, out, err = self.run_bcukit("check", "--diagnostics=json", *arguments)
        return code, json.loads(out), [json.loads(line) for line in err.splitlines()]

    def test_text(self):
        code, out, err = self.run_bcukit("check")
        self.assertEqual((code, err), (0, ""))
        self.assertRegex(out, r"\n  boroughs  areas     polygon +33 +36 +48,548  ")
        self.assertRegex(out, r"\n  boroughs +OSGB36 / British National Grid  EPSG:27700  .prj +nothing to do +exact +0.1\n")
        self.assertRegex(out, r"\n  central-west +E09000020 +Kensington and Chelsea +Kensington +by short form\n")
        self.assertRegex(out, r"\n  - +E09000001 +City of London +- +in none\n")
        self.assertRegex(out, r"\n  east +East +3 +56 +20,487.67 +1 +0 +770,562\n")
        self.assertIn("18 pairs share a border, 6 more face one another across at most 800 m.", out)
        self.assertIn("0 errors, 0 warnings, 2 notes.", out)
        self.assertEqual(self.files(), [])

    def test_messages_come_once(self):
        for flags in ([], ["-q"], ["--diagnostics=json"]):
            code, _, err = self.run_bcukit("check", "--set", "topology.simplify=-3 m", *flags)
            self.assertEqual((code, err.count("PRJ030")), (2, 1), err)
            code, out, err = self.run_bcukit("check", "-o", "no/such/folder.geojson", *flags)
            self.assertEqual((code, err.count("MEM040") + ("-q" in flags)), (5, 1), err)

    def test_example_of_the_docs(self):
        with open(os.path.join(SOURCE, "docs", "checking.md"), encoding="utf-8") as file:
            example = re.search(r"```\n(.*?)```", file.read(), re.S).group(1)
        lines = self.run_bcukit("check")[1].splitlines()
        for line in filter(None, example.splitlines()):
            self.assertTrue(any(shown.startswith(line) for shown in lines), line)

    def test_columns_are_aligned(self):
        out = self.run_bcukit("check")[1]
        lines = out[out.index("BCUs\n  BCU"):].splitlines()[1:14]
        self.assertEqual(len({len(line) for line in lines}), 1)

    def test_json_says_the_same(self):
        code, sheet, diagnostics = self.sheet()
        self.assertEqual(code, 0)
        self.assertEqual([line["code"] for line in diagnostics], ["MEM023", "MEM040"])
        text = self.run_bcukit("check")[1]
        for section in sheet.values():
            self.assertIn("\n" + section["title"] + "\n", "\n" + text)
            for note in section["notes"]:
                self.assertIn(note, text)
        self.assertEqual(sheet["layers"]["rows"][0]["vertices"], 48548)
        self.assertEqual(sum(row["wards"] for row in sheet["clusters"]["rows"]), 625)
        self.assertEqual(sum(row["border_km"] is not None for row in sheet["neighbours"]["rows"]), 18)
        self.assertEqual([(row["joined"], row["not_joined"]) for row in sheet["population"]["rows"]],
                         [(33, 0), (625, 0)])

    def test_strict_and_quiet(self):
        project = self.project(("population = POPULATION", "population = POPULATION\nparent_field = X"))
        code, out, err = self.run_bcukit("check", "-p", project)
        self.assertEqual((code, err), (0, ""))
        self.assertRegex(out, r"\n  warning PRJ020: project.ini line \d+: the key is not known")
        self.assertEqual(self.run_bcukit("check", "-p", project, "--strict")[0], 4)
        code, out, err = self.run_bcukit("check", "-p", project, "-q", "--strict")
        self.assertEqual((code, out), (4, ""))
        self.assertIn("PRJ020", err)
        self.assertEqual(self.run_bcukit("check", "--strict")[0], 0)

    def test_not_joined(self):
        population = self.write("people.csv", "gss_code,population\nE09000007,100\nE09999999,5\n")
        project = self.project(("file = ", "file = " + population + "\n#"))
        code, sheet, diagnostics = self.sheet("-p", project)
        self.assertEqual(code, 0)
        self.assertEqual(sheet["population"]["rows"][0]["joined"], 1)
        self.assertEqual(sheet["population"]["rows"][0]["not_joined"], 32)
        self.assertIn("E09000001 (City of London)", sheet["population"]["notes"][0])
        messages = sheet["messages"]
        self.assertIn("And 12 more of JOI030 (a record has no population).", messages["notes"])
        self.assertIn("JOI031", {row["code"] for row in messages["rows"]})

    def test_failing_stage_still_shows_the_rest(self):
        project = self.project(("members = Camden;Islington", "members = Camdn;Islington"))
        code, sheet, diagnostics = self.sheet("-p", project)
        self.assertEqual(code, 4)
        self.assertEqual(sheet["layers"]["rows"][1]["features"], 625)
        self.assertNotIn("clusters", sheet)
        self.assertEqual(sheet["messages"]["rows"][0]["code"], "MEM020")
        self.assertIn("Camden", sheet["messages"]["rows"][0]["what_to_do"])

    def test_project_that_cannot_be_read(self):
        code, out, err = self.run_bcukit("check", "-p", "nothing.ini")
        self.assertEqual((code, out), (2, ""))
        self.assertTrue(re.match(r"error PRJ010: nothing.ini", err))

    def test_simplification(self):
        plain = self.sheet()[1]
        project = self.project(("bridge = 800 m", "bridge = 800 m\nsimplify = 50 m"))
        code, sheet, diagnostics = self.sheet("-p", project)
        self.assertEqual(code, 0)
        note, = [row["what"] for row in sheet["messages"]["rows"] if row["code"] == "TOP080"]
        self.assertRegex(note, r"simplified by 50 m: 32,925 vertices became \d,\d{3}, the largest displacement is \d+\.\d m")
        for section in ("clusters", "borders", "neighbours"):  # what is checked is what was read
            self.assertEqual(sheet[section], plain[section])

    # ---- layers made for the purpose -------------------------------------------------------

    def two_districts(self, wards=()):
        """Two squares of 1 km, and wards by (ring, district)."""
        polygons.write(self.output("districts.shp", ""),
                       [[polygons.square(530000, 180000, 1000)], [polygons.square(531000, 180000, 1000)]],
                       {"CODE": ["W", "E"], "NAME": ["West", "East"]}, crs="EPSG:27700")
        text = ("[layer districts]\npath = districts.shp\ncode = CODE\nname = NAME\nnoun = district\n"
                "[cluster all]\nmembers = W;E\n")
        if wards:
            polygons.write(self.output("wards.shp", ""), [[ring] for ring, _ in wards],
                           {"CODE": [f"w{i}" for i in range(len(wards))], "IN": [code for _, code in wards]},
                           crs="EPSG:27700")
            text += "[layer wards]\npath = wards.shp\nrole = subareas\ncode = CODE\nparent = IN\nnoun = ward\n"
        return self.write("project.ini", text)

    def test_nesting(self):
        """A ward reaches 10 m over the border for 100 m, one 50 m beyond all districts, 50 m are left bare."""
        over = [(530000, 180000), (530000, 181000), (531000, 181000), (531000, 180200), (531010, 180200),
                (531010, 180100), (531000, 180100), (531000, 180000), (530000, 180000)]
        beyond = polygons.square(531000, 180050, 1050, 950)
        project = self.two_districts([(over, "W"), (beyond, "E")])
        code, sheet, diagnostics = self.sheet("-p", project, "-o", "places.geojson")
        self.assertEqual(code, 0)
        stray, = sheet["nesting"]["rows"]
        self.assertEqual((stray["ward"], stray["belongs_to"], stray["reaches_into"]), ("w0", "West", "East"))
        self.assertEqual((stray["area_m2"], stray["by_up_to_m"], stray["x"]), (1000, 10, 531010))
        self.assertIn("0 of 2 wards lie wholly in their district.", sheet["nesting"]["notes"])
        ground, = sheet["ground"]["rows"]
        self.assertEqual((ground["district"], ground["beyond_all_ha"]), ("East", 4.75))
        codes = {row["code"]: row["what"] for row in sheet["messages"]["rows"]}
        self.assertIn("farthest w0 into East by 10.000 m", codes["MEM070"])
        self.assertIn("4.7500 ha beyond all districts", codes["MEM071"])
        self.assertEqual(self.run_bcukit("check", "-p", project, "--strict")[0], 4)
        places = json.loads(self.read("places.geojson", ""))["features"]
        problems = [feature["properties"]["problem"] for feature in places]
        self.assertEqual(problems.count("nesting"), 1)
        x, y = places[problems.index("nesting")]["geometry"]["coordinates"]
        self.assertTrue(-0.12 < x < -0.10 and 51.5 < y < 51.51)

    def test_ground_without_wards(self):
        project = self.two_districts([(polygons.square(530000, 180000, 1000), "W"),
                                      (polygons.square(531000, 180050, 1000, 950), "E")])
        code, sheet, diagnostics = self.sheet("-p", project, "-o", "places.geojson")
        ground, = sheet["ground"]["rows"]
        self.assertEqual((ground["district"], ground["beyond_all_ha"], ground["not_covered_m2"]), ("East", 0, 50000))
        self.assertTrue(531000 < ground["x"] < 532000 and 180000 < ground["y"] < 180050)
        warning, = [record for record in diagnostics if record["code"] == "MEM072"]
        for axis in "xy":
            self.assertAlmostEqual(warning[axis], ground[axis], delta=0.001)
        properties = [feature["properties"] for feature in json.loads(self.read("places.geojson", ""))["features"]]
        self.assertEqual([place["district"] for place in properties if place["problem"] == "ground"], ["East"])
        self.assertNotIn("MEM072", [place.get("code") for place in properties])  # it is at the place of the row
        self.assertIn("2 of 2 wards lie wholly in their district.", sheet["nesting"]["notes"])

    def test_gaps_overlaps_and_invalid_rings(self):
        """A sliver of 1 m, an overlap of 2 m, a ring that crosses itself, each with its place and area."""
        square = polygons.square
        bow = [(530000, 181000), (531000, 182000), (530000, 182000), (530800, 181000), (530000, 181000)]
        polygons.write(self.output("dirty.shp", ""),
                       [[square(530000, 180000, 1000)], [square(531001, 180000, 999, 1000)],
                        [square(530000, 179000, 2000, 1002)], [bow], [square(530000, 182000, 2000, 500)],
                        [square(531000, 181000, 1000)]],
                       {"CODE": list("ABCDEF")}, crs="EPSG:27700")
        project = self.write("dirty.ini", "[layer dirty]\npath = dirty.shp\ncode = CODE\n"
                                          "[cluster all]\nmembers = A;B;C;D;E;F\n")
        code, sheet, diagnostics = self.sheet("-p", project, "-o", "places.geojson")
        invalid, = sheet["invalid"]["rows"]
        self.assertEqual((invalid["code"], invalid["what"]), ("D", "a ring crosses itself or another"))
        self.assertAlmostEqual(invalid["x"], 530444.444, delta=0.001)
        self.assertAlmostEqual(invalid["y"], 181444.444, delta=0.001)
        # The layer cannot be used: more of D would change than repair may. All flaws are told all the same.
        self.assertEqual(code, 4)
        self.assertIn("TOP040", {row["code"] for row in sheet["messages"]["rows"]})
        counts = {row["what"]: (row["places"], row["area_m2"]) for row in sheet["coverage"]["rows"]}
        self.assertEqual(counts["overlaps"], (2, 3998))
        self.assertEqual(counts["sliver"], (1, 998))
        self.assertEqual(counts["T-junctions"], (7, None))
        places = sheet["places"]["rows"]
        self.assertEqual([(row["what"], row["of"], row["and"], row["area_m2"]) for row in places[:2]],
                         [("overlap", "C", "A", 2000), ("overlap", "C", "B", 1998)])
        for row in places[:2]:
            self.assertTrue(180000 < row["y"] < 180002)
        sliver, = [row for row in places if row["what"] == "sliver"]
        self.assertEqual((sliver["outline_m"], {sliver["of"], sliver["and"]}), (1998, {"A", "B"}))
        text = self.run_bcukit("check", "-p", project)[1]
        self.assertEqual(text.split("Their places")[1].split("\n\n")[0].count("dirty"), 10)
        self.assertIn("\n  and 2 more\n", text)
        found = json.loads(self.read("places.geojson", ""))["features"]
        self.assertEqual(sum(feature["properties"]["problem"] == "places" for feature in found), 12)
        self.assertEqual(sum(feature["properties"]["problem"] == "invalid" for feature in found), 1)
        self.assertEqual(self.run_bcukit("check", "-p", project, "--strict")[0], 4)

    def test_unknown_crs(self):
        """What a .prj holds that is no CRS is said once, with the .prj for its place; the other layers are checked."""
        for name in "areas", "around":
            bow = [(530500, 181000), (531000, 181500), (531000, 181000), (530500, 181500), (530500, 181000)]
            polygons.write(self.output(name + ".shp", ""), [[polygons.square(530000, 180000, 1000)], [bow]],
                           {"CODE": ["A", "B"]}, crs="EPSG:27700")
        text = ("[layer areas]\npath = areas.shp\ncode = CODE\n[layer around]\npath = around.shp\nrole = context\n"
                "[cluster all]\nmembers = A;B\n")
        project = self.write("areas.ini", text)
        for name, unknown in (("around", ["around.prj"]), ("areas", ["areas.prj", "around.prj"])):
            self.write(name + ".prj", "nonsense")
            code, sheet, diagnostics = self.sheet("-p", project)
            self.assertEqual(code, 3)
            self.assertEqual([(record["code"], os.path.basename(record["file"])) for record in diagnostics],
                             [("CRS010", prj) for prj in unknown])
            self.assertEqual({row["layer"]: row["crs"] for row in sheet["crs"]["rows"]}[name], "unknown")
            self.assertEqual("coverage" in sheet, name == "around")
            self.assertEqual([(row["code"], row["what"], row["x"]) for row in sheet["invalid"]["rows"]],
                             [("B", "a ring crosses itself or another", 530750)])  # rings need no CRS
        self.assertEqual(self.run_bcukit("run", "area", "-p", project)[2].count("CRS010"), 2)
        project = self.write("areas.ini", text.replace("[cluster", "[crs]\nworking = EPSG:277\n[cluster"))
        _, _, diagnostics = self.sheet("-p", project)
        self.assertEqual([record.get("key") for record in diagnostics], ["crs.working", None, None])
        self.write("areas.dbf", "")  # a layer that cannot be read hides no other one
        _, _, diagnostics = self.sheet("-p", project)
        self.assertEqual([record["code"] for record in diagnostics], ["SHP012", "CRS010", "CRS010"])

    def test_rings_of_no_sum(self):
        """A bow-tie with two equal lobes is ground that is repaired; a ring that encloses nothing is named."""
        bow = [(530400, 180400), (530402, 180402), (530402, 180400), (530400, 180402), (530400, 180400)]
        line = [(530200, 180300), (530200, 180400), (530200, 180350), (530200, 180300)]
        polygons.write(self.output("lobes.shp", ""),
                       [[polygons.square(530000, 180000, 100), bow], [polygons.square(530500, 180000, 100), line], [line]],
                       {"CODE": list("ABC")}, crs="EPSG:27700")
        project = self.write("lobes.ini", "[crs]\nworking = EPSG:3857\n[layer lobes]\npath = lobes.shp\ncode = CODE\n"
                                          "[cluster all]\nmembers = A;B\n")
        code, sheet, _ = self.sheet("-p", project, "-o", "places.geojson")
        self.assertEqual(code, 0)
        self.assertEqual([(row["code"], row["record"], row["what"]) for row in sheet["invalid"]["rows"]],
                         [("A", 1, "a ring crosses itself or another"), ("B", 2, "a ring encloses nothing"),
                          ("C", 3, "a ring encloses nothing")])
        self.assertEqual([row["what"] for row in sheet["coverage"]["rows"]], ["bow-tie"])
        where = {row["code"]: row["where"] for row in sheet["messages"]["rows"]}
        self.assertEqual(where["SHP032"], "lobes.shp record 3 ring 1")
        self.assertEqual(where["SHP030"], "lobes.shp record 3")
        found = [(feature["properties"].get("code"), feature["geometry"]["coordinates"])
                 for feature in json.loads(self.read("places.geojson", ""))["features"]]
        at = dict((code, place) for code, place in found if code in ("B", "C"))
        self.assertEqual(at["B"], at["C"])
        self.assertAlmostEqual(at["B"][0], -0.125363, delta=0.00001)
        self.assertAlmostEqual(at["B"][1], 51.506641, delta=0.00001)

        code, out, err = self.run_bcukit("run", "geojson", "-p", project, "--set", "crs.working=EPSG:27700")
        self.assertEqual(code, 0, err)
        self.assertIn("TOP033: lobes.shp, record 1, at 530401.0 180401.0", err.replace(self.path + "/", ""))
        self.assertIn("record 2, ring 2: the ring at 530200.0 180300.0 encloses nothing and was left out", err)
        areas = {feature["id"]: feature for feature in self.json("lobes.geojson")["features"]}
        self.assertEqual(len(areas["A"]["geometry"]["coordinates"]), 3)
        self.assertEqual(areas["B"]["geometry"]["type"], "Polygon")
        self.assertIsNone(areas["C"]["geometry"])

    def test_duplicate_codes(self):
        polygons.write(self.output("twice.shp", ""), [[polygons.square(530000 + 10 * i, 180000, 10)] for i in range(4)],
                       {"CODE": ["A", "A", "", "B"]}, crs="EPSG:27700")
        project = self.write("twice.ini", "[layer twice]\npath = twice.shp\ncode = CODE\n[cluster all]\nmembers = B\n")
        code, sheet, diagnostics = self.sheet("-p", project)
        self.assertEqual(code, 4)
        text = sheet["text"]["rows"][0]
        self.assertEqual((text["empty_codes"], text["duplicate_codes"]), (1, 1))
        self.assertEqual({row["code"] for row in sheet["messages"]["rows"]}, {"MEM010", "MEM011"})
        self.assertEqual(sheet["coverage"]["notes"][0], "twice: 20 vertices, 0 merged with one within the tolerance.")

    def test_degrees(self):
        polygons.write(self.output("cells.shp", ""), [[polygons.square(-98 + i, 40)] for i in range(2)],
                       {"CODE": ["A", "B"]}, crs="EPSG:4267")
        project = self.write("cells.ini", "[layer cells]\npath = cells.shp\ncode = CODE\n[cluster all]\nmembers = A;B\n")
        code, sheet, diagnostics = self.sheet("-p", project)
        self.assertEqual(code, 0)
        self.assertEqual([record["origin"] for record in diagnostics if record["code"] == "CRS050"], ["check"])
        note, = [row for row in sheet["messages"]["rows"] if row["code"] == "CRS050"]
        self.assertIn("crs.working = EPSG:26714", note["what_to_do"])
        self.assertIn("The tolerance of 0.001 m is taken for 8.98e-09 degrees.", sheet["crs"]["notes"])
        inner, = [row for row in sheet["borders"]["rows"] if row["border"] == "area"]
        self.assertAlmostEqual(inner["length_km"], 111.04, delta=0.01)  # a degree of latitude at 40.5 N

    def test_water_in_degrees(self):
        """Banks 0.004 degrees of longitude apart at 40 N: 341 m."""
        polygons.write(self.output("banks.shp", ""),
                       [[polygons.square(-98, 40, 0.1)], [polygons.square(-97.896, 40, 0.1)]],
                       {"CODE": ["A", "B"]}, crs="EPSG:4267")
        text = ("[layer banks]\npath = banks.shp\ncode = CODE\n[cluster a]\nmembers = A\n[cluster b]\nmembers = B\n"
                "[topology]\nbridge = %d m\n")
        for bridge, expected in ((300, 0), (500, 1)):
            sheet = self.sheet("-p", self.write("banks.ini", text % bridge))[1]
            self.assertEqual(len(sheet["neighbours"]["rows"]), expected)
        pair, = sheet["neighbours"]["rows"]
        self.assertAlmostEqual(pair["gap_m"], 341.1, delta=1)
        self.assertAlmostEqual(pair["facing_km"], 11.1, delta=0.2)

    def test_neighbours_on_land_and_across_water(self):
        """Two share 300 m of border, below an inlet of 200 m; check and the table of neighbours say the same."""
        left = [(0, 0), (0, 1000), (900, 1000), (900, 300), (1000, 300), (1000, 0), (0, 0)]
        right = [(1000, 0), (1000, 300), (1100, 300), (1100, 1000), (2000, 1000), (2000, 0), (1000, 0)]
        polygons.write(self.output("inlet.shp", ""),
                       [[[(530000 + x, 180000 + y) for x, y in ring]] for ring in (left, right)],
                       {"CODE": ["A", "B"]}, crs="EPSG:27700")
        project = self.write("inlet.ini", "[layer inlet]\npath = inlet.shp\ncode = CODE\n[cluster a]\nmembers = A\n"
                                          "[cluster b]\nmembers = B\n[topology]\nbridge = 300 m\n")
        pair, = self.sheet("-p", project)[1]["neighbours"]["rows"]
        self.assertEqual((pair["one"], pair["other"], pair["border_km"]), ("a", "b", 0.3))
        self.assertAlmostEqual(pair["facing_km"], 0.8, delta=0.1)  # its end bends the banks
        self.assertTrue(0 < pair["gap_m"] <= 200)
        self.assertEqual(self.run_bcukit("run", "area", "-p", project)[0], 0)
        row, = csv.DictReader(io.StringIO(self.read("adjacency.csv")))
        self.assertEqual([float(row[key]) for key in ("border_km", "facing_km", "gap_m")],
                         [pair["border_km"], pair["facing_km"], round(pair["gap_m"])])

    def test_problems_that_cannot_be_written(self):
        code, out, err = self.run_bcukit("check", "-o", "no/such/folder/x.geojson")
        self.assertEqual(code, 5)
        self.assertIn("OUT020", err)

    # ---- the official layers ----------------------------------------------------------------

    def official(self, wards, *changes):
        path = os.path.join(DATA, wards)
        if not os.path.exists(path):
            self.skipTest("the official layers are not there")
        shapes = [("population = POPULATION\n", ""), ("published_ha = HECTARES\nnoun = ward", "noun = ward")]
        project = self.project(*shapes, *changes)
        text = self.read(project, "")
        text = re.sub(r"path = .*london_boroughs.shp",
                      "path = " + os.path.join(DATA, "London_Borough_Excluding_MHW.shp"), text)
        return self.write("project.ini", re.sub(r"path = .*london_wards.shp", "path = " + path, text))

    def test_official_wards_nest(self):
        """Wards reach 2,129.6 ha into the Thames, and nowhere else leave their borough."""
        code, sheet, diagnostics = self.sheet("-p", self.official("London_Ward_CityMerged.shp"), "--strict")
        self.assertEqual(code, 0)
        self.assertEqual(sheet["nesting"]["rows"], [])
        self.assertEqual(len(sheet["ground"]["rows"]), 17)
        self.assertAlmostEqual(sum(row["beyond_all_ha"] for row in sheet["ground"]["rows"]), 2129.6, delta=0.05)
        self.assertEqual([row["border"] for row in sheet["borders"]["rows"]],
                         ["outer", "BCU", "borough", "outer", "BCU", "borough", "ward"])

    def test_official_wards_of_another_vintage(self):
        """Northwood Hills (Hillingdon) reaches up to 9.9 m into Harrow."""
        code, sheet, diagnostics = self.sheet("-p", self.official("London_Ward.shp"))
        worst = sheet["nesting"]["rows"][0]
        self.assertEqual((worst["ward"], worst["belongs_to"], worst["reaches_into"]),
                         ("Northwood Hills", "Hillingdon", "Harrow"))
        self.assertAlmostEqual(worst["by_up_to_m"], 9.853, delta=0.005)
        self.assertAlmostEqual(worst["area_m2"], 554.48, delta=0.01)
        self.assertIn("0.1302 ha without wards", sheet["ground"]["notes"][0])

    def test_official_neighbours(self):
        """By boroughs 18 pairs touch; wards meet in mid-river, where the six across it touch, too."""
        def pairs(*changes):
            rows = self.sheet("-p", self.official("London_Ward_CityMerged.shp", *changes))[1]["neighbours"]["rows"]
            return ({(row["one"], row["other"]) for row in rows if row["border_km"] is not None},
                    {(row["one"], row["other"]) for row in rows if row["border_km"] is None})
        touching, across = pairs(("bridge = 800 m", "bridge = 500 m"))
        self.assertEqual((len(touching), len(across)), (18, 6))
        by_wards, none = pairs(("from = boroughs", "from = wards"), ("bridge = 800 m", "bridge = 500 m"))
        self.assertEqual(by_wards, touching | across)
        self.assertEqual(none, set())


main()
