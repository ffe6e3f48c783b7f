"""The briefing: one content in three kinds of file, each read back by a reader that is not ours."""
import csv
import glob
import hashlib
import io
import json
import os
import re
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree

from host import HostTest, main
import polygons

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
HOSTILE = ['<script>alert(1)</script>', "=1+1", "a|b", 'Q"&\'', "\u202eevil", "*star* _line_ [x](y)", "x" * 300, "名前"]


class Page(HTMLParser):
    """Tables, headings and pictures of the page, and what an editor would be warned of."""
    def __init__(self):
        super().__init__()
        self.tags, self.rows, self.cell, self.alts, self.text = [], [], None, [], ""

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.cell = ""
        if tag == "img":
            self.alts.append(dict(attributes)["alt"])
            assert dict(attributes)["src"].startswith("data:image/svg+xml;base64,"), "nothing is fetched"

    def handle_data(self, data):
        self.text += data
        if self.cell is not None:
            self.cell += data

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.rows[-1].append(self.cell)
            self.cell = None


class BriefTest(HostTest):
    def brief(self, *arguments, expect=0):
        code, _, err = self.run_bcukit("run", "brief", "--set", "brief.dpi=72", *arguments)
        self.assertEqual(code, expect, err)
        return err

    def part(self, name):
        with zipfile.ZipFile(self.output("brief.docx")) as package:
            return ElementTree.fromstring(package.read(name))

    def body(self):
        return self.part("word/document.xml").find(W + "body")

    @staticmethod
    def text(element):
        return "".join(piece.text or "" for piece in element.iter(W + "t"))

    def styled(self, style):
        return [self.text(paragraph) for paragraph in self.body().iter(W + "p")
                if (mark := paragraph.find(f"{W}pPr/{W}pStyle")) is not None and mark.get(W + "val") == style]

    def tables(self):
        return [[[self.text(cell) for cell in row.iter(W + "tc")] for row in table.iter(W + "tr")]
                for table in self.body().iter(W + "tbl")]

    def page(self):
        page = Page()
        page.feed(self.read("brief.html"))
        return page

    def test_the_three_say_the_same(self):
        self.brief()
        markdown = self.read("brief.md")
        cells = [[cell.strip().replace("\\", "") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
                 for line in markdown.split("\n") if line.startswith("|") and not line.startswith("| ---")]
        self.assertEqual([row for table in self.tables() for row in table], self.page().rows)
        self.assertEqual(cells, self.page().rows)
        headings = [line.lstrip("# ").replace("\\", "") for line in markdown.split("\n") if line.startswith("## ")]
        self.assertEqual(headings, self.styled("Heading1"))
        self.assertGreater(len(headings), 15)
        for heading in headings:
            self.assertIn(heading, self.page().text)

    def test_figures_are_those_of_the_tables(self):
        self.brief()
        self.run_bcukit("run", "coverage")
        cover = list(csv.DictReader(io.StringIO(self.read("coverage.csv"))))
        rows = {row[0]: row for row in self.tables()[0]}
        self.assertEqual(list(rows)[0], "BCU")
        for row in cover:
            found = rows[row["name"]]
            self.assertEqual([int(cell.replace(",", "")) for cell in found[2:]],
                             [int(row["population"]), round(float(row["land_ha"])), int(row["dwo"]), int(row["pcso"])])
        self.assertEqual(int(rows["All BCUs"][2].replace(",", "")), sum(int(row["population"]) for row in cover))
        said = self.read("summary.md").split("\n| ")[0]
        for sentence in self.styled("Normal") + [self.text(p) for p in self.body().findall(W + "p") if p.find(W + "pPr") is None]:
            if "Londoners live" in sentence or sentence.startswith("After "):
                self.assertIn(sentence, said)

    def test_word_document(self):
        """What a reader of Word and a screen reader need: headings, header rows, counted captions, alternative texts."""
        self.brief()
        body = self.body()
        for table in body.iter(W + "tbl"):
            self.assertIsNotNone(table.find(f"{W}tr/{W}trPr/{W}tblHeader"))
            self.assertTrue(table.find(f"{W}tblPr/{W}tblCaption").get(W + "val"))
            widths = [int(column.get(W + "w")) for column in table.iter(W + "gridCol")]
            self.assertAlmostEqual(sum(widths), 9638, delta=len(widths))
        pictures = list(body.iter(WP + "docPr"))
        self.assertEqual(len(pictures), 14)
        self.assertEqual(len({picture.get("id") for picture in pictures}), 14)
        for picture in pictures:
            self.assertGreater(len(picture.get("descr")), 30)
        fields = [field.get(W + "instr") for field in body.iter(W + "fldSimple")]
        self.assertEqual(sum("SEQ Figure" in field for field in fields), 14)
        self.assertEqual(sum("SEQ Table" in field for field in fields), len(self.tables()))
        self.assertEqual(self.part("word/styles.xml").find(f".//{W}lang").get(W + "val"), "en-GB")
        footer = " ".join(field.get(W + "instr") for field in self.part("word/footer1.xml").iter(W + "fldSimple"))
        self.assertRegex(footer, "PAGE.*NUMPAGES")

    def test_package_is_whole(self):
        """Each relation leads to a part, each part has a type, PNG and SVG are what they are called."""
        self.brief()
        with zipfile.ZipFile(self.output("brief.docx")) as package:
            self.assertIsNone(package.testzip())
            names = package.namelist()
            self.assertEqual({info.date_time for info in package.infolist()}, {(1980, 1, 1, 0, 0, 0)})
            types = ElementTree.fromstring(package.read("[Content_Types].xml"))
            typed = {element.get("Extension") or element.get("PartName") for element in types}
            for name in names:
                self.assertTrue("/" + name in typed or name.rsplit(".", 1)[-1] in typed or name == "[Content_Types].xml", name)
                head = package.read(name)[:60]
                if name.endswith(".png"):
                    self.assertEqual(head[:8], b"\x89PNG\r\n\x1a\n")
                elif not name.endswith(".rels"):
                    self.assertTrue(head.startswith(b"<?xml"), name)
        targets = {element.get("Id"): element.get("Target") for element in self.part("word/_rels/document.xml.rels")}
        for target in targets.values():
            self.assertIn("word/" + target, names)
        for element in self.body().iter():
            for key, value in element.attrib.items():
                if key in (R + "embed", R + "id"):
                    self.assertIn(value, targets)

    def test_same_input_same_bytes(self):
        sums = []
        for _ in range(2):
            self.brief()
            sums.append({name: hashlib.sha256(self.read(name, mode="rb")).hexdigest() for name in self.files()})
        self.assertEqual(*sums)

    def test_provenance_leads_to_the_manifest(self):
        self.brief()
        provenance = json.loads(self.read("manifest.json"))["provenance"]
        self.assertRegex(provenance, "^[0-9a-f]{10}$")
        self.assertIn(provenance, self.read("brief.md"))
        self.assertIn(provenance, self.page().text)
        self.assertIn(provenance, self.text(self.part("word/footer1.xml")))
        first = provenance
        self.brief("--move", "Camden=north-west")
        self.assertNotEqual(json.loads(self.read("manifest.json"))["provenance"], first)

    def test_what_if(self):
        self.brief("--move", "Camden=north-west")
        title = "What if Camden moved to North West"
        self.assertEqual(self.styled("Title"), [title])
        self.assertTrue(self.read("brief.md").startswith("# " + title))
        moved, changed = self.tables()[1:3]
        self.assertEqual(moved[1:], [["Camden", "Central North", "North West", "249,556", "2,179"]])
        self.assertEqual([row[0] for row in changed[1:]], ["Central North", "North West"])
        self.assertEqual([row[3] for row in changed[1:]], ["−249,556", "+249,556"])

    def test_sections(self):
        """Those that are named, in that order; sources always, since licences ask for them."""
        self.brief("--set", "brief.sections=clusters,summary")
        self.assertEqual(self.styled("Heading1"), ["BCUs", "Headline figures", "Sources and method"])
        self.assertIn("Contains Ordnance Survey data", self.read("brief.md"))
        code, _, err = self.run_bcukit("run", "brief", "--set", "brief.sections=maps")
        self.assertEqual(code, 2)
        self.assertIn("summary", err)

    def squares(self, names, clusters):
        rings = [[polygons.square(400000 + 1000 * (i % 10), 100000 + 1000 * (i // 10), 1000)] for i in range(len(names))]
        polygons.write(os.path.join(self.path, "s.shp"), rings, {"CODE": [f"S{i}" for i in range(len(names))], "NAME": names,
                                                                 "IN": clusters}, crs="EPSG:27700")
        return self.write("s.ini", "[project]\ntitle = <b>A & B</b>\nattribution = © \"us\" & <them>\n[layer squares]\n"
                          "path = s.shp\ncode = CODE\nname = NAME\n[clusters]\nfield = IN\n")

    def test_hostile_names(self):
        """In each of the three a name is a name."""
        names = [name[:60] for name in HOSTILE]
        self.brief("-p", self.squares(names, names))
        page, found = self.page(), {row[0] for table in self.tables() for row in table}
        self.assertNotIn("script", page.tags)
        self.assertNotIn("b", page.tags)
        for name in names:
            self.assertIn(name, found)
            self.assertIn(name, {row[0] for row in page.rows})
        self.assertIn(r"a\|b", self.read("brief.md"))
        self.assertNotIn("<script>alert", self.read("brief.md").replace("\\<", ""))

    def test_more_clusters_than_pages(self):
        names = [f"G{i}" for i in range(41)]
        err = self.brief("-p", self.squares(names, names), "--diagnostics=json")
        self.assertIn("BRIEF011", err)
        self.assertEqual(len(list(self.body().iter(WP + "docPr"))), 1)

    def test_without_the_plugin_that_draws(self):
        """The text is there, and a warning says what is not."""
        top = os.path.dirname(os.path.dirname(os.path.realpath(os.environ["BCUKIT"])))
        found = glob.glob(os.path.join(top, "lib*/**/brief.so"), recursive=True)
        self.assertTrue(found, top)
        alone = os.path.join(self.path, "alone")
        os.mkdir(alone)
        with open(found[0], "rb") as source, open(os.path.join(alone, "brief.so"), "wb") as copy:
            copy.write(source.read())
        err = self.brief("--plugin-path", alone)
        self.assertIn("BRIEF010", err)
        self.assertEqual(len(list(self.body().iter(WP + "docPr"))), 0)
        self.assertIn("Central North", self.read("brief.md"))


if __name__ == "__main__":
    main()
