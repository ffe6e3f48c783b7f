"""Writes the first inputs of each fuzz target from the examples of the documents and from short texts.

Arguments: the folder of the examples, the folder of the corpora."""
import itertools
import os
import struct
import sys

EXAMPLES, CORPORA = sys.argv[1:]
PRJS = [
    'EPSG:27700', '+proj=laea +lat_0=52 +lon_0=10 +ellps=GRS80 +units=m', 'IGNF:LAMB93', 'ESRI:102001',
    'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],'
    'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]',
    'LOCAL_CS["nowhere",LOCAL_DATUM["none",0],UNIT["metre",1],AXIS["X",EAST],AXIS["Y",NORTH]]',
    'GEOGCS["NTF (Paris)",DATUM["NTF",SPHEROID["Clarke 1880 (IGN)",6378249.2,293.466021293]],'
    'PRIMEM["Paris",2.33722917],UNIT["grad",0.0157079632679]]']
TABLES = ["code,people\r\nA1,1.234\r\nA2,\"2,5\"\r\n", "sep=;\nCode;Zahl\n01;1.234,5\n02;-\n",
          "code\tpeople\nA1\t12\nA2\t****\n", "\ufeffcode,name\n1,\"two\nlines\"\n2,\"say \"\"so\"\"\"\n"]
ANSWERS = [
    '{"severity":"warning","code":"GEN001","origin":"made","message":"said","file":"a.shp","line":3}',
    '{"id":"made","version":"1","summary":"s","licence":"MIT","needs":3,"abi_major":1,"abi_minor":0,"options":'
    '[{"key":"k","type":"text","help":"h","list":true}],"outputs":[{"id":"o","pattern":"a.csv","flags":1}]}',
    '{"files":[{"name":"a.csv","output_id":"o","verified":"yes","forbidden":["x"]}]}']


def put(target, name, data):
    folder = os.path.join(CORPORA, target)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "wb") as file:
        file.write(data)


def part(path):
    data = b""
    if os.path.exists(path):
        with open(path, "rb") as file:
            data = file.read()
    return struct.pack("<H", len(data)) + data


for name in sorted(os.listdir(EXAMPLES)):
    path, ending = os.path.splitext(os.path.join(EXAMPLES, name))
    if ending == ".shp":
        put("layer", os.path.basename(path), b"".join(part(path + each) for each in (".shp", ".shx", ".dbf", ".cpg", ".prj")))
    if ending in (".ini", ".csv"):
        with open(path + ending, "rb") as file:
            put({".ini": "project", ".csv": "csv"}[ending], name, file.read())
for target, texts in (("definition", PRJS), ("csv", TABLES), ("answer", ANSWERS)):
    for i, text in enumerate(texts):
        put(target, f"{target}-{i}", text.encode())
put("csv", "utf-16", TABLES[0].encode("utf-16"))
put("cache", "empty", b"")
put("cache", "text", b"bcukit crs cache 1\n" + bytes(range(256)))
for i, step in itertools.product(range(4), (7, 31)):
    put("coverage", f"grid-{i}-{step}", bytes((b * step + 37 * i) % 251 for b in range(20 + 60 * i)))
