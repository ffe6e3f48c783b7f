"""The other commands."""
import os
import re

from host import BCUKIT, HostTest, SHAPES, main


class CommandTest(HostTest):
    def test_help_and_version(self):
        code, out, err = self.run_bcukit("--help")
        self.assertEqual((code, err), (0, ""))
        for word in ("run", "check", "plugins", "info", "trace", "--set", "--output", "Exit codes"):
            self.assertIn(word, out)
        for arguments in (["--help"], ["help"], ["run", "--help"]):
            self.assertIn("bcukit [OPTION…] COMMAND", self.run_bcukit(*arguments)[1])
        self.assertRegex(self.run_bcukit("--version")[1], r"^bcukit \d+\.\d+\.\d+\n$")

    def test_trace(self):
        code, out, err = self.run_bcukit("trace", "Camden")
        self.assertEqual(code, 0)
        self.assertEqual(len(out.splitlines()), 10)
        self.assertIn("cluster central-north", out)
        self.assertIn("plugins to run: render, area, coverage, ", out)

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
