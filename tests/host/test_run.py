"""Whole runs: figures, layers, manifest, repeatability."""
import csv
import hashlib
import io
import json
import os

from host import DATA, SHAPES, HostTest, main


def ring_area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:])) / 2


class RunTest(HostTest):
    def table(self, name):
        return list(csv.DictReader(io.StringIO(self.read(name))))

    def test_figures(self):
        code, out, err = self.run_bcukit("run", "area", "coverage")
        self.assertEqual((code, err), (0, ""))
        area = {row["code"]: row for row in self.table("area.csv")}
        cover = {row["code"]: row for row in self.table("coverage.csv")}
        self.assertEqual(list(area), "east central-north west south-west north-east south-east south north-west "
                                     "north central-east central-west south-area".split())
        self.assertEqual(list(area["east"]), "code name members area_ha geodesic_area_ha perimeter_km outer_km shared_km riverside_km parts holes "
                                             "centroid_x centroid_y label_x label_y min_x min_y max_x max_y polsby_popper reock hull_ratio "
                                             "longest_crossing_km neighbour_count neighbours published_ha published_water_ha "
                                             "published_difference_ha".split())
        self.assertEqual(list(cover["east"]), "code name phase go_live boroughs wards population population_from "
                                              "population_complete population_share population_share_all land_ha people_per_km2 dwo pcso residents_per_dwo "
                                              "hectares_per_dwo residents_per_dwo_rank residents_per_dwo_ratio".split())
        self.assertEqual((area["east"]["area_ha"], cover["east"]["population"]), ("20487.67", "770562"))
        self.assertEqual((area["central-north"]["area_ha"], cover["central-north"]["population"]), ("3664.59", "484926"))
        self.assertAlmostEqual(sum(float(row["area_ha"]) for row in area.values()), 157049.68, delta=0.06)
        self.assertEqual(sum(int(row["population"]) for row in cover.values()), 8896601)
        self.assertEqual(sum(int(row["wards"]) for row in cover.values()), 624)
        self.assertEqual({row["holes"] for row in area.values()}, {"0"})
        self.assertEqual([row["code"] for row in area.values() if row["parts"] != "1"], ["north-east"])
        self.assertEqual(area["north-east"]["parts"], "2")
        self.assertEqual(int(cover["east"]["dwo"]), 2 * int(cover["east"]["wards"]))
        for row in area.values():  # the grid is true to scale within 1 in 1000 here
            self.assertAlmostEqual(float(row["geodesic_area_ha"]) / float(row["area_ha"]), 1, delta=0.001)

    def test_sizes_of_areas_and_subareas(self):
        self.assertEqual(self.run_bcukit("run", "area", "--set", "area.levels=areas,subareas", "--set", "area.formats=csv,json,md")[0], 0)
        boroughs = self.table("area-boroughs.csv")
        far = {row["name"] for row in boroughs if abs(float(row["published_difference_ha"])) > 0.05}
        self.assertEqual(far, {"Hounslow", "Richmond upon Thames"})
        for row in boroughs:
            outer, shared, whole = (float(row[key]) for key in ("outer_km", "shared_km", "perimeter_km"))
            self.assertAlmostEqual(outer + shared, whole, delta=0.002)
            self.assertLessEqual(float(row["riverside_km"]), outer + 0.001)
            self.assertTrue(0 < float(row["polsby_popper"]) < float(row["hull_ratio"]) < 1)
            self.assertTrue(0 < float(row["reock"]) < float(row["hull_ratio"]))
        city = next(row for row in boroughs if row["name"] == "City of London")
        self.assertEqual(city["members"], "")
        self.assertEqual(city["riverside_km"], city["outer_km"])  # all of it is on the Thames
        mirrored = json.loads(self.read("area-boroughs.json"))
        self.assertEqual([str(row["code"]) for row in mirrored], [row["code"] for row in boroughs])
        self.assertIsInstance(mirrored[0]["area_ha"], float)
        self.assertIsNone(next(row for row in mirrored if row["name"] == "City of London")["members"])
        self.assertIn("| 15,013.49 |", self.read("area-boroughs.md"))
        wards = self.table("area-wards.csv")
        self.assertEqual((len(wards), wards[0]["area_ha"]), (625, ""))
        self.assertNotEqual(wards[0]["published_ha"], "")
        self.assertNotIn("adjacency-wards.csv", self.files())

    def test_adjacency(self):
        self.assertEqual(self.run_bcukit("run", "area")[0], 0)
        rows = self.table("adjacency.csv")
        self.assertEqual(sum(row["border_km"] != "" for row in rows), 18)
        across = {(row["code_a"], row["code_b"]) for row in rows if row["border_km"] == ""}
        self.assertEqual(across, {("east", "south-east"), ("south-west", "central-west"), ("north-east", "south-east"),
                                  ("south-east", "central-east"), ("south", "central-east"), ("south", "central-west")})
        out = self.run_bcukit("run", "area", "-v")[1]
        self.assertIn("the largest is South Area with 28,047.63 ha", out)

    def test_cover_of_levels_and_date(self):
        code, out, err = self.run_bcukit("run", "coverage", "--set", "coverage.as_of=2018-09", "--set",
                                         "coverage.levels=clusters,areas,subareas", "-v")
        self.assertEqual(code, 0, err)
        self.assertIn("At the end of 2018-09, 8 of 12 BCUs are live; 69.4% of all Londoners live in them.", out)
        cover = self.table("coverage.csv")
        self.assertEqual(sum(row["live"] == "true" for row in cover), 8)
        self.assertEqual({row["population_from"] for row in cover}, {"boroughs"})
        self.assertEqual(sorted(int(row["residents_per_dwo_rank"]) for row in cover), list(range(1, 13)))
        summary = {row["measure"]: row for row in self.table("summary.csv")}
        self.assertEqual(summary["population_source"]["value"], "8904006")
        self.assertEqual(summary["population_inside"]["value"], "8896601")
        self.assertEqual(summary["population_outside_clusters"]["value"], "7405")
        self.assertEqual(summary["population_difference"]["value"], "0")
        self.assertEqual(summary["live_clusters"]["value"], "8")
        values = [float(row["residents_per_dwo"]) for row in cover]
        mean = sum(values) / 12
        expected = sum(abs(a - b) for a in values for b in values) / (2 * 144 * mean)
        self.assertAlmostEqual(float(summary["residents_per_dwo_gini"]["value"]), expected, delta=0.0001)
        boroughs = self.table("coverage-boroughs.csv")
        city = next(row for row in boroughs if row["code"] == "E09000001")
        self.assertEqual((city["cluster"], city["population_share"], city["dwo"]), ("", "", ""))
        self.assertEqual(sum(int(row["population"]) for row in boroughs), 8904006)
        wards = self.table("coverage-wards.csv")
        self.assertEqual({row["dwo"] for row in wards}, {"2", ""})
        self.assertEqual({row["population_from"] for row in wards}, {"wards"})

    def test_a_wrong_date_is_said(self):
        code, out, err = self.run_bcukit("run", "coverage", "--set", "coverage.as_of=September")
        self.assertEqual(code, 2)
        self.assertIn('"September" is no date', err)

    def test_interpolated_population(self):
        path = os.path.join(DATA, "LSOA_2011_London_gen_MHW.shp")
        if not os.path.exists(path):
            self.skipTest("the official census areas are not here")
        project = self.project(("population = POPULATION\n", ""))
        with open(project, encoding="utf-8") as file:
            text = file.read()
        start, end = text.index("[population]"), text.index("# Officers")
        cells = f"[layer lsoas]\npath = {path}\nrole = cells\npopulation = USUALRES\nplural = LSOAs\n"
        self.write("project.ini", text[:start] + cells + text[end:])
        code, out, err = self.run_bcukit("run", "coverage", "-p", "project.ini", "--set", "coverage.levels=clusters,areas")
        self.assertEqual(code, 0, err)
        summary = {row["measure"]: row for row in self.table("summary.csv")}
        self.assertEqual(summary["population_source"]["value"], "8173941")
        self.assertEqual(summary["population_difference"]["value"], "0")
        outside = int(summary["population_outside_areas"]["value"])  # the layers draw the river differently
        self.assertLess(outside, 1000)
        self.assertLess(float(summary["population_interpolated_share"]["value"]), 0.01)
        boroughs = {row["name"]: int(row["population"]) for row in self.table("coverage-boroughs.csv")}
        self.assertEqual(sum(boroughs.values()) + outside, 8173941)
        # Usual residents of the census of 2011, from the same table added up by its own borough code.
        self.assertAlmostEqual(boroughs["Camden"] / 220338, 1, delta=0.001)
        self.assertAlmostEqual(boroughs["Croydon"] / 363378, 1, delta=0.001)

    def test_population_of_points(self):
        """Points count for the area that holds them, and for nothing else."""
        path = os.path.join(SHAPES, "london_wards.shp")
        project = self.project(("population = POPULATION\n", ""))
        with open(project, encoding="utf-8") as file:
            text = file.read()
        start, end = text.index("[population]"), text.index("# Officers")
        cells = f"[layer places]\npath = {path}\nrole = cells\npopulation = POPULATION\nplural = places\n"
        self.write("project.ini", text[:start] + cells + text[end:])
        code, out, err = self.run_bcukit("run", "coverage", "-p", "project.ini", "--set", "coverage.levels=clusters,areas")
        self.assertEqual(code, 0, err)
        summary = {row["measure"]: row["value"] for row in self.table("summary.csv")}
        self.assertEqual((summary["population_source"], summary["population_difference"]), ("8904001", "0"))
        self.assertEqual((summary["population_interpolated_share"], summary["population_outside_areas"]), ("0", "0"))
        with open(os.path.join(SHAPES, "ward_facts.csv"), encoding="utf-8") as file:
            wards = list(csv.DictReader(file))
        for row in self.table("coverage-boroughs.csv"):
            own = sum(int(ward["population"]) for ward in wards if ward["borough_gss"] == row["code"])
            self.assertEqual(int(row["population"]), own, row["name"])

    def test_rollout(self):
        self.assertEqual(self.run_bcukit("run", "coverage")[0], 0)
        rows = self.table("rollout.csv")
        self.assertEqual([round(100 * float(row["cumulative_population_share"]), 3) for row in rows],
                         [14.112, 34.721, 69.442, 100])
        self.assertEqual(rows[-1]["cumulative_area_ha"], "157049.68")
        self.assertEqual([row["cumulative_clusters"] for row in rows], ["2", "4", "8", "12"])
        self.assertEqual(sum(int(row["areas"]) for row in rows), 32)

    def test_geojson(self):
        self.assertEqual(self.run_bcukit("run", "geojson")[0], 0)
        bcu, boroughs, wards = (self.json(name + ".geojson") for name in ("bcu", "boroughs", "wards"))
        self.assertEqual([len(layer["features"]) for layer in (bcu, boroughs, wards)], [12, 33, 625])
        for layer in (bcu, boroughs, wards):
            self.assertNotIn("crs", layer)
            self.assertEqual(len(layer["bbox"]), 4)
            self.assertTrue(-0.6 < layer["bbox"][0] < layer["bbox"][2] < 0.4)
            self.assertTrue(51.2 < layer["bbox"][1] < layer["bbox"][3] < 51.8)
        first = bcu["features"][0]
        for key in "code name members phase phase_label go_live commander population area_ha".split():
            self.assertIn(key, first["properties"])
        self.assertEqual(first["id"], "east")
        self.assertEqual(first["properties"]["commander"], "Jason Gwillim")
        self.assertEqual(first["properties"]["population"], 770562)
        for feature in bcu["features"] + boroughs["features"]:
            geometry = feature["geometry"]
            polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
            for polygon in polygons:
                for i, ring in enumerate(polygon):
                    self.assertEqual(ring[0], ring[-1])
                    self.assertGreater(ring_area(ring) * (1 if i == 0 else -1), 0)
        names = {feature["properties"]["name"] for feature in wards["features"]}
        self.assertIn("Ham, Petersham and Richmond Riverside", names)

    def test_neighbours_stay_identical(self):
        self.assertEqual(self.run_bcukit("run", "geojson")[0], 0)
        edges = {}
        for feature in self.json("boroughs.geojson")["features"]:
            geometry = feature["geometry"]
            polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
            for polygon in polygons:
                for ring in polygon:
                    for a, b in zip(ring, ring[1:]):
                        edges[(tuple(a), tuple(b))] = edges.get((tuple(a), tuple(b)), 0) + 1
        shared = sum((b, a) in edges for a, b in edges) // 2
        self.assertEqual(shared, 15692)

    def test_manifest_and_repeatability(self):
        self.assertEqual(self.run_bcukit("run")[0], 0)
        first = {name: hashlib.sha256(self.read(name, mode="rb")).hexdigest() for name in self.files()}
        manifest = self.json("manifest.json")
        self.assertEqual({file["file"]: file["sha256"] for file in manifest["outputs"]},
                         {name: digest for name, digest in first.items() if name != "manifest.json"})
        inputs = {file["file"] for file in manifest["inputs"]}
        self.assertTrue({"met_bcu.ini", "london_boroughs.shp", "london_wards.dbf", "borough_population.csv"} <= inputs)
        self.assertNotIn("created", manifest)
        self.assertEqual(manifest["crs"]["working"], "EPSG:27700")
        self.assertTrue(all("verified" in file for file in manifest["outputs"] if file["plugin"] == "geojson"))
        self.assertEqual(self.run_bcukit("run", "-o", "again", "--isolate=none")[0], 0)
        second = {name: hashlib.sha256(self.read(name, "again", "rb")).hexdigest() for name in self.files("again")}
        self.assertEqual(first, second)
        self.run_bcukit("run", "area", "-o", "dated", environment={"SOURCE_DATE_EPOCH": "86400"})
        self.assertIn('"1970-01-02T00:00:00Z"', self.read("manifest.json", "dated"))

    def digests(self, folder, cache):
        """Of all that a run with this cache folder writes."""
        code, _, err = self.run_bcukit("run", "geojson", "area", "-o", folder, environment={"XDG_CACHE_HOME": cache})
        self.assertEqual((code, err), (0, ""))
        return {name: hashlib.sha256(self.read(name, folder, "rb")).hexdigest() for name in self.files(folder)}

    def test_what_proj_said_before_changes_nothing(self):
        cache = os.path.join(self.path, "cache")
        kept = os.path.join(cache, "bcukit", "crs-cache")
        first = self.digests("first", cache)
        self.assertTrue(os.path.getsize(kept) > 500)
        before = os.stat(kept).st_mtime_ns
        self.assertEqual(self.digests("second", cache), first)
        self.assertEqual(os.stat(kept).st_mtime_ns, before)  # nothing was left to ask
        with open(kept, "wb") as file:
            file.write(b"no cache")
        self.assertEqual(self.digests("third", cache), first)
        self.assertTrue(os.path.getsize(kept) > 500)
        self.assertEqual(self.digests("fourth", "/dev/null/nowhere"), first)

    def test_move(self):
        self.assertEqual(self.run_bcukit("run", "coverage", "--move", "Camden=north-west")[0], 0)
        rows = {row["code"]: row for row in self.table("change.csv")}
        self.assertEqual(int(rows["central-north"]["population_change"]), -int(rows["north-west"]["population_change"]))
        self.assertEqual(rows["north-west"]["areas_after"], "4")
        self.assertEqual((rows["north-west"]["wards_before"], rows["north-west"]["wards_after"]), ("63", "81"))
        self.assertEqual((rows["north-west"]["dwo_before"], rows["north-west"]["dwo_after"]), ("126", "162"))
        self.assertEqual(sum(int(row["population_change"]) for row in rows.values()), 0)

    def test_a_what_if_is_marked(self):
        """In every table, in the manifest and in a list of what moves; the official title is nobody's title."""
        moves = ("--move", "Camden=north-west", "--move", "Islington=north-west")
        code, _, err = self.run_bcukit("run", "area", "coverage", "geojson", *moves, "--set", "area.formats=csv,json,md",
                                       "--set", "area.levels=clusters,areas")
        self.assertEqual(code, 0, err)
        sentence = "What if Camden and Islington moved to North West"
        for name in self.files():
            if name.endswith(".csv"):
                self.assertEqual({row["what_if"] for row in self.table(name)}, {sentence}, name)
            elif name.endswith(".md"):
                self.assertTrue(self.read(name).startswith(sentence + "\n\n" + ("| code" if name != "summary.md" else "")), name)
            elif name.startswith(("area", "moved", "adjacency")):
                self.assertEqual({row["what_if"] for row in self.json(name)}, {sentence}, name)
        manifest = self.json("manifest.json")
        self.assertEqual(manifest["title"], sentence)
        self.assertEqual(manifest["what_if"]["compared_with"], "Basic Command Units of the Metropolitan Police")
        moved = self.table("moved.csv")
        self.assertEqual([row["name"] for row in moved], ["Camden", "Islington"])
        for row, move in zip(moved, manifest["what_if"]["moves"], strict=True):
            self.assertEqual((row["code"], row["from_code"], row["to_code"]), (move["area"], move["from"], move["to"]))
            self.assertEqual((int(row["population"]), float(row["area_ha"])), (move["population"], move["area_ha"]))
        areas = {row["code"]: row for row in self.table("area-boroughs.csv")}
        self.assertEqual([row["area_ha"] for row in moved], [areas[row["code"]]["area_ha"] for row in moved])
        exported = [name for name in self.files() if name.endswith(".geojson")]
        self.assertTrue(exported)
        for name in exported:
            self.assertNotIn('"title": "Basic Command Units', self.read(name), name)
            self.assertEqual({feature["properties"]["what_if"] for feature in self.json(name)["features"]}, {sentence}, name)

    def test_the_official_state_is_not_marked(self):
        self.assertEqual(self.run_bcukit("run", "area", "coverage")[0], 0)
        self.assertNotIn("what_if", self.read("area.csv") + self.read("coverage.csv") + self.read("manifest.json"))
        self.assertNotIn("moved.csv", self.files())

    def test_what_if_titles(self):
        def title(*arguments):
            code, _, err = self.run_bcukit("run", "area", *arguments)
            self.assertEqual(code, 0, err)
            return self.json("manifest.json")["title"]
        self.assertEqual(title("--move", "Camden=central-north"), "What if nothing moved")
        self.assertEqual(title("--move", "Camden=north", "--move", "Bexley=west"), "What if Bexley and Camden moved")
        four = [word for name in ("Camden", "Islington", "Brent", "Barnet") for word in ("--move", f"{name}=west")]
        self.assertEqual(title(*four), "What if 4 boroughs moved to West")
        other = self.project(("members = Camden;Islington", "members = Islington"), ("title = Basic", "title = Other"))
        self.assertEqual(title("--compare", other), "What if Camden moved to Central North")
        self.assertEqual(self.json("manifest.json")["what_if"]["compared_with"], "Other Command Units of the Metropolitan Police")
        self.assertIsNone(self.json("manifest.json")["what_if"]["moves"][0]["from"])
        with open(other, encoding="utf-8") as file:
            without = self.write("without.ini", file.read())
        self.assertEqual(title("-p", without, "--compare", self.project()), "What if Camden moved to no BCU")

    def test_move_in_words(self):
        code, out, err = self.run_bcukit("run", "coverage", "-v", "--move", "Camden=north-west")
        self.assertEqual(code, 0, err)
        self.assertIn("North West: +249,556 people, +2,178.93 ha; 7,567 people for each dwo, before 7,748.\n", out)
        self.assertIn("Central North: -249,556 people, -2,178.93 ha;", out)

    def test_sources_that_differ_are_said(self):
        with open(os.path.join(SHAPES, "borough_population.csv"), encoding="utf-8") as file:
            text = file.read()
        camden = next(line for line in text.splitlines() if ",Camden," in line)
        self.write("people.csv", text.replace(camden, camden.replace(",249556,", ",269556,")))
        project = self.project((os.path.join(SHAPES, "borough_population.csv"), "people.csv"))
        code, out, err = self.run_bcukit("run", "coverage", "-p", project)
        self.assertEqual(code, 0)
        self.assertIn("FIG021", err)
        self.assertNotIn("FIG021", self.run_bcukit("run", "coverage")[2])

    def test_forms_of_tables(self):
        self.assertEqual(self.run_bcukit("run", "coverage", "--set", "coverage.formats=csv,md")[0], 0)
        self.assertIn("| East | 3 | 56 | 770,562 | 8.7% |", self.read("coverage.md"))
        self.assertTrue(all(line.endswith(b"\r\n") for line in self.read("coverage.csv", mode="rb").splitlines(keepends=True)))
        self.assertEqual(self.run_bcukit("run", "coverage", "--set", "coverage.csv_lines=lf")[0], 0)
        self.assertNotIn(b"\r", self.read("coverage.csv", mode="rb"))

    def test_two_clusters_may_share_a_name(self):
        project = self.project(("name = Central West", "name = West"))
        self.assertEqual(self.run_bcukit("run", "area", "-p", project)[0], 0)
        self.assertEqual(sum(row["name"] == "West" for row in self.table("area.csv")), 2)

    def test_wards_by_location(self):
        project = self.project(("parent = LB_GSS_CD\n", ""))
        found = json.loads(self.run_bcukit("check", "-p", project, "--diagnostics=json")[1])["parents"]["rows"]
        self.assertEqual(list(found[0].values()), [0, 625, 0, 0])
        self.assertEqual(self.run_bcukit("run", "coverage", "-p", project)[0], 0)
        self.assertEqual(sum(int(row["wards"]) for row in self.table("coverage.csv")), 624)

    def test_population_from_a_column(self):
        project = self.project()
        with open(project, encoding="utf-8") as file:
            text = file.read()
        start, end = text.index("[population]"), text.index("# Officers")
        project = self.write("column.ini", text[:start] + text[end:])
        self.assertEqual(self.run_bcukit("run", "coverage", "-p", project)[0], 0)
        self.assertEqual(sum(int(row["population"]) for row in self.table("coverage.csv")), 8896596)

    def test_bounds_written_by_two_plugins_stay(self):
        self.assertEqual(self.run_bcukit("run", "area")[0], 0)
        before = self.read("area.csv")
        self.assertEqual(self.run_bcukit("run", "coverage")[0], 0)
        self.assertEqual(self.read("area.csv"), before)

    def test_compare(self):
        other = self.project(("members = Camden;Islington", "members = Islington"), ("members = Harrow;", "members = Camden;Harrow;"))
        self.assertEqual(self.run_bcukit("run", "coverage", "--compare", other)[0], 0)
        rows = {row["code"]: row for row in self.table("change.csv")}
        self.assertEqual((rows["north-west"]["areas_before"], rows["north-west"]["areas_after"]), ("4", "3"))
        self.assertEqual((rows["central-north"]["areas_before"], rows["central-north"]["areas_after"]), ("1", "2"))
        inputs = {file["file"] for file in self.json("manifest.json")["inputs"]}
        self.assertIn("project.ini", inputs)

    def test_a_cluster_in_pieces_is_said(self):
        code, out, err = self.run_bcukit("run", "coverage", "--move", "Bexley=west")
        self.assertEqual(code, 0)
        self.assertIn('BCU "west" is not in one piece', err)

    def test_locale_does_not_matter(self):
        self.assertEqual(self.run_bcukit("run", "area", environment={"LC_ALL": "de_DE.UTF-8"})[0], 0)
        self.assertIn("20487.67", self.read("area.csv"))

    def test_official_ward_polygons(self):
        path = os.path.join(DATA, "London_Ward_CityMerged.shp")
        if not os.path.exists(path):
            self.skipTest("the official ward polygons are not here")
        project = self.project((os.path.join(os.environ["BCUKIT_SHAPES"], "london_wards.shp"), path),
                               ("population = POPULATION\n", ""), ("from = boroughs", "from = wards"))
        code, out, err = self.run_bcukit("run", "area", "geojson", "-p", project)
        self.assertEqual((code, err), (0, ""))
        total = sum(float(row["area_ha"]) for row in self.table("area.csv"))
        self.assertEqual(len(self.table("adjacency.csv")), 24)  # the wards meet in mid-river
        self.assertGreater(total, 157049.68 + 1900)  # wards reach into the tidal Thames
        self.assertEqual(len(self.json("wards.geojson")["features"]), 625)

    def test_plugins_that_cannot_run_are_left_out(self):
        """Where nobody names them; who names them is told why they cannot."""
        text = f"""[layer boroughs]
path = {os.path.join(SHAPES, "london_boroughs.shp")}
code = GSS_CODE
name = NAME
[cluster one]
members = Camden;Islington
[render]
maps = clusters
formats = svg
"""
        path = self.write("plain.ini", text)
        code, out, err = self.run_bcukit("run", "-v", "-p", path)
        self.assertEqual(code, 0, err)
        self.assertRegex(err, "PLG041: plugin coverage is left out")
        self.assertIn("map.svg", self.files())
        self.assertNotIn("coverage.csv", self.files())
        self.assertEqual(self.run_bcukit("run", "-p", path, "-o", "quiet")[2], "")
        code, out, err = self.run_bcukit("run", "coverage", "-p", path, "-o", "named")
        self.assertEqual((code, self.files("named")), (1, []))
        self.assertIn("PLG040", err)

    def test_no_table_of_phases_without_phases(self):
        path = self.write("people.ini", f"""[layer boroughs]
path = {os.path.join(SHAPES, "london_boroughs.shp")}
code = GSS_CODE
name = NAME
[population]
file = {os.path.join(SHAPES, "borough_population.csv")}
key = gss_code
[cluster one]
members = Camden;Islington
""")
        code, out, err = self.run_bcukit("run", "coverage", "-p", path)
        self.assertEqual(code, 0, err)
        self.assertEqual(self.files(), ["coverage.csv", "manifest.json", "summary.csv", "summary.md"])


main()
