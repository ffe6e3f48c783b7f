"""Areas on both sides of the meridian of 180, in a projection of the Pacific and in longitudes up to 360."""
import math
import random

from host import HostTest, main
from polygon_layer import write_layer

CELLS = [("P1", "north", [(170, -20), (178.3, -20.5), (184.7, -19.1), (184.2, -15), (177.3, -14.2), (170, -15)]),
         ("P2", "north", [(184.7, -19.1), (195, -20), (195, -15), (184.2, -15)]),
         ("P3", "south", [(170, -20), (170, -30), (183, -30.3), (184.7, -19.1), (178.3, -20.5)]),
         ("P4", "south", [(184.7, -19.1), (183, -30.3), (195, -30), (195, -20)])]
WGS84 = ('GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],'
         'UNIT["degree",0.0174532925199433]]')


def mercator(longitude, latitude):
    """World Mercator about 150 degrees east (EPSG:3832), on its ellipsoid."""
    a, e, phi = 6378137, math.sqrt(0.0066943799901413165), math.radians(latitude)
    psi = math.asinh(math.tan(phi)) - e * math.atanh(e * math.sin(phi))
    return a * math.radians(longitude - 150), a * psi


def area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:])) / 2


def polygons_of(feature):
    polygons = feature["geometry"]["coordinates"]
    return [polygons] if feature["geometry"]["type"] == "Polygon" else polygons


def edges_of(feature):
    """Wherever its rings begin, and in whichever order its parts come."""
    return {(tuple(a), tuple(b)) for polygon in polygons_of(feature) for ring in polygon for a, b in zip(ring, ring[1:])}


def ragged_cells():
    """Two cells above each other; the border goes up and down, each time within a fiftieth of a degree."""
    dice = random.Random(180)
    border = [(175 + i / 50, -20 + dice.uniform(-0.4, 0.4)) for i in range(501)]
    return [("R1", "north", border + [(185, -15), (175, -15)]), ("R2", "south", [(175, -25), (185, -25)] + border[::-1])]


def side(a, b, c):
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def cross(e, f):
    """In a point that is an end of neither, or along a piece of both."""
    turns = [side(*e, f[0]), side(*e, f[1]), side(*f, e[0]), side(*f, e[1])]
    if all(abs(turn) < 1e-9 for turn in turns):
        (low, high), (from_, to) = sorted(e), sorted(f)
        return max(low, from_) < min(high, to)
    return all(abs(turn) > 1e-9 for turn in turns) and turns[0] * turns[1] < 0 and turns[2] * turns[3] < 0


