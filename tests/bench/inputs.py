"""Inputs of the measurements: the official layers with a field of clusters, alone and tiled."""
import configparser
import os

from osgeo import ogr

ogr.UseExceptions()
HERE = os.path.dirname(os.path.abspath(__file__))
SHAPES = os.path.join(HERE, "..", "..", "shapes")
TILE_M = (70000, 60000)  # a little more than London


def read_members():
    """(member, cluster code) as the shipped project writes them: "Kensington" stands for the whole name."""
    project = configparser.ConfigParser(interpolation=None, strict=False)
    project.read(os.path.join(SHAPES, "met_bcu.ini"), encoding="utf-8")
    return [(member.strip().replace("&", "and"), section.split(" ", 1)[1]) for section in project.sections()
            if section.startswith("cluster ") for member in project[section]["members"].split(";")]


MEMBERS = read_members()


def cluster_of(borough):
    """The BCU; the City of London, which is in none, stays by itself."""
    return next((code for member, code in MEMBERS if borough.startswith(member)), "city")


class Layer:
    """A layer of the data folder: its file, and the fields that hold code and borough."""

    def __init__(self, folder, file, code, borough):
        self.path = os.path.join(folder, file)
        self.code, self.borough = code, borough

    def exists(self):
        return os.path.exists(self.path)

    def tile(self, target, times):
        """Copies side by side on a square, each with codes and clusters of its own; returns (polygons, vertices)."""
        source = ogr.Open(self.path)
        made = ogr.GetDriverByName("ESRI Shapefile").CreateDataSource(target)
        copy = made.CreateLayer("tiled", source.GetLayer(0).GetSpatialRef(), ogr.wkbPolygon)
        for name in ("CODE", "CLUSTER"):
            field = ogr.FieldDefn(name, ogr.OFTString)
            field.SetWidth(32)
            copy.CreateField(field)
        side = round(times ** 0.5)
        counts = [0, 0]
        for k in range(times):
            offset = (TILE_M[0] * (k % side), TILE_M[1] * (k // side))
            for record in source.GetLayer(0):
                feature = ogr.Feature(copy.GetLayerDefn())
                feature["CODE"] = f"{record[self.code]}-{k}"
                feature["CLUSTER"] = f"{cluster_of(record[self.borough])}-{k}"
                feature.SetGeometry(moved(record.GetGeometryRef(), offset, counts))
                copy.CreateFeature(feature)
                counts[0] += 1
        del copy, made
        return counts


def moved(geometry, offset, counts):
    copy = geometry.Clone()
    for part in [copy] if copy.GetGeometryName() == "POLYGON" else list(copy):
        for ring in part:
            counts[1] += ring.GetPointCount()
            for i in range(ring.GetPointCount() if offset != (0, 0) else 0):
                ring.SetPoint_2D(i, ring.GetX(i) + offset[0], ring.GetY(i) + offset[1])
    return copy
