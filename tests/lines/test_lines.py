"""What a plugin sees of the borders: classed, and each once."""
import csv
import os
import sys

SOURCE = os.environ["BCUKIT_SOURCE"]
sys.path[:0] = [os.path.join(SOURCE, "tests", folder) for folder in ("host", "support")]
import polygons
from host import HostTest, ROGUES, main


class LinesTest(HostTest):
    def edges(self, project):
        code, out, err = self.run_bcukit("run", "lines", "-p", project, "--plugin-path", ROGUES)
        self.assertEqual((code, err), (0, ""))
        with open(self.output("edges.csv"), encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def assert_each_once(self, edges):
        seen = set()
        for edge in edges:
            ends = frozenset([(edge["x0"], edge["y0"]), (edge["x1"], edge["y1"])])
            self.assertEqual(len(ends), 2)
            self.assertNotIn((edge["layer"], ends), seen)
            seen.add((edge["layer"], ends))

    def lengths(self, edges, layer):
        arcs = {edge["arc"]: (edge["border"], float(edge["length_m"])) for edge in edges if edge["layer"] == layer}
        return {border: sum(length for kind, length in arcs.values() if kind == border)
                for border in {kind for kind, _ in arcs.values()}}

    def test_two_layers(self):
        """Three districts in a row, each of two wards, one side by side and one above the other."""
        square = polygons.square
        polygons.write(self.output("districts.shp", ""),
                       [[square(530000 + 1000 * i, 180000, 1000)] for i in range(3)], {"CODE": list("ABC")},
                       crs="EPSG:27700")
        wards = [[square(530000 + 500 * i, 180000, 500, 1000)] for i in range(4)]
        wards += [[square(532000, 180000, 1000, 500)], [square(532000, 180500, 1000, 500)]]
        polygons.write(self.output("wards.shp", ""), wards,
                       {"CODE": ["a1", "a2", "b1", "b2", "c1", "c2"], "IN": list("AABBCC")}, crs="EPSG:27700")
        edges = self.edges(self.write("lines.ini",
                                      "[layer districts]\npath = districts.shp\ncode = CODE\n"
                                      "[layer wards]\npath = wards.shp\nrole = subareas\ncode = CODE\nparent = IN\n"
                                      "[cluster west]\nmembers = A;B\n[cluster east]\nmembers = C\n"))
        self.assert_each_once(edges)
        self.assertEqual(self.lengths(edges, "districts"), {"outer": 8000, "cluster": 1000, "area": 1000})
        self.assertEqual(self.lengths(edges, "wards"),
                         {"outer": 8000, "cluster": 1000, "area": 1000, "subarea": 3000})
        sides = {frozenset([edge["left"], edge["right"]]): edge["border"] for edge in edges if edge["layer"] == "wards"}
        self.assertEqual({pair: border for pair, border in sides.items() if "" not in pair},
                         {frozenset(["a1", "a2"]): "subarea", frozenset(["a2", "b1"]): "area",
                          frozenset(["b1", "b2"]): "subarea", frozenset(["b2", "c1"]): "cluster",
                          frozenset(["b2", "c2"]): "cluster", frozenset(["c1", "c2"]): "subarea"})
        for edge in edges:  # the ground on the left of an outer border is that of a feature
            self.assertTrue(edge["left"])

    def test_the_shipped_project(self):
        """The lengths that the check states, and no edge twice."""
        edges = self.edges(self.project())
        self.assert_each_once(edges)
        lengths = self.lengths(edges, "boroughs")
        self.assertEqual(set(lengths), {"outer", "cluster", "area"})
        out = self.run_bcukit("check")[1]
        for border, noun in (("outer", "outer"), ("cluster", "BCU"), ("area", "borough")):
            self.assertRegex(out, rf"\n  boroughs  {noun} +\d+ +{lengths[border] / 1000:.3f}\n")


main()