class PacificTest(HostTest):
    def write_layer(self, project_point, cells):
        write_layer(f"{self.path}/cells", [[project_point(*point) for point in points] for _, _, points in cells],
                    [(b"CODE", 4), (b"GROUP", 8)], [(code.encode(), group.encode()) for code, group, _ in cells])

    def run_project(self, crs, project_point, cells=CELLS, decimals=7):
        self.write_layer(project_point, cells)
        project = self.write("pacific.ini", f"[layer cells]\npath = cells.shp\nrole = areas\ncode = CODE\ncrs = {crs}\n"
                                            "[clusters]\nfield = GROUP\n")
        code, out, err = self.run_bcukit("run", "geojson", "topojson", "-p", project, "--set",
                                         "geojson.layers=cells,clusters,borders", "--set",
                                         "topojson.layers=cells,clusters,borders", "--set",
                                         f"geojson.decimals={decimals}")
        self.assertEqual(code, 0, err)
        return {name: self.json(name + ".geojson") for name in ("cells", "clusters", "borders")}

    def check(self, layers):
        for layer in layers.values():
            self.assertEqual([round(side, 6) for side in layer["bbox"]], [170, -30.3, -165, -14.2])
        edges = {}
        for feature in layers["cells"]["features"]:
            polygons = polygons_of(feature)
            self.assertEqual(len(polygons), 1 if feature["id"] in ("P2", "P4") else 2, feature["id"])
            for polygon in polygons:
                for ring in polygon:
                    self.assertGreater(area(ring), 0)
                    self.assertTrue(all(-180 <= x <= 180 for x, _ in ring))
                    self.assertLess(max(x for x, _ in ring) - min(x for x, _ in ring), 25)
                    for a, b in zip(ring, ring[1:]):
                        edges[tuple(a), tuple(b)] = feature["id"]
        # The border of P1 and P3 crosses the meridian: its halves are the same in both, to the last digit.
        shared = [(a, b) for (a, b), owner in edges.items() if owner == "P1" and edges.get((b, a)) == "P3"]
        self.assertEqual(len(shared), 3)
        crossing = [p for edge in shared for p in edge if abs(p[0]) == 180]
        self.assertEqual({x for x, _ in crossing}, {180, -180})
        self.assertEqual(len({y for _, y in crossing}), 1)
        for feature in layers["borders"]["features"]:
            lines = feature["geometry"]["coordinates"]
            for line in lines if feature["geometry"]["type"] == "MultiLineString" else [lines]:
                self.assertTrue(all(abs(a[0] - b[0]) < 25 for a, b in zip(line, line[1:])))

    def test_pacific_mercator(self):
        self.check(self.run_project("EPSG:3832", mercator))

    def test_longitudes_up_to_360(self):
        self.check(self.run_project("EPSG:4326", lambda x, y: (x, y)))

    def test_both_are_the_same(self):
        first = self.run_project("EPSG:3832", mercator)
        second = self.run_project("EPSG:4326", lambda x, y: (x, y))
        for name in ("cells", "clusters"):
            self.assertEqual([edges_of(f) for f in first[name]["features"]], [edges_of(f) for f in second[name]["features"]])

    def topology(self):
        """Layers of the topology as the GeoJSON has them."""
        root = self.json("clusters.topojson")

        def line(refs):
            points = []
            for ref in refs:
                arc = root["arcs"][ref] if ref >= 0 else root["arcs"][~ref][::-1]
                points += arc[1 if points else 0:]
            return points

        def coordinates(item):
            return line(item) if isinstance(item[0], int) else [coordinates(inner) for inner in item]
        return {name: {"features": [{"geometry": {"type": geometry["type"], "coordinates": coordinates(geometry["arcs"])}}
                                    for geometry in layer["geometries"]]} for name, layer in root["objects"].items()}

    def test_topology_is_cut_likewise(self):
        for crs, project_point in (("EPSG:3832", mercator), ("EPSG:4326", lambda x, y: (x, y))):
            layers, topology = self.run_project(crs, project_point), self.topology()
            for name in ("cells", "clusters"):
                self.assertEqual([edges_of(f) for f in layers[name]["features"]],
                                 [edges_of(f) for f in topology[name]["features"]])
            self.assertEqual([f["geometry"] for f in layers["borders"]["features"]],
                             [f["geometry"] for f in topology["borders"]["features"]])

    def test_few_decimals(self):
        """Rounded to a tenth of a degree, the border runs over itself: both halves of each cell are valid all the same."""
        for decimals in (7, 3, 1):
            layers = self.run_project("EPSG:4326", lambda x, y: (x, y), ragged_cells(), decimals)
            for feature in layers["cells"]["features"]:
                polygons = polygons_of(feature)
                edges = sorted(edges_of(feature), key=lambda edge: min(edge[0][0], edge[1][0]))
                self.assertAlmostEqual(sum(area(ring) for polygon in polygons for ring in polygon), 50, delta=2)
                self.assertEqual({x for edge in edges for x, _ in edge if abs(x) == 180}, {180, -180})
                for polygon in polygons:
                    self.assertGreater(area(polygon[0]), 0)
                    self.assertTrue(all(area(hole) < 0 for hole in polygon[1:]))
                for i, edge in enumerate(edges):
                    reach = max(edge[0][0], edge[1][0])
                    for other in edges[i + 1:]:
                        if min(other[0][0], other[1][0]) > reach:
                            break
                        self.assertFalse(cross(edge, other), (edge, other))


main()
