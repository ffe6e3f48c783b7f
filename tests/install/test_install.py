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


unittest.main()
