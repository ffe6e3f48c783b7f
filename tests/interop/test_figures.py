"""Areas, forms, borders and people, computed again with GEOS, PROJ and pandas from Python."""
import csv
import io
import itertools
import math
import os
import sys

from host import DATA, SHAPES, HostTest, main

try:
    import geopandas
    import numpy
    import pandas
    import pyproj
    from shapely.geometry import MultiPolygon
    from shapely.ops import unary_union
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

AIRY = pyproj.Geod(ellps="airy")
TO_DEGREES = pyproj.Transformer.from_crs("EPSG:27700", "EPSG:4277", always_xy=True)


def cut(line, step):
    """Coordinates of a ring with edges of at most the step."""
    points = []
    for (x0, y0), (x1, y1) in zip(line.coords, line.coords[1:]):
        pieces = max(1, math.ceil(math.hypot(x1 - x0, y1 - y0) / step))
        points += [(x0 + (x1 - x0) * i / pieces, y0 + (y1 - y0) * i / pieces) for i in range(pieces)]
    return points


def geodesic_area(shape):
    total = 0
    for part in shape.geoms if isinstance(shape, MultiPolygon) else [shape]:
        for sign, ring in [(1, part.exterior), *((-1, hole) for hole in part.interiors)]:
            xs, ys = zip(*cut(ring, 25))
            total += sign * abs(AIRY.polygon_area_perimeter(*TO_DEGREES.transform(xs, ys))[0])
    return total


def smallest_circle(points):
    """Radius by steps towards the farthest point, each smaller than the last (Badoiu and Clarkson)."""
    centre = points.mean(axis=0)
    for step in range(1, 20000):
        far = points[numpy.argmax(((points - centre) ** 2).sum(axis=1))]
        centre = centre + (far - centre) / (step + 1)
    return math.sqrt(((points - centre) ** 2).sum(axis=1).max())


