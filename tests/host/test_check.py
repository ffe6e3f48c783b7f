"""What bcukit check prints, for people and as JSON."""
import json
import re

from host import HostTest, main


class CheckTest(HostTest):
    def sheet(self, *arguments):
        """(exit code, the sheet as an object, diagnostics)."""
        code, out, err = self.run_bcukit("check", "--diagnostics=json", *arguments)
        return code, json.loads(out), [json.loads(line) for line in err.splitlines()]

    def test_text(self):
        code, out, err = self.run_bcukit("check")
        self.assertEqual((code, err), (0, ""))
        self.assertRegex(out, r"\n  boroughs  areas     polygon +33 +36 +48,548  ")
        self.assertRegex(out, r"\n  wards +OSGB36 / British National Grid  EPSG:27700  .prj +nothing to do +exact\n")
        self.assertRegex(out, r"\n  central-west +E09000020 +Kensington and Chelsea +Kensington +by short form\n")
        self.assertRegex(out, r"\n  - +E09000001 +City of London +- +in none\n")
        self.assertRegex(out, r"\n  east +East +3 +56 +20,487.67 +1 +0 +770,562\n")
        self.assertIn("18 pairs share a border, 6 more face one another across at most 800 m.", out)
        self.assertIn("0 errors, 0 warnings, 1 note.", out)
        self.assertEqual(self.files(), [])

    def test_columns_are_aligned(self):
        out = self.run_bcukit("check")[1]
        lines = out[out.index("BCUs\n  BCU"):].splitlines()[1:14]
        self.assertEqual(len({len(line) for line in lines}), 1)

    def test_json_says_the_same(self):
        code, sheet, diagnostics = self.sheet()
        self.assertEqual(code, 0)
        self.assertEqual(diagnostics[0]["code"], "MEM040")
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
        self.assertRegex(out, r"\n  warning +PRJ020 +project.ini line \d+ ")
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


main()
