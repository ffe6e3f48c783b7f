"""The GeoPackage as GDAL, its validator, geopandas, SQLite and QGIS read it, ring for ring the source layer."""
import json
import os
import re
import sqlite3
import subprocess
import sys
import xml.dom.minidom

from readers import ReaderTest, main, needs_command, needs_qgis, source_boroughs

try:
    import geopandas
    from osgeo import ogr
    from shapely.geometry import mapping
    from shapely.ops import unary_union
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

ogr.UseExceptions()
NAME = "Nord-Ouest \"É\" & l'Île <x>"
LAYERS = ["bcu", "boroughs", "wards", "borders"]
TABLES = ["area", "coverage", "rollout"]

# Draws the layers with the styles that are stored beside them, the first on top.
QGIS_PICTURE = """
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor
path, picture, places = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
layers = [QgsVectorLayer(path + "|layername=" + name, name, "ogr") for name in sys.argv[4:]]
settings = QgsMapSettings()
settings.setLayers(layers)
settings.setDestinationCrs(layers[0].crs())
settings.setExtent(QgsRectangle(503000, 155000, 563000, 202000))
settings.setOutputSize(QSize(1200, 940))  # 50 m a pixel
settings.setOutputDpi(96)
settings.setBackgroundColor(QColor("white"))
job = QgsMapRendererSequentialJob(settings)
job.start()
job.waitForFinished()
image = job.renderedImage()
image.save(picture)
dark = sum(QColor(image.pixel(x, y)).lightness() < 60 for x in range(1200) for y in range(940))
answer = {"valid": [layer.isValid() for layer in layers], "labels": [layer.labelsEnabled() for layer in layers],
          "renderers": [layer.renderer().type() for layer in layers], "errors": [str(error) for error in job.errors()],
          "licences": [layer.metadata().licenses() for layer in layers], "crs": layers[0].crs().authid(), "dark": dark,
          "rights": layers[0].metadata().rights(),
          "categories": [category.label() for category in layers[-1].renderer().categories()],
          "colours": {code: QColor(image.pixel(round((x - 503000) / 50), round((202000 - y) / 50))).name()
                      for code, (x, y) in places.items()}}
"""


