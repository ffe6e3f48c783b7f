#!/usr/bin/env python3
"""Ratios of bcukit to its peers; see README.md. Usage: run.py [ROUNDS]"""
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.join(HERE, "..", "..")
BCUKIT = os.environ.get("BCUKIT", os.path.join(SOURCE, "build", "bcukit"))
MAPSHAPER = os.environ.get("MAPSHAPER") or shutil.which("mapshaper")
DATA = os.environ.get("BCUKIT_DATA", "")
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 5


def tile(source, target, times, step=200000):
    """Copies of a layer side by side, with codes of their own."""
    from osgeo import ogr
    ogr.UseExceptions()
    layers = ogr.Open(source)
    layer = layers.GetLayer(0)
    made = ogr.GetDriverByName("ESRI Shapefile").CreateDataSource(target)
    copy = made.CreateLayer("tiled", layer.GetSpatialRef(), ogr.wkbPolygon)
    for name in ("CODE", "GROUP"):
        field = ogr.FieldDefn(name, ogr.OFTString)
        field.SetWidth(20)
        copy.CreateField(field)
    for k in range(times):
        layer.ResetReading()
        for record in layer:
            feature = ogr.Feature(copy.GetLayerDefn())
            feature["CODE"] = f"{record['GSS_CODE']}-{k}"
            feature["GROUP"] = f"{record['LB_GSS_CD']}-{k}"
            geometry = record.GetGeometryRef().Clone()
            for part in [geometry] if geometry.GetGeometryName() == "POLYGON" else list(geometry):
                for ring in part:
                    for i in range(ring.GetPointCount()):
                        ring.SetPoint_2D(i, ring.GetX(i) + step * (k % 4) / 4, ring.GetY(i) + step * (k // 4) / 4)
            feature.SetGeometry(geometry)
            copy.CreateFeature(feature)
    made = None


def median(command, folder):
    """(seconds, peak MB) of a command."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def compare(name, shp, code, group, folder):
    project = os.path.join(folder, "bench.ini")
    with open(project, "w", encoding="utf-8") as file:
        file.write(f"[layer areas]\npath = {shp}\ncode = {code}\n[clusters]\nfield = {group}\n")
    table = os.path.splitext(os.path.basename(shp))[0]
    commands = {"bcukit": [BCUKIT, "run", "geojson", "-p", project, "-o", "ours", "--set", "geojson.layers=clusters"]}
    if shutil.which("ogr2ogr"):
        commands["ogr2ogr"] = ["ogr2ogr", "-f", "GeoJSON", "-t_srs", "EPSG:4326", "-lco", "RFC7946=YES", "-dialect",
                               "SQLite", "-sql", f'SELECT ST_Union(geometry), "{group}" FROM "{table}" GROUP BY "{group}"',
                               "gdal.geojson", shp]
    if MAPSHAPER:
        commands["mapshaper"] = [MAPSHAPER, shp, "-dissolve", group, "-proj", "wgs84", "-o", "precision=0.0000001",
                                 "mapshaper.geojson"]
    times = {}
    for peer, command in commands.items():
        path = os.path.join(folder, "gdal.geojson")
        if os.path.exists(path):
            os.remove(path)
        if peer == "ogr2ogr":
            command = ["sh", "-c", 'rm -f gdal.geojson; exec "$@"', "sh", *command]
        times[peer] = median(command, folder)
    for peer, seconds in times.items():
        print(f"{name:14} {peer:10} {seconds:8.3f} s   {seconds / times['bcukit']:6.1f} x bcukit", flush=True)


def main():
    with tempfile.TemporaryDirectory() as folder:
        compare("boroughs", os.path.join(SOURCE, "shapes", "london_boroughs.shp"), "GSS_CODE", "ONS_INNER", folder)
        wards = os.path.join(DATA, "London_Ward_CityMerged.shp")
        for times in (1, 4, 16) if os.path.exists(wards) else ():
            tiled = os.path.join(folder, f"wards{times}.shp")
            tile(wards, tiled, times)
            compare(f"wards x{times}", tiled, "CODE", "GROUP", folder)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest peak of any process: {peak:.0f} MB")


main()
