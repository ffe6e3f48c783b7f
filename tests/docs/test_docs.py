"""What the documents show works: the plugin of the guide, the headers, the README's commands and example."""
import glob
import os
import re
import shlex
import subprocess
import tempfile
import unittest

SOURCE, BUILD = os.environ["BCUKIT_SOURCE"], os.environ["BCUKIT_BUILD"]
BCUKIT = os.path.join(BUILD, "bcukit")
INCLUDES = ["-I" + os.path.join(SOURCE, "core/include"), "-I" + os.path.join(BUILD, "core/include")]


def read(path):
    with open(os.path.join(SOURCE, path), encoding="utf-8") as file:
        return file.read()


class DocsTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = self.folder.name

    def tearDown(self):
        self.folder.cleanup()

    def run_command(self, *command):
        done = subprocess.run(command, cwd=self.path, capture_output=True, text=True, stdin=subprocess.DEVNULL)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_plugin_of_the_guide(self):
        code = re.search(r"```c\n(.*?)```", read("docs/plugin-guide.md"), re.S).group(1)
        with open(os.path.join(self.path, "names.c"), "w", encoding="utf-8") as file:
            file.write(code)
        self.run_command("cc", "-std=c11", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-fvisibility=hidden", *INCLUDES,
                         "names.c", "-L" + BUILD, "-lbcukit", "-o", "names.so")
        self.run_command(BCUKIT, "run", "names", "--plugin-path", ".")
        with open(os.path.join(self.path, "output", "names.txt"), encoding="utf-8") as file:
            self.assertEqual(file.read().splitlines()[:2], ["East", "Central North"])

    def test_each_header_alone(self):
        headers = sorted(glob.glob(os.path.join(SOURCE, "core/include/bcukit/*.h")))
        self.assertGreater(len(headers), 10)
        for header in headers:
            name = os.path.basename(header)
            if name == "geos.h":
                continue
            for suffix, compiler in ((".c", ["cc", "-std=c11"]), (".cpp", ["c++", "-std=c++11"])):
                source = os.path.join(self.path, "one" + suffix)
                with open(source, "w", encoding="utf-8") as file:
                    file.write(f"#include <bcukit/{name}>\n")
                self.run_command(*compiler, "-Wall", "-Wextra", "-Werror", "-fsyntax-only", *INCLUDES, source)

    def test_commands_of_the_readme(self):
        lines = re.findall(r"^    build/bcukit (.*?)(?: +#.*)?$", read("README.md"), re.M)
        self.assertGreater(len(lines), 5)
        for line in lines:
            if "my." not in line:
                self.run_command(BCUKIT, *shlex.split(line))

    def test_gallery(self):
        """Each picture of the README is what the command above it draws today, to the size of the picture."""
        shown = re.findall(r"^    build/bcukit (run render -o gallery/(\w+) .*)\n\n!\[.*?\]\((.*?)\)$", read("README.md"), re.M)
        self.assertEqual(len(shown), 4)
        for line, name, picture in shown:
            self.run_command(BCUKIT, *shlex.split(line))
            drawn = sorted(glob.glob(os.path.join(self.path, "gallery", name, "*.png")))
            self.assertTrue(drawn, line)
            with open(drawn[0], "rb") as made, open(os.path.join(SOURCE, picture), "rb") as kept:
                self.assertEqual(made.read(24)[16:], kept.read(24)[16:], picture)  # width and height

    def test_diagnostics_page_is_current(self):
        printed = self.run_command("python3", os.path.join(SOURCE, "docs/make_diagnostics.py"))
        self.assertEqual(printed, read("docs/diagnostics.md"))

    def test_links(self):
        for link in re.findall(r"\]\(([^)h][^)]*)\)", read("README.md")):
            self.assertTrue(os.path.exists(os.path.join(SOURCE, link)), link)


unittest.main()
