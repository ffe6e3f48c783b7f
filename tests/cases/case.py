"""Holds what a run makes of a small input to what is right: the table of cases, and what they are checked with."""
import json
import os
import shutil
import subprocess
import sys
import unittest

from host import BCUKIT, DATA, HostTest

try:
    from osgeo import gdal, ogr
    from shapely import wkb
    gdal.UseExceptions()
    ogr.UseExceptions()
except ImportError:
    ogr = None

SHARED = os.path.join(os.path.dirname(os.path.dirname(DATA)), "cases")  # beside the data that tests are given
TABLE = {}  # name of the case to the function that judges it


def case(name):
    """Enters a function in the table: it is handed a CaseTest whose folder holds a copy of the case.

    name: a folder of the shared cases; where none is of that name, the function makes its own input."""
    def enter(judge):
        assert name not in TABLE, name
        TABLE[name] = judge
        return judge
    return enter


class CaseTest(HostTest):
    """One case at a time; a run that takes longer than half a minute has failed."""

    def bcukit(self, *arguments, seconds=30, environment=None):
        """(exit code, standard output, messages); what is written goes to out/."""
        done = subprocess.run([BCUKIT, *arguments], cwd=self.path, capture_output=True, text=True, timeout=seconds,
                              env={**os.environ, **(environment or {})}, stdin=subprocess.DEVNULL, errors="replace")
        self.assertGreaterEqual(done.returncode, 0, f"ended by signal {-done.returncode}")
        self.assertNotEqual(done.returncode, 70, done.stderr)
        return done.returncode, done.stdout, done.stderr

    def works(self, *arguments, **how):
        """Messages of a run that is to succeed."""
        code, out, messages = self.bcukit(*arguments, **how)
        self.assertEqual(code, 0, messages + out)
        return messages

    def refuses(self, code, *arguments):
        """Messages of a run that is to end with an error of that code, and to leave nothing."""
        status, out, messages = self.bcukit(*arguments)
        self.assertNotEqual(status, 0, messages + out)
        self.assertIn(code, messages + out)
        self.assertEqual(self.files("out"), [])
        return messages + out

    def rows(self, name):
        """Rows of a table, each a dictionary."""
        import csv
        with open(self.output(name, "out"), encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def properties(self, name):
        """Properties of each feature of a GeoJSON file."""
        return [feature["properties"] for feature in json.loads(self.read(name, "out"))["features"]]

    def features(self, name, layer=None):
        """(attributes, shapely geometry or None) of each feature, as GDAL reads them."""
        if not ogr:
            self.skipTest("no bindings of GDAL, or no shapely")
        source = ogr.Open(self.output(name, "out"))
        table = source.GetLayerByName(layer) if layer else source.GetLayer(0)
        return [(feature.items(), wkb.loads(bytes(feature.GetGeometryRef().ExportToWkb()))
                 if feature.GetGeometryRef() else None) for feature in table]

    def assert_valid(self, name, layer=None):
        """Every polygon of a layer is there and is one, as GEOS has it."""
        features = self.features(name, layer)
        self.assertTrue(features, name)
        for fields, shape in features:
            self.assertTrue(shape is not None and not shape.is_empty, (name, layer, fields))
            self.assertTrue(shape.is_valid, (name, layer, fields, shape.wkt[:300]))
        return [shape for _, shape in features]


def copy_of(test, name):
    """Copies a shared case into the folder of the test; skips it where the cases are not at hand."""
    folder = os.path.join(SHARED, name)
    if os.path.isdir(folder):
        shutil.copytree(folder, test.path, dirs_exist_ok=True, copy_function=shutil.copyfile)
    elif not name.startswith("made/"):
        test.skipTest(f"{folder} is missing")


def method_of(name, judge, owner):
    def method(self):
        copy_of(self, name)
        try:
            judge(self)
        except unittest.SkipTest:
            raise
        except Exception as failure:
            if not owner:
                raise
            self.skipTest(f"pending, {owner}: {str(failure).splitlines()[0][:160] if str(failure) else failure!r}")
        if owner:
            self.fail(f"{name} is mended: take it off PENDING")
    return method


def main(pending):
    """Makes one test of each entry of the table and runs them, or those whose name holds an argument; 77 tells CTest that
    none ran."""
    unknown = set(pending) - set(TABLE)
    assert not unknown, unknown
    wanted = [name for name in TABLE if not sys.argv[1:] or any(part in name for part in sys.argv[1:])]
    for name, judge in ((name, TABLE[name]) for name in wanted):
        label = "test_" + name.replace("/", "_").replace("-", "_")
        setattr(CaseTest, label, method_of(name, judge, pending.get(name)))
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(CaseTest)
    result = unittest.TextTestRunner(verbosity=2).run(suite)
    sys.exit(77 if result.testsRun == len(result.skipped) > 0 else not result.wasSuccessful())
