"""bcukit installed: it runs from there, and a stranger builds plugins/template by CMake and by pkg-config."""
import os
import re
import shlex
import shutil
import subprocess
import tempfile
import unittest

SOURCE, BUILD = os.environ["BCUKIT_SOURCE"], os.environ["BCUKIT_BUILD"]
TEMPLATE = os.path.join(SOURCE, "plugins", "template")


class InstallTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = cls.folder.name
        cls.prefix = os.path.join(cls.path, "prefix")
        cls.run_command(["cmake", "--install", BUILD, "--prefix", cls.prefix])
        cls.bcukit = os.path.join(cls.prefix, "bin", "bcukit")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def run_command(cls, command, **environment):
        done = subprocess.run(command, cwd=cls.path, capture_output=True, text=True, stdin=subprocess.DEVNULL,
                              env={**os.environ, **environment})
        if done.returncode:
            raise AssertionError(f"{command}: {done.stdout}{done.stderr}")
        return done.stdout

    def expect_names(self, plugins):
        self.run_command([self.bcukit, "run", "names", "--plugin-path", plugins, "-o", plugins + ".out"])
        with open(os.path.join(plugins + ".out", "names.txt"), encoding="utf-8") as file:
            self.assertEqual(file.read().splitlines()[:2], ["East", "Central North"])

    def test_runs(self):
        """Finds its plugins and the project that it brings, wherever it was put."""
        self.run_command([self.bcukit, "run", "area", "-o", "out"])
        self.assertTrue(os.path.exists(os.path.join(self.path, "out", "area.csv")))

    def test_find_package(self):
        copy, build = os.path.join(self.path, "copy"), os.path.join(self.path, "by-cmake")
        shutil.copytree(TEMPLATE, copy)
        self.run_command(["cmake", "-S", copy, "-B", build, "-DCMAKE_PREFIX_PATH=" + self.prefix])
        self.run_command(["cmake", "--build", build])
        self.expect_names(os.path.join(build, "plugins"))

    def test_pkg_config(self):
        [pc] = [os.path.join(at, "pkgconfig") for at, folders, _ in os.walk(self.prefix) if "pkgconfig" in folders]
        flags = self.run_command(["pkg-config", "--define-variable=prefix=" + self.prefix, "--cflags", "--libs", "bcukit"],
                                 PKG_CONFIG_PATH=pc)
        plugins = os.path.join(self.path, "by-pkg-config")
        os.mkdir(plugins)
        self.run_command(["cc", "-shared", "-fPIC", "-fvisibility=hidden", os.path.join(TEMPLATE, "names.c"),
                          *shlex.split(flags), "-o", os.path.join(plugins, "names.so")])
        self.expect_names(plugins)

    def copy_of_proj(self):
        copies = [os.path.join(at, "libbcukit-proj.so") for at, _, files in os.walk(self.prefix) if "libbcukit-proj.so" in files]
        if not copies:
            self.skipTest("no copy of PROJ was made: patchelf is missing, or PROJ is linked otherwise")
        return copies[0]

    def test_licence_of_proj(self):
        """The copy comes with the text of the package that it was copied from."""
        licence = self.copy_of_proj().replace(".so", ".copyright")
        with open(os.path.join(BUILD, "CMakeCache.txt"), encoding="utf-8") as file:
            [source] = re.findall(r"^PROJ_LICENCE:FILEPATH=(.*)$", file.read(), re.M)
        if not os.path.exists(source):
            self.skipTest("PROJ's package brings no licence")
        with open(licence, encoding="utf-8") as file, open(source, encoding="utf-8") as original:
            text = file.read()
            self.assertEqual(text, original.read())
        self.assertIn("Permission is hereby granted", text)

    def libraries_of_a_run(self):
        """What the loader says that it opened."""
        done = subprocess.run([self.bcukit, "run", "geojson", "-o", "libraries"], cwd=self.path, capture_output=True, text=True,
                              env={**os.environ, "LD_DEBUG": "files"}, stdin=subprocess.DEVNULL)
        self.assertEqual(done.returncode, 0, done.stderr)
        return {os.path.basename(name) for name in re.findall(r"calling init: (\S+)", done.stderr)}

    def test_light_proj(self):
        """A run opens the copy of PROJ that loads fast; the installed PROJ when that has changed since."""
        copy = self.copy_of_proj()
        light = self.libraries_of_a_run()
        self.assertIn("libbcukit-proj.so", light)
        self.assertFalse([name for name in light if name.startswith(("libcurl", "libtiff"))])
        time = os.stat(copy).st_mtime
        try:
            os.utime(copy, (time + 1, time + 1))
            installed = self.libraries_of_a_run()
        finally:
            os.utime(copy, (time, time))
        self.assertNotIn("libbcukit-proj.so", installed)
        self.assertTrue([name for name in installed if name.startswith("libproj.so")])


unittest.main()
