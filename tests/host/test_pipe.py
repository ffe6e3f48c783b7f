"""One layer to standard output, for pipes: that and nothing else."""
import json
import os
import subprocess

from host import BCUKIT, HostTest, main


class PipeTest(HostTest):
    def test_one_layer(self):
        code, out, err = self.run_bcukit("run", "geojson", "-v", "--set", "geojson.layers=boroughs", "-o", "-")
        self.assertEqual(code, 0, err)
        self.assertEqual(len(json.loads(out)["features"]), 33)
        self.assertIn("note EXP001", err)
        self.assertEqual(os.listdir(self.path), [])
        self.assertEqual(self.run_bcukit("run", "geojson", "--set", "geojson.layers=boroughs")[0], 0)
        self.assertEqual(out, self.read("boroughs.geojson"))

    def test_lines(self):
        code, out, err = self.run_bcukit("run", "geojson", "--set", "geojson.layers=wards", "--set", "geojson.formats=geojsonl", "-o", "-")
        self.assertEqual((code, err), (0, ""))
        self.assertEqual([json.loads(line)["type"] for line in out.splitlines()], ["Feature"] * 625)

    def test_any_plugin_with_one_file(self):
        code, out, err = self.run_bcukit("run", "topojson", "-o", "-")
        self.assertEqual((code, json.loads(out)["type"]), (0, "Topology"))

    def test_several_files(self):
        code, out, err = self.run_bcukit("run", "geojson", "-o", "-")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("error PRJ070: standard output takes one file, but the run makes 3: bcu.geojson, ", err)
        self.assertIn("geojson.layers=ID", err)

    def test_a_plugin_that_fails(self):
        code, out, err = self.run_bcukit("run", "geojson", "--set", "geojson.layers=parishes", "-o", "-")
        self.assertEqual((code, out), (1, ""))
        self.assertIn('there is no layer or table "parishes"', err)

    def test_a_reader_that_stops(self):
        temporary = os.path.join(self.path, "tmp")
        os.mkdir(temporary)
        with open("/dev/full", "wb") as full:
            done = subprocess.run([BCUKIT, "run", "geojson", "--set", "geojson.layers=boroughs", "-o", "-"], stdout=full,
                                  stderr=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": temporary})
        self.assertEqual(done.returncode, 5)
        self.assertIn("error OUT050: standard output does not take all of boroughs.geojson", done.stderr)
        self.assertEqual(os.listdir(temporary), [])


main()
