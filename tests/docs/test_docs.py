"""What the documents show works: the plugin of the guide, the headers, the README's commands and example."""
import glob
import os
import re
import shlex
import shutil
import subprocess
import tempfile
import unittest

import gallery

SOURCE, BUILD = os.environ["BCUKIT_SOURCE"], os.environ["BCUKIT_BUILD"]
BCUKIT = os.path.join(BUILD, "bcukit")
INCLUDES = ["-I" + os.path.join(SOURCE, "core/include"), "-I" + os.path.join(BUILD, "include")]


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
        self.assertEqual(code, read("plugins/template/names.c"))
        with open(os.path.join(self.path, "names.c"), "w", encoding="utf-8") as file:
            file.write(code)
        self.run_command("cc", "-std=c11", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-fvisibility=hidden", *INCLUDES,
                         "names.c", "-L" + os.path.join(BUILD, "lib"), "-lbcukit", "-o", "names.so")
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
                self.run_command(*compiler, "-Wall", "-Wextra", "-pedantic", "-Werror", "-fsyntax-only", *INCLUDES, source)

    def run_commands(self, commands):
        """In a copy of the examples; a page begins with nothing else."""
        for name in os.listdir(os.path.join(SOURCE, "docs/examples")):
            shutil.copy(os.path.join(SOURCE, "docs/examples", name), self.path)
        for command in commands:
            done = subprocess.run([os.path.join(BUILD, "bcukit"), *shlex.split(command.split(" > ")[0])], cwd=self.path,
                                  capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
            self.assertEqual(done.returncode, 0, f"{command}: {done.stderr}")
            self.assertNotIn("Sanitizer", done.stderr)

    def test_commands_of_the_readme(self):
        """With districts.shp of the examples in the place of "my.shp", and the project that the page shows."""
        lines = re.findall(r"^    build/bcukit (.*?)(?: +#.*)?$", read("README.md"), re.M)
        self.assertGreater(len(lines), 5)
        for suffix in ("shp", "shx", "dbf", "prj", "cpg"):
            shutil.copy(os.path.join(SOURCE, "docs/examples/districts." + suffix), os.path.join(self.path, "my." + suffix))
        self.run_commands(lines)

    def test_commands_of_the_pages(self):
        count = 0
        for page in sorted(glob.glob(os.path.join(SOURCE, "docs/*.md"))):
            with open(page, encoding="utf-8") as file:
                lines = re.findall(r"^    bcukit (.*?)(?: +#.*)?$", file.read(), re.M)
            if os.path.basename(page) in ("tutorial.md", "how-to.md"):
                self.assertGreater(len(lines), 4, page)
                count += len(lines)
                self.run_commands(lines)
        self.assertGreater(count, 12)

    def test_projects_of_the_pages(self):
        """Each project file that a page shows whole runs on the examples."""
        shown = 0
        for page in ("README.md", "docs/project-file.md", "docs/tutorial.md"):
            for text in re.findall(r"```ini\n(.*?)```", read(page), re.S):
                with open(os.path.join(self.path, "shown.ini"), "w", encoding="utf-8") as file:
                    file.write(text)
                self.run_commands(["run area geojson -p shown.ini", "check -p shown.ini --strict"])
                shown += 1
        self.assertGreaterEqual(shown, 3)

    def test_examples_are_current(self):
        self.run_command("python3", os.path.join(SOURCE, "docs/examples/make_examples.py"), self.path)
        names = os.listdir(self.path)
        self.assertGreater(len(names), 10)
        for name in names:
            with open(os.path.join(self.path, name), "rb") as made, open(os.path.join(SOURCE, "docs/examples", name), "rb") as kept:
                self.assertEqual(made.read(), kept.read(), name)

    def test_gallery(self):
        """Each picture of the README looks like what the command above it draws today."""
        shown = gallery.commands()
        self.assertEqual(len(shown), 4)
        complaints = [gallery.complaint(gallery.draw(arguments, self.path), kept) for arguments, kept in shown]
        self.assertEqual([complaint for complaint in complaints if complaint], [])

    def test_gallery_sees_differences(self):
        """A name, or the river, that is missing is more than letters drawn a little otherwise."""
        arguments, kept = gallery.commands()[0]
        for change in ("labels=no", "water=0", "theme=dark"):
            drawn = gallery.draw([*arguments, "--set", "render." + change], self.path)
            self.assertGreater(gallery.differences(gallery.read(drawn), gallery.read(kept))[1], gallery.MOST, change)

    def test_diagnostics_page_is_current(self):
        printed = self.run_command("python3", os.path.join(SOURCE, "docs/make_diagnostics.py"))
        self.assertEqual(printed, read("docs/diagnostics.md"))

    def test_links(self):
        pages = [os.path.relpath(page, SOURCE) for pattern in ("*.md", "docs/*.md", "docs/decisions/*.md")
                 for page in glob.glob(os.path.join(SOURCE, pattern))]
        self.assertIn("CONTRIBUTING.md", pages)
        for page in pages:
            for link in re.findall(r"\]\(([^)h#][^)#]*)(?:#[^)]*)?\)", read(page)):
                self.assertTrue(os.path.exists(os.path.join(SOURCE, os.path.dirname(page), link)), f"{page}: {link}")


unittest.main()
