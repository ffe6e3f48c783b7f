"""Tables as people use them: which columns, what they are called, and that they fit the page."""
import csv
import hashlib
import io
import os
import re
import unittest
import xml.etree.ElementTree as ElementTree
import zipfile

import host
from host import SHAPES


MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HOSTILE = ("=1+1", "+44", "-3", "@SUM(A1)", "01", "1e5", "2018-09", "_x0041_", " blank ", '<b>&"', "a\u2028b", "\U0001f600")


def unescape(text):
    """As Excel reads a shared string."""
    return re.sub(r"_x([0-9A-F]{4})_", lambda found: chr(int(found.group(1), 16)), text)


class Workbook:
    """What a spreadsheet program reads: sheets in order, each a list of rows of cells; None for an empty one."""

    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        assert self.zip.testzip() is None
        self.strings = [unescape("".join(part.text or "" for part in item.iter(MAIN + "t")))
                        for item in self.xml("xl/sharedStrings.xml").iter(MAIN + "si")]
        self.names = [sheet.get("name") for sheet in self.xml("xl/workbook.xml").iter(MAIN + "sheet")]
        styles = self.xml("xl/styles.xml")
        codes = {code.get("numFmtId"): code.get("formatCode") for code in styles.iter(MAIN + "numFmt")}
        codes.update({"0": "General", "3": "#,##0", "4": "#,##0.00"})
        self.formats = [codes[style.get("numFmtId")] for style in styles.find(MAIN + "cellXfs")]
        self.sheets = {name: self.xml(f"xl/worksheets/sheet{number}.xml") for number, name in enumerate(self.names, 1)}

    def xml(self, name):
        return ElementTree.fromstring(self.zip.read(name))

    def cells(self, sheet):
        """(row, column) to (value, format), counted from 0."""
        found = {}
        for cell in self.sheets[sheet].iter(MAIN + "c"):
            letters, row = re.match(r"([A-Z]+)(\d+)$", cell.get("r")).groups()
            column = 0
            for letter in letters:
                column = 26 * column + ord(letter) - 64
            assert cell.find(MAIN + "f") is None, "a formula"
            value, kind = cell.find(MAIN + "v").text, cell.get("t", "n")
            value = {"s": lambda: self.strings[int(value)], "b": lambda: value == "1", "n": lambda: float(value)}[kind]()
            found[int(row) - 1, column - 1] = value, self.formats[int(cell.get("s", 0))]
        return found


