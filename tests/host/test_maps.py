"""Every kind of map as files: pixels at known places, unique ids, titles, a book with bookmarks."""
import collections
import json
import math
import os
import re
import shutil
import subprocess
import xml.dom.minidom

from host import DATA, SHAPES, HostTest, main
import polygons
from picture import Picture

DPI = 100
PLACES = {"east": (549000, 192500), "central-north": (528000, 187000), "west": (507500, 184000),
          "south-west": (517000, 172500), "north-east": (538000, 193500), "south-east": (550500, 177500),
          "south": (531000, 171500), "north-west": (524000, 193500), "north": (535500, 199000),
          "central-east": (536500, 182500), "central-west": (523500, 179500), "south-area": (533500, 164000)}


class MapsTest(HostTest):
    def draw(self, *settings, expect=0, environment=None, project=None):
        arguments = [part for setting in settings for part in ("--set", "render." + setting)]
        code, out, err = self.run_bcukit("run", "render", *(["-p", project] if project else []),
                                         "--set", f"render.dpi={DPI}", *arguments)
        self.assertEqual(code, expect, err)
        return err

    def svg(self, name):
        return xml.dom.minidom.parse(self.output(name))

    def pixels(self, name):
        """How many pixels of the PNG a unit of the SVG's view box is."""
        root = self.svg(name).documentElement
        width = float(root.getAttribute("width").removesuffix("mm"))
        return width / 25.4 * DPI / float(root.getAttribute("viewBox").split()[2])

    def shapes(self, name, kind="cluster"):
        """Code to fill; of several panels the first one's."""
        found = {}
        for path in self.svg(name).getElementsByTagName("path"):
            if path.getAttribute("class") == kind and path.getAttribute("data-code") not in found:
                found[path.getAttribute("data-code")] = path.getAttribute("fill")
        return found

    def extent(self, outer):
        """Left, top and right of an open path, whose steps are relative."""
        x, y, xs, ys = 0, 0, [], []
        for command, numbers in re.findall(r"([mlhv])([^mlhv]*)", outer):
            values = [int(number) for number in re.findall(r"-?\d+", numbers)]
            steps = {"h": [(value, 0) for value in values], "v": [(0, value) for value in values]}
            for dx, dy in steps.get(command, zip(values[::2], values[1::2])):
                x, y = x + dx, y + dy
                xs.append(x)
                ys.append(y)
        return min(xs), min(ys), max(xs)

    def probe(self, stem):
        """Cluster to the colour of the pixel at its place."""
        picture = Picture(self.read(stem + ".png", mode="rb"))
        outer = [path for path in self.svg(stem + ".svg").getElementsByTagName("path")
                 if path.getAttribute("class") == "outer-border"][0]
        left, top, right = self.extent(outer.getAttribute("d"))
        pixels = self.pixels(stem + ".svg")
        scale = (right - left) * pixels / (561957.5 - 503568.2)
        return {code: picture.at(round(left * pixels + (x - 503568.2) * scale),
                                 round(top * pixels + (200933.9 - y) * scale)) for code, (x, y) in PLACES.items()}

    def test_pixels(self):
        self.draw("maps=clusters;rollout;choropleth", "formats=png;svg", "labels=no")
        for stem in ("map", "map-rollout", "map-choropleth"):
            self.assertEqual(self.probe(stem), self.shapes(stem + ".svg"), stem)

    def test_rollout_colours_are_phases(self):
        self.draw("maps=rollout", "formats=svg")
        fills = self.shapes("map.svg")
        phases = collections.defaultdict(set)
        for code, phase in {"east": 1, "central-north": 1, "west": 2, "south-west": 2, "north-east": 3, "south-east": 3,
                            "south": 3, "north-west": 3, "north": 4, "central-east": 4, "central-west": 4,
                            "south-area": 4}.items():
            phases[phase].add(fills[code])
        self.assertEqual([len(colours) for colours in phases.values()], [1, 1, 1, 1])
        self.assertEqual(len(set.union(*phases.values())), 4)

    def test_ids_are_unique(self):
        for kind in ("clusters", "rollout-panels", "locator", "proportional"):
            self.draw("maps=" + kind, "formats=svg")
        for name in self.files():
            if name.endswith(".svg"):
                ids = re.findall(r' id="([^"]*)"', self.read(name))
                self.assertEqual([i for i, n in collections.Counter(ids).items() if n > 1], [], name)

    def test_circles(self):
        self.draw("maps=proportional", "formats=svg;png", "labels=no")
        circles = {circle.getAttribute("data-code"): circle for circle in self.svg("map.svg").getElementsByTagName("circle")
                   if circle.getAttribute("class") == "circle"}
        self.assertEqual(len(circles), 12)
        radius = {code: float(circle.getAttribute("r")) for code, circle in circles.items()}
        self.assertTrue(math.isclose(radius["north-west"] ** 2 / radius["central-north"] ** 2, 976248 / 484926,
                                     rel_tol=0.01))
        picture = Picture(self.read("map.png", mode="rb"))
        for circle in circles.values():
            x, y = (round(float(circle.getAttribute(key)) * self.pixels("map.svg")) for key in ("cx", "cy"))
            self.assertEqual(picture.at(x, y), circle.getAttribute("fill"))

    def test_halos_are_elements(self):
        """Each name with a halo stands twice, halo first: LibreOffice paints a line over the letters it belongs to."""
        for text in ("text", "paths"):
            self.draw("maps=clusters", "formats=svg", "svg_text=" + text)
            self.assertNotIn("paint-order", self.read("map.svg"))
            group = [group for group in self.svg("map.svg").getElementsByTagName("g") if group.getAttribute("id") == "labels"][0]
            shapes = [node for kind in ("text", "path") for node in group.getElementsByTagName(kind)]
            halos = [node for node in shapes if node.getAttribute("class") == "halo"]
            names = [node for node in shapes if node.getAttribute("class") == "label"]
            self.assertEqual(len(halos), len(names))
            self.assertGreaterEqual(len(names), 12)
            for halo, name in zip(halos, names):
                self.assertEqual(halo.parentNode.getAttribute("aria-hidden"), "true")
                self.assertEqual(halo.parentNode.nextSibling.nextSibling, name)
                self.assertTrue(halo.getAttribute("stroke") and not name.getAttribute("stroke"))

    def territory(self, rings, groups):
        """A project of squares, one group of areas to a cluster."""
        polygons.write(os.path.join(self.path, "parts.shp"), [[ring] for ring in rings],
                       {"CODE": [f"P{i}" for i in range(len(rings))], "IN": groups,
                        "POP": [1000 * (3 + i) ** 2 for i in range(len(rings))]}, crs="EPSG:27700")
        return self.write("parts.ini", "[layer parts]\npath = parts.shp\ncode = CODE\npopulation = POP\n[clusters]\nfield = IN\n")

    def islands(self):
        return self.territory([polygons.square(400000, 100000, 40000), polygons.square(300000, 250000, 2000),
                               polygons.square(640000, 20000, 2000)], ["Mainland", "North Rock", "Far Isle"])

    def tall(self):
        return self.territory([polygons.square(400000, 100000 + 30000 * i, 9000, 30000) for i in range(6)],
                              [f"Valley {i}" for i in range(6)])

    def test_circles_are_whole(self):
        """A symbol that is cut is a false figure, and one in the legend that no figure reaches is one, too."""
        for project in (self.islands(), self.tall()):
            for page in ("A4-landscape", "A4-portrait", "slide-16:9", "600x450 px", "360x480 px"):
                self.draw("maps=proportional", "formats=svg", "page=" + page, project=project)
                self.assertNotIn("clip-path", self.read("map.svg"))
                box = [float(side) for side in self.svg("map.svg").documentElement.getAttribute("viewBox").split()]
                circles = self.svg("map.svg").getElementsByTagName("circle")
                sizes = {"circle": [], "": []}
                for circle in circles:
                    x, y, r = (float(circle.getAttribute(key)) for key in ("cx", "cy", "r"))
                    sizes[circle.getAttribute("class")].append(r)
                    margin = 0.04 * min(box[2:])
                    self.assertTrue(x - r > margin and y - r > margin and x + r < box[2] - margin and y + r < box[3] - margin,
                                    (page, x, y, r))
                self.assertGreater(len(sizes["circle"]), 2)
                self.assertLessEqual(max(sizes[""]), max(sizes["circle"]))

    def test_legend_repeats_no_colour(self):
        """With more clusters than colours the legend lists none, and the map has the page."""
        project = self.territory([polygons.square(400000 + 1000 * (i % 8), 100000 + 1000 * (i // 8), 1000) for i in range(40)],
                                 [f"G{i}" for i in range(40)])
        self.draw("maps=clusters", "formats=svg", project=project)
        self.assertNotIn('id="legend"', self.read("map.svg"))
        self.draw("maps=clusters", "formats=svg", "legend=on")
        self.assertIn('id="legend"', self.read("map.svg"))

    def test_locators(self):
        self.draw("maps=locator", "formats=svg")
        names = [name for name in self.files() if name.startswith("map-locator-")]
        self.assertEqual(len(names), 12)
        self.assertIn("map-locator-south-area.svg", names)
        text = self.read("map-locator-east.svg")
        self.assertIn("East: 3 boroughs, 56 wards, 770,562 Londoners", text)
        for word in ("Havering", "Upminster", "Jason Gwillim"):
            self.assertIn(word, text)

    def place(self, name):
        """Left, top and right of the territory on the page."""
        outer = [path for path in self.svg(name).getElementsByTagName("path") if path.getAttribute("class") == "outer-border"]
        return self.extent(outer[0].getAttribute("d"))

    def test_a_deck_does_not_jump(self):
        """Maps of one run and page show the territory at one place, with and without legend or circles; on small pages
        with long legends as well."""
        cases = [(None, ("clusters", "rollout", "choropleth", "proportional"))]
        cases += [(project, ("clusters", "choropleth", "proportional")) for project in (self.islands(), self.tall())]
        for project, kinds in cases:
            for page in ("A4-landscape", "A4-portrait", "slide-16:9", "social", "360x480 px"):
                self.draw("maps=" + ";".join(kinds), "formats=svg", "page=" + page, project=project)
                places = [self.place("map.svg")] + [self.place(f"map-{kind}.svg") for kind in kinds[1:]]
                for place in places[1:]:
                    for wanted, found in zip(places[0], place):
                        self.assertLess(abs(wanted - found), 2, (project, page, places))
                frame = [float(side) for side in self.svg("map.svg").documentElement.getAttribute("viewBox").split()]
                self.assertLess(places[0][2], frame[2], page)

    def test_provenance(self):
        """Each file of a map leads to the manifest, whatever folder it is copied to."""
        self.draw("maps=clusters", "formats=png;svg;pdf")
        provenance = "provenance " + json.loads(self.read("manifest.json"))["provenance"]
        self.assertIn(provenance, self.svg("map.svg").getElementsByTagName("metadata")[0].firstChild.data)
        self.assertIn(provenance.encode(), self.read("map.png", mode="rb"))
        if shutil.which("pdfinfo"):
            told = subprocess.run(["pdfinfo", self.output("map.pdf")], capture_output=True, text=True, check=True).stdout
            self.assertIn(provenance, told)

    def test_one_locator(self):
        """That of an area, by code or name, whether or not maps names locators; unknown ones are refused."""
        for area in ("Camden", "E09000007", "camden "):
            for kinds in ("clusters", "clusters;locator"):
                self.draw("maps=" + kinds, "formats=svg", "locator=" + area)
                self.assertEqual(self.files(), ["manifest.json", "map-locator-central-north.svg", "map.svg"], area)
                shutil.rmtree(self.output(""))
        err = self.draw("maps=locator", "locator=Camdem", expect=1)
        self.assertIn('RENDER052: render.locator: there is no borough "Camdem"', err)
        self.assertIn("Barnet, Bexley", err)
        self.assertIn("RENDER053", self.draw("maps=locator", "locator=City of London", expect=1))
        project = self.territory([polygons.square(1000 * i, 0, 1000) for i in range(2)], ["a", "b"])
        polygons.write(os.path.join(self.path, "parts.shp"), [[polygons.square(1000 * i, 0, 1000)] for i in range(2)],
                       {"CODE": ["A", "B"], "NAME": ["Same", "Same"], "IN": ["a", "b"], "POP": [1, 2]}, crs="EPSG:27700")
        with open(project, encoding="utf-8") as file:
            named = self.write("named.ini", file.read().replace("code = CODE", "code = CODE\nname = NAME"))
        self.assertIn('RENDER052: render.locator: 2 areas are called "Same"',
                      self.draw("maps=locator", "locator=Same", expect=1, project=named))
        self.draw("maps=locator", "formats=svg", "locator=B", project=named)
        self.assertIn("map-locator-b.svg", self.files())

    def texts(self, name):
        """Class to texts, the lines of each joined with a space."""
        found = collections.defaultdict(list)
        for text in self.svg(name).getElementsByTagName("text"):
            found[text.getAttribute("class")].append(
                " ".join(line.firstChild.data for line in text.getElementsByTagName("tspan") if line.firstChild))
        return found

    def all_named(self, name, wanted, err):
        """Each name stands on the map, or in the key with its number on the map, or is reported."""
        texts, key = self.texts(name), []
        numbers = [label for label in texts["label"] if label.isdigit()]
        self.assertEqual(sorted(map(int, numbers)), list(range(1, len(numbers) + 1)))
        for text in wanted:
            if text not in texts["label"] and text in texts[""]:
                key.append(text)
            elif text not in texts["label"]:
                self.assertIn(f'"{text}"', err)
        self.assertEqual(len(key), len(numbers))
        return len(key)

    def wards(self, rows, side=1000.0):
        """Two areas next to each other, and strips of the first as wards."""
        polygons.write(os.path.join(self.path, "areas.shp"),
                       [[polygons.square(0, 0, side)], [polygons.square(side, 0, side)]], {"CODE": ["A", "B"]}, crs="EPSG:27700")
        height = side / rows
        names = [f"Ward upon the river {row}" for row in range(rows)]
        polygons.write(os.path.join(self.path, "wards.shp"),
                       [[polygons.square(0, row * height, side, height)] for row in range(rows)],
                       {"CODE": [f"W{row}" for row in range(rows)], "NAME": names, "IN": ["A"] * rows}, crs="EPSG:27700")
        return names, self.write("wards.ini", "[layer areas]\npath = areas.shp\ncode = CODE\n[layer wards]\npath = wards.shp\n"
                                 "role = subareas\ncode = CODE\nname = NAME\nparent = IN\nnoun = ward\n"
                                 "[cluster left]\nmembers = A\n[cluster right]\nmembers = B\n")

    def test_locators_of_polygons(self):
        """Where there is room each ward has its name within; else a number, whose name stands in the key."""
        names, project = self.wards(5)
        err = self.draw("maps=locator", "formats=svg", project=project)
        self.assertEqual(self.all_named("map-locator-left.svg", names, err), 0)
        names, project = self.wards(24)
        err = self.draw("maps=locator", "formats=svg", "page=150x110 mm", project=project)
        self.assertGreater(self.all_named("map-locator-left.svg", names, err), 5)

    def test_a_level_gives_up_as_a_whole(self):
        """Where a key would be longer than 25 entries no ward has a name, and one line says so."""
        names, project = self.wards(40)
        err = self.draw("maps=locator", "formats=svg", "page=150x110 mm", project=project)
        texts = self.texts("map-locator-left.svg")
        self.assertEqual([name for name in names if name in texts["label"] + texts[""]], [])
        self.assertEqual(err.count("RENDER025"), 1)

    def line_widths(self, name):
        """Class to width in mm, of the first panel."""
        root = self.svg(name).documentElement
        mm = float(root.getAttribute("width").removesuffix("mm")) / float(root.getAttribute("viewBox").split()[2])
        found = {}
        for path in self.svg(name).getElementsByTagName("path"):
            if path.getAttribute("class").endswith("-border"):
                found.setdefault(path.getAttribute("class").removesuffix("-border"), float(path.getAttribute("stroke-width")) * mm)
        return found

    def test_widths_of_borders(self):
        """Each of the four as the project says, whatever the page; else in proportion to it, the outer ones heavier."""
        _, project = self.wards(5)
        wanted = {"outer": 1.0, "cluster": 2.0, "area": 0.5, "subarea": 0.3}
        said = "\n".join(f"width_{kind} = {width} mm" for kind, width in wanted.items())
        with open(project, "a", encoding="utf-8") as file:
            file.write("[render]\nmaps = locator\nformats = svg\n" + said + "\n")
        for page in ("A4-landscape", "A3-landscape", "slide-16:9", "square"):
            self.draw("page=" + page, project=project)
            drawn = self.line_widths("map-locator-left.svg")
            self.assertLessEqual({"outer", "cluster", "subarea"}, set(drawn))
            for kind, width in drawn.items():
                self.assertAlmostEqual(width, wanted[kind], delta=0.02, msg=f"{kind} on {page}")
        self.draw("maps=clusters", "formats=svg")
        small = self.line_widths("map.svg")
        self.draw("maps=clusters", "formats=svg", "page=A3-landscape")
        large = self.line_widths("map.svg")
        self.assertGreater(small["cluster"], 1.5 * small["outer"])
        self.assertGreater(small["outer"], 1.4 * small["area"])
        for kind, width in small.items():
            self.assertAlmostEqual(large[kind] / width, math.sqrt(2), delta=0.03)

    def test_widths_in_pixels(self):
        """Twice as many pixels to the inch, twice as many across a line."""
        red = {}
        for dpi in (50, 100):
            self.draw("maps=clusters", "formats=png", "labels=false", "colour_border=#ff0000", "width_cluster=2 mm",
                      "width_outer=2 mm", f"dpi={dpi}")
            picture = Picture(self.read("map.png", mode="rb"))
            red[dpi] = sum(picture.at(x, y) == "#ff0000" for x in range(picture.width) for y in range(picture.height))
        self.assertAlmostEqual(red[100] / red[50], 4, delta=0.8)

    def test_names_given_up(self):
        """A level whose names would need a long key has none at all, which is said in one line, and the map keeps the
        room; the levels above it have theirs."""
        for rows in (48, 400):
            _, project = self.wards(rows)
            err = self.draw("maps=locator", "formats=svg", "page=150x110 mm", project=project)
            self.assertIn(f'RENDER025: the map "locator left" leaves out the names of {rows} wards', err)
            self.assertEqual(len([line for line in err.splitlines() if "locator left" in line]), 1, err)
            texts = self.texts("map-locator-left.svg")
            self.assertEqual([text for text in texts["label"] + texts[""] if "Ward" in text], [])
            self.assertIn("A", texts["label"])

    def test_clusters_have_names(self):
        """No cluster of the default map is a number, however small the page; names of areas leave in one line, and a
        few of them never cost the map a key."""
        for page, given_up in (("A4-landscape", 0), ("slide-16:9", 0), ("600x450 px", 1), ("360x480 px", 1)):
            err = self.draw("maps=clusters", "formats=svg", "page=" + page)
            self.assertEqual(err.count("RENDER02"), given_up, (page, err))
            self.assertEqual(err.count("RENDER025"), given_up, (page, err))
            labels = set(self.texts("map.svg")["label"])
            self.assertLessEqual({code.replace("-", " ").title() for code in PLACES}, labels, page)
            self.assertEqual(any(label.isdigit() for label in labels), page == "slide-16:9", page)

    def test_said_once(self):
        """Locators are pages of the atlas as well: what both lack is said once."""
        _, project = self.wards(400)
        err = self.draw("maps=locator;atlas", "formats=svg", "page=80x60 mm", project=project)
        messages = re.findall(r"warning (RENDER\d+: .*)", err)
        self.assertIn("RENDER025", err)
        self.assertEqual(sorted(messages), sorted(set(messages)))

    def test_diverging_around_zero(self):
        """What is below zero has one hue, what is above the other, however many classes either has."""
        values = dict(zip(PLACES, (-5, -1, 1, 5, 15, 25, 35, 36, 37, 38, 39, 40)))
        path = self.write("change.csv", "code,change\n" + "".join(f"{code},{value}\n" for code, value in values.items()))
        for classes in ("breaks=0;10;20;30", "classes=pretty", "classes=continuous"):
            self.draw("maps=choropleth", "formats=svg", "csv=" + path, "column=change", "palette=blue-orange", classes)
            for code, fill in self.shapes("map.svg").items():
                red, blue = int(fill[1:3], 16), int(fill[5:7], 16)
                self.assertEqual(red > blue, values[code] > 0, (classes, code, fill))

    def test_no_figures(self):
        """Wards that are points have no area, and so no people per square kilometre."""
        err = self.draw("maps=choropleth", "level=subareas", "formats=svg", "column=people_per_km2")
        self.assertIn('RENDER044: render.column: no ward has a figure "people_per_km2"', err)
        self.assertNotIn("RENDER044", self.draw("maps=choropleth", "level=subareas", "formats=svg", "column=population"))

    def test_no_seams_on_screen(self):
        """Areas of one colour without borders between them are one surface, also in a PDF as a screen shows it: no
        pixel within the inset's cluster is paler than it."""
        if not shutil.which("pdftoppm"):
            self.skipTest("pdftoppm is not there")
        self.draw("maps=locator", "formats=svg;pdf", "labels=no")
        fills = {path.getAttribute("fill") for path in self.svg("map-locator-south-west.svg").getElementsByTagName("path")
                 if path.getAttribute("id").startswith("panel-2-area-")}
        strong = bytes.fromhex(max(fills, key=lambda fill: int(fill[1:3], 16) - int(fill[5:7], 16))[1:])
        data = subprocess.run(["pdftoppm", "-r", "96", self.output("map-locator-south-west.pdf")], capture_output=True,
                              check=True).stdout
        _, size, _, pixels = data.split(b"\n", 3)
        width = int(size.split()[0])
        colours = [pixels[i:i + 3] for i in range(0, len(pixels), 3)]
        within = [colour for i, colour in enumerate(colours[:-2 * width - 2])
                  if i > 2 * width and all(colours[i + step] == strong for step in (-2, 2, -2 * width, 2 * width))]
        self.assertGreater(len(within), 500)
        self.assertLess(max(colour[2] - strong[2] for colour in within), 8)

    def test_many_areas(self):
        """Names that stand on a locator are not said again above and beside it when nothing else is known of them."""
        names = [f"Place {i}" for i in range(20)]
        polygons.write(os.path.join(self.path, "areas.shp"),
                       [[polygons.square(i % 5 * 1000.0, i // 5 * 1000.0, 1000.0)] for i in range(20)],
                       {"CODE": [f"P{i}" for i in range(20)], "NAME": names, "IN": ["A"] * 18 + ["B"] * 2}, crs="EPSG:27700")
        project = self.write("many.ini", "[layer areas]\npath = areas.shp\ncode = CODE\nname = NAME\n[clusters]\nfield = IN\n")
        self.draw("maps=locator", "formats=svg", project=project)
        texts = self.texts("map-locator-A.svg")
        self.assertEqual(sorted(set(texts["label"]) - {"B"}), sorted(names[:18]))
        self.assertEqual([text for text in texts[""] if "Place" in text], [])
        self.assertIn("Place 18, Place 19", self.texts("map-locator-B.svg")[""])

    def test_neighbours_are_named(self):
        """On each locator all the others that can be seen have their names, where they can be seen."""
        for page in ("A4-landscape", "slide-16:9"):
            err = self.draw("maps=locator", "formats=svg", "page=" + page)
            for name in ("West", "North", "South East", "Central North", "Central East"):
                self.assertNotIn(f'"{name}"', err)
        self.draw("maps=locator", "formats=svg")
        for code, names in {"west": ("North", "South", "Central North"), "central-east": ("North West", "South East"),
                            "south": ("North East", "Central West")}.items():
            for name in names:
                self.assertIn(name, self.texts(f"map-locator-{code}.svg")["label"], code)

    def test_official_wards(self):
        path = os.path.join(DATA, "London_Ward_CityMerged.shp")
        if not os.path.exists(path):
            self.skipTest("the official layers are not there")
        project = self.project((os.path.join(SHAPES, "london_wards.shp"), path), ("population = POPULATION\n", ""),
                               ("published_ha = HECTARES\nnoun = ward", "noun = ward"))
        err = self.draw("maps=locator", "formats=svg", project=project)
        for name in ("Abbey Road", "Knightsbridge and Belgravia"):
            self.assertIn(name, self.texts("map-locator-central-west.svg")["label"])
        self.assertLess(err.count("RENDER020"), 60)

    def test_circles_have_a_key(self):
        """Circles whose names have no room have numbers, and the key their figures."""
        err = self.draw("maps=proportional", "level=areas", "formats=svg", "page=148x105 mm")
        texts = self.texts("map.svg")
        numbers = [label for label in texts["label"] if label.isdigit()]
        self.assertGreater(len(numbers), 3)
        self.assertEqual(len([text for text in texts[""] if re.fullmatch(r"[A-Z][\w .]*: [\d,]+", text)]), len(numbers), err)

    def arrow(self, west, south):
        """Degrees clockwise by which the north arrow of a map of squares there is turned."""
        polygons.write(os.path.join(self.path, "squares.shp"), [[polygons.square(west + 900 * i, south, 900)] for i in range(2)],
                       {"CODE": ["A", "B"]}, crs="EPSG:27700")
        project = self.write("squares.ini", "[layer squares]\npath = squares.shp\ncode = CODE\n[cluster all]\nmembers = A;B\n")
        self.draw("formats=svg", "arrow=on", project=project)
        group = [group for group in self.svg("map.svg").getElementsByTagName("g") if group.getAttribute("id") == "scale-and-north"][0]
        steps = [int(number) for number in re.findall(r"-?\d+", group.getElementsByTagName("path")[-1].getAttribute("d"))]
        right, down = steps[2] + steps[4], steps[3] + steps[5]  # from the tip by the corner to the notch
        return math.degrees(math.atan2(-right, down))

    def test_north_arrow(self):
        """In Norwich the meridian leans west of the grid by (longitude + 2) * sin(latitude); in London by little."""
        self.assertAlmostEqual(self.arrow(623000, 308000), -(1.29 + 2) * math.sin(math.radians(52.62)), delta=0.8)
        self.assertEqual(self.arrow(530000, 180000), 0)

    def test_atlas(self):
        self.draw("maps=atlas")
        self.assertEqual(self.files(), ["manifest.json", "map-atlas.pdf"])
        if not shutil.which("pdfinfo"):
            self.skipTest("pdfinfo is not here")
        info = subprocess.run(["pdfinfo", self.output("map-atlas.pdf")], capture_output=True, text=True).stdout
        self.assertRegex(info, r"Pages: +13")
        text = subprocess.run(["pdftotext", "-f", "2", "-l", "2", self.output("map-atlas.pdf"), "-"],
                              capture_output=True, text=True).stdout
        self.assertIn("East: 3 boroughs", text)

    def fills(self, name):
        return {path.getAttribute("id"): path.getAttribute("fill") for path in self.svg(name).getElementsByTagName("path")
                if path.getAttribute("id") and path.getAttribute("fill").startswith("#")}

    def test_a_what_if_is_marked(self):
        """On each map and in each file's title, under whatever title; clusters keep their colours."""
        sentence, official = "What if Camden moved to North West", "Basic Command Units of the Metropolitan Police"
        kinds = ("clusters", "rollout", "rollout-panels", "choropleth", "locator")
        self.draw("maps=clusters", "formats=svg")
        before = self.fills("map.svg")
        code, _, err = self.run_bcukit("run", "render", "--move", "Camden=north-west", "--set", "render.formats=svg",
                                       "--set", "render.maps=" + ";".join(kinds))
        self.assertEqual(code, 0, err)
        names = [name for name in self.files() if name.endswith(".svg")]
        self.assertEqual(len(names), 4 + 12)
        for name in names:
            text = self.read(name)
            self.assertIn(sentence, self.svg(name).getElementsByTagName("title")[0].firstChild.data, name)
            self.assertIn(sentence, self.svg(name).getElementsByTagName("desc")[0].firstChild.data, name)
            heading = text[text.index("title-block"):]
            self.assertIn("What if", heading[:heading.index("</g>")], name)
            self.assertNotIn(f">{official}<", text, name)
            self.assertIn("What-if, made from: Boundaries", text.replace("\n", " "), name)
        self.assertEqual(self.fills("map.svg"), before)
        self.assertGreaterEqual(len(before), 12)
        code, _, err = self.run_bcukit("run", "render", "--move", "Camden=north-west", "--set", "render.formats=svg",
                                       "--set", "render.title=" + official)
        self.assertEqual(code, 0, err)
        self.assertIn(sentence + ": " + official, self.read("map.svg"))

    def test_columns_of_every_table(self):
        """A figure of area, coverage, roll-out and change each, by the name it has there."""
        for column, words in (("polsby_popper", "polsby popper"), ("residents_per_dwo_rank", "rank"),
                              ("cumulative_population_share", "%"), ("population_change", "249,556")):
            code, out, err = self.run_bcukit("run", "render", "--move", "Camden=north-west", "--set", "render.maps=choropleth",
                                             "--set", "render.formats=svg", "--set", "render.column=" + column)
            self.assertEqual(code, 0, err)
            self.assertIn(words, self.read("map.svg").replace("\u2212", "-").lower(), column)
        code, out, err = self.run_bcukit("run", "render", "--set", "render.maps=choropleth", "--set", "render.column=hight")
        self.assertNotEqual(code, 0)
        self.assertIn("FIG050", err)

    def test_csv(self):
        rows = "code,score\neast,10\nwest,20\nsouth,30\nnowhere,5\n"
        path = self.write("score.csv", rows)
        err = self.draw("maps=choropleth", "formats=svg", "csv=" + path, "column=score", "class_count=3")
        self.assertIn("RENDER042", err)
        self.assertIn('first "nowhere"', err)
        text = self.read("map.svg")
        self.assertIn("Score: highest in South (30), lowest in East (10)", text)
        fills = self.shapes("map.svg")
        self.assertEqual(len({fills["east"], fills["west"], fills["south"]}), 3)
        self.assertEqual(fills["north"], "#d4d4d2")
        self.assertIn("No data", text)

    def test_hatches(self):
        """What has no figure and what is in no cluster are told apart without their greys, on the map and in the legend,
        whatever the theme."""
        path = self.write("score.csv", "code,score\neast,10\nwest,20\nsouth,30\n")
        for theme in ("light", "dark", "print"):
            self.draw("maps=choropleth;clusters;proportional;locator", "formats=svg", "csv=" + path, "column=score",
                      "circle_column=score", "theme=" + theme, "locator=Camden")
            count = {name: {kind: sum(path.getAttribute("class") == kind + "-hatch" for path in self.svg(name).getElementsByTagName("path"))
                            for kind in ("no-data", "no-cluster")}
                     for name in self.files() if name.endswith(".svg")}
            self.assertEqual(count, {"map.svg": {"no-data": 9, "no-cluster": 1},
                                     "map-clusters.svg": {"no-data": 0, "no-cluster": 1},
                                     "map-proportional.svg": {"no-data": 0, "no-cluster": 1},
                                     "map-locator-central-north.svg": {"no-data": 0, "no-cluster": 0}}, theme)
            widths = {path.getAttribute("class"): path.getAttribute("stroke-width") for path in self.svg("map.svg").getElementsByTagName("path")}
            self.assertNotEqual(widths["no-data-hatch"], widths["no-cluster-hatch"])

    def bar(self, name):
        """Tops and bottoms of the legend's classes, in order."""
        group = [group for group in self.svg(name).getElementsByTagName("g") if group.getAttribute("id") == "legend"][0]
        boxes = []
        for path in group.getElementsByTagName("path"):
            if path.getAttribute("fill").startswith("#"):
                x, y, right, down = (int(number) for number in re.findall(r"-?\d+", path.getAttribute("d"))[:4])
                steps = [int(step) for step in re.findall(r"v(-?\d+)", path.getAttribute("d"))]
                boxes.append((y, y + max(steps + [0]) if steps else y + max(right, down)))
        return boxes

    def test_classes_are_one_bar(self):
        """Classes meet, each with its range in one line and how many have it."""
        for page in ("A4-landscape", "360x480 px"):
            self.draw("maps=choropleth", "formats=svg", "level=areas", "page=" + page)
            texts = self.texts("map.svg")[""]
            counts = [int(text.split()[0]) for text in texts if re.fullmatch(r"\d+ boroughs?", text)]
            self.assertEqual((len(counts), sum(counts)), (5, 33), page)
            self.assertEqual(len([text for text in texts if re.fullmatch(r"[\d,]+ \u2013 [\d,]+", text)]), 5, page)
            boxes = self.bar("map.svg")[:5]
            for above, below in zip(boxes, boxes[1:]):
                self.assertLessEqual(abs(above[1] - below[0]), 0.2 / 210 * 3000 + 2, (page, boxes))

    def test_deviations_are_printed(self):
        """The mean, the deviation and how many of them each class is away; of the figures as they are."""
        figures = dict(zip(PLACES, (10, 20, 20, 30, 30, 30, 30, 40, 40, 40, 50, 80)))
        path = self.write("score.csv", "code,score\n" + "".join(f"{code},{figure}\n" for code, figure in figures.items()))
        self.draw("maps=choropleth", "formats=svg", "classes=stddev", "csv=" + path, "column=score")
        mean = sum(figures.values()) / 12
        deviation = math.sqrt(sum((figure - mean) ** 2 for figure in figures.values()) / 12)
        texts = self.texts("map.svg")[""]
        self.assertIn(f"BCUs; classes by standard deviations (s.d. {deviation:.0f}) from the mean ({mean:.0f})", texts)
        self.assertIn("7 BCUs, \u22120.5 to +0.5 s.d.", [text.replace("-", "\u2212") for text in texts])

    def test_words_of_figures(self):
        """Amounts are large, rates are high; descriptions call clusters what the project does; fields that are no words
        are told of, unless they have a title."""
        for column, title in (("population", "Population: largest in North West (976,248), smallest in"), ("area_ha", "Area: largest in"),
                              ("people_per_km2", "People per km\u00b2: highest in")):
            self.draw("maps=choropleth", "formats=svg", "column=" + column)
            self.assertIn(title, self.read("map.svg").replace("\n", " "), column)
        self.draw("maps=choropleth", "formats=svg", "column=population_share")
        self.assertIn("Of the people of all complete BCUs; natural breaks", self.read("map.svg"))
        for title in ((), ("column_title=Land above high water",)):
            code, _, err = self.run_bcukit("run", "render", "-v", "--set", "render.maps=choropleth", "--set", "render.formats=svg",
                                           "--set", "render.level=areas", "--set", "render.column=NONLD_AREA",
                                           *(part for setting in title for part in ("--set", "render." + setting)))
            self.assertEqual(code, 0, err)
            self.assertEqual("RENDER045" in err, not title, err)

    def test_csv_mistakes(self):
        path = self.write("bad.csv", "code,score\neast,ten\n")
        self.assertIn("RENDER041", self.draw("maps=choropleth", "csv=" + path, "column=score", expect=1))
        self.assertIn("RENDER040", self.draw("maps=choropleth", "csv=" + path, "column=points", expect=1))

    def test_messages(self):
        none = self.project(("phase = pilot\n", ""))
        with open(none, encoding="utf-8") as file:
            text = re.sub(r"\[phase [^]]*\].*?\n\n", "", file.read(), flags=re.S)
        none = self.write("none.ini", re.sub(r"\nphase = .*", "", text))
        self.assertIn("RENDER050", self.draw("maps=rollout", project=none, expect=1))
        self.assertIn("RENDER051", self.draw("maps=rollout", "phase=later", expect=1))
        self.assertEqual(self.files(), [])
        self.assertIn("RENDER050", self.draw("maps=rollout;clusters;locator", "formats=svg", project=none, expect=1))
        drawn = self.files()
        self.assertIn("map-clusters.svg", drawn)
        self.assertIn("map-locator-east.svg", drawn)
        self.assertNotIn("map.svg", drawn)
        self.assertIn("RENDER027: render.page: the page has no room for the 4 maps",
                      self.draw("maps=rollout-panels;clusters", "formats=svg", "page=60x45 mm", expect=1))
        self.assertIn("RENDER011", self.draw("maps=choropleth", "breaks=5;3", expect=2))
        self.assertIn("RENDER030", self.draw("maps=clusters", "formats=svg", "colour_ink=#dddddd"))
        self.assertIn("FIG050", self.draw("maps=choropleth", "column=happiness", expect=1))
        path = self.write("debt.csv", "code,score\neast,-1\n")
        self.assertIn("RENDER060", self.draw("maps=proportional", "csv=" + path, "circle_column=score", expect=1))
        path = self.write("zero.csv", "code,score\neast,0\n")
        self.assertIn("RENDER061", self.draw("maps=proportional", "csv=" + path, "circle_column=score", expect=1))

    def test_without_people(self):
        with open(self.project(), encoding="utf-8") as file:
            text = re.sub(r"\[population\].*?\n\n", "", file.read(), flags=re.S).replace("population = POPULATION\n", "")
        project = self.write("nobody.ini", text)
        self.draw("maps=rollout;choropleth;proportional", "formats=svg", project=project)
        self.assertIn("After phase 3, 8 of 12 BCUs are live", self.read("map.svg"))
        self.assertIn("Area: largest in South Area (28,048\u00a0ha)", self.read("map-choropleth.svg"))


main()
