"""What the figures say in sentences: each number in them is one of the tables', and shares have one denominator."""
import csv
import io
import re

from host import HostTest, main
from polygon_layer import write_shapes


class SentenceTest(HostTest):
    def table(self, name):
        return list(csv.DictReader(io.StringIO(self.read(name))))

    def sentences(self):
        return [line for line in self.read("summary.md").split("\n| ")[0].split("\n") if line]

    def test_numbers_are_those_of_the_tables(self):
        code, out, err = self.run_bcukit("run", "area", "coverage", "-v", "--set", "coverage.as_of=2018-09")
        self.assertEqual(code, 0, err)
        known = [12.0]
        for name in ("coverage.csv", "rollout.csv", "summary.csv", "area.csv"):
            known += [float(cell) for row in self.table(name) for cell in row.values() if re.fullmatch(r"-?\d+(\.\d+)?", cell or "")]
        known.append(sum(float(row["value"]) for row in self.table("summary.csv") if row["measure"].startswith("population_outside")))
        found = 0
        for sentence in self.sentences():
            plain = re.sub(r"^After [^,]*(, late 2016)?,|\b20\d\d-\d\d|\d+\.\d times", "", sentence)
            for number in re.findall(r"\d[\d,]*(?:\.\d+)?%?", plain):
                value = float(number.strip("%,").replace(",", "")) / (100 if number.endswith("%") else 1)
                near = 0.0006 if number.endswith("%") else 0.56  # half of the last digit, and that of the table
                self.assertTrue(any(abs(value - figure) <= near for figure in known), f"{number}: {sentence}")
                found += 1
        self.assertGreater(found, 25)
        for sentence in self.sentences():  # what is printed is what is written
            if sentence.startswith(("After ", "At the end", "Central East is stretched")):
                self.assertIn(sentence, out)

    def test_one_denominator(self):
        """People of all clusters and of all that there are: "99.9%" and "100%" in one run cannot both be quoted."""
        self.run_bcukit("run", "coverage", "html", "render", "--set", "render.maps=rollout-panels", "--set", "render.formats=svg")
        page, sentences = self.read("map.html"), self.sentences()
        panels = re.sub(r"<[^>]*>", " ", self.read("map.svg"))
        for sentence in (line for line in sentences if line.startswith("After ")):
            self.assertIn(sentence.replace("\u00a0", " "), page.replace("\\u00a0", " ").replace("\u00a0", " "))
            self.assertIn(re.search(r"\(([\d.]+%) of all\)", sentence)[1], panels)
        self.assertNotIn("100% of all", page)

    def small(self, people, rest=""):
        squares = [[(500000 + 1000 * i + x, 200000 + y) for x, y in ((0, 0), (0, 1000), (1000, 1000), (1000, 0), (0, 0))]
                   for i in range(4)]
        write_shapes(f"{self.path}/a", squares)
        self.write("cells.csv", "code,group\nA1,N\nA2,N\nA3,S\nA4,S\n")
        self.write("people.csv", "code,population\n" + "".join(f"A{i + 1},{n}\n" for i, n in enumerate(people)))
        write_codes(f"{self.path}/a.dbf", ["A1", "A2", "A3", "A4"])
        project = self.write("p.ini", "[layer areas]\npath = a.shp\ncode = CODE\nname = CODE\ncrs = EPSG:27700\n"
                             "[clusters]\nlookup = cells.csv\nlookup_cluster = group\n[population]\nfile = people.csv\n" + rest)
        return self.run_bcukit("run", "coverage", "-p", project, "-v")

    def test_sums_that_lack_some(self):
        """A phase whose people are not all known has no share, and says so."""
        phases = ("[phase one]\nlabel = May\n[phase two]\nlabel = June\n[cluster N]\nname = North\nphase = one\n"
                  "[cluster S]\nname = South\nphase = two\n")
        code, out, err = self.small(["100", "", "300", "400"], phases)
        self.assertEqual(code, 0, err)
        self.assertIn("with at least 100 people (some areas have no figure)", out)
        self.assertTrue(any("have no figure" in line for line in self.sentences()), self.sentences())
        rows = self.table("rollout.csv")
        self.assertEqual([row["cumulative_population_complete"] for row in rows], ["false", "false"])
        self.assertEqual([row["cumulative_population_share_all"] for row in rows], ["", ""])
        self.assertFalse(any("the most" in line for line in self.sentences()))
        code, out, err = self.small(["100", "200", "300", "400"], phases)
        self.assertIn("with 300 people (30.0% of all)", out)
        self.assertIn("with 1,000 people (100% of all)", out)
        self.assertEqual(self.table("rollout.csv")[0]["cumulative_population_complete"], "true")

    def test_markdown_table_below(self):
        """The summary is in Markdown in any case, once, with the sentences above it."""
        for formats in ("csv", "md", "csv,md"):
            code, out, err = self.run_bcukit("run", "coverage", "--set", f"coverage.formats={formats}", "-o", self.output(formats))
            self.assertEqual(code, 0, err)
            text = self.read(f"{formats}/summary.md")
            self.assertLess(text.index("99.9% of all"), text.index("| measure |"))
            self.assertEqual(text.count("| measure |"), 1)


def write_codes(path, codes):
    """An attribute table with one field CODE."""
    import struct
    with open(path, "wb") as file:
        file.write(struct.pack("<B3BIHH20x", 3, 126, 1, 1, len(codes), 65, 3) +
                   struct.pack("<11scxxxxBB14x", b"CODE", b"C", 2, 0) + b"\r" +
                   b"".join(b" " + code.encode() for code in codes) + b"\x1a")


if __name__ == "__main__":
    main()
