"""Runs the executable as a user would, in a folder of its own."""
import json
import os
import subprocess
import sys
import tempfile
import unittest

BCUKIT = os.environ["BCUKIT"]
SHAPES = os.environ["BCUKIT_SHAPES"]
ROGUES = os.environ["BCUKIT_ROGUES"]
DATA = os.environ["BCUKIT_DATA"]
SOURCE = os.environ["BCUKIT_SOURCE"]
SANITIZED = "libasan" in subprocess.run(["ldd", BCUKIT], capture_output=True, text=True, check=False).stdout
sys.path.insert(0, os.path.join(SOURCE, "tests", "support"))  # for those who import this module first


class HostTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = self.folder.name

    def tearDown(self):
        self.folder.cleanup()

    def run_bcukit(self, *arguments, environment=None):
        """(exit code, standard output, standard error); the current folder is empty at first."""
        environment = {**os.environ, **(environment or {})}
        done = subprocess.run([BCUKIT, *arguments], cwd=self.path, capture_output=True, text=True,
                              env=environment, stdin=subprocess.DEVNULL)
        return done.returncode, done.stdout, done.stderr

    def output(self, name, folder="output"):
        return os.path.join(self.path, folder, name)

    def read(self, name, folder="output", mode="r"):
        with open(self.output(name, folder), mode, **({} if "b" in mode else {"encoding": "utf-8"})) as file:
            return file.read()

    def files(self, folder="output"):
        path = os.path.join(self.path, folder)
        return sorted(os.listdir(path)) if os.path.isdir(path) else []

    def json(self, name):
        return json.loads(self.read(name))

    def write(self, name, text):
        path = os.path.join(self.path, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def project(self, *changes):
        """The shipped project with (old, new) replaced, reading the shipped layers."""
        with open(os.path.join(SHAPES, "met_bcu.ini"), encoding="utf-8") as file:
            text = file.read()
        for name in ("london_boroughs.shp", "london_wards.shp", "borough_population.csv"):
            text = text.replace(" " + name, " " + os.path.join(SHAPES, name))
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        return self.write("project.ini", text)


def main():
    unittest.main(module="__main__", verbosity=1)
