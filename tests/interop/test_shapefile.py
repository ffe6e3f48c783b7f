"""Shapefiles that we wrote, as GDAL and geopandas read them, ring for ring the source layer."""
import csv
import io
import os
import subprocess
import sys

from readers import ReaderTest, main, needs_command, signed_area, source_boroughs

try:
    import geopandas
    from osgeo import ogr
    from shapely.geometry import mapping
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

ogr.UseExceptions()
NAME = "Nord-Ouest \"É\" & l'Île <x>"


class ShapefileTest(ReaderTest):
    def layer(self, name):
        return geopandas.read_file(self.output(name))

    def test_boroughs_are_the_source_ring_for_ring(self):
        self.run_plugin("shapefile")
        layer, source = self.layer("boroughs.shp").set_index("code"), source_boroughs()
        self.assertEqual(set(layer.index), set(source.index))
        self.assertEqual(layer.crs.to_epsg(), 27700)
        for code, shape in source.geometry.items():
            self.assert_same_rings(mapping(layer.geometry[code]), mapping(shape), 0, code)

    def test_shells_run_clockwise(self):
        self.run_plugin("shapefile", "--set", "shapefile.layers=bcu")
        for shape in self.layer("bcu.shp").geometry:
            for part in getattr(shape, "geoms", [shape]):
                self.assertLess(signed_area(list(part.exterior.coords)), 0)

    def test_the_same_layers_as_the_geopackage(self):
        """Two ways out of one dataset, read by a third: the same rows and shapes."""
        self.run_plugin("shapefile", "gpkg")
        fields = list(csv.DictReader(io.StringIO(self.read("shapefile-fields.csv"))))
        for name in ("bcu", "wards", "borders"):
            full = {row["field"]: row["name"].replace("s_", "src_", 1) if row["name"].startswith("s_") else row["name"]
                    for row in fields if row["layer"] == name}
            ours = self.layer(name + ".shp").rename(columns=full)
            theirs = geopandas.read_file(self.output("bcu.gpkg"), layer=name)
            self.assertEqual(set(ours.columns), set(theirs.columns), name)
            self.assertEqual(len(ours), len(theirs))
            for (_, a), (_, b) in zip(ours.iterrows(), theirs.iterrows()):
                self.assertTrue(a.geometry.equals(b.geometry))
                for column in theirs.columns.drop("geometry"):
                    if isinstance(b[column], float) and b[column] == b[column]:
                        self.assertAlmostEqual(a[column], b[column], delta=0.0000501, msg=column)
                    elif b[column] is not None and b[column] == b[column]:
                        self.assertEqual(a[column], b[column], column)
                    else:
                        self.assertTrue(a[column] is None or a[column] != a[column], column)

    def test_names_are_literal(self):
        project = self.project(("name = North West", "name = " + NAME))
        self.run_plugin("shapefile", "-p", project)
        layer = self.layer("bcu.shp").set_index("code")
        self.assertEqual(layer.name["north-west"], NAME)
        self.assertEqual(self.layer("wards.shp").name.str.contains("'").sum(), 26)

    def test_types_and_nulls_in_gdal(self):
        self.run_plugin("shapefile")
        source = ogr.Open(self.output("boroughs.shp"))
        layer = source.GetLayer(0)
        kinds = {field.GetName(): (field.GetTypeName(), field.GetWidth(), field.GetPrecision()) for field in layer.schema}
        self.assertEqual(kinds["population"], ("Integer", 6, 0))
        self.assertEqual(kinds["area_ha"], ("Real", 10, 4))
        layer.SetAttributeFilter("code = 'E09000001'")
        city = layer.GetNextFeature()
        self.assertTrue(city.IsFieldNull("cluster_co"))
        self.assertEqual((city["name"], city["population"], city["s_HECTARES"]), ("City of London", 7405, 314.942))
        figures = ogr.Open(self.output("coverage.dbf"))
        self.assertEqual(figures.GetLayer(0).GetFeatureCount(), 12)

    @needs_command("ogrinfo")
    def test_ogrinfo(self):
        self.run_plugin("shapefile")
        for name, count in (("bcu.shp", 12), ("boroughs.shp", 33), ("wards.shp", 625), ("area.dbf", 12)):
            done = subprocess.run(["ogrinfo", "-al", "-so", "-ro", self.output(name)], capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertIn(f"Feature Count: {count}\n", done.stdout)
            if name.endswith("shp"):
                self.assertIn('ID["EPSG",27700]', done.stdout)

    @needs_command("ogr2ogr")
    def test_there_and_back_by_ogr2ogr(self):
        self.run_plugin("shapefile")
        self.tool("ogr2ogr", "-f", "GPKG", "there.gpkg", self.output("boroughs.shp"), "-nlt", "PROMOTE_TO_MULTI")
        self.tool("ogr2ogr", "-f", "ESRI Shapefile", "back.shp", "there.gpkg")
        back = geopandas.read_file(os.path.join(self.path, "back.shp")).set_index("code")
        for code, shape in source_boroughs().geometry.items():
            self.assert_same_rings(mapping(back.geometry[code]), mapping(shape), 0, code)

    def test_we_read_what_we_wrote(self):
        """The layer is a project's input again, with the same clusters and figures."""
        self.run_plugin("shapefile", "area")
        before = self.read("area.csv")
        project = self.project((os.path.join(os.environ["BCUKIT_SHAPES"], "london_boroughs.shp"), self.output("boroughs.shp")),
                               ("code = GSS_CODE\nname = NAME\nnoun = borough", "code = code\nname = name\nnoun = borough"),
                               ("published_ha = HECTARES\nwater_ha", "published_ha = s_HECTARES\nwater_ha"),
                               ("water_ha = NONLD_AREA", "water_ha = s_NONLD_AR"))
        self.run_plugin("area", "-p", project, "-o", "again")
        self.assertEqual(self.read("area.csv", folder="again"), before)


main()