class TablesTest(host.HostTest):
    def run_tables(self, plugin, *arguments, **options):
        settings = [word for key, value in options.items() for word in ("--set", f"{plugin}.{key}={value}")]
        return self.run_bcukit("run", plugin, *settings, *arguments)

    def table(self, name):
        return list(csv.reader(io.StringIO(self.read(name))))

    def assert_like_csv(self, book, sheet, name):
        rows, cells = self.table(name), book.cells(sheet)
        kinds = [set() for _ in rows[0]]
        self.assertGreater(len(rows), 1, name)
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                value = cells.pop((r, c), (None, None))[0]
                expected = (None if text == "" else {"true": True, "false": False}.get(text, text) if isinstance(value, bool) else
                            float(text) if isinstance(value, float) else text)
                self.assertEqual(value, expected, (name, r, rows[0][c]))
                kinds[c] |= {type(value)} - {type(None)} if r > 0 else set()
        self.assertEqual(cells, {}, name)
        self.assertLessEqual(max(map(len, kinds)), 1, kinds)

    def test_workbook_has_what_csv_has(self):
        """Each cell of each table, of both plugins, with a what-if and every level."""
        for plugin, tables in (("coverage", ("coverage", "coverage-boroughs", "coverage-wards", "rollout", "summary", "change")),
                               ("area", ("area", "adjacency", "area-boroughs", "adjacency-boroughs", "area-wards", "moved"))):
            code, _, err = self.run_tables(plugin, "--move", "Camden=north-west", formats="xlsx,csv", levels="clusters,areas,subareas")
            self.assertEqual(code, 0, err)
            book = Workbook(self.output(plugin + ".xlsx"))
            self.assertEqual(book.names, [*tables, "notes"])
            for table in tables:
                self.assert_like_csv(book, table, table + ".csv")
                pane = next(book.sheets[table].iter(MAIN + "pane"))
                self.assertEqual((pane.get("ySplit"), pane.get("state")), ("1", "frozen"))

    def test_numbers_have_formats_and_codes_are_text(self):
        self.run_tables("coverage", formats="xlsx,csv")
        book = Workbook(self.output("coverage.xlsx"))
        cells, heads = book.cells("coverage"), self.table("coverage.csv")[0]
        east = {head: cells[1, c] for c, head in enumerate(heads)}
        self.assertEqual(east["population"], (770562.0, "#,##0"))
        self.assertEqual(east["population_share"], (0.086613, "0.0%"))
        self.assertEqual(east["land_ha"], (20487.67, "#,##0.00"))
        self.assertEqual(east["residents_per_dwo"], (6880.0, "#,##0.0"))
        self.assertEqual(east["go_live"], ("2016-12", "General"))
        self.assertIs(east["population_complete"][0], True)

    def test_hostile_names_are_text(self):
        """Each name as it is, none a formula, none a number."""
        with open(os.path.join(SHAPES, "borough_population.csv"), encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        name = [*HOSTILE, *(f"n{i}" for i in range(len(rows) - len(HOSTILE)))]
        table = io.StringIO()
        csv.writer(table).writerows([["code", "name"], *([row["gss_code"], name[i]] for i, row in enumerate(rows))])
        self.write("groups.csv", table.getvalue())
        groups = self.write("project.ini", f"""[layer boroughs]
path = {os.path.join(SHAPES, "london_boroughs.shp")}
code = GSS_CODE
name = NAME
[clusters]
lookup = groups.csv
""")
        code, _, err = self.run_tables("area", "-p", groups, formats="csv,xlsx")
        self.assertEqual(code, 0, err)
        self.assert_like_csv(Workbook(self.output("area.xlsx")), "area", "area.csv")
        self.assertLessEqual({text.strip() for text in HOSTILE}, {row[1].strip() for row in self.table("area.csv")})

    def test_notes(self):
        self.run_tables("coverage", "--move", "Camden=north-west", formats="xlsx")
        book = Workbook(self.output("coverage.xlsx"))
        cells = {place: value for place, (value, _) in book.cells("notes").items()}
        rows = [[cells.get((row, column), "") for column in range(5)] for row in range(max(row for row, _ in cells) + 1)]
        said = {row[0]: row[1] for row in rows}
        self.assertEqual(said["What if"], "What if Camden moved to North West")
        self.assertIn("Greater London Authority", said["Source"])
        self.assertEqual(said["Attribution"], "Contains National Statistics data \u00a9 Crown copyright and database right [2015]")
        self.assertEqual(said["Provenance"], self.json("manifest.json")["provenance"])
        self.assertIn(["coverage", "land_ha", "Land (ha)", "ha", "area of its outline, or of its areas' outlines"], rows)
        heads = {name: [value for (row, _), (value, _) in book.cells(name).items() if row == 0] for name in book.names[:-1]}
        explained = [row[:2] for row in rows if row[0] in heads]
        self.assertEqual(explained, [[name, head] for name in heads for head in heads[name]])

    def test_workbook_with_other_columns_and_headers(self):
        self.run_tables("coverage", formats="xlsx,csv", columns="residents_per_dwo,name", headers="plain", levels="areas")
        book = Workbook(self.output("coverage.xlsx"))
        self.assertEqual(book.names, ["coverage-boroughs", "rollout", "summary", "notes"])
        self.assertEqual([book.cells("coverage-boroughs")[0, c][0] for c in (0, 1)], ["Residents per DWO", "Name"])
        self.assert_like_csv(book, "coverage-boroughs", "coverage-boroughs.csv")

    def test_workbook_has_no_clock(self):
        """Same bytes twice; a date only where SOURCE_DATE_EPOCH gives one."""
        sums = set()
        for folder, zone in (("one", "UTC"), ("two", "Asia/Tokyo")):
            code, _, err = self.run_bcukit("run", "area", "-o", folder, "--set", "area.formats=xlsx", environment={"TZ": zone})
            self.assertEqual(code, 0, err)
            sums.add(hashlib.sha256(self.read("area.xlsx", folder, "rb")).hexdigest())
            with zipfile.ZipFile(self.output("area.xlsx", folder)) as book:
                self.assertEqual({entry.date_time for entry in book.infolist()}, {(1980, 1, 1, 0, 0, 0)})
                self.assertIn(b"1980-01-01T00:00:00Z", book.read("docProps/core.xml"))
        self.assertEqual(len(sums), 1)
        self.run_bcukit("run", "area", "-o", "dated", "--set", "area.formats=xlsx", environment={"SOURCE_DATE_EPOCH": "86400"})
        with zipfile.ZipFile(self.output("area.xlsx", "dated")) as book:
            self.assertIn(b"1970-01-02T00:00:00Z", book.read("docProps/core.xml"))

    def test_openpyxl_reads_the_same(self):
        try:
            import openpyxl
        except ImportError:
            raise unittest.SkipTest("openpyxl is missing") from None
        self.run_tables("coverage", formats="xlsx")
        book = openpyxl.load_workbook(self.output("coverage.xlsx"))
        ours = Workbook(self.output("coverage.xlsx"))
        self.assertEqual(book.sheetnames, ours.names)
        for sheet in book:
            theirs = {(cell.row - 1, cell.column - 1): cell.value for row in sheet for cell in row if cell.value is not None}
            self.assertEqual(theirs, {place: value for place, (value, _) in ours.cells(sheet.title).items()})
        self.assertEqual(book["coverage"].freeze_panes, "A2")

    def test_text_too_long_for_a_cell(self):
        project = self.project(("name = East\n", "name = East" + "e" * 32767 + "\n"))
        code, _, err = self.run_tables("coverage", "-p", project, formats="xlsx")
        self.assertEqual((code, self.files()), (5, []))
        self.assertIn("OUT060", err)

    def test_columns_are_chosen_and_ordered(self):
        code, _, err = self.run_tables("coverage", columns="population, NAME;code", formats="csv,json,md")
        self.assertEqual(code, 0, err)
        self.assertEqual(self.table("coverage.csv")[:2], [["population", "name", "code"], ["770562", "East", "east"]])
        self.assertEqual(list(self.json("coverage.json")[0]), ["population", "name", "code"])
        self.assertTrue(self.read("coverage.md").startswith("| population | name | code |\n"))
        self.assertNotIn("Not shown", self.read("coverage.md"))
        self.assertEqual(self.table("rollout.csv")[0][:2], ["phase", "label"])  # other tables are whole

    def test_unknown_column(self):
        code, _, err = self.run_tables("coverage", columns="name,popluation")
        self.assertEqual((code, self.files()), (1, []))
        self.assertIn('FIG050: coverage.columns: no table has a column "popluation"', err)
        self.assertIn('Did you mean "population"', err)
        self.assertIn("Columns are: code, name, phase,", err)

    def test_column_of_one_level(self):
        code, _, err = self.run_tables("coverage", columns="name,cluster,name", levels="clusters,areas")
        self.assertEqual(code, 0, err)
        self.assertEqual(self.table("coverage.csv")[0], ["name"])
        self.assertEqual(self.table("coverage-boroughs.csv")[0], ["name", "cluster"])
        code, _, err = self.run_tables("coverage", columns="cluster", levels="clusters,areas")
        self.assertEqual(code, 1)
        self.assertIn("none of these columns is in the table coverage", err)

    def test_what_if_is_marked_whatever_is_chosen(self):
        code, _, err = self.run_tables("area", "--move", "Camden=north-west", columns="name", headers="plain")
        self.assertEqual(code, 0, err)
        self.assertEqual(self.table("area.csv")[:2], [["Name", "What if"], ["East", "What if Camden moved to North West"]])

    def test_plain_headers(self):
        self.assertEqual(self.run_tables("coverage", headers="plain", formats="csv,json,md")[0], 0)
        heads = self.table("coverage.csv")[0]
        for head in ("Residents per DWO", "People per km\u00b2", "Land (ha)", "Population share all"):
            self.assertIn(head, heads)
        self.assertEqual(len(set(heads)), len(heads))
        self.assertIn("| Residents per DWO |", self.read("coverage.md"))
        self.assertIn("residents_per_dwo", self.json("coverage.json")[0])

    def test_same_figures_under_other_headers(self):
        self.run_tables("area")
        plain = self.table("area.csv")[1:]
        self.run_tables("area", headers="plain")
        self.assertEqual(self.table("area.csv")[1:], plain)

    def test_markdown_fits_a4_in_portrait(self):
        """17 cm of a common type of 10 pt hold about 95 signs; headers break between words, cells do not."""
        self.assertEqual(self.run_tables("coverage", formats="md", levels="clusters,areas,subareas")[0], 0)
        for name in ("coverage", "coverage-boroughs", "coverage-wards", "rollout"):
            rows = [[cell.strip() for cell in line.strip("|\n").split(" | ")]
                    for line in self.read(name + ".md").splitlines() if line.startswith("|")]
            longest = [max([max(map(len, head.split()))] + [max(map(len, cell.split(", "))) for cell in cells])
                       for head, *cells in zip(rows[0], *rows[2:])]
            self.assertLessEqual(sum(longest) + 2 * len(longest), 95, (name, longest))
            self.assertRegex(self.read(name + ".md"), r"\n\nNot shown: (code|phase), .*columns chooses others\.\n")

    def test_markdown_shows_what_is_incomplete(self):
        with open(os.path.join(SHAPES, "borough_population.csv"), encoding="utf-8") as file:
            text = re.sub(r"(,Camden,)\d+", r"\1", file.read())
        self.write("people.csv", text)
        project = self.project((os.path.join(SHAPES, "borough_population.csv"), "people.csv"))
        code, _, err = self.run_tables("coverage", "-p", project, formats="md")
        self.assertEqual(code, 0, err)
        self.assertIn("| population complete |", self.read("coverage.md").splitlines()[0])
        self.assertIn("cumulative population complete", self.read("rollout.md").splitlines()[0])


host.main()
