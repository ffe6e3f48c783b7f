"""Each snippet of each page is tried: here, by another test that is named, or not, for a reason that is stated."""
import os
import re
import shutil
import subprocess
import tempfile
import unittest

import snippets
from snippets import SOURCE, read

BUILD = os.environ["BCUKIT_BUILD"]
NPM = os.path.join(BUILD, "npm")

# Page, how the snippet begins, what tries it.
TRIED = (
    ("README.md", "./build.sh demo", "tests/install/scratch_root.sh, on systems with nothing on them"),
    ("README.md", "build/bcukit run render -o gallery/", "test_docs: test_gallery"),
    ("README.md", "build/bcukit run  ", "test_docs: test_commands_of_the_readme"),
    ("README.md", "[project]", "test_docs: test_projects_of_the_pages"),
    ("docs/project-file.md", "[project]", "test_docs: test_projects_of_the_pages"),
    ("docs/tutorial.md", "[project]", "test_docs: test_projects_of_the_pages"),
    ("docs/tutorial.md", "bcukit ", "test_docs: test_commands_of_the_pages"),
    ("docs/how-to.md", "bcukit ", "test_docs: test_commands_of_the_pages"),
    ("docs/plugin-guide.md", "#include", "test_docs: test_plugin_of_the_guide"),
    ("docs/plugin-guide.md", "cc -shared", "test_commands_of_the_guide"),
    ("docs/plugin-guide.md", "static const BcuOptionSpec", "test_options_of_the_guide"),
    ("docs/plugin-guide.md", "bcukit_add_plugin_test", "test_cmake_of_the_guide"),
    ("docs/architecture.md", "text      -> base", "tests/rooms"),
    ("docs/checking.md", "Layers\n", "test_tables_of_a_check"),
    ("docs/checking.md", "bcukit ", "test_commands_of_checking"),
    ("plugins/geojson/README.md", "bcukit run geojson", "test_pipes"),
    ("plugins/render/README.md", "[render]", "test_group_of_render"),
    ("plugins/topojson/README.md", "const boroughs", "test_script_for_topojson"),
    ("plugins/template/README.md", "cmake -S", "tests/install/test_install.py: test_new_plugin"),
    ("shapes/README.md", "[layer wards]", "test_group_of_official_wards"),
)
NOT_TRIED = (
    ("CONTRIBUTING.md", "cmake --preset", "both builds whole, which hold this test"),
    ("shapes/README.md", "sudo apt-get", "makes the shipped layers anew, of packages of another language"),
)


class SnippetsTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = self.folder.name
        for name in os.listdir(os.path.join(SOURCE, "docs/examples")):
            shutil.copy(os.path.join(SOURCE, "docs/examples", name), self.path)

    def tearDown(self):
        self.folder.cleanup()

    def shell(self, command, expect=0):
        """In a copy of the examples, with bcukit where the shell looks for programs."""
        done = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=self.path, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, check=False,
                              env={**os.environ, "PATH": os.path.join(BUILD, "bin") + ":" + os.environ["PATH"]})
        self.assertEqual(done.returncode, expect, f"{command}: {done.stderr}")
        return done.stdout

    def write(self, name, text):
        with open(os.path.join(self.path, name), "w", encoding="utf-8") as file:
            file.write(text)

    def test_none_is_forgotten(self):
        known = TRIED + NOT_TRIED
        shown = [(page, block) for page in snippets.pages() for block in snippets.of_page(page)]
        forgotten = [(page, block) for page, block in shown
                     if not any(page == of and block.startswith(begin) for of, begin, _ in known)]
        self.assertEqual(forgotten, [], "try them, and say in TRIED where")
        self.assertEqual([entry for entry in known
                          if not any(page == entry[0] and block.startswith(entry[1]) for page, block in shown)], [])

    def test_tables_of_a_check(self):
        """Each row that is shown is one of the sheet, some columns left out at its end."""
        [block] = [block for block in snippets.of_page("docs/checking.md") if block.startswith("Layers")]
        sheet = [re.split(r"  +", line.strip()) for line in self.shell("cd /; bcukit check").splitlines()]
        rows = [re.split(r"  +", line.strip()) for line in block.splitlines() if line]
        self.assertGreater(len(rows), 6)
        for row in rows:
            self.assertIn(row, [line[:len(row)] for line in sheet])

    def test_commands_of_checking(self):
        self.shell("cp county.ini project.ini")
        lines = snippets.commands("docs/checking.md", "bcukit ")
        self.assertEqual(len(lines), 3)
        for line in lines:
            self.shell(line.replace("FILE.shp", "districts.shp").replace("FIELD", "REGION"))

    def test_commands_of_the_guide(self):
        for name, target in (("core", os.path.join(SOURCE, "core")), ("build", BUILD),
                             ("names.c", os.path.join(SOURCE, "plugins/template/names.c"))):
            os.symlink(target, os.path.join(self.path, name))
        [block] = [block for block in snippets.of_page("docs/plugin-guide.md") if block.startswith("cc -shared")]
        self.shell(block)
        self.assertTrue(os.path.exists(os.path.join(self.path, "output/names.txt")))

    def test_options_of_the_guide(self):
        """The table, put into the plugin of the same page."""
        [table] = [block for block in snippets.of_page("docs/plugin-guide.md") if block.startswith("static const BcuOptionSpec")]
        plugin = read("plugins/template/names.c")
        plugin = plugin.replace("static const BcuOutputSpec", table + "static const BcuOutputSpec")
        plugin = plugin.replace("    BCU_PLUGIN_OUTPUTS", "    BCU_PLUGIN_OPTIONS(OPTIONS),\n    BCU_PLUGIN_OUTPUTS")
        self.write("names.c", plugin)
        self.shell(f"cc -Wall -Wextra -Werror -shared -fPIC -fvisibility=hidden -I'{SOURCE}/core/include' -I'{BUILD}/include' names.c "
                   f"-L'{BUILD}/lib' -lbcukit -o names.so")
        self.assertIn("in which order the names stand", self.shell("bcukit help names.order --plugin-path ."))

    def test_cmake_of_the_guide(self):
        """As the folder to copy has it, which tests/install builds."""
        [block] = [block for block in snippets.of_page("docs/plugin-guide.md") if block.startswith("bcukit_add_plugin_test")]
        self.assertIn(" ".join(block.split()), " ".join(read("plugins/template/CMakeLists.txt").split()))

    def test_pipes(self):
        lines = snippets.commands("plugins/geojson/README.md", "bcukit ")
        self.assertEqual(len(lines), 2)
        for line in lines:
            program = line.split(" | ")[1].split()[0]
            with self.subTest(line):
                if not shutil.which(program):
                    self.skipTest("no " + program)
                self.shell(line)

    def test_group_of_render(self):
        [block] = [block for block in snippets.of_page("plugins/render/README.md") if block.startswith("[render]")]
        self.write("shown.ini", read("docs/examples/county.ini") + block)
        self.shell("bcukit run render -p shown.ini --set render.formats=svg")
        maps = [name for name in os.listdir(os.path.join(self.path, "output")) if name.startswith("map")]
        self.assertEqual(len(maps), block.count(";") + 1)

    @unittest.skipUnless(shutil.which("node") and os.path.isdir(os.path.join(NPM, "node_modules/topojson-client")), "no topojson-client")
    def test_script_for_topojson(self):
        [block] = [block for block in snippets.of_page("plugins/topojson/README.md") if block.startswith("const boroughs")]
        self.shell("cd /; bcukit run topojson --set topojson.layers=bcu,boroughs,borders -o \"$OLDPWD/out\"")
        self.write("shown.js", "const topojson = require('topojson-client');\n"
                   "const topology = JSON.parse(require('fs').readFileSync('out/bcu.topojson', 'utf8'));\n" + block +
                   "console.log(boroughs.features.length, inner.type, borders.features.length > 0);\n")
        self.assertEqual(self.shell(f"NODE_PATH='{NPM}/node_modules' node shown.js"), "33 MultiLineString true\n")

    def test_group_of_official_wards(self):
        """Its keys are understood; the file is not ours to bring."""
        [block] = [block for block in snippets.of_page("shapes/README.md") if block.startswith("[layer wards]")]
        self.write("shown.ini", read("docs/examples/two_regions.ini") + block)
        self.shell("bcukit run area -p shown.ini 2>said", expect=3)
        with open(os.path.join(self.path, "said"), encoding="utf-8") as file:
            said = file.read()
        self.assertIn("London_Ward_CityMerged.shp", said)
        self.assertNotIn("PRJ", said)

    def test_examples_of_help(self):
        """What "bcukit help COMMAND" shows, in its order, of all commands: what init writes is what check reads."""
        lines = []
        for command in ("help", "plugins", "info", "init", "check", "run", "trace", "verify", "new-plugin"):
            lines += re.findall(r"^  (bcukit .*)$", self.shell("bcukit help " + command).split("Examples:")[1], re.M)
        self.assertGreater(len(lines), 12)
        for line in lines:
            if line == "bcukit plugins --check build/plugins/corners.so":
                continue  # what tests/install builds of the plugin, which is the next line
            if line.startswith("bcukit new-plugin"):
                shutil.rmtree(os.path.join(self.path, "corners"), ignore_errors=True)
            self.shell(line)


if __name__ == "__main__":
    unittest.main()
