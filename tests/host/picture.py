"""Pixels of a PNG, whatever way it was packed."""
import struct
import zlib


def unfilter(kind, line, above, step):
    """One row as it was before the PNG filter."""
    row = bytearray(line)
    for i in range(len(row)):
        left, up = row[i - step] if i >= step else 0, above[i]
        corner = above[i - step] if i >= step else 0
        if kind == 4:
            near = left + up - corner
            guess = min((abs(near - left), 0, left), (abs(near - up), 1, up), (abs(near - corner), 2, corner))[2]
        else:
            guess = (0, left, up, (left + up) // 2)[kind]
        row[i] = (row[i] + guess) & 255
    return row


class Picture:
    """8-bit PNG, true colour or with a palette."""

    def __init__(self, data):
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        at, body, self.palette = 8, b"", None
        while at < len(data):
            length, kind = struct.unpack(">I4s", data[at:at + 8])
            chunk = data[at + 8:at + 8 + length]
            if kind == b"IHDR":
                self.width, self.height, depth, colour = struct.unpack(">IIBB", chunk[:10])
            elif kind == b"PLTE":
                self.palette = chunk
            elif kind == b"IDAT":
                body += chunk
            at += 12 + length
        assert depth == 8 and colour in (2, 3)
        self.step = 3 if colour == 2 else 1
        raw, stride = zlib.decompress(body), self.step * self.width + 1
        self.rows, above = [], bytes(stride - 1)
        for y in range(self.height):
            line = raw[y * stride + 1:(y + 1) * stride]
            above = line if raw[y * stride] == 0 else unfilter(raw[y * stride], line, above, self.step)
            self.rows.append(above)

    def pixels(self, y):
        """The row as bytes of red, green and blue."""
        if self.step == 3:
            return bytes(self.rows[y])
        return b"".join(self.palette[3 * index:3 * index + 3] for index in self.rows[y])

    def at(self, x, y):
        """"#rrggbb" """
        value = bytes(self.rows[y][self.step * x:self.step * x + self.step])
        return "#" + (value if self.step == 3 else self.palette[3 * value[0]:3 * value[0] + 3]).hex()
