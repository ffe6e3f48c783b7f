"""What is missing is said at once, by upstream names: by CMake anywhere, by build.sh on systems that it does not know."""
import os
import re
import shutil
import subprocess
import tempfile
import unittest

SOURCE = os.environ["BCUKIT_SOURCE"]
LIBRARIES = ("GLib", "PROJ", "Jansson", "Nettle", "YAJL", "cairo", "Pango", "libpng", "libdeflate", "libzip", "libxml2", "SQLite", "GEOS",
             "shapelib", "libcsv", "libxlsxwriter", "jemalloc")


class SetUpTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = self.folder.name

    def tearDown(self):
        self.folder.cleanup()

    def run_command(self, command, **environment):
        done = subprocess.run(command, cwd=self.path, capture_output=True, text=True, stdin=subprocess.DEVNULL,
                              env={**os.environ, **environment}, check=False)
        self.assertNotEqual(done.returncode, 0)
        return done.stderr

    def configure(self, *settings, **environment):
        return self.run_command(["cmake", "-S", SOURCE, "-B", "build", *settings], **environment)

    def test_cmake_lists_all(self):
        said = self.configure("-DCMAKE_FIND_ROOT_PATH=" + self.path, "-DCMAKE_FIND_ROOT_PATH_MODE_LIBRARY=ONLY",
                              PKG_CONFIG_LIBDIR=self.path)
        self.assertEqual(said.count("CMake Error"), 1, said)
        for library in LIBRARIES:
            self.assertIn(library, said)

    def test_cmake_lists_what_is_missing_only(self):
        said = self.configure("-DLIBCSV_INCLUDE=LIBCSV_INCLUDE-NOTFOUND", "-DCMAKE_IGNORE_PATH=" + self.folder_of("csv.h"))
        self.assertIn("libcsv", said)
        self.assertNotIn("GLib", said)

    def folder_of(self, header):
        for folder in ("/usr/include", "/usr/local/include"):
            if os.path.exists(os.path.join(folder, header)):
                return folder
        return self.skipTest(header + " lies elsewhere")

    def test_build_sh_elsewhere(self):
        tools = os.path.join(self.path, "bin")
        os.mkdir(tools)
        for tool in ("bash", "sed", "dirname", "cc"):
            os.symlink(shutil.which(tool), os.path.join(tools, tool))
        said = self.run_command(["bash", os.path.join(SOURCE, "build.sh"), "demo"], PATH=tools, OS_RELEASE="/none")
        self.assertRegex(said, "missing: cmake ninja pkg-config")
        for library in LIBRARIES:
            self.assertIn(library, said)
        self.assertFalse(re.search(r"lib\w+-dev", said), "names of packages of Debian")


unittest.main()
