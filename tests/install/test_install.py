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

    def test_moved(self):
        """DESTDIR, then another place: program, library, project and plugins find one another."""
        there, moved = os.path.join(self.path, "staged"), os.path.join(self.path, "moved to")
        self.run_command(["cmake", "--install", BUILD], DESTDIR=there)
        with open(os.path.join(BUILD, "CMakeCache.txt"), encoding="utf-8") as file:
            prefix = re.search(r"^CMAKE_INSTALL_PREFIX:PATH=(.*)$", file.read(), re.M).group(1)
        os.rename(there + prefix, moved)
        said = self.run_command([os.path.join(moved, "bin", "bcukit"), "run", "area", "-o", "from-moved"])
        self.assertTrue(os.path.exists(os.path.join(self.path, "from-moved", "area.csv")))
        self.assertIn(os.path.join(moved, "share", "bcukit", "shapes", "met_bcu.ini"), said)
        [pc] = [at for at, _, files in os.walk(moved) if "bcukit.pc" in files]
        folder = self.run_command(["pkg-config", "--variable=includedir", "bcukit"], PKG_CONFIG_PATH=pc).strip().replace("\\ ", " ")
        self.assertTrue(os.path.exists(os.path.join(folder, "bcukit", "bcukit.h")), folder)

    def test_documents(self):
        """What people read, with a page for each command; no picture or link of the README leads nowhere."""
        for path in ("share/doc/bcukit/README.md", "share/doc/bcukit/LICENSE", "share/doc/bcukit/docs/plugin-guide.md",
                     "share/doc/bcukit/plugins/render/README.md", "share/man/man7/bcukit-plugin.7",
                     "share/man/man5/bcukit-project.5", "share/bash-completion/completions/bcukit",
                     "share/zsh/site-functions/_bcukit", "share/fish/vendor_completions.d/bcukit.fish",
                     "share/bcukit/template/names.c", "share/bcukit/examples/districts.shp"):
            self.assertGreater(os.path.getsize(os.path.join(self.prefix, path)), 0, path)
        commands = re.findall(r"^  ([a-z-]+)", self.run_command([self.bcukit, "help"]).split("Commands:")[1].split("Options")[0], re.M)
        self.assertGreater(len(commands), 6)
        for command in commands:
            self.assertTrue(os.path.exists(os.path.join(self.prefix, "share/man/man1", f"bcukit-{command}.1")), command)

    @unittest.skipUnless(shutil.which("bash"), "no bash")
    def test_completion_in_bash(self):
        script = os.path.join(self.prefix, "share/bash-completion/completions/bcukit")
        ask = (f'PATH={shlex.quote(os.path.dirname(self.bcukit))}:$PATH; compopt() {{ :; }}; . {shlex.quote(script)}; COMP_LINE="$1"; '
               'COMP_POINT=${#COMP_LINE}; _bcukit; printf "%s\\n" "${COMPREPLY[@]}"')
        for line, offered in (("bcukit tr", ["trace"]), ("bcukit run --set render.palette=ci", ["cividis"]),
                              ("bcukit run --move Camden=north-", ["north-east", "north-west"])):
            self.assertEqual(self.run_command(["bash", "-c", ask, "bash", line]).splitlines(), offered, line)

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
        flags = self.run_command(["pkg-config", "--cflags", "--libs", "bcukit"],
                                 PKG_CONFIG_PATH=pc)
        plugins = os.path.join(self.path, "by-pkg-config")
        os.mkdir(plugins)
        self.run_command(["cc", "-shared", "-fPIC", "-fvisibility=hidden", os.path.join(TEMPLATE, "names.c"),
                          *shlex.split(flags), "-o", os.path.join(plugins, "names.so")])
        self.expect_names(plugins)

    def test_new_plugin(self):
        """In C and in C++, by what its README shows: it builds, passes its test, runs, is installed, and runs from there."""
        for id, flags in (("corners", []), ("corners-too", ["--cxx"])):
            self.run_command([self.bcukit, "new-plugin", id, *flags])
            folder = os.path.join(self.path, id)
            with open(os.path.join(folder, "README.md"), encoding="utf-8") as file:
                lines = re.findall(r"^    (.*)$", file.read(), re.M)
            self.assertEqual(len(lines), 4)
            said = ""
            for line in lines:
                said += self.run_command(["bash", "-c", f"cd {id} && " + line.replace("PREFIX", shlex.quote(self.prefix))],
                                         PATH=os.path.dirname(self.bcukit) + ":" + os.environ["PATH"])
            self.assertIn("100% tests passed, 0 tests failed out of 1", said)
            self.assertTrue(os.path.exists(os.path.join(folder, "output", id + ".txt")))
            self.run_command([self.bcukit, "run", id, "-o", id + ".out"])
            self.assertTrue(os.path.exists(os.path.join(self.path, id + ".out", id + ".txt")))

    def test_new_plugin_by_pkg_config(self):
        """The same folder without CMake, in both languages; the lint has nothing to say of it."""
        [pc] = [at for at, _, files in os.walk(self.prefix) if "bcukit.pc" in files]
        flags = shlex.split(self.run_command(["pkg-config", "--cflags", "--libs", "bcukit"], PKG_CONFIG_PATH=pc))
        for id, language, compiler in (("plain", [], ["cc", "-std=c11"]), ("plain-too", ["--cxx"], ["c++", "-std=c++11"])):
            self.run_command([self.bcukit, "new-plugin", id, *language])
            [source] = [os.path.join(self.path, id, name) for name in os.listdir(os.path.join(self.path, id))
                        if name.endswith((".c", ".cpp"))]
            plugins = os.path.join(self.path, id + ".plugins")
            os.mkdir(plugins)
            made = os.path.join(plugins, id + ".so")
            self.run_command([*compiler, "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-shared", "-fPIC", "-fvisibility=hidden",
                              source, *flags, "-o", made])
            self.run_command([self.bcukit, "plugins", "--check", made])
            self.run_command([self.bcukit, "run", id, "--plugin-path", plugins, "-o", id + ".out"])
            self.assertTrue(os.path.exists(os.path.join(self.path, id + ".out", id + ".txt")))

    def test_no_template(self):
        template = os.path.join(self.prefix, "share", "bcukit", "template")
        os.rename(template, template + ".away")
        try:
            done = subprocess.run([self.bcukit, "new-plugin", "lost"], cwd=self.path, capture_output=True, text=True, check=False)
        finally:
            os.rename(template + ".away", template)
        self.assertEqual(done.returncode, 5)
        self.assertIn("OUT041", done.stderr)

    def test_new_plugin_sees_a_mistake(self):
        """The test that comes with it fails where the plugin writes something else."""
        self.run_command([self.bcukit, "new-plugin", "wrong"])
        folder, build = os.path.join(self.path, "wrong"), os.path.join(self.path, "wrong-build")
        with open(os.path.join(folder, "expected", "wrong.txt"), "a", encoding="utf-8") as file:
            file.write("west\n")
        self.run_command(["cmake", "-S", folder, "-B", build, "-DCMAKE_PREFIX_PATH=" + self.prefix])
        self.run_command(["cmake", "--build", build])
        with self.assertRaises(AssertionError):
            self.run_command(["ctest", "--test-dir", build])

    def test_cxx_by_pkg_config(self):
        plugins = os.path.join(self.path, "cxx-by-pkg-config")
        os.mkdir(plugins)
        [pc] = [at for at, _, files in os.walk(self.prefix) if "bcukit.pc" in files]
        flags = self.run_command(["pkg-config", "--cflags", "--libs", "bcukit"], PKG_CONFIG_PATH=pc)
        self.run_command(["c++", "-std=c++11", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-shared", "-fPIC", "-fvisibility=hidden",
                          os.path.join(TEMPLATE, "cxx", "names.cpp"), *shlex.split(flags), "-o", os.path.join(plugins, "names.so")])
        self.expect_names(plugins)


unittest.main()
