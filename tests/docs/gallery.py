#!/usr/bin/env python3
"""The pictures of the README: drawn by the commands above them, and compared with those that are kept.

python3 tests/docs/gallery.py    draws them anew into docs/gallery, for when they are meant to look different"""
import os
import re
import shlex
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.environ.get("BCUKIT_SOURCE", os.path.dirname(os.path.dirname(HERE)))
BUILD = os.environ.get("BCUKIT_BUILD", os.path.join(SOURCE, "build"))
sys.path.insert(0, os.path.join(HERE, "..", "host"))
from picture import Picture  # noqa: E402

SIDE = 8  # of a block, pixels
UNLIKE = 24  # of 255: what tells two blocks apart
MOST = 0.001  # share of blocks that may be unlike: letters drawn a little otherwise, not a name or a river less
SHOWN = {"locator": "map-locator-central-north.png"}  # of several that a command draws


def commands():
    """[(arguments, picture that is kept)] in the order of the README."""
    with open(os.path.join(SOURCE, "README.md"), encoding="utf-8") as file:
        shown = re.findall(r"^    build/bcukit (run render -o gallery/\w+ .*)\n\n!\[.*?\]\((.*?)\)$", file.read(), re.M)
    return [(shlex.split(line), os.path.join(SOURCE, picture)) for line, picture in shown]


def draw(arguments, folder):
    """The path of the picture."""
    done = subprocess.run([os.path.join(BUILD, "bcukit"), *arguments], cwd=folder, capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, check=False)
    assert done.returncode == 0, done.stderr
    output = arguments[arguments.index("-o") + 1]
    return os.path.join(folder, output, SHOWN.get(os.path.basename(output), "map.png"))


def read(path):
    with open(path, "rb") as file:
        return Picture(file.read())


# ---- comparing --------------------------------------------------------------------------------


def blocks(picture):
    """Rows of the mean colours of blocks."""
    colours = [picture.pixels(y) for y in range(picture.height)]
    rows = []
    for top in range(0, picture.height - SIDE + 1, SIDE):
        lines = colours[top:top + SIDE]
        rows.append([tuple(sum(sum(line[3 * left + channel:3 * (left + SIDE):3]) for line in lines) / SIDE ** 2
                           for channel in range(3)) for left in range(0, picture.width - SIDE + 1, SIDE)])
    return rows


def unlike(ours, theirs):
    """Blocks (column, row) of one picture that neither their like nor its neighbours in the other look like: so that
    what has moved by less than a block is alike."""
    found = set()
    for y, row in enumerate(ours):
        for x, colour in enumerate(row):
            near = (theirs[v][u] for v in range(max(y - 1, 0), min(y + 2, len(ours)))
                    for u in range(max(x - 1, 0), min(x + 2, len(row))))
            if all(max(abs(a - b) for a, b in zip(colour, other)) > UNLIKE for other in near):
                found.add((x, y))
    return found


def differences(drawn, kept):
    """(blocks in which the pictures differ, share of all blocks)"""
    one, other = blocks(drawn), blocks(kept)
    found = unlike(one, other) | unlike(other, one)
    return found, len(found) / (len(one) * len(one[0]))


def write(path, width, height, rows):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    packed = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows))
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
                   + chunk(b"IDAT", packed) + chunk(b"IEND", b""))


def write_difference(path, drawn, found):
    """The picture in pale, the blocks that differ in red."""
    rows = []
    for y in range(drawn.height):
        row = bytearray(255 - (255 - value) // 4 for value in drawn.pixels(y))
        for x in (x for x, block in found if block == y // SIDE):
            row[3 * SIDE * x:3 * SIDE * (x + 1)] = bytes((200, 0, 0)) * SIDE
        rows.append(row)
    write(path, drawn.width, drawn.height, rows)


def complaint(drawn_path, kept_path):
    """What is wrong with a picture, or None; leaves it and the differences in the build folder."""
    drawn, kept = read(drawn_path), read(kept_path)
    name = os.path.splitext(os.path.basename(kept_path))[0]
    if (drawn.width, drawn.height) != (kept.width, kept.height):
        return f"{name}: drawn {drawn.width} x {drawn.height}, kept {kept.width} x {kept.height}"
    found, share = differences(drawn, kept)
    if share <= MOST:
        return None
    folder = os.path.join(BUILD, "pictures")
    os.makedirs(folder, exist_ok=True)
    shutil.copy(drawn_path, os.path.join(folder, name + ".png"))
    write_difference(os.path.join(folder, name + "-difference.png"), drawn, found)
    return (f"{name}: {share:.1%} of the picture looks different ({MOST:.1%} may). Compare {folder}/{name}.png with "
            f"{kept_path}; {name}-difference.png shows where. If it is meant: python3 tests/docs/gallery.py")


def main():
    for arguments, kept in commands():
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(draw(arguments, folder), kept)
        print(os.path.relpath(kept))


if __name__ == "__main__":
    main()
