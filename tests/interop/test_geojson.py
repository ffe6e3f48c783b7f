"""GeoJSON as GDAL, geopandas, mapshaper and QGIS read it, ring for ring the source layer."""
import json
import os
import subprocess
import sys
import unittest

from host import BCUKIT, SHAPES
from readers import (ReaderTest, main, moved, needs_command, needs_npm, needs_qgis, polygons_of, signed_area, source_boroughs, to_wgs84)

try:
    import geopandas
    from osgeo import ogr
    from shapely.ops import unary_union
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

ogr.UseExceptions()
HALF_DIGIT = 0.5e-7 + 1e-9  # and what another build of PROJ may differ by
QGIS_LAYER = """
layer = QgsVectorLayer(sys.argv[1], "layer", "ogr")
answer = {"valid": layer.isValid(), "count": layer.featureCount(), "crs": layer.crs().authid(),
          "geometries": all(feature.geometry().isGeosValid() for feature in layer.getFeatures())}
"""
HOSTILE = ['Saint-Étienne "Le Vieux"', "O'Brien's \\ Łódź", "東京\tTab", "Émile\u2028Zola & <b>"]


class GeojsonTest(ReaderTest):
    def features(self, layer):
        return {feature["id"]: feature for feature in self.json(layer + ".geojson")["features"]}

    def gdal(self, name):
        """The layer of a file. A layer does not outlive its source, so that is kept."""
        self.source = ogr.Open(self.output(name))
        return self.source.GetLayer(0)

    def test_boroughs_are_the_source_ring_for_ring(self):
        self.run_plugin("geojson")
        transformer, source = to_wgs84(), source_boroughs()
        ours = self.features("boroughs")
        self.assertEqual(set(ours), set(source.index))
        for code, shape in source.geometry.items():
            self.assert_same_rings(ours[code]["geometry"], moved(shape, transformer), HALF_DIGIT, code)

    def test_clusters_are_the_union_ring_for_ring(self):
        self.run_plugin("geojson")
        transformer, source = to_wgs84(), source_boroughs()
        cluster = {code: feature["properties"]["cluster_code"] for code, feature in self.features("boroughs").items()}
        for code, feature in self.features("bcu").items():
            union = unary_union([shape for name, shape in source.geometry.items() if cluster[name] == code])
            self.assert_same_rings(feature["geometry"], moved(union, transformer), HALF_DIGIT, code)

    def test_right_hand_rule(self):
        self.run_plugin("geojson")
        for feature in list(self.features("bcu").values()) + list(self.features("boroughs").values()):
            for polygon in polygons_of(feature["geometry"]):
                for i, ring in enumerate(polygon):
                    self.assertEqual(signed_area(ring) > 0, i == 0)

    def test_types_and_nulls_in_gdal(self):
        self.run_plugin("geojson", "--set", "geojson.attributes=yes")
        layer = self.gdal("boroughs.geojson")
        self.assertEqual(layer.GetSpatialRef().GetAuthorityCode(None), "4326")
        kinds = {field.GetName(): field.GetTypeName() for field in layer.schema}
        self.assertEqual(kinds["population"], "Integer")
        self.assertEqual(kinds["area_ha"], "Real")
        self.assertEqual(kinds["src_GSS_CODE"], "String")
        self.assertEqual(kinds["src_HECTARES"], "Real")
        layer.SetAttributeFilter("code = 'E09000001'")
        city = layer.GetNextFeature()
        self.assertTrue(city.IsFieldNull("cluster_code"))
        self.assertEqual((city["name"], city["population"]), ("City of London", 7405))

    @needs_command("ogr2ogr")
    def test_there_and_back_by_ogr2ogr(self):
        self.run_plugin("geojson")
        self.tool("ogr2ogr", "-f", "GPKG", "there.gpkg", self.output("boroughs.geojson"))
        self.tool("ogr2ogr", "-f", "GeoJSON", "-lco", "RFC7946=YES", "-lco", "COORDINATE_PRECISION=7", "back.geojson", "there.gpkg")
        with open(os.path.join(self.path, "back.geojson"), encoding="utf-8") as file:
            back = {feature["properties"]["code"]: feature for feature in json.load(file)["features"]}
        ours = self.features("boroughs")
        self.assertEqual(set(back), set(ours))
        for code, feature in ours.items():
            self.assert_same_rings(feature["geometry"], back[code]["geometry"], 1e-9, code)
            self.assertEqual({**back[code]["properties"], "id": code}, {**feature["properties"], "id": code})

    @needs_command("ogr2ogr")
    def test_a_pipe_into_ogr2ogr(self):
        run = subprocess.Popen([BCUKIT, "run", "geojson", "--set", "geojson.layers=bcu", "-o", "-"], stdout=subprocess.PIPE, cwd=self.path)
        done = subprocess.run(["ogr2ogr", "-f", "CSV", "/vsistdout/", "/vsistdin/", "-select", "code"], stdin=run.stdout,
                              capture_output=True, text=True, cwd=self.path)
        run.stdout.close()
        self.assertEqual((run.wait(), done.returncode), (0, 0), done.stderr)
        self.assertEqual(len(done.stdout.split()), 13)

    @needs_command("ogrinfo")
    def test_lines_of_features_in_gdal(self):
        self.run_plugin("geojson", "--set", "geojson.formats=geojsonl", "--set", "geojson.layers=bcu,borders")
        self.assertIn("using driver `GeoJSONSeq' successful", self.tool("ogrinfo", "-ro", self.output("bcu.geojsonl")))
        lines = self.gdal("borders.geojsonl")
        self.assertEqual({feature.GetGeometryRef().GetGeometryName() for feature in lines}, {"LINESTRING"})

    def test_another_crs_in_gdal(self):
        self.run_plugin("geojson", "--set", "geojson.crs=EPSG:27700", "--set", "geojson.layers=boroughs")
        layer = self.gdal("boroughs.geojson")
        self.assertEqual(layer.GetSpatialRef().GetAuthorityCode(None), "27700")
        source = source_boroughs()
        for feature in layer:
            theirs = json.loads(json.dumps(source.geometry[feature["code"]].__geo_interface__))
            self.assert_same_rings(json.loads(feature.GetGeometryRef().ExportToJson()), theirs, 1e-9, feature["code"])

    def test_geopandas(self):
        self.run_plugin("geojson", "--set", "geojson.layers=bcu,boroughs,wards,borders")
        for layer, count in (("bcu", 12), ("boroughs", 33), ("wards", 625), ("borders", 105)):
            frame = geopandas.read_file(self.output(layer + ".geojson"))
            self.assertEqual((len(frame), frame.crs.to_epsg()), (count, 4326))
            self.assertTrue(frame.geometry.is_valid.all(), layer)
        wards = geopandas.read_file(self.output("wards.geojson")).set_index("code")
        source = geopandas.read_file(os.path.join(SHAPES, "london_wards.shp")).set_index("GSS_CODE")
        self.assertEqual(dict(wards.name), dict(source.NAME))
        self.assertGreater(sum("'" in name or "," in name for name in wards.name), 20)

    def test_borders_are_the_outlines(self):
        self.run_plugin("geojson", "--set", "geojson.layers=bcu,borders")
        borders = geopandas.read_file(self.output("borders.geojson"))
        clusters = geopandas.read_file(self.output("bcu.geojson"))
        drawn = unary_union(list(borders[borders.border.isin(["outer", "cluster"])].geometry))
        for _, cluster in clusters.iterrows():
            outside = cluster.geometry.boundary.difference(drawn)
            self.assertLess(outside.length, 1e-9, cluster.code)

    @needs_npm("mapshaper")
    def test_mapshaper(self):
        self.run_plugin("geojson")
        self.mapshaper(self.output("boroughs.geojson"), "-dissolve", "cluster_code", "-o", "format=geojson", "dissolved.geojson")
        with open(os.path.join(self.path, "dissolved.geojson"), encoding="utf-8") as file:
            theirs = {feature["properties"]["cluster_code"]: feature for feature in json.load(file)["features"]}
        for code, feature in self.features("bcu").items():  # their dissolve of our areas is our cluster
            self.assert_same_rings(feature["geometry"], theirs[code]["geometry"], 1e-9, code)

    @needs_qgis
    def test_qgis(self):
        self.run_plugin("geojson")
        self.assertEqual(self.qgis(QGIS_LAYER, self.output("bcu.geojson")),
                         {"valid": True, "count": 12, "crs": "EPSG:4326", "geometries": True})

    def test_names_of_all_kinds(self):
        """Accents, quotes, tabs and scripts come through as they went in, in every reader."""
        self.write_layer(HOSTILE)
        project = self.write("names.ini", "[layer cells]\npath = cells.shp\nrole = areas\ncode = CODE\nname = NAME\n"
                                          "[clusters]\nfield = CODE\n")
        self.run_plugin("geojson", "-p", project, "--set", "geojson.layers=cells")
        self.assertEqual([f["properties"]["name"] for f in self.json("cells.geojson")["features"]], HOSTILE)
        self.assertEqual([f["name"] for f in self.gdal("cells.geojson")], HOSTILE)
        self.assertEqual(list(geopandas.read_file(self.output("cells.geojson")).name), HOSTILE)

    def write_layer(self, names):
        from shapely.geometry import box
        frame = geopandas.GeoDataFrame({"CODE": [f"c{i}" for i in range(len(names))], "NAME": names},
                                       geometry=[box(530000 + 1000 * i, 180000, 531000 + 1000 * i, 181000) for i in range(len(names))],
                                       crs="EPSG:27700")
        frame.to_file(os.path.join(self.path, "cells.shp"), encoding="utf-8")


main()
