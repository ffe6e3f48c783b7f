"""What the tests of exports share: readers that are not ours, and the same outlines from the source layers."""
import json
import math
import os
import shutil
import subprocess
import sys
import unittest

from host import SHAPES, HostTest

NPM = os.environ["BCUKIT_NPM"]


def main():
    """Says of each test whether it ran; 77 tells CTest that none did."""
    result = unittest.main(module="__main__", verbosity=2, exit=False).result
    sys.exit(77 if result.testsRun == len(result.skipped) > 0 else not result.wasSuccessful())


def needs_command(name):
    return unittest.skipUnless(shutil.which(name), f"{name} is not installed")


def needs_npm(name):
    there = shutil.which("node") and os.path.isdir(os.path.join(NPM, "node_modules", name))
    return unittest.skipUnless(there, f"the npm package {name} is not installed in {NPM}")


def needs_qgis(test):
    there = os.path.exists("/usr/bin/python3") and subprocess.run(
        ["/usr/bin/python3", "-c", "import qgis.core"], capture_output=True).returncode == 0
    return unittest.skipUnless(there, "QGIS is not installed")(test)


def polygons_of(geometry):
    """Polygons of a GeoJSON geometry, each a list of rings."""
    if geometry is None:
        return []
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]


def signed_area(ring):
    x0, y0 = ring[0]
    return sum((a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0) for a, b in zip(ring, ring[1:])) / 2


def rings_of(geometry):
    """(is a hole, points without the closing one) of each ring, whichever way the rings run."""
    rings = []
    for polygon in polygons_of(geometry):
        for i, ring in enumerate(polygon):
            ring = [tuple(point[:2]) for point in ring]
            assert ring[0] == ring[-1], "a ring is open"
            rings.append((i > 0, (ring if signed_area(ring) > 0 else ring[::-1])[:-1]))
    return rings


def is_same_ring(a, b, tolerance):
    """Vertex for vertex, wherever the rings begin."""
    if len(a) != len(b):
        return False
    at = min(range(len(b)), key=lambda i: math.dist(a[0], b[i]))
    turned = b[at:] + b[:at]
    return all(abs(p[0] - q[0]) <= tolerance and abs(p[1] - q[1]) <= tolerance for p, q in zip(a, turned))


class ReaderTest(HostTest):
    def run_plugin(self, *arguments):
        code, out, err = self.run_bcukit("run", *arguments)
        self.assertEqual(code, 0, err)

    def tool(self, *command, environment=None):
        """Standard output of another program."""
        done = subprocess.run(command, cwd=self.path, capture_output=True, text=True, stdin=subprocess.DEVNULL,
                              env={**os.environ, **(environment or {})})
        self.assertEqual(done.returncode, 0, f"{command}: {done.stderr}")
        return done.stdout

    def node(self, script, *arguments):
        environment = {"NODE_PATH": os.path.join(NPM, "node_modules")}
        return json.loads(self.tool("node", "-e", script, *arguments, environment=environment))

    def qgis(self, script, *arguments):
        """What the script leaves in `answer`. In a process of its own: QGIS takes GDAL down when it ends."""
        script = ("import json, sys\nfrom qgis.core import *\napplication = QgsApplication([], False)\n"
                  "application.initQgis()\n" + script + "\nprint(json.dumps(answer))\n")
        environment = {"QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": self.path}
        return json.loads(self.tool("/usr/bin/python3", "-c", script, *arguments, environment=environment))

    def mapshaper(self, *arguments):
        return self.tool("node", os.path.join(NPM, "node_modules", "mapshaper", "bin", "mapshaper"), *arguments)

    def assert_same_rings(self, ours, theirs, tolerance, where):
        """Every ring has its twin: as many rings, the same vertices within the tolerance."""
        ours, theirs = rings_of(ours), rings_of(theirs)
        self.assertEqual(len(ours), len(theirs), where)
        for hole, ring in ours:
            twin = [other for other in theirs if other[0] == hole and is_same_ring(ring, other[1], tolerance)]
            self.assertEqual(len(twin), 1, f"{where}: a ring of {len(ring)} vertices has no twin")
            theirs.remove(twin[0])
        self.assertEqual(theirs, [], where)


def source_boroughs():
    """The shipped boroughs as geopandas reads them."""
    import geopandas
    return geopandas.read_file(os.path.join(SHAPES, "london_boroughs.shp")).set_index("GSS_CODE")


def to_wgs84():
    """The Helmert transformation of Britain, whatever grids are installed."""
    import pyproj
    group = pyproj.transformer.TransformerGroup("EPSG:27700", "EPSG:4326", always_xy=True)
    return next(t for t in group.transformers if "OSGB36 to WGS 84 (6)" in t.description)


def moved(shape, transformer):
    """A shape of geopandas as a GeoJSON geometry, transformed."""
    from shapely.geometry import mapping
    from shapely.ops import transform
    return mapping(transform(transformer.transform, shape))