class GeoPackageTest(ReaderTest):
    def package(self, *arguments):
        self.run_plugin("gpkg", *arguments)
        return self.output("bcu.gpkg")

    def ask(self, sql, name="bcu.gpkg"):
        connection = sqlite3.connect(self.output(name))
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    # ---- geometry ------------------------------------------------------------------------

    def test_boroughs_are_the_source_ring_for_ring(self):
        layer, source = geopandas.read_file(self.package(), layer="boroughs").set_index("code"), source_boroughs()
        self.assertEqual(set(layer.index), set(source.index))
        self.assertEqual(layer.crs.to_epsg(), 27700)
        for code, shape in source.geometry.items():
            self.assert_same_rings(mapping(layer.geometry[code]), mapping(shape), 0, code)

    def test_clusters_are_the_union_ring_for_ring(self):
        path, source = self.package(), source_boroughs()
        clusters = geopandas.read_file(path, layer="bcu").set_index("code")
        boroughs = geopandas.read_file(path, layer="boroughs").set_index("code")
        self.assertEqual(len(clusters), 12)
        for code, shape in clusters.geometry.items():
            union = unary_union([source.geometry[name] for name in boroughs.index[boroughs.cluster_code == code]])
            self.assertTrue(shape.is_valid, code)
            self.assertEqual(shape.symmetric_difference(union).area, 0, code)
            self.assertAlmostEqual(shape.area / 1e4, clusters.area_ha[code], delta=0.0001)

    def test_borders_make_up_all_outlines(self):
        path = self.package()
        borders, boroughs = (geopandas.read_file(path, layer=name) for name in ("borders", "boroughs"))
        outline = boroughs.geometry.length.sum()
        once = borders[borders.border == "outer"].length_m.sum()
        self.assertAlmostEqual(once + 2 * borders[borders.border != "outer"].length_m.sum(), outline, delta=0.6)
        self.assertEqual(set(borders.border), {"outer", "cluster", "area"})
        lone = borders[borders.border == "outer"]
        self.assertTrue((lone.left_code.isna() ^ lone.right_code.isna()).all())

    def test_another_crs(self):
        path = self.package("--set", "gpkg.crs=EPSG:32630")
        layer = geopandas.read_file(path, layer="bcu")
        self.assertEqual(layer.crs.to_epsg(), 32630)
        self.assertTrue(layer.is_valid.all())
        self.assertAlmostEqual(layer.area.sum() / 1e4 / 157049.68, 1, delta=0.001)

    # ---- attributes ----------------------------------------------------------------------

    def test_types_and_nulls_in_gdal(self):
        source = ogr.Open(self.package())
        layer = source.GetLayerByName("boroughs")
        kinds = {field.GetName(): field.GetTypeName() for field in layer.schema}
        self.assertEqual((kinds["code"], kinds["population"], kinds["area_ha"]), ("String", "Integer64", "Real"))
        self.assertEqual(ogr.GeometryTypeToName(layer.GetGeomType()), "Multi Polygon")
        layer.SetAttributeFilter("code = 'E09000001'")
        city = layer.GetNextFeature()
        self.assertTrue(city.IsFieldNull("cluster_code"))
        self.assertEqual((city["name"], city["population"], city["src_HECTARES"]), ("City of London", 7405, 314.942))
        figures = source.GetLayerByName("coverage")
        self.assertEqual((figures.GetFeatureCount(), figures.GetGeomType()), (12, ogr.wkbNone))

    def test_names_are_literal(self):
        project = self.project(("name = North West", "name = " + NAME))
        layer = geopandas.read_file(self.package("-p", project), layer="bcu").set_index("code")
        self.assertEqual(layer.name["north-west"], NAME)
        wards = geopandas.read_file(self.output("bcu.gpkg"), layer="wards")
        self.assertEqual(wards.name.str.contains("'").sum(), 26)

    def test_figures_join_by_code(self):
        path = self.package()
        layer = geopandas.read_file(path, layer="bcu").set_index("code")
        area = geopandas.read_file(path, layer="area").set_index("code")
        cover = geopandas.read_file(path, layer="coverage").set_index("code")
        joined = layer.join(area, rsuffix="_figure").join(cover, rsuffix="_cover")
        self.assertEqual(len(joined), 12)
        self.assertTrue((abs(joined.area_ha - joined.area_ha_figure) < 0.006).all())
        self.assertTrue((joined.population == joined.population_cover).all())
        self.assertEqual(self.ask("PRAGMA foreign_key_list(area)")[0][2:5], ("bcu", "code", "code"))

    # ---- as a file -----------------------------------------------------------------------

    def test_the_validator_of_gdal(self):
        from osgeo_utils.samples import validate_gpkg
        for arguments in ([], ["--set", "gpkg.crs=EPSG:4326"], ["--set", "gpkg.styles=no", "--set", "gpkg.layers=bcu,area"],
                          ["--set", "gpkg.crs=+proj=ob_tran +o_proj=longlat +o_lon_p=0 +o_lat_p=39 +lon_0=18 +datum=WGS84"]):
            path = self.package(*arguments)
            checker = validate_gpkg.GPKGChecker(path, abort_at_first_error=False, extra_checks=True, warning_msg=False)
            checker.check()
            self.assertEqual((checker.errors, checker.warnings), ([], []), arguments)

    def test_sqlite_itself(self):
        self.package()
        self.assertEqual(self.ask("PRAGMA integrity_check"), [("ok",)])
        self.assertEqual(self.ask("PRAGMA foreign_key_check"), [])
        for name in LAYERS:
            self.assertEqual(self.ask(f"SELECT rtreecheck('rtree_{name}_geom')"), [("ok",)])
        # Every box of the index holds the shape, and none is larger than single precision makes it.
        boxes = self.ask("SELECT id, minx, maxx, miny, maxy FROM rtree_boroughs_geom ORDER BY id")
        layer = geopandas.read_file(self.output("bcu.gpkg"), layer="boroughs")
        for (row, *box), bounds in zip(boxes, layer.bounds.itertuples(index=False)):
            for ours, theirs, sign in zip(box, (bounds.minx, bounds.maxx, bounds.miny, bounds.maxy), (1, -1, 1, -1)):
                self.assertTrue(0 <= sign * (theirs - ours) < 0.07, row)

    @needs_command("ogrinfo")
    def test_ogrinfo(self):
        done = subprocess.run(["ogrinfo", "-al", "-so", "-ro", self.package()], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        names = re.findall(r"^Layer name: (.*)$", done.stdout, re.M)
        self.assertEqual(names, LAYERS + TABLES + ["layer_styles"])
        for text in ("LICENCE=Open Government Licence v3.0", "CRS_OPERATION=none", "Feature Count: 625", 'ID["EPSG",27700]',
                     "Contains Ordnance Survey data © Crown copyright and database right [2015]"):
            self.assertIn(text, done.stdout)

    @needs_command("ogr2ogr")
    def test_there_and_back_by_ogr2ogr(self):
        path = self.package()
        self.tool("ogr2ogr", "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=15", "there.geojson", path, "boroughs", "-t_srs", "EPSG:27700")
        self.tool("ogr2ogr", "-f", "GPKG", "back.gpkg", "there.geojson", "-nlt", "PROMOTE_TO_MULTI")
        ours = geopandas.read_file(path, layer="boroughs").set_index("code")
        back = geopandas.read_file(os.path.join(self.path, "back.gpkg")).set_index("code")
        for code, shape in ours.geometry.items():
            self.assert_same_rings(mapping(back.geometry[code]), mapping(shape), 1e-8, code)
            self.assertEqual(back.population[code], ours.population[code])
            self.assertEqual(back.name[code], ours.name[code])

    def test_the_index_follows_edits(self):
        """GDAL has the functions that the triggers call."""
        source = ogr.Open(self.package(), update=1)
        layer = source.GetLayerByName("wards")
        feature = layer.GetFeature(7)
        feature.SetGeometry(ogr.CreateGeometryFromWkt("POINT (100000 900000)"))
        layer.SetFeature(feature)
        layer.DeleteFeature(8)
        layer.SetSpatialFilterRect(99999, 899999, 100001, 900001)
        self.assertEqual([found.GetFID() for found in layer], [7])
        layer = source = None
        self.assertEqual(self.ask("SELECT rtreecheck('rtree_wards_geom')"), [("ok",)])
        self.assertEqual(self.ask("SELECT count(*) FROM rtree_wards_geom"), [(624,)])

    def test_columns_are_described(self):
        self.package()
        self.assertEqual(self.ask("SELECT title, description FROM gpkg_data_columns WHERE table_name = 'area' AND column_name = 'outer_km'"),
                         [("outer_km (km)", "of the perimeter, with nothing on the other side")])
        undescribed = [name for table in TABLES + ["bcu", "borders"] for _, name, *_ in self.ask(f"PRAGMA table_info({table})")
                       if name not in ("fid", "geom") and not self.ask(
                           f"SELECT 1 FROM gpkg_data_columns WHERE table_name = '{table}' AND column_name = '{name}' AND description != ''")]
        self.assertEqual(undescribed, [])

    def test_styles_are_well_formed(self):
        project = self.project(("name = North West", "name = " + NAME))
        self.package("-p", project)
        rows = self.ask("SELECT f_table_name, styleQML, styleSLD FROM layer_styles WHERE useAsDefault")
        self.assertEqual([row[0] for row in rows], LAYERS)
        for table, qml, sld in rows:
            xml.dom.minidom.parseString(qml)
            xml.dom.minidom.parseString(sld)
        self.assertIn("&lt;x&gt;", rows[0][1])

    @needs_qgis
    def test_qgis_opens_it_styled(self):
        """A picture of the stored styles: the colours of the map at places well inside, labels on it."""
        project = self.project(("name = North West", "name = " + NAME))
        self.run_plugin("gpkg", "render", "-p", project, "--set", "render.formats=svg", "--set", "render.dpi=96")
        fills = {path.getAttribute("data-code"): path.getAttribute("fill")
                 for path in xml.dom.minidom.parse(self.output("map.svg")).getElementsByTagName("path")
                 if path.getAttribute("class") == "cluster"}
        self.assertEqual(len(fills), 12)
        places = {"east": (551500, 188500), "central-north": (530500, 185500), "west": (507500, 184000),
                  "south-west": (524000, 171500), "north-east": (538000, 190500), "south-east": (546000, 176500),
                  "south": (531000, 173000), "north-west": (519500, 191000), "north": (533000, 197500),
                  "central-east": (535000, 186300), "central-west": (526500, 181500), "south-area": (541000, 164000)}
        picture = os.path.join(self.path, "qgis.png")
        answer = self.qgis(QGIS_PICTURE, self.output("bcu.gpkg"), picture, json.dumps(places), "borders", "bcu")
        self.assertEqual((answer["valid"], answer["errors"], answer["crs"]), ([True, True], [], "EPSG:27700"))
        self.assertEqual((answer["renderers"], answer["labels"]), (["categorizedSymbol"] * 2, [False, True]))
        self.assertIn(NAME, answer["categories"])
        self.assertEqual(answer["licences"], [["Open Government Licence v3.0"]] * 2)
        self.assertEqual(len(answer["rights"]), 2)
        unlabelled = QGIS_PICTURE.replace("settings.setLayers", "for layer in layers:\n    layer.setLabelsEnabled(False)\nsettings.setLayers")
        bare = self.qgis(unlabelled, self.output("bcu.gpkg"), picture, json.dumps(places), "borders", "bcu")
        self.assertEqual(bare["colours"], {code: fills[code] for code in places})
        self.assertGreater(answer["dark"], bare["dark"] + 1000)  # the ink of twelve labels
        city = json.dumps({"city": (532400, 181300)})
        more = self.qgis(unlabelled, self.output("bcu.gpkg"), picture, city, "wards", "borders", "boroughs")
        self.assertEqual(more["renderers"], ["singleSymbol", "categorizedSymbol", "categorizedSymbol"])
        self.assertEqual(more["colours"]["city"], "#e3e3e3")  # in no cluster


main()
