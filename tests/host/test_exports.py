"""Exports on disks that fail: nothing half written, what was there stays, and the exit code says so."""
import hashlib
import os
import resource
import shutil
import signal
import sqlite3
import subprocess

from host import BCUKIT, HostTest, SOURCE, main
import polygons


def small_files(limit):
    """For a child: writes beyond the limit fail, as on a full disk."""
    def prepare():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    return prepare


class ExportTest(HostTest):
    def run_limited(self, limit, *arguments):
        done = subprocess.run([BCUKIT, *arguments], cwd=self.path, capture_output=True, text=True,
                              preexec_fn=small_files(limit), stdin=subprocess.DEVNULL)
        return done.returncode, done.stderr

    def sums(self):
        return {name: hashlib.sha256(self.read(name, mode="rb")).hexdigest() for name in self.files()}

    def test_a_disk_that_fills_up(self):
        """At any point of the writing; files of an earlier run stay as they were."""
        for plugin, largest in (("gpkg", "bcu.gpkg"), ("shapefile", "boroughs.shp")):
            self.assertEqual(self.run_bcukit("run", plugin)[0], 0)
            before, size = self.sums(), os.path.getsize(self.output(largest))
            for limit in (0, 100, 5000, 150000, size - 4096, size - 1):
                code, err = self.run_limited(limit, "run", plugin)
                self.assertEqual(code, 5, f"{plugin} with {limit} bytes: {err}")
                self.assertIn("error OUT020", err)
                self.assertIn("the file cannot be written: File too large", err)
                self.assertEqual(self.sums(), before)

    def test_nothing_is_left_of_a_first_run(self):
        for plugin in ("gpkg", "shapefile"):
            self.assertEqual(self.run_limited(150000, "run", plugin)[0], 5)
            self.assertFalse(os.path.exists(os.path.join(self.path, "output")))

    def test_what_is_read_is_never_replaced(self):
        os.mkdir(os.path.join(self.path, "output"))
        polygons.write(self.output("areas.shp"), [[polygons.square(530000 + 100 * i, 180000, 100)] for i in range(2)],
                       {"CODE": ["A", "B"]}, crs="EPSG:27700")
        self.write("output/areas.csv", "code,group\nA,1\nB,1\n")
        self.write("output/areas.ini", "[layer areas]\npath = areas.shp\ncode = CODE\n[clusters]\nlookup = areas.csv\n")
        before = self.sums()
        code, out, err = self.run_bcukit("run", "shapefile", "-p", "output/areas.ini")
        self.assertEqual((code, self.sums()), (5, before))
        self.assertIn("error OUT033: output/areas.shp: ", err)
        for name in ("areas.ini", "../output/areas.shp", "areas.dbf", "areas.csv"):
            code, out, err = self.run_bcukit("check", "-p", "output/areas.ini", "-q", "-o", "output/" + name)
            self.assertEqual((code, self.sums()), (5, before))
            self.assertIn("OUT033", err)
        self.assertEqual(self.run_bcukit("run", "geojson", "-p", "output/areas.ini")[0], 0)
        self.assertEqual({name: self.sums()[name] for name in before}, before)

    def test_what_only_a_plugin_reads_is_never_replaced(self):
        """The table that a map joins has the name of one that another plugin writes."""
        os.mkdir(os.path.join(self.path, "output"))
        with open(self.output("area.csv"), "w", encoding="utf-8") as file:
            file.write("code,score\neast,1\nnorth,2\n")
        before = self.sums()
        joined = [argument for setting in ("csv=output/area.csv", "maps=choropleth", "column=score", "formats=svg")
                  for argument in ("--set", "render." + setting)]
        shapes = self.project()
        code, out, err = self.run_bcukit("run", "area", "render", "-p", shapes, *joined)
        self.assertEqual(code, 5)
        self.assertIn("error OUT033: output/area.csv: ", err)
        self.assertEqual(self.sums()["area.csv"], before["area.csv"])
        self.assertNotIn("adjacency.csv", self.files())  # of a plugin's files all come into place, or none

    def test_a_folder_that_cannot_be_written(self):
        os.mkdir(os.path.join(self.path, "output"))
        with open(os.path.join(self.path, "taken"), "w", encoding="utf-8"):
            pass
        code, out, err = self.run_bcukit("run", "gpkg", "-o", "taken")
        self.assertEqual(code, 5)
        self.assertIn("OUT030", err)

    def test_same_run_same_bytes(self):
        self.assertEqual(self.run_bcukit("run", "gpkg", "shapefile")[0], 0)
        first = self.sums()
        self.assertEqual(self.run_bcukit("run", "gpkg", "shapefile")[0], 0)
        self.assertEqual(self.sums(), first)
        self.assertIn(b"1970-01-01T00:00:00.000Z", self.read("bcu.gpkg", mode="rb"))
        dated = {"SOURCE_DATE_EPOCH": "1518000000"}
        self.assertEqual(self.run_bcukit("run", "gpkg", "shapefile", environment=dated)[0], 0)
        self.assertIn(b"2018-02-07T10:40:00.000Z", self.read("bcu.gpkg", mode="rb"))
        self.assertEqual(self.read("bcu.dbf", mode="rb")[1:4], bytes([118, 2, 7]))

    def test_the_manifest_says_what_was_verified(self):
        self.assertEqual(self.run_bcukit("run", "gpkg", "shapefile")[0], 0)
        verified = {entry["file"]: entry.get("verified", "") for entry in self.json("manifest.json")["outputs"]}
        self.assertIn("integrity ok; 7 tables, 803 rows", verified["bcu.gpkg"])
        self.assertIn("49 rings closed and of right direction", verified["bcu.gpkg"])
        self.assertIn("13 rings closed, shells clockwise", verified["bcu.shp"])
        self.assertIn("12 rows, ", verified["area.dbf"])

    def test_no_table_without_a_subject(self):
        """No phases: no row of what is in none. No people: no cover of nobody."""
        for name in os.listdir(os.path.join(SOURCE, "docs/examples")):
            shutil.copy(os.path.join(SOURCE, "docs/examples", name), self.path)
        code, out, err = self.run_bcukit("run", "shapefile", "gpkg", "-p", "two_regions.ini")
        self.assertEqual((code, err), (0, ""))
        self.assertIn("area.dbf", self.files())
        self.assertFalse({"rollout.dbf", "coverage.dbf"} & set(self.files()))
        package = sqlite3.connect(self.output("clusters.gpkg"))
        tables = {row[0] for row in package.execute("SELECT table_name FROM gpkg_contents")}
        package.close()
        self.assertIn("area", tables)
        self.assertFalse({"rollout", "coverage"} & tables)
        code, out, err = self.run_bcukit("run", "shapefile", "-p", "two_regions.ini", "--set", "shapefile.layers=rollout")
        self.assertEqual(code, 1)
        self.assertIn('there is no layer or table "rollout" to write', err)
        self.assertIn("The project has: clusters, districts, borders, area.", err)

    def test_a_field_that_is_cut_is_said(self):
        out, err = self.run_bcukit("run", "shapefile", "-v")[1:]
        self.assertIn("cluster_co for cluster_code, cluster_na for cluster_name", err)
        self.assertIn("coverage,resident_2,residents_per_dwo_rank,", self.read("shapefile-fields.csv"))

    def test_a_package_that_is_open_elsewhere(self):
        """Its log would be applied to the new package: that is not put into place until it is closed."""
        self.assertEqual(self.run_bcukit("run", "gpkg", "--set", "gpkg.layers=bcu")[0], 0)
        for mode, suffix in (("wal", "-wal"), ("persist", "-journal")):
            other = sqlite3.connect(self.output("bcu.gpkg"), isolation_level=None)
            other.execute(f"PRAGMA journal_mode = {mode}")
            other.execute("BEGIN")
            other.execute("CREATE TABLE IF NOT EXISTS notes (note TEXT)")
            if mode == "wal":
                other.execute("COMMIT")
            before = self.read("bcu.gpkg", mode="rb")
            code, out, err = self.run_bcukit("run", "gpkg")
            self.assertEqual(code, 1)
            self.assertIn("OUT032", err)
            self.assertIn("bcu.gpkg" + suffix, err)
            self.assertEqual(self.read("bcu.gpkg", mode="rb"), before)
            if other.in_transaction:
                other.execute("ROLLBACK")
            other.execute("PRAGMA journal_mode = delete")
            other.close()
            self.assertEqual(self.run_bcukit("run", "gpkg", "--set", "gpkg.layers=bcu")[0], 0)
        read = sqlite3.connect(self.output("bcu.gpkg"))
        self.assertEqual(read.execute("PRAGMA integrity_check").fetchone()[0], "ok")
        self.assertEqual(read.execute("SELECT count(*) FROM sqlite_master WHERE name = 'notes'").fetchone()[0], 0)
        read.close()

    def test_ids_that_the_format_reserves(self):
        """Layers may be called anything; tables of a GeoPackage may not."""
        project = self.project(("[clusters]\nid = bcu", "[clusters]\nid = gpkg_contents"))
        code, out, err = self.run_bcukit("run", "gpkg", "-p", project)
        self.assertEqual((code, self.files()), (0, ["gpkg_contents.gpkg", "manifest.json"]), err)

    def test_a_hole_that_rounding_turns_over(self):
        """Lies on the other side of its longest edge once it is in whole metres: it has no inside left."""
        hole = [(50, 50), (101.4, 50.51), (150.4, 51.49), (50, 50)]
        polygons.write(os.path.join(self.path, "lake.shp"), [[polygons.square(0, 0, 300), hole]],
                       {"CODE": ["A"], "GROUP": ["g"]})
        for axes in ("enu", "wsu"):
            self.write("lake.ini", "[layer lakes]\npath = lake.shp\ncode = CODE\ncrs = +proj=tmerc +datum=WGS84\n"
                                   "[clusters]\nfield = GROUP\n"
                                   f"[geojson]\ncrs = +proj=tmerc +datum=WGS84 +axis={axes}\ndecimals = 0\n")
            code, out, err = self.run_bcukit("run", "geojson", "-p", "lake.ini")
            self.assertEqual(code, 0, err)
            self.assertIn("1 rings or lines of layer lakes vanish when rounded to 0 decimals", err)
            written = self.json("lakes.geojson")["features"][0]["geometry"]["coordinates"]
            self.assertEqual([len(ring) for ring in written], [5])


main()
