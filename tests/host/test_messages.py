"""Bad input: one clear message, the documented exit code, nothing half written."""
import os
import random
import re
import shutil

from host import HostTest, main


class MessageTest(HostTest):
    def expect(self, code, words, *arguments):
        got, out, err = self.run_bcukit(*arguments)
        self.assertEqual(got, code, err)
        for word in words:
            self.assertIn(word, err)
        self.assertNotIn("Sanitizer", err)
        self.assertEqual(self.files(), [])

    def test_usage(self):
        self.expect(2, ["no command \"runn\"", "Did you mean \"run\""], "runn")
        self.expect(2, ["--projct", "project"], "run", "--projct", "x")
        self.expect(2, ["no plugin \"rendr\"", "render"], "run", "rendr")
        self.expect(2, ["no option \"dpj\"", "dpi"], "run", "render", "--set", "render.dpj=3")
        self.expect(2, ["\"many\"", "from 20 to 1200"], "run", "render", "--set", "render.dpi=many")
        self.expect(2, ["wrong number of arguments", "info FILE.shp"], "info")
        self.expect(2, ["PLUGIN.KEY=VALUE"], "run", "--set", "nonsense")
        self.expect(2, ["AREA=CLUSTER"], "run", "--move", "Camden")

    def test_project_file(self):
        self.expect(2, ["cannot be read"], "run", "-p", "nowhere.ini")
        self.expect(2, ["project.ini:", "no phase \"june\"", "june-2018"], "run", "-p",
                    self.project(("phase = june-2018", "phase = june")))
        self.expect(3, ["no such file"], "run", "-p", self.project(("london_boroughs.shp", "lodnon.shp")))

    def test_members(self):
        self.expect(4, ["no area is called \"Camdem\"", "Did you mean \"Camden\""], "run", "-p",
                    self.project(("Camden;", "Camdem;")))
        self.expect(4, ["\"Camden\"", "already"], "run", "-p", self.project(("Waltham Forest;", "Waltham Forest;Camden;")))
        self.expect(4, ["has no members"], "run", "-p", self.project(("members = Lambeth;Southwark\n", "")))
        self.expect(4, ["no field \"GSS\"", "GSS_CODE"], "run", "-p", self.project(("code = GSS_CODE", "code = GSS")))

    def test_misspelt_groups(self):
        """As misspelt keys: what they ask for would not be done."""
        for group, near in (("rendr", "render"), ("topologie", "topology"), ("cluster", None)):
            project = self.project(("[render]\n", f"[{group}]\n"))
            self.expect(2, ["PRJ061", f'"{group}"'] + ([f'Did you mean "{near}"'] if near else []), "run", "-p", project)
        self.expect(2, ["PRJ061"], "run", "area", "--set", "rendr.dpi=100")

    def test_all_bad_options_at_once(self):
        code, out, err = self.run_bcukit("run", "--set", "render.dpi=x", "--set", "geojson.decimals=99")
        self.assertEqual(code, 2)
        self.assertIn("dpi", err)
        self.assertIn("decimals", err)

    def test_population(self):
        path = self.write("people.csv", "gss_code,population\nE09000001,\"7,405\"\n")
        self.expect(4, ["not a number of people"], "run", "-p",
                    self.project((os.path.join(os.environ["BCUKIT_SHAPES"], "borough_population.csv"), path)))

    def test_damaged_project(self):
        """Seeded: whatever is changed, files or a message with its place, never both an error and a file half made."""
        with open(self.project(), "rb") as file:
            sound = file.read()
        for seed in range(24):
            dice, text = random.Random(seed), bytearray(sound)
            for _ in range(dice.randint(1, 6)):
                at = dice.randrange(len(text))
                text[at:at + dice.choice((0, 1, 1, 30))] = dice.choice((b"", b"=", b"[", b"\n", b"\xff", b";", b"9", b"\0"))
            with open(os.path.join(self.path, "damaged.ini"), "wb") as file:
                file.write(text)
            with self.subTest(seed=seed):
                output = f"output-{seed}"
                code, _, err = self.run_bcukit("run", "area", "-p", "damaged.ini", "-o", output)
                self.assertIn(code, (0, 2, 3, 4), err)
                self.assertNotIn("Sanitizer", err)
                if code == 0:
                    self.assertIn("manifest.json", self.files(output))
                else:
                    self.assertRegex(err, re.compile(r"^error [A-Z]{3}\d{3}: .+: .+", re.M))
                    self.assertEqual(self.files(output), [])

    def test_damaged_crs(self):
        """The place tells which of the definitions is meant."""
        self.expect(3, ["CRS010", "project.ini", "crs.working", "EPSG:277"], "run", "-p", self.project(), "--set", "crs.working=EPSG:277")

    def test_damaged_prj_in_capitals(self):
        """The file that is named is the one that was read."""
        for ending in ("shp", "shx", "dbf"):
            shutil.copy(os.path.join(os.environ["BCUKIT_SHAPES"], "london_boroughs." + ending), os.path.join(self.path, "B." + ending.upper()))
        self.write("B.prj", "nonsense")
        project = self.write("capitals.ini", "[layer a]\npath = B.SHP\ncode = GSS_CODE\n[clusters]\nfield = NAME\n")
        self.expect(3, ["CRS010", "B.prj:", "nonsense"], "run", "area", "-p", project)
        self.assertEqual(self.files(), [])

    def test_strict(self):
        path = self.write("people.csv", "gss_code,population\nE09000001,7405\n")
        project = self.project((os.path.join(os.environ["BCUKIT_SHAPES"], "borough_population.csv"), path))
        self.assertEqual(self.run_bcukit("run", "area", "-p", project, "--strict")[0], 4)
        self.assertEqual(self.files(), [])

    def test_output_folder(self):
        self.write("output", "a file where the folder should be")
        code, out, err = self.run_bcukit("run", "area")
        self.assertEqual(code, 5)
        self.assertIn("output folder cannot be", err)
        with open(os.path.join(self.path, "output")) as file:
            self.assertEqual(file.read(), "a file where the folder should be")


main()