class FiguresTest(HostTest):
    def table(self, name):
        return {row["code"]: row for row in csv.DictReader(io.StringIO(self.read(name)))}

    def boroughs(self):
        """The shipped boroughs with the code of their cluster and their people."""
        layer = geopandas.read_file(os.path.join(SHAPES, "london_boroughs.shp")).set_index("GSS_CODE")
        cover = self.table("coverage-boroughs.csv")
        layer["cluster"] = [cover[code]["cluster"] or None for code in layer.index]
        people = pandas.read_csv(os.path.join(SHAPES, "borough_population.csv")).set_index("gss_code")
        layer["people"] = people["population"]
        return layer

    def run_all(self):
        levels = ("--set", "area.levels=clusters,areas", "--set", "coverage.levels=clusters,areas")
        self.assertEqual(self.run_bcukit("run", "area", "coverage", *levels)[0], 0)

    def check_size(self, row, shape):
        def same(column, value, places=1.5):
            self.assertAlmostEqual(float(row[column]), value, delta=10 ** -places, msg=f"{row['code']} {column}")
        same("area_ha", shape.area / 1e4)
        same("perimeter_km", shape.length / 1e3, 2.9)
        same("geodesic_area_ha", geodesic_area(shape) / 1e4)
        same("centroid_x", shape.centroid.x, 0.9)
        same("centroid_y", shape.centroid.y, 0.9)
        for column, value in zip(("min_x", "min_y", "max_x", "max_y"), shape.bounds):
            same(column, value, 0.9)
        same("polsby_popper", 4 * math.pi * shape.area / shape.length ** 2, 3.9)
        same("hull_ratio", shape.area / shape.convex_hull.area, 3.9)
        hull = numpy.array(shape.convex_hull.exterior.coords)
        same("longest_crossing_km", max(math.dist(a, b) for a, b in itertools.combinations(hull, 2)) / 1e3, 2.9)
        same("reock", shape.area / (math.pi * smallest_circle(hull) ** 2), 3.3)
        parts = list(shape.geoms) if isinstance(shape, MultiPolygon) else [shape]
        self.assertEqual((int(row["parts"]), int(row["holes"])), (len(parts), sum(len(p.interiors) for p in parts)))

    def test_sizes(self):
        self.run_all()
        layer = self.boroughs()
        for code, row in self.table("area-boroughs.csv").items():
            self.check_size(row, layer.geometry[code])
        for code, row in self.table("area.csv").items():
            self.check_size(row, unary_union(list(layer.geometry[layer.cluster == code])))

    def test_borders(self):
        self.run_all()
        layer = self.boroughs()
        rows = csv.DictReader(io.StringIO(self.read("adjacency.csv")))
        ours = {(row["code_a"], row["code_b"]): float(row["border_km"]) for row in rows if row["border_km"]}
        shapes = {code: unary_union(list(group.geometry)) for code, group in layer.groupby("cluster")}
        theirs = {}
        for a, b in itertools.combinations(shapes, 2):
            length = shapes[a].boundary.intersection(shapes[b].boundary).length / 1e3
            if length > 0:
                theirs[frozenset((a, b))] = length
        self.assertEqual({frozenset(pair) for pair in ours}, set(theirs))
        for pair, length in ours.items():
            self.assertAlmostEqual(length, theirs[frozenset(pair)], delta=0.001)

    def test_people(self):
        self.run_all()
        layer = self.boroughs()
        sums = layer.groupby("cluster").agg({"people": "sum", "HECTARES": "size"})
        total = sums.people.sum()
        for code, row in self.table("coverage.csv").items():
            people, land = sums.people[code], layer.geometry[layer.cluster == code].area.sum()
            self.assertEqual((int(row["population"]), int(row["boroughs"])), (people, sums.HECTARES[code]))
            self.assertAlmostEqual(float(row["population_share"]), people / total, delta=6e-7)
            self.assertAlmostEqual(float(row["people_per_km2"]), people / land * 1e6, delta=0.06)
            self.assertAlmostEqual(float(row["residents_per_dwo"]), people / int(row["dwo"]), delta=0.06)
        rollout = list(csv.DictReader(io.StringIO(self.read("rollout.csv"))))
        self.assertEqual(sum(int(row["population"]) for row in rollout), total)

    def test_interpolation(self):
        """Census areas to boroughs by shares of area, against an overlay; the two draw the river differently."""
        path = os.path.join(DATA, "LSOA_2011_London_gen_MHW.shp")
        if not os.path.exists(path):
            self.skipTest("the official census areas are not here")
        project = self.project(("[resources]", f"[layer lsoas]\npath = {path}\nrole = cells\npopulation = USUALRES\n[resources]"))
        with open(project, encoding="utf-8") as file:
            text = file.read()
        start, end = text.index("[population]"), text.index("# Officers")
        self.write("project.ini", text[:start] + text[end:])
        code, out, err = self.run_bcukit("run", "coverage", "-p", "project.ini", "--set", "coverage.levels=areas")
        self.assertEqual(code, 0, err)
        cells = geopandas.read_file(path)
        cells["geometry"] = cells.geometry.buffer(0)
        bounds = cells.bounds
        boroughs = geopandas.read_file(os.path.join(SHAPES, "london_boroughs.shp")).set_index("GSS_CODE").geometry
        theirs = {}
        for code, borough in boroughs.items():
            x0, y0, x1, y1 = borough.bounds
            near = cells[(bounds.minx < x1) & (bounds.maxx > x0) & (bounds.miny < y1) & (bounds.maxy > y0)]
            shares = near.geometry.intersection(borough).area / near.area
            theirs[code] = (near.USUALRES * shares).sum()
        for code, row in self.table("coverage-boroughs.csv").items():
            # Overlaps below 2 % of a cell are borders drawn twice to us, people on the other side to the overlay.
            self.assertAlmostEqual(int(row["population"]), theirs[code], delta=max(100, 0.002 * theirs[code]), msg=row["name"])


main()
