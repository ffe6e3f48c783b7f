"""A grid in GeoTIFF, as GDAL writes it, moves what bcukit transforms, whichever libtiff PROJ was given."""
import glob
import os
import sys

from host import HostTest
from readers import main, source_boroughs

try:
    import numpy
    import pyproj
    from osgeo import gdal, osr
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

gdal.UseExceptions()
NAME = "uk_os_OSTN15_NTv2_OSGBtoETRS.tif"  # PROJ's database knows where to use it
NORTH, EAST = 1.5, -4.25                   # arc seconds, the same everywhere
WEST_EDGE, NORTH_EDGE, STEP, SIZE = -2.0, 53.0, 0.5, 8


def write_grid(path, compression):
    grid = gdal.GetDriverByName("GTiff").Create(path, SIZE, SIZE, 2, gdal.GDT_Float32, ["COMPRESS=" + compression])
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(4277)
    grid.SetProjection(crs.ExportToWkt())
    grid.SetGeoTransform([WEST_EDGE - STEP / 2, STEP, 0, NORTH_EDGE + STEP / 2, 0, -STEP])
    grid.SetMetadata({"TYPE": "HORIZONTAL_OFFSET", "AREA_OR_POINT": "Point", "target_crs_epsg_code": "4258"})
    for number, name, offset in ((1, "latitude_offset", NORTH), (2, "longitude_offset", EAST)):
        band = grid.GetRasterBand(number)
        band.SetDescription(name)
        band.SetUnitType("arc-second")
        band.WriteArray(numpy.full((SIZE, SIZE), offset, numpy.float32))
    grid.GetRasterBand(2).SetMetadataItem("positive_value", "east")


class GridTest(HostTest):
    def data_of_proj(self):
        [database] = [path for path in (os.path.join(folder, "proj.db") for folder in
                                        pyproj.datadir.get_data_dir().split(os.pathsep)) if os.path.exists(path)][:1]
        os.symlink(database, os.path.join(self.path, "proj.db"))
        for ini in glob.glob(os.path.join(os.path.dirname(database), "proj.ini")):
            os.symlink(ini, os.path.join(self.path, "proj.ini"))
        return {"PROJ_DATA": self.path, "PROJ_LIB": self.path, "XDG_CACHE_HOME": self.path}

    def boroughs_moved_by(self, compression):
        environment = self.data_of_proj()
        write_grid(os.path.join(self.path, NAME), compression)
        code, _, messages = self.run_bcukit("run", "geojson", "-v", "--set", "geojson.layers=boroughs", environment=environment)
        self.assertEqual(code, 0, messages)
        self.assertNotIn("is not installed", messages)
        to_degrees = pyproj.Transformer.from_crs(27700, 4277, always_xy=True)
        ours = {feature["id"]: feature["geometry"] for feature in self.json("boroughs.geojson")["features"]}
        for code, shape in source_boroughs().geometry.items():
            parts = ours[code]["coordinates"]
            rings = parts if ours[code]["type"] == "Polygon" else [ring for part in parts for ring in part]
            bounds = numpy.concatenate(rings)
            expected = numpy.array([to_degrees.transform(*point) for part in getattr(shape, "geoms", [shape])
                                    for point in part.exterior.coords])
            for limit in (numpy.min, numpy.max):
                numpy.testing.assert_allclose(limit(bounds, 0), limit(expected, 0) + [EAST / 3600, NORTH / 3600], 0, 2e-7)

    def test_deflated(self):
        self.boroughs_moved_by("DEFLATE")

    def test_as_it_is(self):
        self.boroughs_moved_by("NONE")


main()
