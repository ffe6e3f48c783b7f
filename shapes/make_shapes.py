#!/usr/bin/python3
"""Makes the demonstration layers of this folder.

london_boroughs comes from the layer "lnd" of the R package spData (Debian: r-cran-spdata, with
r-cran-sf to read it), transformed to EPSG:27700 and rounded to 0.1 m, the precision of its source.
london_wards is made from ward_facts.csv. Needs Debian's python3-gdal, hence Debian's own Python in
the first line: another python3 on the PATH would not find it.

Usage: shapes/make_shapes.py [FOLDER]     (writes to FOLDER, by default to where this script is)
"""
import csv
import os
import subprocess
import sys
import tempfile

from osgeo import ogr, osr

HERE = os.path.dirname(os.path.abspath(__file__))
TARGET = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else HERE

# The seven-parameter shift of EPSG:1314, backwards, that the makers of "lnd" took. It is written out
# because PROJ left to itself prefers the OSTN15 grid where one is installed, and every vertex would
# then move by up to two metres off its source. The order of axes is that of EPSG:4326: latitude first.
WGS84_TO_BNG = (
    "+proj=pipeline +step +proj=axisswap +order=2,1 +step +proj=unitconvert +xy_in=deg +xy_out=rad "
    "+step +proj=push +v_3 +step +proj=cart +ellps=WGS84 "
    "+step +inv +proj=helmert +x=446.448 +y=-125.157 +z=542.06 +rx=0.15 +ry=0.247 +rz=0.842 "
    "+s=-20.489 +convention=position_vector "
    "+step +inv +proj=cart +ellps=airy +step +proj=pop +v_3 "
    "+step +proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy")
ogr.UseExceptions()
osr.UseExceptions()


def spatial_reference(code):
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(code)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def new_layer(name, geometry, fields):
    """A shapefile in the target folder with (name, type, width, precision) fields."""
    driver = ogr.GetDriverByName("ESRI Shapefile")
    path = os.path.join(TARGET, name + ".shp")
    if os.path.exists(path):
        driver.DeleteDataSource(path)
    source = driver.CreateDataSource(path)
    layer = source.CreateLayer(name, spatial_reference(27700), geometry, ["ENCODING=UTF-8"])
    for field, kind, width, precision in fields:
        definition = ogr.FieldDefn(field, kind)
        definition.SetWidth(width)
        definition.SetPrecision(precision)
        layer.CreateField(definition)
    return source, layer


def fix_date(name):
    """The .dbf holds the day it was written: a fixed one keeps the bytes the same."""
    with open(os.path.join(TARGET, name + ".dbf"), "r+b") as table:
        table.seek(1)
        table.write(bytes([118, 2, 1]))


def rounded(ring):
    """The ring on a 0.1 m grid, without vertices that fall together."""
    copy = ogr.Geometry(ogr.wkbLinearRing)
    last = None
    for i in range(ring.GetPointCount()):
        point = (round(ring.GetX(i), 1), round(ring.GetY(i), 1))
        if point != last:
            copy.AddPoint_2D(*point)
        last = point
    return copy


def rounded_polygons(geometry):
    parts = [geometry] if geometry.GetGeometryName() == "POLYGON" else list(geometry)
    multi = ogr.Geometry(ogr.wkbMultiPolygon)
    for part in parts:
        polygon = ogr.Geometry(ogr.wkbPolygon)
        for ring in part:
            polygon.AddGeometry(rounded(ring))
        multi.AddGeometry(polygon)
    return multi if len(parts) > 1 else multi.GetGeometryRef(0).Clone()


def make_boroughs():
    fields = [("GSS_CODE", ogr.OFTString, 9, 0), ("NAME", ogr.OFTString, 40, 0),
              ("HECTARES", ogr.OFTReal, 12, 3), ("NONLD_AREA", ogr.OFTReal, 12, 3),
              ("ONS_INNER", ogr.OFTString, 1, 0)]
    with tempfile.TemporaryDirectory() as folder:
        package = os.path.join(folder, "lnd.gpkg")
        subprocess.run(["Rscript", "-e", "library(sf); data(lnd, package = 'spData'); "
                        f"st_write(lnd, '{package}', quiet = TRUE)"], check=True)
        source = ogr.Open(package)
        operation = osr.CoordinateTransformationOptions()
        operation.SetOperation(WGS84_TO_BNG)
        step = osr.CoordinateTransformation(spatial_reference(4326), spatial_reference(27700), operation)
        target, layer = new_layer("london_boroughs", ogr.wkbPolygon, fields)
        for record in sorted(source.GetLayer(0), key=lambda r: r.GetField("GSS_CODE")):
            feature = ogr.Feature(layer.GetLayerDefn())
            for field, *_ in fields:
                feature.SetField(field, record.GetField(field))
            geometry = record.GetGeometryRef().Clone()
            geometry.Transform(step)
            feature.SetGeometry(rounded_polygons(geometry))
            layer.CreateFeature(feature)
        target = None
    fix_date("london_boroughs")


def make_wards():
    fields = [("GSS_CODE", ogr.OFTString, 9, 0), ("NAME", ogr.OFTString, 60, 0),
              ("LB_GSS_CD", ogr.OFTString, 9, 0), ("HECTARES", ogr.OFTReal, 12, 3),
              ("POPULATION", ogr.OFTInteger, 9, 0)]
    target, layer = new_layer("london_wards", ogr.wkbPoint, fields)
    with open(os.path.join(HERE, "ward_facts.csv"), newline="", encoding="utf-8") as facts:
        for row in csv.DictReader(facts):
            feature = ogr.Feature(layer.GetLayerDefn())
            feature.SetField("GSS_CODE", row["gss_code"])
            feature.SetField("NAME", row["name"])
            feature.SetField("LB_GSS_CD", row["borough_gss"])
            feature.SetField("HECTARES", float(row["hectares"]))
            feature.SetField("POPULATION", int(row["population"]))
            point = ogr.Geometry(ogr.wkbPoint)
            point.AddPoint_2D(float(row["easting"]), float(row["northing"]))
            feature.SetGeometry(point)
            layer.CreateFeature(feature)
    target = None
    fix_date("london_wards")


if __name__ == "__main__":
    make_boroughs()
    make_wards()
