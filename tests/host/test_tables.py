"""Tables as people use them: which columns, what they are called, and that they fit the page."""
import csv
import io
import os
import re

import host
from host import SHAPES


class TablesTest(host.HostTest):
    def run_tables(self, plugin, *arguments, **options):
        settings = [word for key, value in options.items() for word in ("--set", f"{plugin}.{key}={value}")]
        return self.run_bcukit("run", plugin, *settings, *arguments)

    def table(self, name):
        return list(csv.reader(io.StringIO(self.read(name))))

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
