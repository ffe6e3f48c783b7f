"""TopoJSON as topojson-client, mapshaper and GDAL read it: the same features as the GeoJSON."""
import csv
import io
import json
import os
import sys

from host import SHAPES
from readers import ReaderTest, main, needs_npm, polygons_of, signed_area

FEATURES = """
const topojson = require("topojson-client"), fs = require("fs");
const topology = JSON.parse(fs.readFileSync(process.argv[1], "utf8"));
const collections = {};
for (const name in topology.objects) collections[name] = topojson.feature(topology, topology.objects[name]);
console.log(JSON.stringify(collections));
"""
NEIGHBOURS = """
const topojson = require("topojson-client"), fs = require("fs");
const topology = JSON.parse(fs.readFileSync(process.argv[1], "utf8"));
const clusters = topology.objects.bcu.geometries;
const inner = topojson.mesh(topology, topology.objects.bcu, (a, b) => a !== b);
const merged = topojson.merge(topology, topology.objects.boroughs.geometries);
console.log(JSON.stringify({
    codes: clusters.map(c => c.id), neighbours: topojson.neighbors(clusters),
    inner: inner.coordinates.length, parts: merged.coordinates.length}));
"""


class TopojsonTest(ReaderTest):
    def collections(self):
        return self.node(FEATURES, self.output("bcu.topojson"))

    def compare(self, tolerance):
        """Every feature of every object against the one in the GeoJSON of the same run."""
        for name, collection in self.collections().items():
            ours = self.json(name + ".geojson")["features"]
            self.assertEqual([f["id"] for f in collection["features"]], [f["id"] for f in ours])
            for feature, twin in zip(collection["features"], ours):
                self.assertEqual(feature["properties"], twin["properties"])
                if twin["geometry"]["type"] == "Point":
                    for a, b in zip(feature["geometry"]["coordinates"], twin["geometry"]["coordinates"]):
                        self.assertLessEqual(abs(a - b), tolerance)
                else:
                    self.assert_same_rings(feature["geometry"], twin["geometry"], tolerance, feature["id"])

    @needs_npm("topojson-client")
    def test_equal_to_the_geojson(self):
        self.run_plugin("topojson", "geojson")
        self.compare(0)

    @needs_npm("topojson-client")
    def test_equal_within_the_quantum(self):
        self.run_plugin("topojson", "geojson", "--set", "topojson.quantization=10000000")
        scale = self.json("bcu.topojson")["transform"]["scale"]
        self.compare(max(scale) / 2 + 1e-7)

    @needs_npm("topojson-client")
    def test_coarse_grid_stays_near(self):
        """Vertices fall together on a coarse grid, so positions are looked for, not counted."""
        self.run_plugin("topojson", "geojson", "--set", "topojson.quantization=10000")
        width, height = self.json("bcu.topojson")["transform"]["scale"]
        ours = {f["id"]: f for f in self.json("boroughs.geojson")["features"]}
        for feature in self.collections()["boroughs"]["features"]:
            cells = {(round(x / width), round(y / height)) for polygon in polygons_of(ours[feature["id"]]["geometry"])
                     for ring in polygon for x, y in ring}
            for polygon in polygons_of(feature["geometry"]):
                for i, ring in enumerate(polygon):
                    self.assertEqual(signed_area(ring) > 0, i == 0)
                    for x, y in ring:
                        at = (round(x / width), round(y / height))
                        self.assertTrue(any((at[0] + i, at[1] + j) in cells for i in (-1, 0, 1) for j in (-1, 0, 1)))

    @needs_npm("topojson-client")
    def test_neighbours_are_told_by_shared_arcs(self):
        self.run_plugin("topojson", "area")
        found = self.node(NEIGHBOURS, self.output("bcu.topojson"))
        theirs = {frozenset((found["codes"][a], found["codes"][b])) for a, row in enumerate(found["neighbours"]) for b in row}
        rows = csv.DictReader(io.StringIO(self.read("adjacency.csv")))
        self.assertEqual(theirs, {frozenset((row["code_a"], row["code_b"])) for row in rows if row["border_km"]})
        self.assertGreater(found["inner"], 0)
        self.assertEqual(found["parts"], 1)  # Richmond lies on both banks and joins all boroughs

    @needs_npm("topojson-client")
    def test_winding_of_d3(self):
        self.run_plugin("topojson", "--set", "topojson.winding=d3")
        for collection in (self.collections()[name] for name in ("bcu", "boroughs")):
            for feature in collection["features"]:
                for polygon in polygons_of(feature["geometry"]):
                    self.assertEqual([signed_area(ring) < 0 for ring in polygon], [i == 0 for i in range(len(polygon))])

    @needs_npm("topojson-client")
    def test_borders_and_context(self):
        """Borders and layers that are not made of borders are objects, too, and are what the GeoJSON has."""
        boroughs, wards = (os.path.join(SHAPES, f"london_{name}.shp") for name in ("boroughs", "wards"))
        project = self.project(("[population]", f"[layer plain]\npath = {boroughs}\nrole = context\n"
                                                f"[layer halls]\npath = {wards}\nrole = context\n[population]"))
        names = ("bcu", "borders", "plain", "halls")
        self.run_plugin("topojson", "geojson", "-p", project, "--set", "topojson.layers=" + ",".join(names), "--set",
                        "geojson.layers=" + ",".join(names))
        theirs = self.collections()
        self.assertEqual(set(theirs), set(names))
        for name in names:
            ours = self.json(name + ".geojson")["features"]
            self.assertEqual([f["properties"] for f in theirs[name]["features"]], [f["properties"] for f in ours])
            if name != "bcu":  # whose rings may begin elsewhere
                self.assertEqual([f["geometry"] for f in theirs[name]["features"]], [f["geometry"] for f in ours])

    @needs_npm("mapshaper")
    def test_mapshaper(self):
        self.run_plugin("topojson", "geojson", "--set", "topojson.quantization=1000000")
        self.mapshaper(self.output("bcu.topojson"), "-o", "format=geojson", ".")
        for layer, count in (("bcu", 12), ("boroughs", 33), ("wards", 625)):
            with open(os.path.join(self.path, layer + ".json"), encoding="utf-8") as file:
                theirs = json.load(file)["features"]
            ours = self.json(layer + ".geojson")["features"]
            self.assertEqual(len(theirs), count)
            self.assertEqual([f["properties"]["name"] for f in theirs], [f["properties"]["name"] for f in ours])

    def test_gdal(self):
        try:
            from osgeo import ogr
        except ImportError as missing:
            self.skipTest(str(missing))
        ogr.UseExceptions()
        self.run_plugin("topojson", "--set", "topojson.quantization=1000000")
        source = ogr.Open(self.output("bcu.topojson"))
        self.assertEqual(source.GetDriver().GetName(), "TopoJSON")
        self.assertEqual({layer.GetName(): layer.GetFeatureCount() for layer in source}, {"bcu": 12, "boroughs": 33, "wards": 625})
        for feature in source.GetLayer("boroughs"):
            self.assertTrue(feature.GetGeometryRef().IsValid(), feature["name"])
            self.assertEqual(feature.IsFieldSetAndNotNull("cluster_code"), feature["name"] != "City of London")


main()
