"""Text that is not in the encoding that a layer names, or in none: what is written is UTF-8 all the same."""
import os
import sqlite3

from host import HostTest, main
from polygon_layer import write_layer

NAMES = [b"Caf\xe9", b"\xff\xfe\x80", b"cut \xe2\x82", b"plain", b"a\x01\x02\x1fb", b"\xed\xa0\x80 half a pair",
         b"\xc0\xaf too long", b"\"quoted\" \\ <&>"]
PLUGINS = ("geojson", "topojson", "gpkg", "shapefile")


class EncodingTest(HostTest):
    def run_project(self, encoding):
        squares = [[(500000 + 1000 * i + x, 200000 + y) for x, y in ((0, 0), (0, 1000), (1000, 1000), (1000, 0))]
                   for i in range(len(NAMES))]
        write_layer(f"{self.path}/areas", squares, [(b"CODE", 4), (b"NAME", 24), (b"GROUP", 2)],
                    [(b"C%d" % i, name, b"g") for i, name in enumerate(NAMES)])
        self.write("areas.cpg", encoding)
        project = self.write("p.ini", "[layer areas]\npath = areas.shp\ncode = CODE\nname = NAME\ncrs = EPSG:27700\n"
                                      "[clusters]\nfield = GROUP\n")
        code, out, err = self.run_bcukit("run", *PLUGINS, "-p", project, "--set", "geojson.formats=geojson,geojsonl",
                                         *(part for plugin in PLUGINS for part in ("--set", f"{plugin}.attributes=true")))
        self.assertEqual(code, 0, err)
        return err

    def names_in_package(self):
        package = sqlite3.connect(self.output("clusters.gpkg"))
        package.text_factory = bytes
        rows = package.execute("SELECT name, src_NAME FROM areas ORDER BY fid").fetchall()
        package.close()
        for name, source in rows:
            self.assertEqual(name.decode("utf-8"), source.decode("utf-8"))
        return [name.decode("utf-8") for name, _ in rows]

    def test_everything_written_is_utf8(self):
        for encoding in ("UTF-8", "CP932", "ISO-8859-1", "WINDOWS-1252", "nonsense", ""):
            err = self.run_project(encoding)
            self.assertEqual("SHP051" in err, encoding == "UTF-8", err)
            self.assertEqual("SHP050" in err, encoding == "nonsense", err)
            for name in sorted(os.listdir(self.output(""))):
                if name.endswith((".geojson", ".geojsonl", ".topojson", ".json", ".csv", ".cpg")):
                    self.read(name, mode="rb").decode("utf-8")
            features = self.json("areas.geojson")["features"]
            names = [feature["properties"]["name"] for feature in features]
            self.assertEqual(names[3], "plain")
            self.assertEqual(names[7], '"quoted" \\ <&>')
            if encoding not in ("CP932",):
                self.assertEqual(names[0], "Caf\u00e9")
            self.assertEqual([feature["properties"]["src_NAME"] for feature in features], names)
            topology = self.json("clusters.topojson")["objects"]["areas"]["geometries"]
            self.assertEqual([geometry["properties"]["name"] for geometry in topology], names)
            self.assertEqual(self.names_in_package(), names)
            self.assertEqual(self.names_in_table("areas.dbf"), names)

    def names_in_table(self, name):
        """Values of NAME in a .dbf, which the .cpg beside it says is UTF-8."""
        self.assertEqual(self.read(name.replace(".dbf", ".cpg")).strip(), "UTF-8")
        table = self.read(name, mode="rb")
        head, width, at, found = int.from_bytes(table[8:10], "little"), int.from_bytes(table[10:12], "little"), 1, None
        for field in range(32, head - 1, 32):
            if table[field:field + 11].rstrip(b"\0").lower() == b"name":
                found = (at, table[field + 16])
            at += table[field + 16]
        rows = [table[i:i + width] for i in range(head, head + width * int.from_bytes(table[4:8], "little"), width)]
        return [row[found[0]:sum(found)].decode("utf-8").rstrip(" ") for row in rows]


main()
