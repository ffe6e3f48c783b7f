"""A plugin compiled with the headers of 1.0, as they were kept, works with the library and the host of today; so does one
of a later 1.x, whose structs have more at their end."""
import glob
import os
import re
import subprocess
import tempfile
import unittest

SOURCE, BUILD = os.environ["BCUKIT_SOURCE"], os.environ["BCUKIT_BUILD"]
HERE = os.path.join(SOURCE, "tests/abi/kept")
KEPT = os.path.join(HERE, "1.0")
NOW = os.path.join(SOURCE, "core/include")


def bare(path):
    """A header without comments, each space one space."""
    with open(path, encoding="utf-8") as file:
        text = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.S)
    return " ".join(text.split())


def functions(text):
    return {match.group(1): match.group(0) for match in re.finditer(r"BCU_API\b[^;{#]*?\b(bcu_\w+) ?\([^;]*;", text)}


def structs(text):
    return {match.group(2): match.group(1).strip() for match in re.finditer(r"typedef (?:struct|enum) \w+ (\{.*?)\} (\w+);", text)}


class KeptTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = self.folder.name

    def tearDown(self):
        self.folder.cleanup()

    def run_kept(self, *settings, flags=(), expect=0):
        """What is printed, of a run of the plugin that is built here."""
        subprocess.run(["cc", "-std=c11", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-fvisibility=hidden", *flags, "-I" + KEPT,
                        os.path.join(HERE, "plugin.c"), "-L" + os.path.join(BUILD, "lib"), "-lbcukit", "-o", "kept.so"],
                       cwd=self.path, check=True)
        done = subprocess.run([os.path.join(BUILD, "bcukit"), "run", "kept", "--plugin-path", self.path, "-v", "-p",
                               os.path.join(SOURCE, "docs/examples/two_regions.ini"), *settings],
                              cwd=self.path, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, expect, done.stderr)
        return done.stderr

    def read(self, name):
        with open(os.path.join(self.path, "output", name), encoding="utf-8", newline="") as file:
            return file.read()

    def expect_files(self, said):
        self.assertIn("margin 10.0 mm, line work of 200 points, cancelled: 0", said)
        self.assertEqual(self.read("kept-long.txt"), "north\nsouth\n")
        self.assertEqual(self.read("kept-short.txt"), "north\nsouth\n")
        self.assertEqual(self.read("kept.csv"), "code,area_ha\nnorth,12877.9\nsouth,12824.8\n")

    def test_plugin_of_1_0(self):
        self.expect_files(self.run_kept())

    def test_its_options(self):
        self.run_kept("--set", "kept.shout=yes", "--set", "kept.most=1", "--set", "kept.mode=short")
        self.assertEqual(self.read("kept-short.txt"), "north!\n")
        self.assertFalse(os.path.exists(os.path.join(self.path, "output", "kept-long.txt")))
        self.assertIn("KEPT001", self.run_kept("--set", "kept.margin=20 cm", expect=2))

    def test_plugin_of_a_later_minor(self):
        self.expect_files(self.run_kept(flags=["-DGROWN"]))

    def test_nothing_kept_has_changed(self):
        """Functions are added, never changed; structs and enumerations grow at their end."""
        headers = [path for path in glob.glob(os.path.join(KEPT, "bcukit/*.h")) if os.path.basename(path) != "version.h"]
        self.assertGreater(len(headers), 7)
        seen = 0
        for header in headers:
            then, now = bare(header), bare(os.path.join(NOW, "bcukit", os.path.basename(header)))
            for name, declaration in functions(then).items():
                self.assertEqual(functions(now).get(name), declaration)
            for name, members in structs(then).items():
                self.assertEqual(structs(now).get(name, "")[:len(members)], members)
            seen += len(functions(then)) + len(structs(then))
        self.assertGreater(seen, 100)


unittest.main()
