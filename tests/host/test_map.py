"""The map: pixels at known places, text and codes in the SVG, a true PDF."""
import os
import re
import struct
import subprocess
import shutil
import xml.dom.minidom
import zlib

from host import BCUKIT, HostTest, main


def decode(data):
    """(width, height, pixels per metre, rows of RGB) of an unfiltered 8-bit RGB PNG."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, body, density = 8, b"", None
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        chunk = data[at + 8:at + 8 + length]
        if kind == b"IHDR":
            width, height = struct.unpack(">II", chunk[:8])
        elif kind == b"pHYs":
            density = struct.unpack(">IIB", chunk)
        elif kind == b"IDAT":
            body += chunk
        at += 12 + length
    raw = zlib.decompress(body)
    stride = 3 * width + 1
    assert all(raw[y * stride] == 0 for y in range(height))
    return width, height, density, [raw[y * stride + 1:(y + 1) * stride] for y in range(height)]


class MapTest(HostTest):
    def svg(self):
        return xml.dom.minidom.parse(self.output("map.svg"))

    def words(self, parent):
        """All texts, with the lines of each joined."""
        return " ".join(" ".join(line.firstChild.data for line in text.getElementsByTagName("tspan") if line.firstChild)
                        for text in parent.getElementsByTagName("text"))

    def fills(self):
        return {path.getAttribute("data-code"): path.getAttribute("fill") for path in
                self.svg().getElementsByTagName("path") if path.getAttribute("class") == "cluster"}

    def test_png(self):
        self.assertEqual(self.run_bcukit("run", "render", "--set", "render.labels=no")[0], 0)
        width, height, density, rows = decode(self.read("map.png", mode="rb"))
        self.assertEqual((width, height, density), (3508, 2480, (11811, 11811, 1)))
        fills = self.fills()
        self.assertEqual(len(fills), 12)
        self.assertEqual(len(set(fills.values())), 12)

        # The frame maps the boroughs' extent with one scale: places in metres to pixels.
        west, south, east, north = 503568.2, 155850.8, 561957.5, 200933.9
        found = [(x, y) for y in range(280, 2290) for x in range(60, 2700)
                 if rows[y][3 * x:3 * x + 3] != b"\xff\xff\xff"]
        left, right = min(x for x, y in found), max(x for x, y in found)
        top = min(y for x, y in found)
        scale = (right - left) / (east - west)

        def at(easting, northing):
            x, y = round(left + (easting - west) * scale), round(top + (north - northing) * scale)
            return "#" + rows[y][3 * x:3 * x + 3].hex()

        # Town halls, or places well inside: the colour of their cluster.
        places = {"east": (551500, 188500), "central-north": (530500, 185500), "west": (507500, 184000),
                  "south-west": (524000, 171500), "north-east": (538000, 190500), "south-east": (546000, 176500),
                  "south": (531000, 173000), "north-west": (519500, 191000), "north": (533000, 197500),
                  "central-east": (535000, 186300), "central-west": (526500, 181500), "south-area": (541000, 164000)}
        for code, place in places.items():
            self.assertEqual(at(*place), fills[code], code)
        self.assertEqual(at(532400, 181300), "#f7f7f5")  # the City of London
        self.assertEqual(at(505000, 160000), "#ffffff")  # Surrey
        self.assertEqual(at(545500, 181425), "#9cc4e0")  # the Thames

    def test_svg(self):
        self.assertEqual(self.run_bcukit("run", "render", "--set", "render.formats=svg")[0], 0)
        self.assertEqual(self.files(), ["manifest.json", "map-choropleth.svg", "map-rollout-panels.svg", "map-rollout.svg",
                                        "map.svg"])
        text = self.read("map.svg")
        self.assertLess(len(text.encode()), 300000)
        words = self.words(self.svg())
        for word in ("Basic Command Units of the Metropolitan Police", "Central West", "South Area", "10 km", "City of London",
                     "Contains Ordnance Survey data © Crown copyright and database right [2015]",
                     "Open Government Licence v3.0"):
            self.assertIn(word, words)
        self.assertIn("<desc id=\"desc\">Map: ", text)

    def test_every_cluster_is_labelled(self):
        code, out, err = self.run_bcukit("run", "render", "--set", "render.formats=svg")
        self.assertEqual((code, err), (0, ""))
        labels = [g for g in self.svg().getElementsByTagName("g") if g.getAttribute("id") == "labels"][0]
        words = self.words(labels)
        for name in ("East", "Central North", "South West", "North East", "Central East", "South Area"):
            self.assertIn(name, words)

    def test_names_are_literal(self):
        project = self.project(("name = North West", "name = <b>&amp; \"Nord\" Éire</b>"))
        self.assertEqual(self.run_bcukit("run", "render", "-p", project)[0], 0)
        self.assertIn("&lt;b&gt;&amp;amp; &quot;Nord&quot; Éire&lt;/b&gt;", self.read("map.svg"))

    def test_names_in_sentences(self):
        """A name that runs to the left stays where it stands in the sentence, between marks; other names need none."""
        name, mark = "\u05de\u05e2\u05e8\u05d1", "\u200e"
        project = self.project(("name = Central West", "name = " + name))
        for kind, expected in (("locator", f"{mark}{name}{mark}: 3 boroughs, 54 wards"),
                               ("rollout", f"North, Central East, {mark}{name}{mark} and South Area. Then live")):
            code, _, err = self.run_bcukit("run", "render", "-p", project, "--set", "render.formats=svg", "--set",
                                           "render.maps=" + kind)
            self.assertEqual((code, err), (0, ""))
            root = xml.dom.minidom.parse(self.output("map-locator-central-west.svg" if kind == "locator" else "map.svg"))
            self.assertIn(expected, self.words(root))
            self.assertNotIn(mark + "South Area", self.words(root))

    def test_letters_that_no_font_has(self):
        project = self.project(("name = North West", "name = \U00105555 West"))
        code, _, err = self.run_bcukit("run", "render", "-p", project, "--set", "render.formats=svg")
        self.assertEqual(code, 0)
        self.assertIn("RENDER024: no font of this system has all letters of \"\U00105555 West\"", err)
        self.assertEqual(err.count("RENDER024"), 1)

    def test_context_layers(self):
        wards = os.path.join(os.environ["BCUKIT_SHAPES"], "london_wards.shp")
        project = self.project(("[population]", f"[layer halls]\npath = {wards}\nrole = context\n[population]"))
        self.assertEqual(self.run_bcukit("run", "render", "-p", project, "--set", "render.formats=svg")[0], 0)
        paths = [path for path in self.svg().getElementsByTagName("path") if path.getAttribute("data-code") == "halls"]
        self.assertEqual(len(paths), 1)
        self.assertEqual(paths[0].getAttribute("d").count("m"), 625)

    def test_letters_as_paths_and_alternative_text(self):
        self.assertEqual(self.run_bcukit("run", "render", "--set", "render.formats=svg", "--set", "render.svg_text=paths",
                                         "--set", "render.alt_text=yes")[0], 0)
        svg = self.svg()
        self.assertEqual(len(svg.getElementsByTagName("text")), 0)
        said = [path.getAttribute("aria-label") for path in svg.getElementsByTagName("path")]
        self.assertIn("Basic Command Units of the Metropolitan Police", said)
        self.assertEqual(self.read("map.txt").strip(), svg.getElementsByTagName("desc")[0].firstChild.data)

    def test_pages(self):
        for page, size in {"A4-portrait": (827, 1169), "slide-16:9": (1333, 750), "square": (827, 827),
                           "A3-landscape": (1654, 1169), "1200x800 px": (1200, 800),
                           "254 x 127 mm": (1000, 500)}.items():
            code, out, err = self.run_bcukit("run", "render", "--set", "render.page=" + page, "--set", "render.dpi=100",
                                             "--set", "render.formats=png", "--set", "render.members=no")
            self.assertEqual((code, err), (0, ""))
            self.assertEqual(decode(self.read("map.png", mode="rb"))[:2], size)

    def test_no_page(self):
        for page in ("A7", "12x", "5x5 mm"):
            code, out, err = self.run_bcukit("run", "render", "--set", "render.page=" + page)
            self.assertEqual(code, 2)
            self.assertIn(f'RENDER010: render.page: "{page}" is no size of a page', err)
            self.assertIn("slide-16:9", err)
            self.assertEqual(self.files(), [])

    def test_what_draws_is_missing(self):
        os.mkdir(os.path.join(self.path, "alone"))
        shutil.copy(os.path.join(os.path.dirname(BCUKIT), "lib/bcukit/plugins/render.so"), os.path.join(self.path, "alone"))
        code, _, err = self.run_bcukit("run", "render", "--plugin-path", "alone")
        self.assertEqual(code, 1)
        self.assertRegex(err, r"error RENDER001: .*alone/render/maps\.so: the library that draws", err)
        self.assertEqual(self.files(), [])

    def test_nothing_is_lost_silently(self):
        """A title beyond reason is cut with a warning; what the licence asks for is there to the last word."""
        project = self.project(("title = Basic", "title = " + "A title without end " * 200 + "Basic"),
                               ("attribution = Contains", "attribution = " + "Contains much, and says so at length. " * 40
                                + "Contains"))
        code, out, err = self.run_bcukit("run", "render", "-p", project, "--set", "render.formats=svg")
        self.assertEqual(code, 0)
        self.assertIn("RENDER021", err)
        words = " ".join(re.sub("<[^>]*>", " ", self.read("map.svg")).split())
        self.assertEqual(words.count("says so at length"), 40)
        self.assertIn("Open Government Licence v3.0", words)

    def test_pdf(self):
        if not shutil.which("pdfinfo"):
            self.skipTest("pdfinfo is not here")
        self.assertEqual(self.run_bcukit("run", "render", "--set", "render.formats=pdf", "--set",
                                         "render.author=Mapping & <Policy>")[0], 0)
        info = subprocess.run(["pdfinfo", self.output("map.pdf")], capture_output=True, text=True).stdout
        self.assertIn("A4", info)
        self.assertRegex(info, r"Subject: +Map: Basic Command Units")
        self.assertRegex(info, r"Author: +Mapping & <Policy>")
        self.assertRegex(info, r"Title: +Basic Command Units of the Metropolitan Police")
        fonts = subprocess.run(["pdffonts", self.output("map.pdf")], capture_output=True, text=True).stdout
        for line in fonts.splitlines()[2:]:
            self.assertTrue(re.search(r" yes +(yes|no) +(yes|no) ", line), line)
        text = subprocess.run(["pdftotext", self.output("map.pdf"), "-"], capture_output=True, text=True).stdout
        self.assertIn("Crown copyright", text)


main()
