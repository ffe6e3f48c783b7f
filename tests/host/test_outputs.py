"""What stands in the places of outputs: never lost, never half replaced; one run at a time; signals."""
import glob
import hashlib
import os
import resource
import shutil
import signal
import socket
import stat
import subprocess
import time
import unittest

from host import BCUKIT, HostTest, ROGUES, main

AREA = ["adjacency.csv", "area.csv", "manifest.json"]


def under(folder):
    return sorted(os.path.relpath(os.path.join(top, name), folder) for top, folders, names in os.walk(folder)
                  for name in folders + names)


class OutputTest(HostTest):
    def make(self, name):
        path = self.output(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        return path

    def start(self, *arguments, **options):
        return subprocess.Popen([BCUKIT, *arguments], cwd=self.path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                text=True, **options)

    def start_hanging(self, *arguments, **options):
        """A run whose plugin has staged a file and goes no further."""
        running = self.start("run", "hang", "--plugin-path", ROGUES, *arguments, **options)
        while running.poll() is None and not glob.glob(os.path.join(self.path, "output", ".bcukit-*", "hang", "*")):
            time.sleep(0.02)
        return running

    def check_manifest(self):
        for output in self.json("manifest.json")["outputs"]:
            self.assertEqual(hashlib.sha256(self.read(output["file"], mode="rb")).hexdigest(), output["sha256"])

    # ---- places

    def test_what_is_no_file_stays(self):
        def folder(path):
            os.mkdir(path)
            with open(os.path.join(path, "mine.txt"), "w") as file:
                file.write("the user's")

        def bind(path):
            here = os.getcwd()
            os.chdir(os.path.dirname(path))
            with socket.socket(socket.AF_UNIX) as made:
                made.bind(os.path.basename(path))
            os.chdir(here)

        kinds = {"folder": folder, "empty": os.mkdir, "link": lambda path: os.symlink(self.path, path), "pipe": os.mkfifo,
                 "socket": bind, "dangling": lambda path: os.symlink("nowhere", path)}
        for name, plugin in (("area.csv", "area"), ("manifest.json", "area"), ("boroughs.geojson", "geojson"),
                             ("bcu.gpkg", "gpkg"), ("map.png", "render")):
            for kind, make in kinds.items():
                with self.subTest(name=name, kind=kind):
                    make(self.make(name))
                    before = under(self.output(""))
                    code, out, err = self.run_bcukit("run", plugin)
                    self.assertEqual((code, err.count("error")), (5, 1), err)
                    self.assertIn(f"error OUT034: output/{name}: ", err)
                    self.assertEqual(under(self.output("")), before)
                    shutil.rmtree(self.output(""))

    def test_what_is_not_written_is_in_nobodys_way(self):
        for name in ("area.old", "area.json", "coverage.csv", "elsewhere", "map.png"):
            os.makedirs(self.output(name))
        self.assertEqual(self.run_bcukit("run", "area")[0], 0)

    def test_check_and_init_replace_files_only(self):
        os.makedirs(self.output("p.geojson"))
        code, out, err = self.run_bcukit("check", "-o", "output/p.geojson")
        self.assertEqual(code, 5)
        self.assertIn("OUT034", err)
        with open(self.output("q.geojson"), "w") as file:
            os.chmod(file.name, 0o600)
        self.assertEqual(self.run_bcukit("check", "-o", "output/q.geojson")[0], 0)
        self.assertEqual(stat.S_IMODE(os.stat(self.output("q.geojson")).st_mode), 0o600)
        self.assertEqual(self.files(), ["p.geojson", "q.geojson"])

    def test_protected_files_and_modes(self):
        for mode in (0o600, 0o640, 0o666):
            self.assertEqual(self.run_bcukit("run", "area")[0], 0)
            os.chmod(self.output("area.csv"), mode)
            self.assertEqual(self.run_bcukit("run", "area")[0], 0)
            self.assertEqual(stat.S_IMODE(os.stat(self.output("area.csv")).st_mode), mode)
        with open(self.output("area.csv"), "w") as file:
            file.write("kept")
        os.chmod(self.output("area.csv"), 0o444)
        code, out, err = self.run_bcukit("run", "area", "coverage")
        self.assertEqual((code, self.read("area.csv")), (5, "kept"))
        self.assertIn("error OUT035: output/area.csv: ", err)
        self.assertEqual({output["plugin"] for output in self.json("manifest.json")["outputs"]}, {"coverage"})

    def test_link_to_a_file(self):
        """The link goes, what it led to stays."""
        with open(self.make("elsewhere.csv"), "w") as file:
            file.write("the user's")
        os.symlink("elsewhere.csv", self.output("area.csv"))
        self.assertEqual(self.run_bcukit("run", "area")[0], 0)
        self.assertEqual(self.read("elsewhere.csv"), "the user's")
        self.assertFalse(os.path.islink(self.output("area.csv")))

    def test_hidden_folder_is_not_ours(self):
        elsewhere = os.path.join(self.path, "elsewhere")
        os.mkdir(elsewhere)
        for make in (lambda path: os.symlink(elsewhere, path), os.mkfifo, lambda path: open(path, "w").close()):
            make(self.make(".bcukit-run"))
            code, out, err = self.run_bcukit("run", "area")
            self.assertEqual(code, 5)
            self.assertIn("OUT030", err)
            self.assertEqual(self.files(), [".bcukit-run"])
            os.remove(self.output(".bcukit-run"))

    # ---- one at a time

    def test_two_at_once(self):
        first = self.start_hanging("--timeout", "60")
        code, out, err = self.run_bcukit("run", "area")
        self.assertEqual(code, 5)
        self.assertIn(f"error OUT036: output: another run is writing to this folder: process {first.pid}", err)
        self.assertIn("--wait", err)
        second = self.start("run", "area", "--wait")
        time.sleep(0.5)
        self.assertIsNone(second.poll())
        first.send_signal(signal.SIGTERM)
        first.communicate(timeout=60)
        self.assertEqual((second.wait(timeout=60), self.files()), (0, AREA))
        second.stderr.close()
        self.check_manifest()

    def test_many_at_once(self):
        """Those that wait find a folder that the ones before may have removed and made again."""
        running = [self.start("run", "area", "--wait", "--move", f"Camden={cluster}")
                   for cluster in ("north-west", "central-north", "north", "east")]
        for process in running:
            self.assertEqual(process.wait(timeout=120), 0, process.stderr.read())
            process.stderr.close()
        self.assertEqual([name for name in self.files() if name != "moved.csv"], AREA)
        self.check_manifest()

    # ---- signals

    def test_signals_while_plugins_run(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
            with self.subTest(signal=number):
                with open(self.make("rogue.txt"), "w") as file:
                    file.write("the user's")
                running = self.start_hanging()
                running.send_signal(number)
                err = running.communicate(timeout=60)[1]
                self.assertEqual((running.returncode, err.count("error RUN010")), (128 + number, 1), err)
                self.assertIn("what was there is kept", err)
                self.assertEqual((self.files(), self.read("rogue.txt")), (["rogue.txt"], "the user's"))

    def test_signals_at_any_time(self):
        self.assertEqual(self.run_bcukit("run", "area")[0], 0)
        before = {name: self.read(name) for name in AREA}
        for tenth in range(12):
            running = self.start("run", "area", "--move", "Camden=north-west", "-o", "output")
            time.sleep(0.02 * tenth)
            running.send_signal(signal.SIGINT)
            err = running.communicate(timeout=60)[1]
            now = {name: self.read(name) for name in AREA}
            self.assertIn(running.returncode, (0, 130, -signal.SIGINT))  # the last: before its first instruction
            if running.returncode == 130:
                self.assertEqual(err.count("error RUN010"), 1, err)
                self.assertEqual("all its files were in place" in err, now != before)
            self.assertEqual([name for name in self.files() if name != "moved.csv"], AREA)
            self.check_manifest()
            before = now

    def test_ignored_signals_stay_ignored(self):
        running = self.start_hanging("--timeout", "3", preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        running.send_signal(signal.SIGHUP)
        self.assertIn("PLG031", running.communicate(timeout=60)[1])

    def test_plugins_end_with_their_host(self):
        running = self.start_hanging("--timeout", "60")
        running.kill()
        running.communicate()
        for _ in range(100):
            time.sleep(0.05)
            if not any(b"hang.so" in maps for maps in self.all_maps()):
                break
        else:
            self.fail("the plugin's process lives on")
        code, out, err = self.run_bcukit("run", "area")
        self.assertEqual((code, self.files()), (0, AREA), err)
        self.assertNotIn("error", err)

    def all_maps(self):
        for path in glob.glob("/proc/[0-9]*/maps"):
            try:
                with open(path, "rb") as file:
                    yield file.read()
            except OSError:
                continue

    # ---- limits of the shell

    def test_limits(self):
        def limited(what, most):
            return lambda: resource.setrlimit(what, (most, most))

        for what, most, codes, words in ((resource.RLIMIT_FSIZE, 1000, (5,), "File too large"),
                                         (resource.RLIMIT_NOFILE, 5, (1, 5), "Too many open files")):
            with self.subTest(limit=what):
                running = self.start("run", "area", preexec_fn=limited(what, most))
                err = running.communicate(timeout=60)[1]
                self.assertIn(running.returncode, codes, err)
                self.assertIn(words, err)
                self.assertEqual(self.files(), [])

    @unittest.skipIf("libasan" in open("/proc/self/maps").read(), "addresses are reserved")
    def test_little_memory(self):
        """At each limit: done, or a message; never death without a word."""
        for megabytes in range(40, 400, 40):
            running = self.start("run", "area", "-o", "output",
                                 preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20)))
            err = running.communicate(timeout=60)[1]
            if "AddressSanitizer failed to allocate" in err:
                self.skipTest("a sanitized program needs terabytes of addresses")
            self.assertTrue(running.returncode == 0 or err, running.returncode)
            self.assertGreaterEqual(running.returncode, 0, err)


main()
