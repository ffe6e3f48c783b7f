"""The page in headless Chromium: every control by mouse, keys and touch, axe-core, hostile names, large layers."""
import csv
import io
import json
import os
import shutil
import unittest
import xml.etree.ElementTree as ElementTree

from host import SOURCE
from readers import NPM, ReaderTest, main, needs_npm
import polygons

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
SCRIPT = os.path.join(SOURCE, "tests", "interop", "page_checks.js")
HOSTILE = ["</script><script>hostile=1</script>", "\"><img src=x onerror=hostile=1>", "<!--", "]]>", "'&amp;\"<b>",
           "@title@", "</noscript><svg onload=hostile=1>", "javascript:hostile=1", "\u202egnitset\u202c", "{{7*7}}${7*7}"]


def needs_chromium(test):
    return unittest.skipUnless(os.path.exists(BROWSER), "chromium is not installed")(needs_npm("playwright-core")(test))


class PageTest(ReaderTest):
    def page(self, *arguments):
        self.run_plugin("html", *arguments)
        return self.output("map.html")

    def check(self, name, page=None):
        """What a check found; no page may say a word on its console, ask for anything or open a dialog."""
        page = page or self.page()
        environment = {"NODE_PATH": os.path.join(NPM, "node_modules")}
        told = json.loads(self.tool("node", SCRIPT, page, BROWSER, self.path, name, environment=environment))
        self.assertEqual(told["messages"], [])
        return told["found"]

    @needs_chromium
    def test_mouse(self):
        found = self.check("mouse")
        self.assertEqual([found["hovered"], found["pinned"]], ["East (BCU)"] * 2)
        self.assertEqual([found["row"], found["hash"], found["letGo"]], [["East"], "#cluster=east", ""])
        for word in ("Barking and Dagenham; Havering; Redbridge", "Jason Gwillim", "770,562", "20,488\u00a0ha", "112"):
            self.assertIn(word, found["words"])
        self.assertLess(found["wheel"], 0.6)
        self.assertTrue(found["dragged"])
        self.assertEqual(found["dragPinned"], "")
        self.assertEqual([found[name][2] for name in ("whole", "in", "out")], [1, -1, 1])
        self.assertEqual([found[name][:2] for name in ("right", "down", "left", "up")], [[1, 0], [0, 1], [-1, 0], [0, -1]])

    @needs_chromium
    def test_keys(self):
        found = self.check("keys")
        self.assertEqual(found["stops"][:7], ["Skip to the table", "search", "level", "colour", "phase", "map", "in"])
        self.assertEqual([found["first"], found["left"], found["end"], found["home"]],
                         ["East (BCU)", "North East (BCU)", "South Area (BCU)", "East (BCU)"])
        self.assertEqual([found["pinned"], found["letGo"]], ["#cluster=north-east", ""])
        self.assertTrue(found["zoomed"] and found["panned"] and found["whole"])
        self.assertEqual(found["results"][0], "Camden borough, Central North")
        self.assertEqual(found["searched"], ["Camden (borough)", "#area=E09000007", True])
        self.assertIn("Pilot", found["phase"])

    @needs_chromium
    def test_touch(self):
        found = self.check("touch")
        self.assertEqual(found["tapped"], ["South Area (BCU)", "#cluster=south-area"])
        self.assertLess(found["pinch"], 0.7)
        self.assertTrue(found["dragged"])
        self.assertEqual(found["small"], [])

    @needs_chromium
    def test_figures(self):
        """Each figure of each level: the legend and the fills count as the classes of the plugin do."""
        found = self.check("figures")
        self.assertEqual(found["wrong"], [])
        self.assertGreater(found["columns"], 90)

    @needs_chromium
    def test_phases_and_links(self):
        found = self.check("phases")
        self.assertEqual(found["faded"], [10, 8, 4, 0])
        self.assertIn("3,088,987 Londoners (34.7% of all)", found["sentences"][1])
        self.assertEqual(found["linked"], ["East (BCU)", "2", "people_per_km2",
                                           "#cluster=east&phase=2&colour=people_per_km2"])

    @needs_chromium
    def test_table(self):
        found = self.check("table")
        self.assertEqual([found["down"][0], found["down"][-1], found["sorted"]], ["North West", "Central North", ["descending"]])
        self.assertEqual(found["names"], sorted(found["names"]))
        self.assertGreater(found["all"], found["columns"])
        self.assertEqual(found["marked"], ["Central North (BCU)", True])
        self.assertEqual(found["pinned"], "#cluster=central-west")
        self.assertEqual([found["rows"], found["allRows"]], [250, 625])

    @needs_chromium
    def test_downloads(self):
        """The table says what the file of the plugin coverage says, figure by figure; the picture is SVG."""
        found = self.check("downloads", self.page("coverage", "area"))
        with open(os.path.join(self.path, found["clusters"]), encoding="utf-8", newline="") as file:
            ours = {row["code"]: row for row in csv.DictReader(file)}
        for name in ("coverage.csv", "area.csv"):
            theirs = list(csv.DictReader(io.StringIO(self.read(name))))
            self.assertEqual([row["code"] for row in theirs], list(ours))
            for row in theirs:
                for key in set(row) & set(ours[row["code"]]):
                    self.assertEqual(ours[row["code"]][key], row[key], key)
        self.assertGreater(len(set(theirs[0]) & set(ours["east"])), 15)
        picture = ElementTree.parse(os.path.join(self.path, found["svg"])).getroot()
        words = "".join(picture.itertext())
        self.assertIn("Basic Command Units", words)
        self.assertIn("Crown copyright", words)

    @needs_chromium
    def test_what_if(self):
        found = self.check("whatIf", self.page("--move", "Camden=north-west"))
        self.assertEqual(found["title"], "What if Camden moved to North West")
        self.assertEqual(found["changed"], ["Camden, Central North"])
        self.assertIn("view=before", found["hash"])
        self.assertIn("CamdenCentral NorthNorth West249,556", found["list"])

    @needs_chromium
    @needs_npm("axe-core")
    def test_accessible(self):
        """WCAG 2.2 A and AA and good practice by axe-core, at 1366, 390 and 320 pixels, dark, without motion."""
        for name, value in self.check("access").items():
            self.assertEqual(value, 0 if name.endswith(" wide") else [], name)

    @needs_chromium
    def test_paper(self):
        self.check("paper")
        if shutil.which("pdftotext"):
            words = self.tool("pdftotext", "-layout", os.path.join(self.path, "map.pdf"), "-")
            for word in ("Basic Command Units", "Table of BCUs", "South Area", "922,188"):
                self.assertIn(word, words)
            self.assertNotIn("Download", words)

    @needs_chromium
    def test_without_scripts(self):
        found = self.check("without")
        self.assertEqual([found["map"], found["tables"], found["controls"]], [True, 2, False])
        for word in ("Central North", "Camden", "Jason Gwillim", "770,562"):
            self.assertIn(word, found["words"])

    def hostile_project(self):
        cells = [[polygons.square(530000 + 1000 * (i % 5), 180000 + 1000 * (i // 5), 1000)] for i in range(10)]
        path = polygons.write(os.path.join(self.path, "cells"), cells,
                              {"CODE": [f"c{i}" for i in range(10)], "NAME": HOSTILE, "PEOPLE": [10 + i for i in range(10)],
                               "GROUP": [HOSTILE[i // 2] for i in range(10)]}, "EPSG:27700", cpg="UTF-8")
        return self.write("hostile.ini", "[project]\ntitle = </title><script>hostile=1</script>\nattribution = <b>@map@\n"
                          f"[layer cells]\npath = {path}\ncode = CODE\nname = NAME\npopulation = PEOPLE\n"
                          "noun = <i>\nplural = </style><b>\n[clusters]\nfield = GROUP\nid = groups\n")

    @needs_chromium
    def test_hostile_names(self):
        """Names are text wherever they go: title, map, table, card, legend, data, downloads."""
        page = self.page("-p", self.hostile_project())
        found = self.check("names", page)
        self.assertEqual([found["flag"], found["elements"]], ["undefined", 0])
        self.assertEqual(found["areas"], HOSTILE)
        self.assertEqual(found["areas card"], HOSTILE[-1])
        self.check("downloads", page)
        self.check("without", page)
        ElementTree.parse(os.path.join(self.path, "map.svg"))

    @needs_chromium
    def test_large(self):
        """900 clusters of 5,000 areas: the page opens whole; how long that took is printed, never judged."""
        wide, count = 100, 5000
        cells = [[polygons.square(400000 + 500 * (i % wide), 200000 + 500 * (i // wide), 500)] for i in range(count)]
        path = polygons.write(os.path.join(self.path, "many"), cells,
                              {"CODE": [f"a{i:04}" for i in range(count)], "PEOPLE": [i % 977 for i in range(count)],
                               "GROUP": [f"g{(i // wide) // 5 * 90 + (i % wide) * 90 // wide:03}" for i in range(count)]}, "EPSG:27700")
        project = self.write("many.ini", f"[layer cells]\npath = {path}\ncode = CODE\npopulation = PEOPLE\n"
                             "[clusters]\nfield = GROUP\n")
        found = self.check("speed", self.page("-p", project))
        print("900 clusters, 5,000 areas:", found)
        self.assertEqual([found["clusters"], found["areas"]], [900, 5000])


if __name__ == "__main__":
    main()
