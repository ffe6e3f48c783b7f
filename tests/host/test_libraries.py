"""Libraries and data that are opened when they are needed and are not there: named, with their package, exit 70."""
import os
import re
import subprocess
import unittest

from host import HostTest, main


class LibraryTest(HostTest):
    def expect(self, code, arguments, environment):
        got, _, err = self.run_bcukit(*arguments, environment={"BCUKIT_CACHE": "off", **environment})
        self.assertEqual(got, 70, err)
        self.assertIn("error %s" % code, err)
        self.assertEqual(self.files(), [])
        return err

    def test_proj_missing(self):
        self.write("libproj.so.25", "no library")
        err = self.expect("LIB010", ("run", "area", "-o", "out"), {"LD_LIBRARY_PATH": self.path})
        self.assertIn("libproj.so", err)
        self.assertIn("Install the package", err)
        self.assertEqual(err.count("LIB010"), 1)

    def test_xlsxwriter_missing(self):
        """Named where a workbook is asked for; else nobody misses it."""
        name = self.xlsxwriter()
        self.write(name, "no library")
        code, _, err = self.run_bcukit("run", "area", "-o", "out", "--set", "area.formats=xlsx", environment={"LD_LIBRARY_PATH": self.path})
        self.assertEqual((code, self.files("out")), (1, []), err)
        self.assertIn("LIB010", err)
        self.assertIn(name, err)
        self.assertIn("Install the package", err)
        self.assertEqual(self.run_bcukit("run", "area", "-o", "out", environment={"LD_LIBRARY_PATH": self.path})[0], 0)

    def xlsxwriter(self):
        with open(os.path.join(os.path.dirname(os.environ["BCUKIT"]), "lib/libbcukit.so"), "rb") as file:
            return re.search(rb'"soname":\["(libxlsxwriter[^"]*)"', file.read()).group(1).decode()

    def test_database_missing(self):
        os.mkdir(os.path.join(self.path, "empty"))
        empty = {"PROJ_DATA": os.path.join(self.path, "empty"), "PROJ_LIB": os.path.join(self.path, "empty")}
        err = self.expect("LIB011", ("run", "area", "-o", "out"), empty)
        self.assertIn("proj.db", err)
        self.assertIn("proj-data", err)
        self.assertEqual(err.count("LIB011"), 1)

    def test_notes(self):
        """Tools that look for what a package needs find the libraries that are opened late."""
        library = os.path.join(os.path.dirname(os.environ["BCUKIT"]), "lib/libbcukit.so")
        try:
            done = subprocess.run(["objcopy", "-O", "binary", "--only-section=.note.dlopen", library, "/dev/stdout"],
                                  capture_output=True, check=True)
        except FileNotFoundError:
            raise unittest.SkipTest("objcopy is missing") from None
        self.assertIn(b'"soname":["libproj.so', done.stdout)
        self.assertIn(b'"soname":["libgeos_c.so', done.stdout)
        self.assertIn(b'"soname":["libxlsxwriter.so', done.stdout)


main()
