"""Writes polygon shapefiles with nothing but the standard library, so that tests can make any layer."""
import os
import struct

PRJ = {
    "EPSG:27700": 'PROJCS["British_National_Grid",GEOGCS["GCS_OSGB_1936",DATUM["D_OSGB_1936",SPHEROID["Airy_1830",'
                  '6377563.396,299.3249646]],PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]],PROJECTION['
                  '"Transverse_Mercator"],PARAMETER["False_Easting",400000],PARAMETER["False_Northing",-100000],'
                  'PARAMETER["Central_Meridian",-2],PARAMETER["Scale_Factor",0.9996012717],'
                  'PARAMETER["Latitude_Of_Origin",49],UNIT["Meter",1]]',
    "EPSG:2154": 'PROJCS["RGF_1993_Lambert_93",GEOGCS["GCS_RGF_1993",DATUM["D_RGF_1993",SPHEROID["GRS_1980",6378137.0,'
                 '298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION['
                 '"Lambert_Conformal_Conic"],PARAMETER["False_Easting",700000.0],PARAMETER["False_Northing",6600000.0],'
                 'PARAMETER["Central_Meridian",3.0],PARAMETER["Standard_Parallel_1",49.0],'
                 'PARAMETER["Standard_Parallel_2",44.0],PARAMETER["Latitude_Of_Origin",46.5],UNIT["Meter",1.0]]',
    "EPSG:4267": 'GEOGCS["GCS_North_American_1927",DATUM["D_North_American_1927",SPHEROID["Clarke_1866",6378206.4,'
                 '294.9786982]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]',
}


def square(x, y, size=1.0, height=None):
    """A clockwise ring, as shapefiles want shells."""
    height = size if height is None else height
    return [(x, y), (x, y + height), (x + size, y + height), (x + size, y), (x, y)]


def write(path, polygons, fields, crs=None, encoding="utf-8", cpg=None):
    """Writes path.shp, .shx, .dbf and, where asked for, .prj and .cpg; returns path.shp.

    polygons: one list of rings per feature. fields: name to list of values; whole numbers, floats or texts."""
    stem = os.path.splitext(path)[0]
    shapes, index, offset = b"", b"", 50
    points = [point for rings in polygons for ring in rings for point in ring]
    for number, rings in enumerate(polygons, 1):
        content = struct.pack("<i", 5) + box(point for ring in rings for point in ring)
        content += struct.pack("<2i", len(rings), sum(map(len, rings)))
        content += b"".join(struct.pack("<i", sum(map(len, rings[:i]))) for i in range(len(rings)))
        content += b"".join(struct.pack("<2d", *point) for ring in rings for point in ring)
        words = len(content) // 2
        shapes += struct.pack(">2i", number, words) + content
        index += struct.pack(">2i", offset, words)
        offset += 4 + words
    for suffix, body in ((".shp", shapes), (".shx", index)):
        head = struct.pack(">7i", 9994, 0, 0, 0, 0, 0, 50 + len(body) // 2) + struct.pack("<2i", 1000, 5)
        with open(stem + suffix, "wb") as file:
            file.write(head + box(points) + struct.pack("<4d", 0, 0, 0, 0) + body)
    write_table(stem + ".dbf", fields, encoding)
    for suffix, text in ((".prj", PRJ.get(crs)), (".cpg", cpg)):
        if text:
            with open(stem + suffix, "w", encoding="ascii") as file:
                file.write(text)
    return stem + ".shp"


def box(points):
    xs, ys = zip(*points)
    return struct.pack("<4d", min(xs), min(ys), max(xs), max(ys))


def write_table(path, fields, encoding):
    columns, rows = [], len(next(iter(fields.values())))
    for name, values in fields.items():
        kind = "N" if all(isinstance(value, (int, float)) for value in values) else "C"
        decimals = 6 if kind == "N" and any(isinstance(value, float) for value in values) else 0
        cells = [(f"%.{decimals}f" % value if kind == "N" else value).encode(encoding) for value in values]
        width = max(1, *map(len, cells))
        columns.append((name, kind, width, decimals, cells))
    head = struct.pack("<4BIHH20x", 3, 115, 1, 1, rows, 33 + 32 * len(columns), 1 + sum(c[2] for c in columns))
    for name, kind, width, decimals, _ in columns:
        head += struct.pack("<11sc4xBB14x", name.encode(encoding), kind.encode(), width, decimals)
    body = b"".join(b" " + b"".join(cells[row].rjust(width) if kind == "N" else cells[row].ljust(width)
                                    for _, kind, width, _, cells in columns) for row in range(rows))
    with open(path, "wb") as file:
        file.write(head + b"\r" + body + b"\x1a")
