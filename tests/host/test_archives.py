"""Layers in zip archives: found, read as if they were unpacked, and held to bounds."""
import os
import shutil
import struct
import subprocess
import unittest
import zipfile

from host import HostTest, SOURCE, main

SUFFIXES = ("shp", "shx", "dbf", "prj", "cpg")


class ArchiveTest(HostTest):
    def setUp(self):
        super().setUp()
        for name in os.listdir(os.path.join(SOURCE, "docs/examples")):
            shutil.copy(os.path.join(SOURCE, "docs/examples", name), self.path)
        self.scratch = os.path.join(self.path, "scratch")
        os.mkdir(self.scratch)

    def tearDown(self):
        """Whatever happened: nothing that was unpacked stays."""
        self.assertEqual(os.listdir(self.scratch), [])
        super().tearDown()

    def run_here(self, *arguments):
        return self.run_bcukit(*arguments, environment={"TMPDIR": self.scratch})

    def pack(self, archive, *members, suffixes=SUFFIXES, **texts):
        """Members are (layer, name in the archive)."""
        with zipfile.ZipFile(os.path.join(self.path, archive), "w", zipfile.ZIP_DEFLATED) as to:
            for layer, name in members:
                for suffix in suffixes:
                    to.write(os.path.join(self.path, f"{layer}.{suffix}"), f"{name}.{suffix}")
            for name, text in texts.items():
                to.writestr(name.replace("__", "/"), text)
        return archive

    def project_of(self, path, more=""):
        text = self.read("two_regions.ini", "").replace("path = districts.shp", f"path = {path}\n{more}")
        self.write("zipped.ini", text)
        return "zipped.ini"

    def expect_refused(self, path, code, *words, more="", exit_code=3):
        got, out, err = self.run_here("run", "area", "-p", self.project_of(path, more))
        self.assertEqual((got, out.count("area.csv")), (exit_code, 0), err)
        for word in (code, *words):
            self.assertIn(word, err)

    def test_as_if_unpacked(self):
        """One layer in folders, beside what a Macintosh adds; the manifest names the archive."""
        self.pack("one.zip", ("districts", "deep/er/Districts"), **{"__MACOSX__deep__er__._Districts.shp": "x", "readme.txt": "x"})
        self.assertEqual(self.run_bcukit("run", "area", "geojson", "-p", "two_regions.ini", "-o", "plain")[0], 0)
        for path in ("one.zip", "one.zip/districts.shp", "one.zip/er/districts", "one.zip/deep/er/Districts.shp"):
            code, out, err = self.run_here("run", "area", "geojson", "-p", self.project_of(path))
            self.assertEqual((code, err), (0, ""), path)
            for name in ("area.csv", "clusters.geojson", "districts.geojson"):
                self.assertEqual(self.read(name), self.read(name, "plain"), name)
            inputs = [entry["file"] for entry in self.json("manifest.json")["inputs"]]
            self.assertEqual(inputs, ["zipped.ini", "one.zip"])

    def test_one_of_several(self):
        self.pack("two.zip", ("districts", "a/districts"), ("parishes", "b/parishes"))
        self.expect_refused("two.zip", "SHP019", "two.zip/a/districts.shp, two.zip/b/parishes.shp")
        self.expect_refused("two.zip/wards", "SHP019", 'no shapefile "wards"')
        for path, more in (("two.zip/districts.shp", ""), ("two.zip", "layer = districts"), ("two.zip", "layer = a/DISTRICTS.shp")):
            code, out, err = self.run_here("run", "area", "-p", self.project_of(path, more))
            self.assertEqual((code, err), (0, ""), path)
        self.expect_refused("districts.shp", "only an archive", more="layer = districts", exit_code=2)
        self.pack("same.zip", ("districts", "a/districts"), ("districts", "b/districts"))
        self.expect_refused("same.zip/districts", "SHP019", "2 shapefiles")

    def test_two_layers_of_one_archive(self):
        self.pack("two.zip", ("districts", "districts"), ("parishes", "parishes"))
        text = self.read("county.ini", "")
        for name in ("districts", "parishes"):
            text = text.replace(f"path = {name}.shp", f"path = two.zip\nlayer = {name}")
        self.write("zipped.ini", text)
        self.assertEqual(self.run_here("run", "area", "coverage", "-p", "zipped.ini")[0], 0)
        self.assertEqual(self.run_bcukit("run", "area", "coverage", "-p", "county.ini", "-o", "plain")[0], 0)
        self.assertEqual(self.read("coverage.csv"), self.read("coverage.csv", "plain"))
        self.assertEqual([entry["file"] for entry in self.json("manifest.json")["inputs"]].count("two.zip"), 1)

    def test_info_and_init(self):
        self.pack("two.zip", ("districts", "a/districts"), ("parishes", "parishes"))
        code, out, err = self.run_here("info", "two.zip")
        self.assertEqual((code, err), (0, ""))
        self.assertIn("two.zip/a/districts.shp: polygon, 4 records", out)
        self.assertIn("two.zip/parishes.shp: polygon, 8 records", out)
        self.assertNotIn("parishes", self.run_here("info", "two.zip/districts")[1])
        self.assertEqual(self.run_here("init", "two.zip/districts.shp", "--by", "REGION", "-p", "made.ini")[0], 0)
        self.assertIn("[layer districts]\npath = two.zip/a/districts.shp\n", self.read("made.ini", ""))
        code, out, err = self.run_here("run", "area", "-p", "made.ini")
        self.assertEqual((code, err), (0, ""))
        self.assertIn("bcukit info two.zip", self.run_here("run", "two.zip")[2])

    def test_parts_that_are_missing(self):
        self.pack("no-index.zip", ("districts", "districts"), suffixes=("shp", "dbf", "prj", "cpg"))
        code, out, err = self.run_here("run", "area", "-p", self.project_of("no-index.zip"))
        self.assertEqual(code, 0)
        self.assertIn("SHP026", err)
        self.pack("no-table.zip", ("districts", "districts"), suffixes=("shp", "shx", "prj"))
        self.expect_refused("no-table.zip", "SHP012", "no-table.zip/districts.dbf", "none in the archive")
        self.pack("no-crs.zip", ("districts", "districts"), suffixes=("shp", "shx", "dbf"))
        self.expect_refused("no-crs.zip", "SHP014")

    def test_no_archives(self):
        self.write("text.zip", "this is no archive")
        self.expect_refused("text.zip", "SHP018", "no zip archive")
        self.pack("empty.zip", **{"readme.txt": "x"})
        self.expect_refused("empty.zip", "SHP018", "no shapefile in it")
        self.write("false.shp", "<html>")
        self.pack("false.zip", **{"a.shp": "<html>", "a.shx": "", "a.dbf": ""})
        self.expect_refused("false.zip", "SHP011")
        os.mkfifo(os.path.join(self.path, "pipe.zip"))
        self.expect_refused("pipe.zip", "SHP018", "named pipe")
        self.expect_refused("nowhere.zip", "SHP010")

    def change(self, archive, change):
        with open(os.path.join(self.path, archive), "rb") as file:
            body = bytearray(file.read())
        change(body)
        with open(os.path.join(self.path, archive), "wb") as file:
            file.write(body)

    def test_damage(self):
        """A byte that is not what was packed, a size that is not true, a password: each is said, nothing is used."""
        def flip(body):
            body[body.index(b"districts.shp") + 200] ^= 0xff

        def lie(body):
            at = body.index(b"PK\1\2")
            body[at + 24:at + 28] = struct.pack("<I", struct.unpack("<I", body[at + 24:at + 28])[0] // 2)

        def lock(body):
            for mark, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
                body[body.index(mark) + flags] |= 1
        for damage in (flip, lie, lock):
            self.change(self.pack("bad.zip", ("districts", "districts")), damage)
            with self.subTest(damage.__name__):
                self.expect_refused("bad.zip", "SHP018")
        self.pack("cut.zip", ("districts", "districts"))
        self.change("cut.zip", lambda body: body.__delitem__(slice(len(body) // 2, None)))
        self.expect_refused("cut.zip", "SHP018")

    def test_bomb(self):
        """What would come out as a thousand times as much is not unpacked."""
        self.pack("bomb.zip", ("districts", "districts"), suffixes=("shx", "dbf", "prj"))
        with zipfile.ZipFile(os.path.join(self.path, "bomb.zip"), "a", zipfile.ZIP_DEFLATED) as to, \
                to.open("districts.shp", "w") as member:
            for _ in range(300):
                member.write(bytes(1 << 20))
        self.expect_refused("bomb.zip", "SHP018", "315 MB would come out of")

    @unittest.skipUnless(shutil.which("ogr2ogr"), "no ogr2ogr")
    def test_archives_of_gdal(self):
        """One layer as .shz, several as .shp.zip, as QGIS writes them, too."""
        for archive, layers in (("d.shz", ["districts"]), ("many.shp.zip", ["districts", "parishes"])):
            for layer in layers:
                subprocess.run(["ogr2ogr", *(["-update"] if layer != layers[0] else []), "-f", "ESRI Shapefile", archive,
                                layer + ".shp"], cwd=self.path, check=True)
            code, out, err = self.run_here("info", archive)
            self.assertEqual((code, err, out.count(" records, ")), (0, "", len(layers)))
            code, out, err = self.run_here("run", "area", "-p", self.project_of(archive + ("" if archive == "d.shz" else "/districts")))
            self.assertEqual((code, err), (0, ""))

    def test_archives_are_spared(self):
        """What is read is not replaced by what is written."""
        self.pack("one.zip", ("districts", "districts"))
        code, out, err = self.run_here("check", "-p", self.project_of("one.zip"), "-o", "one.zip", "-q")
        self.assertEqual(code, 5)
        self.assertIn("OUT033", err)
        self.assertTrue(zipfile.is_zipfile(os.path.join(self.path, "one.zip")))

    def test_no_room(self):
        self.pack("one.zip", ("districts", "districts"))
        code, out, err = self.run_bcukit("info", "one.zip", environment={"TMPDIR": os.path.join(self.path, "nowhere")})
        self.assertEqual(code, 3)
        self.assertIn("TMPDIR", err)


main()
