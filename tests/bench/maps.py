#!/usr/bin/env python3
"""Pictures of the official layers, whole processes, beside map servers; see README.md.
Usage: maps.py [ROUNDS]"""
import os
import resource
import shutil
import statistics
import struct
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
LAYERS = (("boroughs", "London_Borough_Excluding_MHW", "GSS_CODE", "ONS_INNER"),
          ("wards", "London_Ward_CityMerged", "GSS_CODE", "LB_GSS_CD"),
          ("LSOAs", "LSOA_2011_London_gen_MHW", "LSOA11CD", "LAD11CD"))

MAPNIK = """
import sys, mapnik
form, source, target = sys.argv[1:]
picture = mapnik.Map(2000, 1600)
picture.background = mapnik.Color("white")
style, rule = mapnik.Style(), mapnik.Rule()
fill, line = mapnik.PolygonSymbolizer(), mapnik.LineSymbolizer()
fill.fill, line.stroke, line.stroke_width = mapnik.Color("#dddddd"), mapnik.Color("#333333"), 1
rule.symbols.append(fill)
rule.symbols.append(line)
style.rules.append(rule)
picture.append_style("areas", style)
layer = mapnik.Layer("areas")
layer.datasource = mapnik.Shapefile(file=source)
layer.styles.append("areas")
picture.layers.append(layer)
picture.zoom_all()
mapnik.render_to_file(picture, target, form)
"""


def mapfile(shp, form):
    with open(shp, "rb") as file:
        extent = "{} {} {} {}".format(*struct.unpack("<4d", file.read(100)[36:68]))
    driver = {"png": "AGG/PNG", "svg": "CAIRO/SVG"}[form]
    return f"""MAP SIZE 2000 1600 EXTENT {extent} IMAGECOLOR 255 255 255 IMAGETYPE "{form}"
OUTPUTFORMAT NAME "{form}" DRIVER "{driver}" IMAGEMODE RGB END
LAYER NAME "areas" TYPE POLYGON STATUS DEFAULT DATA "{shp}"
CLASS STYLE COLOR 221 221 221 OUTLINECOLOR 51 51 51 WIDTH 1 END END END END
"""


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def commands(folder, shp, code, group, form):
    """Peer to (command, file that it writes). Ours draws labels, legend, scale bar and title, too."""
    project = write(folder, "bench.ini", f"[layer areas]\npath = {shp}\ncode = {code}\n[clusters]\nfield = {group}\n")
    ours = [BCUKIT, "run", "render", "-q", "-p", project, "-o", "ours", "--set", "render.formats=" + form,
            "--set", "render.page=2000x1600 px", "--set", "render.dpi=200"]
    made = {"bcukit": (ours, "ours/map." + form)}
    if shutil.which("map2img"):
        made["mapserver"] = (["map2img", "-m", write(folder, "bench.map", mapfile(shp, form)), "-o", "mapserver." + form],
                             "mapserver." + form)
    if subprocess.run(["/usr/bin/python3", "-c", "import mapnik"], capture_output=True, check=False).returncode == 0:
        made["mapnik"] = (["/usr/bin/python3", "-c", MAPNIK, form, shp, "mapnik." + form], "mapnik." + form)
    if MAPSHAPER and form == "svg":
        made["mapshaper"] = ([MAPSHAPER, shp, "-o", "mapshaper.svg", "width=2000"], "mapshaper.svg")
    return made


def measure(made, folder):
    """Peer to lists of (wall, CPU) seconds. Peers take turns, so that a busy machine hits all alike."""
    taken = {peer: [] for peer in made}
    for _ in range(ROUNDS):
        for peer, (command, _) in made.items():
            before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            taken[peer].append((time.perf_counter() - start,
                                after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))
    return taken


def compare(name, shp, code, group, form):
    with tempfile.TemporaryDirectory() as folder:
        made = commands(folder, shp, code, group, form)
        taken = measure(made, folder)
        wall, cpu = ({peer: statistics.median(t[i] for t in times) for peer, times in taken.items()} for i in (0, 1))
        for peer, (_, output) in made.items():
            size = os.path.getsize(os.path.join(folder, output)) / 1000
            print(f"{form} {name:9} {peer:10} {wall[peer]:7.3f} s {cpu[peer]:7.3f} s CPU {size:9.1f} kB"
                  f" {wall[peer] / wall['bcukit']:6.2f} x bcukit", flush=True)


def main():
    for form in ("png", "svg"):
        for name, stem, code, group in LAYERS:
            shp = os.path.join(DATA, stem + ".shp")
            if os.path.exists(shp):
                compare(name, os.path.abspath(shp), code, group, form)
            else:
                print(f"{name}: skipped, {stem}.shp is not in BCUKIT_DATA")


main()
