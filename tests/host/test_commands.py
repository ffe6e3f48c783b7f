"""The other commands."""
import os
import re
import shutil
import subprocess

from host import BCUKIT, HostTest, SHAPES, main


class CommandTest(HostTest):
    def test_help_and_version(self):
        code, out, err = self.run_bcukit("--help")
        self.assertEqual((code, err), (0, ""))
        for word in ("run", "check", "plugins", "info", "trace", "--set", "--output", "Exit codes"):
            self.assertIn(word, out)
        for arguments in (["--help"], ["help"], ["run", "--help"], ["help", "run"]):
            self.assertIn("bcukit [OPTION…] COMMAND", self.run_bcukit(*arguments)[1])
        out = self.run_bcukit("--version")[1]
        self.assertRegex(out, r"^bcukit \d+\.\d+\.\d+\n")
        for library in ("GLib", "PROJ", "GEOS", "Jansson", "Nettle", "YAJL", "cairo", "Pango", "fontconfig", "libpng", "libzip",
                        "libxml2", "SQLite"):
            self.assertRegex(out, rf"\n{library} \d+\.\d+")
        for library, file in (("shapelib", "libshp"), ("libcsv", "libcsv"), ("libdeflate", "libdeflate")):
            self.assertRegex(out, rf"\n{library} file {file}\.so")

    def test_version_is_of_what_is_loaded(self):
        """Another cairo before the system's: what a fault is reported with names that one."""
        self.write("other.c", 'const char *cairo_version_string(void) { return "99.1.2"; }\n')
        soname = "libcairo.so.2"
        subprocess.run(["cc", "-shared", "-fPIC", "-Wl,-soname," + soname, "other.c", "-o", soname], cwd=self.path, check=True)
        out = self.run_bcukit("--version", environment={"LD_LIBRARY_PATH": self.path})[1]
        self.assertIn("\ncairo 99.1.2\n", out)

    COMMANDS = ("run", "check", "plugins", "info", "trace", "verify", "init", "new-plugin", "help")

    def test_help_of_each_command(self):
        """By either way; with its own flags only."""
        for command in self.COMMANDS:
            code, out, err = self.run_bcukit("help", command)
            self.assertEqual((code, err), (0, ""))
            self.assertEqual(self.run_bcukit(command, "--help"), (0, out, ""))
            self.assertIn("Usage: bcukit " + command, out)
            self.assertEqual("--by" in out, command == "init", command)
            self.assertEqual("--output" in out, command in ("run", "check"), command)

    def test_help_of_a_topic(self):
        for topic, word in (("render", "Options:"), ("render.palette", "cividis"), ("topology.simplify", "20 m"),
                            ("topology", "keep_shapes"), ("layer.path", "shapefile"), ("cluster", "members"), ("tolerance", "[topology] tolerance"),
                            ("code", "[layer *] code")):
            code, out, err = self.run_bcukit("help", topic)
            self.assertEqual((code, err), (0, ""), topic)
            self.assertIn(word, out)
        for topic, near in (("rendr", "render"), ("render.pallete", "palette"), ("trase", "trace"), ("clean.tolerance", "topology.tolerance"),
                            ("topology.tolrance", "topology.tolerance"), ("layr.path", "layer.path")):
            code, out, err = self.run_bcukit("help", topic)
            self.assertEqual((code, out), (2, ""), topic)
            self.assertIn(f'Did you mean "{near}"', err)

    def test_flags_that_do_not_apply(self):
        """Whatever is given where it would have no effect."""
        values = {"--project": "x.ini", "--output": "x", "--set": "a.b=c", "--move": "a=b", "--compare": "x.ini",
                  "--by": "x", "--diagnostics": "json", "--isolate": "none", "--plugin-path": "x", "--timeout": "5", "--memory": "5"}
        arguments = {"info": ["x.shp"], "trace": ["x"], "verify": ["x"], "init": ["x.shp"], "new-plugin": ["x"]}
        tried = 0
        for command in self.COMMANDS:
            offered = self.run_bcukit("help", command)[1]
            for flag in list(values) + ["--dry-run", "--wait", "--cxx", "--quiet", "--verbose", "--strict"]:
                if flag in offered:
                    continue
                value = [values[flag]] if flag in values else []
                code, out, err = self.run_bcukit(command, *arguments.get(command, []), flag, *value)
                self.assertEqual((code, out), (2, ""), (command, flag))
                self.assertRegex(err, f'(?:PRJ051|"code":"PRJ051").*{flag} does not apply to', (command, flag))
                tried += 1
        self.assertGreater(tried, 40)
        self.assertEqual(os.listdir(self.path), [])

    def test_files_in_the_wrong_place(self):
        for arguments, hint in ((["run", "my.ini"], "bcukit run -p my.ini"), (["check", "my.ini"], "bcukit run -p my.ini"),
                                (["my.ini"], "bcukit run -p my.ini"), (["check", "x.shp"], "bcukit info x.shp"),
                                (["run", "x.geojson"], "ogr2ogr"), (["run", "a b.shp"], "bcukit init 'a b.shp' -p my.ini"),
                                (["run", "-o", "map.png"], "-o -"), (["run", "render", "-o", "a/b.SVG"], "-o -")):
            code, out, err = self.run_bcukit(*arguments)
            self.assertEqual((code, out), (2, ""), arguments)
            self.assertIn(hint, err)
        self.assertEqual(os.listdir(self.path), [])
        os.mkdir(os.path.join(self.path, "old.csv"))
        self.assertEqual(self.run_bcukit("run", "area", "-o", "old.csv")[0], 0)

    def test_default_project(self):
        """The folder's own, else the shipped one; said in either case."""
        self.assertIn("met_bcu.ini", self.run_bcukit("run", "area")[1].splitlines()[0])
        self.assertEqual(self.run_bcukit("run", "area", "-q"), (0, "", ""))
        os.rename(self.project(("title = Basic Command Units of the Metropolitan Police", "title = Ours")),
                  os.path.join(self.path, "bcukit.ini"))
        code, out, err = self.run_bcukit("run", "area")
        self.assertEqual(out.splitlines()[0], "Project: bcukit.ini")
        self.assertIn("bcukit.ini", str(self.json("manifest.json")["inputs"]))
        self.assertIn("PRJ015", self.run_bcukit("run", "area", "-v")[2])
        self.assertIn('"PRJ015"', self.run_bcukit("run", "area", "--diagnostics=json")[2])
        self.assertNotIn("Project:", self.run_bcukit("run", "area", "-p", "bcukit.ini")[1])

    def test_dry_run(self):
        """Lists what a run then does, and leaves nothing."""
        os.mkdir(os.path.join(self.path, "output"))
        self.write("output/area.csv", "mine")
        code, out, err = self.run_bcukit("run", "area", "geojson", "--dry-run", "-p", self.project())
        self.assertEqual((code, err), (0, ""))
        self.assertEqual(self.files(), ["area.csv"])
        self.assertIn("change output/area.csv\n", out)
        for name in ("project.ini", "london_wards.dbf", "borough_population.csv"):
            self.assertRegex(out, rf"read   \S*{name}\n")
        self.run_bcukit("run", "area", "geojson", "-p", "project.ini")
        self.assertEqual(sorted(re.findall(r"^(?:write |change) output/(.*)$", out, re.M)), self.files())

    def test_completion(self):
        def offered(*words):
            code, out, err = self.run_bcukit("complete", "--", *words)
            self.assertEqual((code, err), (0, ""))
            return [line.split("\t")[0] for line in out.splitlines()]
        self.assertEqual(offered("tr"), ["trace"])
        self.assertEqual(offered("run", "ren"), ["render"])
        self.assertIn("--dry-run", offered("run", "-"))
        self.assertNotIn("--by", offered("run", "-"))
        self.assertEqual(offered("run", "--diagnostics", ""), ["text", "json"])
        self.assertIn("render.palette=cividis", offered("run", "--set", "render.palette="))
        self.assertIn("topology.simplify=", offered("run", "--set", "topology.s"))
        self.assertEqual(offered("run", "--move", "Camden=north-"), ["Camden=north-east", "Camden=north-west"])
        self.write("my.ini", "[layer a]\npath = a.shp\ncode = C\n[cluster one]\nmembers = Aston;Barton\n")
        self.assertEqual(offered("run", "-p", "my.ini", "--move", "Aston="), ["Aston=one"])
        self.assertEqual(offered("trace", "-p", "my.ini", "B"), ["Barton"])
        self.assertIn("render.dpi", offered("help", "render.d"))

    def test_help_of_an_option_tells_its_bounds(self):
        for key, words in (("render.dpi", "real in dpi from 20 to 1200; default unset"),
                           ("render.class_count", "from 1 to "), ("render.width_area", "length in mm from 0.01 to 10;")):
            code, out, err = self.run_bcukit("help", key)
            self.assertEqual((code, err), (0, ""))
            self.assertIn(words, out)
        self.assertNotIn(" to ", self.run_bcukit("help", "render.title")[1].split("\n")[1])

    def test_new_plugin_refuses(self):
        """Names that no plugin can have, and what is there already."""
        for name in ("Names", "a b", "../x", "a.so", "x" * 41, "1st"):
            code, out, err = self.run_bcukit("new-plugin", name)
            self.assertEqual((code, out), (2, ""), name)
            self.assertIn("cannot be called", err)
        self.write("taken", "mine")
        code, out, err = self.run_bcukit("new-plugin", "taken")
        self.assertEqual((code, self.read("taken", "")), (5, "mine"))
        self.assertIn("OUT040", err)
        self.assertEqual(os.listdir(self.path), ["taken"])

    def test_man_pages(self):
        for page in ["bcukit.1", "bcukit-project.5"] + [f"bcukit-{command}.1" for command in self.COMMANDS]:
            code, out, err = self.run_bcukit("man", page)
            self.assertEqual((code, err), (0, ""), page)
            self.assertTrue(out.startswith(".TH "), page)
            self.assertIn("\n.SH NAME\n", out)
        self.assertEqual(self.run_bcukit("man", "bcukit-nothing.1")[0], 2)

    def test_trace(self):
        code, out, err = self.run_bcukit("trace", "Camden")
        self.assertEqual(code, 0)
        self.assertEqual(len(out.splitlines()), 10)
        self.assertIn("cluster central-north", out)
        self.assertIn("plugins to run: render, html, brief, area, coverage, ", out)

    def test_info(self):
        code, out, err = self.run_bcukit("info", os.path.join(SHAPES, "london_boroughs.shp"))
        self.assertEqual(code, 0)
        self.assertIn("EPSG:27700", out)
        self.assertIn("48,548 vertices", out)

    def test_plugins(self):
        code, out, err = self.run_bcukit("plugins")
        self.assertEqual(code, 0)
        for plugin in ("area", "coverage", "geojson", "render"):
            self.assertIn("\n" + plugin + " ", "\n" + out)
        self.assertIn("render.dpi", self.run_bcukit("plugins", "render")[1])

    def test_shadowed_plugins_are_shown(self):
        shipped = re.search(r"\n  file: (.*)\n", self.run_bcukit("plugins", "area")[1]).group(1)
        shutil.copy(shipped, self.path)
        code, out, err = self.run_bcukit("plugins", "--plugin-path", self.path)
        self.assertEqual((code, err), (0, ""))
        lines = [line for line in out.splitlines() if line.startswith("area ")]
        self.assertEqual(["(hidden by another of this id)" in line for line in lines], [False, True])
        self.assertIn(os.path.join(self.path, "area.so"), out)
        self.assertIn(shipped, out)

    def test_large_libraries_wait(self):
        """What needs neither PROJ nor GEOS opens neither; LD_DEBUG has the loader name what it opens."""
        code, out, err = self.run_bcukit("plugins", "geojson", environment={"LD_DEBUG": "files"})
        self.assertEqual(code, 0)
        self.assertIn("geojson.so", err)
        for library in ("libproj", "libgeos"):
            self.assertNotIn(library, err)

    def test_libraries_come_from_no_relative_folder(self):
        """The current folder may hold anything; LD_DEBUG has the loader name all that it tries."""
        code, out, err = self.run_bcukit("plugins", environment={"LD_DEBUG": "libs", "LD_LIBRARY_PATH": ""})
        tried = re.findall(r"trying file=(.*)", err)
        self.assertEqual(code, 0)
        self.assertIn("libbcukit", " ".join(tried))
        self.assertEqual([path for path in tried if not path.startswith("/")], [])

    def test_output_folder_and_set(self):
        code, out, err = self.run_bcukit("run", "geojson", "-o", "a/b", "--set", "geojson.layers=bcu",
                                         "--set", "geojson.decimals=6")
        self.assertEqual((code, err), (0, ""))
        self.assertEqual(self.files("a/b"), ["bcu.geojson", "manifest.json"])
        quiet = self.run_bcukit("run", "area", "-q")
        self.assertEqual(quiet, (0, "", ""))

    def test_runs_from_anywhere(self):
        link = os.path.join(self.path, "linked")
        os.symlink(BCUKIT, link)
        import subprocess
        done = subprocess.run([link, "run", "area", "-o", "x"], cwd=self.path, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)


main()
