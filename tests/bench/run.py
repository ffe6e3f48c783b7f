#!/usr/bin/env python3
"""Ratios of bcukit to its peers; see README.md. Usage: run.py JOB [ROUNDS]"""
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

from inputs import Layer

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "support"))
import polygons as shapefiles
BCUKIT = os.environ.get("BCUKIT", os.path.join(HERE, "..", "..", "build", "bcukit"))
MAPSHAPER = os.environ.get("MAPSHAPER") or shutil.which("mapshaper")
DATA = os.environ.get("BCUKIT_DATA", "")
LARGEST = int(os.environ.get("BCUKIT_BENCH_LARGEST", "64"))
WARDS = Layer(DATA, "London_Ward_CityMerged.shp", "GSS_CODE", "BOROUGH")
LSOAS = Layer(DATA, "LSOA_2011_London_gen_MHW.shp", "LSOA11CD", "LAD11NM")


# A process of its own starts the command: a child's peak counts from that of the process that it was forked from,
# and this one, with GDAL in it, is larger than what is measured.
STARTER = """
import os, subprocess, sys, time
start = time.perf_counter()
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
print(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def measure_once(command, folder):
    """Wall seconds, CPU seconds, and the peak MB of the largest process."""
    done = subprocess.run([sys.executable, "-S", "-c", STARTER, *command], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{command[0]} ended with {done.returncode}")
    return [float(figure) for figure in done.stdout.split()]


def summarize(figures):
    wall, cpu, peak = zip(*figures)
    return statistics.median(wall), statistics.median(cpu), max(peak)


def measure(command, folder, rounds):
    return summarize([measure_once(command, folder) for _ in range(rounds)])


def ours(shp, layers, folder, plugin="geojson"):
    project = os.path.join(folder, "bench.ini")
    with open(project, "w", encoding="utf-8") as file:
        file.write(f"[layer areas]\npath = {shp}\ncode = CODE\n[clusters]\nfield = CLUSTER\n")
    return [BCUKIT, "run", plugin, "-q", "-p", project, "-o", "ours", "--set", f"{plugin}.layers={layers}",
            "--set", f"{plugin}.attributes=false"]


def check(folder):
    """Of the project that `ours` has written last."""
    return [BCUKIT, "check", "-p", os.path.join(folder, "bench.ini")]


def ogr2ogr(shp, *arguments):
    return ["sh", "-c", 'rm -f gdal.geojson; exec "$@"', "sh", "ogr2ogr", "-f", "GeoJSON", "-t_srs", "EPSG:4326",
            "-lco", "RFC7946=YES", "-lco", "COORDINATE_PRECISION=7", *arguments, "gdal.geojson", shp]


def mapshaper(shp, *arguments):
    return [MAPSHAPER, shp, *arguments, "-proj", "wgs84", "-o", "precision=0.0000001", "mapshaper.geojson"]


def dissolve_commands(shp, folder, snap):
    table = os.path.splitext(os.path.basename(shp))[0]
    union = f'SELECT ST_Union(geometry), "CLUSTER" FROM "{table}" GROUP BY "CLUSTER"'
    return {"bcukit": ours(shp, "clusters", folder),
            "ogr2ogr": ogr2ogr(shp, "-dialect", "SQLite", "-sql", union),
            "mapshaper": mapshaper(shp, *(["snap", "-dissolve2"] if snap else ["-dissolve"]), "CLUSTER")}


def convert_commands(shp, folder, _snap):
    return {"bcukit": ours(shp, "areas", folder), "ogr2ogr": ogr2ogr(shp), "mapshaper": mapshaper(shp)}


def gpkg_commands(shp, folder, _snap):
    return {"bcukit": ours(shp, "areas", folder, "gpkg"),
            "ogr2ogr": ["sh", "-c", 'rm -f gdal.gpkg; exec "$@"', "sh", "ogr2ogr", "-f", "GPKG", "-nlt", "PROMOTE_TO_MULTI",
                        "gdal.gpkg", shp]}


def topojson_commands(shp, folder, _snap):
    return {"bcukit": ours(shp, "areas", folder, "topojson"),
            "mapshaper": [MAPSHAPER, shp, "-proj", "wgs84", "-o", "format=topojson", "no-quantization",
                          "precision=0.0000001", "mapshaper.topojson"]}


def simplify_commands(shp, folder, _snap):
    return {"bcukit": [*ours(shp, "areas", folder), "--set", "topology.simplify=20 m"],
            "mapshaper": mapshaper(shp, "-simplify", "visvalingam", "interval=20", "keep-shapes")}


def shapefile_commands(shp, folder, _snap):
    return {"bcukit": ours(shp, "areas", folder, "shapefile"),
            "ogr2ogr": ["ogr2ogr", "-overwrite", "-f", "ESRI Shapefile", "gdal.shp", shp],
            "mapshaper": [MAPSHAPER, shp, "-o", "mapshaper.shp"]}


def ratio(figures, ours, column):
    """To ours in the same round: a machine that others slow down for a while slows both."""
    return statistics.median(theirs[column] / own[column] for theirs, own in zip(figures, ours))


def compare(name, commands, folder, rounds):
    """All take turns within each round."""
    installed = {"bcukit": True, "ogr2ogr": shutil.which("ogr2ogr"), "mapshaper": MAPSHAPER}
    figures = {peer: [] for peer in commands if installed[peer]}
    for _ in range(rounds):
        for peer, taken in figures.items():
            taken.append(measure_once(commands[peer], folder))
    for peer, taken in figures.items():
        wall, cpu, peak = summarize(taken)
        print(f"{name:10} {peer:10} {wall:8.3f} s {ratio(taken, figures['bcukit'], 0):6.1f} x   cpu {cpu:8.3f} s "
              f"{ratio(taken, figures['bcukit'], 1):6.1f} x   {peak:5.0f} MB", flush=True)


def inputs(folder, lsoa_tiles=()):
    """(name, path, polygons, vertices, whether neighbours must be snapped)"""
    for times in (1, 4, 16, 64):
        if times <= LARGEST:
            path = os.path.join(folder, f"wards_x{times}.shp")
            yield (f"wards x{times}", path, *WARDS.tile(path, times), False)
    for times in (1, *lsoa_tiles):
        path = os.path.join(folder, f"lsoas_x{times}.shp")
        yield (f"lsoas x{times}", path, *LSOAS.tile(path, times), True)


def smallest(folder):
    """Two squares: what a run costs whatever it reads."""
    squares = [[shapefiles.square(530000 + 1000 * i, 180000, 1000)] for i in range(2)]
    return shapefiles.write(os.path.join(folder, "squares.shp"), squares,
                            {"CODE": ["A", "B"], "CLUSTER": ["x", "x"]}, crs="EPSG:27700")


def scale(folder, rounds):
    """Clean and dirty layers as they grow; bytes are those beyond a run of two squares, coordinates (16) included."""
    _, _, least = measure(ours(smallest(folder), "clusters", folder), folder, rounds)
    for name, shp, polygons, vertices, _ in inputs(folder, [times for times in (4, 16, 64) if times <= LARGEST]):
        for what, command in (("run", ours(shp, "clusters", folder)), ("check", check(folder))):
            wall, cpu, peak = measure(command, folder, rounds)
            print(f"{name:10} {what:5} {polygons:6} polygons {vertices:9} vertices {wall:7.3f} s  "
                  f"cpu {cpu / vertices * 1e9:6.0f} ns and {(peak - least) * 1048576 / vertices:5.1f} bytes per vertex",
                  flush=True)


def main():
    what = sys.argv[1] if len(sys.argv) > 1 else "dissolve"
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    if not (WARDS.exists() and LSOAS.exists()):
        sys.exit("Set BCUKIT_DATA to the folder of the official layers.")
    with tempfile.TemporaryDirectory() as folder:
        if what == "scale":
            return scale(folder, rounds)
        commands = {"dissolve": dissolve_commands, "convert": convert_commands, "gpkg": gpkg_commands,
                    "shapefile": shapefile_commands, "topojson": topojson_commands, "simplify": simplify_commands}[what]
        for name, shp, _, _, snap in inputs(folder):
            compare(name, commands(shp, folder, snap), folder, rounds)
    return None


main()
