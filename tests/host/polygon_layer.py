"""Shapefiles of polygons, byte for byte, so that a test can put into them what no library would."""
import struct


def is_clockwise(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:])) < 0


def write_shapes(path, rings):
    records, index, at = b"", b"", 50
    for number, ring in enumerate(rings, 1):
        box = [min(p[0] for p in ring), min(p[1] for p in ring), max(p[0] for p in ring), max(p[1] for p in ring)]
        body = struct.pack("<i4diii", 5, *box, 1, len(ring), 0) + b"".join(struct.pack("<2d", *p) for p in ring)
        records += struct.pack(">ii", number, len(body) // 2) + body
        index += struct.pack(">ii", at, len(body) // 2)
        at += 4 + len(body) // 2
    points = [p for ring in rings for p in ring]
    box = [min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points), max(p[1] for p in points)]
    for suffix, body in (("shp", records), ("shx", index)):
        head = struct.pack(">7i", 9994, 0, 0, 0, 0, 0, 50 + len(body) // 2) + struct.pack("<ii8d", 1000, 5, *box, 0, 0, 0, 0)
        with open(f"{path}.{suffix}", "wb") as file:
            file.write(head + body)


def write_table(path, fields, rows):
    width = 1 + sum(size for _, size in fields)
    described = b"".join(struct.pack("<11sc4xBB14x", name, b"C", size, 0) for name, size in fields)
    text = b"".join(b" " + b"".join(value.ljust(size) for value, (_, size) in zip(row, fields)) for row in rows)
    with open(f"{path}.dbf", "wb") as file:
        file.write(struct.pack("<B3BIHH20x", 3, 126, 1, 1, len(rows), 33 + 32 * len(fields), width) + described + b"\r" + text
                   + b"\x1a")


def write_layer(path, rings, fields, rows):
    """Rings need not be closed, nor run either way. Fields are (name, width), rows a value for each; all bytes."""
    closed = [ring + ring[:1] for ring in rings]
    write_shapes(path, [ring if is_clockwise(ring) else ring[::-1] for ring in closed])
    write_table(path, fields, rows)
