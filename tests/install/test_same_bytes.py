"""Two builds of one tree, in two places, are the same to the byte: who gets a binary can make it again and compare."""
import hashlib
import os
import re
import shutil
import subprocess
import tempfile
import unittest

SOURCE, BUILD = os.environ["BCUKIT_SOURCE"], os.environ["BCUKIT_BUILD"]
KEPT = ("CMAKE_C_COMPILER", "CMAKE_C_FLAGS", "CMAKE_INSTALL_PREFIX", "BCUKIT_JEMALLOC", "BCUKIT_RPATH", "BCUKIT_PROJ_PREFIX",
        "BCUKIT_WERROR")


def cached(name):
    with open(os.path.join(BUILD, "CMakeCache.txt"), encoding="utf-8") as file:
        found = re.search(rf"^{name}:\w+=(.*)$", file.read(), re.M)
    return found.group(1) if found else ""


def sums(folder):
    """Each file below the folder with the digest of its bytes."""
    found = {}
    for at, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(at, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = hashlib.sha256(file.read()).hexdigest()
    return found


class SameBytesTest(unittest.TestCase):
    def run_command(self, *command):
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False,
                              env={**os.environ, "CCACHE_DISABLE": "1"})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_elsewhere(self):
        with tempfile.TemporaryDirectory() as folder:
            tree, build = os.path.join(folder, "a tree of another name"), os.path.join(folder, "built")
            shutil.copytree(SOURCE, tree, ignore=lambda at, names: [n for n in names if n == ".git" or
                                                                    (at == SOURCE and n.startswith(("build-", "output"))) or
                                                                    (at == SOURCE and n == "build")])
            self.run_command("cmake", "-S", tree, "-B", build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", "-DBUILD_TESTING=OFF",
                             *(f"-D{name}={cached(name)}" for name in KEPT))
            self.run_command("cmake", "--build", build)
            for made, name in ((BUILD, "first"), (build, "second")):
                self.run_command("cmake", "--install", made, "--prefix", os.path.join(folder, name))
            first, second = sums(os.path.join(folder, "first")), sums(os.path.join(folder, "second"))
        self.assertIn("bin/bcukit", first)
        self.assertGreater(len(first), 100)
        self.assertEqual(sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name)), [])


unittest.main()
